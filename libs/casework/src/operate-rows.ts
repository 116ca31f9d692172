/** Rows compared: what the logs say that a view should hold, and what it holds. */
import { begun, changesBy, type Look, type Recorded, type Row, type View } from '@yimen/kernel';

/** One row that is not as it should be. Only names of fields are told: what is in them may be about people. */
export interface Difference {
  readonly key: string;
  readonly kind: 'missing' | 'extra' | 'changed';
  /** Of a changed row: what differs. */
  readonly fields: readonly string[];
}

/** Fields in any order are the same; what is undefined is not there. */
export function written(value: unknown): string {
  const sorted = (_: string, field: unknown): unknown =>
    field && typeof field === 'object' && !Array.isArray(field)
      ? Object.fromEntries(Object.entries(field).sort(([one], [other]) => (one < other ? -1 : 1)))
      : field;
  return JSON.stringify(value, sorted) ?? 'undefined';
}

/** By name: the fields of the data, and beside them what the row is found and sorted by. */
const parts = ({ caseId, order, data }: Row): Readonly<Record<string, unknown>> => ({
  '(case)': caseId ?? '',
  '(order)': order ?? '',
  ...(data && typeof data === 'object' ? data : { data }),
});

/** How the stored row differs from what it should be; undefined if it does not. */
export function difference(key: string, wanted: Row | undefined, stored: Row | undefined): Difference | undefined {
  if (!wanted) return stored && { key, kind: 'extra', fields: [] };
  if (!stored) return { key, kind: 'missing', fields: [] };
  const [one, other] = [parts(wanted), parts(stored)];
  // Most rows are the same to the letter.
  if (JSON.stringify(one) === JSON.stringify(other)) return undefined;
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])].sort();
  const fields = names.filter((name) => written(one[name]) !== written(other[name]));
  return fields.length > 0 ? { key, kind: 'changed', fields } : undefined;
}

const PAGE = 1_000;

/** All rows of a view, a page at a time; the next one is on its way while one is looked at. */
export async function* pages(look: Look, view: string): AsyncGenerator<readonly Row[]> {
  const ask = (after?: Row) => {
    const place = after && { order: after.order ?? '', key: after.key };
    return begun(look.rows(view, { limit: PAGE, ...(place && { after: place }) }));
  };
  for (let next: ReturnType<typeof ask> | undefined = ask(); next;) {
    const rows: readonly Row[] = await next;
    next = rows.length < PAGE ? undefined : ask(rows.at(-1));
    if (rows.length > 0) yield rows;
  }
}

/** The rows of one view in memory, to fold into; nothing of them is kept. */
export interface Folded {
  at(key: string): Row | undefined;
  keys(): Iterable<string>;
  /** The keys of rows that were folded here, also of those that are gone again. */
  touched(): Iterable<string>;
  fold(shown: View, event: Recorded): void;
}

/** Where rows are given it is folded on from them, and they stay as they are. */
export function foldedRows(from?: Folded): Folded {
  const held = new Map<string, Row | undefined>();
  const at = (key: string) => (held.has(key) ? held.get(key) : from?.at(key));
  function* keys() {
    for (const key of from?.keys() ?? []) if (!held.has(key)) yield key;
    for (const [key, row] of held) if (row) yield key;
  }
  return {
    ...{ at, keys },
    touched: () => held.keys(),
    fold(shown, event) {
      for (const { key, to } of changesBy(shown, event)) {
        const row = to(at(key));
        if (row || from) held.set(key, row);
        else held.delete(key);
      }
    },
  };
}

/** Every row in which a stored view is not what was folded. */
export async function* differences(wanted: Folded, look: Look, view: string): AsyncGenerator<Difference> {
  const stored = new Set<string>();
  for await (const page of pages(look, view))
    for (const row of page) {
      stored.add(row.key);
      const different = difference(row.key, wanted.at(row.key), row);
      if (different) yield different;
    }
  for (const key of wanted.keys()) if (!stored.has(key)) yield { key, kind: 'missing', fields: [] };
}
