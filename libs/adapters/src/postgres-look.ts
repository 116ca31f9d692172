/** Reading rows on PostgreSQL. What is asked for one by one is fetched together. */
import { createHash } from 'node:crypto';
import type { Query, Row } from '@yimen/kernel';
import type pg from 'pg';
import type { Below } from './buffer.ts';
import { byPlace } from './query.ts';
import { rowJson, whole } from './text.ts';

type On = Pick<pg.Pool, 'query'>;
/** Asks as soon as the connection is free. */
export type Run = <T>(call: (on: On) => Promise<T>) => Promise<T>;

type Found = [view: string, key: string, caseId: string | null, ord: string, data: unknown];

export const place = (view: string, name: string): string => `${view}\0${name}`;

export function looking(run: Run, { schema, lock }: { schema: string; lock: string }): Below {
  const columns = `select r.view, r.key, r.case_id, r.ord, r.data from ${schema}.rows r`;
  const fetch = async (on: On, text: string, values: unknown[]) =>
    (await on.query<Found>({ name: named(text), text, values, rowMode: 'array' })).rows;
  const joined = (by: 'key' | 'case_id', nameOf: (found: Found) => string) =>
    gathered(run, nameOf, (on, names) => {
      const text = `${columns} join unnest($1::text[], $2::text[]) as asked (view, ${by}) using (view, ${by})
        order by ord, key ${lock}`;
      return fetch(on, text, [names.map(([view]) => view), names.map(([, name]) => name)]);
    });
  const byKey = joined('key', ([, key]) => key);
  const byCase = joined('case_id', ([, , caseId]) => caseId ?? '');
  return {
    async row(view, key) {
      const [found] = whole(key) ? await byKey([view, key]) : [];
      return found && row(found);
    },
    async rows(view, query, without) {
      const { text, values } = pageOf(view, query, without);
      if (!ofCases(query)) return (await run((on) => fetch(on, `${columns} where ${text} ${lock}`, values))).map(row);
      const cases = [...new Set(query.caseIds)].filter(whole);
      const found = (await Promise.all(cases.map((caseId) => byCase([view, caseId])))).flat().map(row);
      return found.filter(({ key }) => !without.includes(key)).sort(byPlace);
    },
    async count(view, query, without) {
      const { text, values } = having(view, query, without);
      const counted = `select count(*) as n from ${schema}.rows where ${text}`;
      const answer = await run((on) => on.query<{ n: number }>({ name: named(counted), text: counted, values }));
      return answer.rows[0]!.n;
    },
  };
}

/** Statements differ by what is asked for and not by its values, so there are few; each is planned once. */
const named = (text: string): string => createHash('md5').update(text).digest('hex');

type Name = readonly [view: string, name: string];

/** Everything of some cases, and nothing but that is asked. */
const ofCases = ({ caseIds, ...rest }: Query): boolean => caseIds !== undefined && Object.keys(rest).length === 0;

type Group = { readonly names: Map<string, Name>; readonly answer: Promise<ReadonlyMap<string, Found[]>> };

/** What is asked for in the same moment, or while the question before it is on its way, comes with one question. */
function gathered(
  run: Run,
  nameOf: (found: Found) => string,
  ask: (on: On, names: readonly Name[]) => Promise<readonly Found[]>,
) {
  let open: Group | undefined;
  const begin = (): Group => {
    const names = new Map<string, Name>();
    const now = async (on: On) => {
      if (open?.names === names) open = undefined;
      return Map.groupBy(await ask(on, [...names.values()]), (found) => place(found[0], nameOf(found)));
    };
    return { names, answer: new Promise<void>((resolve) => process.nextTick(resolve)).then(() => run(now)) };
  };
  return async ([view, name]: Name): Promise<readonly Found[]> => {
    const mine = (open ??= begin());
    mine.names.set(place(view, name), [view, name]);
    return (await mine.answer).get(place(view, name)) ?? [];
  };
}

function row([, key, caseId, ord, data]: Found): Row {
  return { key, caseId: caseId ?? undefined, order: ord || undefined, data };
}

interface Condition {
  readonly text: string;
  readonly values: unknown[];
}

function having(view: string, { where, caseIds, upTo }: Query, without: readonly string[]): Condition {
  const values: unknown[] = [view];
  const value = (given: unknown) => `$${values.push(given)}`;
  const parts = ['view = $1'];
  if (where && Object.keys(where).length > 0) parts.push(`held @> ${value(rowJson(where))}::jsonb`);
  if (caseIds) parts.push(`case_id = any (${value(caseIds.filter(whole))}::text[])`);
  if (upTo !== undefined) parts.push(`ord <= ${value(upTo)}`);
  if (without.length > 0) parts.push(`key <> all (${value(without)}::text[])`);
  return { text: parts.join(' and '), values };
}

function pageOf(view: string, query: Query, without: readonly string[]): Condition {
  const { text, values } = having(view, query, without);
  const { after, descending, limit } = query;
  const value = (given: unknown) => `$${values.push(given)}`;
  const beyond = after ? ` and (ord, key) ${descending ? '<' : '>'} (${value(after.order)}, ${value(after.key)})` : '';
  const direction = descending ? 'desc' : 'asc';
  const most = limit === undefined ? '' : ` limit ${value(limit)}`;
  return { text: `${text}${beyond} order by ord ${direction}, key ${direction}${most}`, values };
}
