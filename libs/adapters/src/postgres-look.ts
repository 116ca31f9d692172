/** Reading rows on PostgreSQL. What is asked for one by one is fetched together. */
import { createHash } from 'node:crypto';
import type { Query, Row } from '@yimen/kernel';
import type pg from 'pg';
import type { Below } from './buffer.ts';
import { byPlace } from './query.ts';
import { rowJson, whole } from './text.ts';

export type On = Pick<pg.Pool, 'query'>;
/** Asks as soon as the connection is free. */
export type Run = <T>(call: (on: On) => Promise<T>) => Promise<T>;

type Found = [view: string, key: string, caseId: string | null, ord: string, data: unknown, xmin: string];

export interface Looking {
  readonly schema: string;
  /** Locks what is found until the end of the transaction. */
  readonly lock?: boolean;
  /** Told of each row that is found: `xmin` is the transaction that wrote it, so another one means that it changed. */
  readonly seen?: (view: string, key: string, xmin: string) => void;
}

export const place = (view: string, name: string): string => `${view}\0${name}`;

const fetching =
  (seen: Looking['seen']) =>
  async (on: On, text: string, values: unknown[]): Promise<readonly Found[]> => {
    const { rows } = await on.query<Found>({ name: named(text), text, values, rowMode: 'array' });
    if (seen) for (const found of rows) seen(found[0], found[1], found[5]);
    return rows;
  };

export function looking(run: Run, { schema, lock: locked, seen }: Looking): Below {
  const lock = locked ? 'for update of r' : '';
  const columns = `select r.view, r.key, r.case_id, r.ord, r.data${seen ? ', r.xmin::text' : ''} from ${schema}.rows r`;
  const fetch = fetching(seen);
  // In one order, so that two transactions that lock the same rows wait for each other in one direction.
  const joined = (by: 'key' | 'case_id', first: number) => `${columns}
    join unnest($${first}::text[], $${first + 1}::text[]) as asked (view, ${by}) using (view, ${by})
    order by r.view, r.key ${lock}`;
  const [byKey, byCase] = [joined('key', 1), joined('case_id', 1)];
  const both = `with named as (${byKey}), of_cases as (${joined('case_id', 3)})
    select * from named union all select * from of_cases`;
  const known = gathered(run, (on, keys, cases) => {
    if (cases.length === 0) return fetch(on, byKey, columnsOf(keys));
    if (keys.length === 0) return fetch(on, byCase, columnsOf(cases));
    return fetch(on, both, [...columnsOf(keys), ...columnsOf(cases)]);
  });
  return {
    async row(view, key) {
      const found = whole(key) ? await known.byKey(view, key) : undefined;
      return found && row(found);
    },
    async rows(view, query, without) {
      if (!isOfCases(query)) {
        const { text, values } = pageOf(view, query, without);
        return (await run((on) => fetch(on, `${columns} where ${text} ${lock}`, values))).map(row);
      }
      const cases = [...new Set(query.caseIds)].filter(whole);
      const found = (await Promise.all(cases.map((caseId) => known.byCase(view, caseId)))).flat().map(row);
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
const isOfCases = ({ caseIds, ...rest }: Query): boolean => caseIds !== undefined && Object.keys(rest).length === 0;

const columnsOf = (names: readonly Name[]) => [names.map(([view]) => view), names.map(([, name]) => name)];

type Ask = (on: On, keys: readonly Name[], cases: readonly Name[]) => Promise<readonly Found[]>;

/** What is asked for in the same moment, or while the question before it is on its way, comes with one question. */
function gathered(run: Run, ask: Ask) {
  let open: ReturnType<typeof begin> | undefined;
  const begin = () => {
    const [keys, cases] = [new Map<string, Name>(), new Map<string, Name>()];
    const now = async (on: On) => {
      if (open?.keys === keys) open = undefined;
      const found = await ask(on, [...keys.values()], [...cases.values()]);
      const byKey = new Map(found.map((each) => [place(each[0], each[1]), each]));
      const ofCases = cases.size > 0 ? byKey.values() : [];
      return { byKey, byCase: Map.groupBy(ofCases, ([view, , caseId]) => place(view, caseId ?? '')) };
    };
    return { keys, cases, answer: new Promise<void>((resolve) => process.nextTick(resolve)).then(() => run(now)) };
  };
  return {
    async byKey(view: string, key: string): Promise<Found | undefined> {
      const { keys, answer } = (open ??= begin());
      keys.set(place(view, key), [view, key]);
      return (await answer).byKey.get(place(view, key));
    },
    async byCase(view: string, caseId: string): Promise<readonly Found[]> {
      const { cases, answer } = (open ??= begin());
      cases.set(place(view, caseId), [view, caseId]);
      return (await answer).byCase.get(place(view, caseId)) ?? [];
    },
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
