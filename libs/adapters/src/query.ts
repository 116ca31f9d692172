/** What a `Query` means, in one place: memory answers with it, and every transaction applies it to its own writes. */
import type { Query, Row } from '@yimen/kernel';
import { byCodePoint, whole } from './text.ts';

type Place = { readonly order?: string | undefined; readonly key: string };

/** By order, then by key; rows without an order come first. */
export function byPlace(a: Place, b: Place): number {
  return byCodePoint(a.order ?? '', b.order ?? '') || byCodePoint(a.key, b.key);
}

/**
 * Whether a row belongs to the answer, pages aside: this is what `count` counts. A field that the row was not put to be
 * found by is a mistake of the caller.
 */
export function belongs(row: Row, { where = {}, caseIds, upTo }: Query): boolean {
  if (caseIds && (row.caseId === undefined || !caseIds.includes(row.caseId))) return false;
  if (upTo !== undefined && byCodePoint(row.order ?? '', upTo) > 0) return false;
  const conditions = Object.entries(where);
  if (conditions.length === 0) return true;
  const { data, foundBy = [] }: Row<unknown> = row;
  const lost = conditions.find(([field]) => !foundBy.includes(field));
  if (lost) throw new TypeError(`the rows of this view are not found by "${lost[0]}"`);
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return false;
  return conditions.every(([field, value]) => Object.hasOwn(data, field) && row.data[field] === value);
}

/** The page asked for, out of rows that belong. */
export function page(rows: readonly Row[], { descending, after, limit }: Query): readonly Row[] {
  const compare = descending ? (a: Place, b: Place) => byPlace(b, a) : byPlace;
  const beyond = after ? rows.filter((row) => compare(row, after) > 0) : rows;
  return beyond.toSorted(compare).slice(0, limit);
}

/**
 * A condition without a value would find everything instead of nothing, so it is a mistake of the caller. Nothing can
 * be kept that is not whole text, so nothing is found by it, or behind it.
 */
export function asked(query: Query = {}): Query {
  const empty = Object.entries(query.where ?? {}).find(([, value]) => value === undefined || value === null);
  if (empty) throw new TypeError(`the query has no value for "${empty[0]}"`);
  const { after, where = {}, caseIds = [] } = query;
  const texts = [...Object.values(where), after?.order, after?.key];
  if (!texts.every(isWhole)) return { caseIds: [] };
  return caseIds.every(isWhole) ? query : { ...query, caseIds: caseIds.filter(isWhole) };
}

const isWhole = (value: unknown): boolean => typeof value !== 'string' || whole(value);
