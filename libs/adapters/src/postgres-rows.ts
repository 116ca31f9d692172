/**
 * The read side on PostgreSQL: one table for each service.
 *
 * Two transactions that touch the same row run one after the other. A row that exists is locked as it is read, so the
 * second reader waits. A row that is missing cannot be locked; whoever finds at the end that somebody else has put it
 * starts anew, as does the victim of a deadlock. Locks on names (advisory locks) would hold for missing rows too, but
 * their number is limited for the whole server, and a rebuild touches more rows than that. So `work` may run more than
 * once, like any handler of a redelivered message.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Query, Row, Rows, RowsTransaction } from '@yimen/kernel';
import type pg from 'pg';
import { buffered, type Below, type Changes } from './buffer.ts';
import { away, reachable } from './failure.ts';
import { identifier, type PostgresAt } from './postgres-store.ts';
import { connect, migrate } from './postgres.ts';
import { asked } from './query.ts';
import { byCodePoint, rowJson, whole } from './text.ts';

const TRIES = 20;
const AGAIN_MS = 5;

type On = Pick<pg.Pool, 'query'>;
type Found = [view: string, key: string, caseId: string | null, ord: string, data: unknown];

export async function postgresRows({ database: at, schema }: PostgresAt): Promise<Rows> {
  const database = typeof at === 'string' ? await connect(at) : at;
  await migrate(database, identifier(schema));
  const look = looking((call) => reachable(() => call(database.pool)), { schema, lock: '' });
  return {
    row: (view, key) => look.row(view, key),
    rows: async (view, query) => look.rows(view, asked(query), []),
    count: async (view, query) => look.count(view, asked(query), []),
    transaction: (work) => again(() => database.inTransaction((client) => attempt(client, schema, work))),
    close: async () => (typeof at === 'string' ? database.close() : undefined),
  };
}

/** Somebody else was faster, or the server chose this transaction to end a deadlock: nothing was written. */
class Overtaken extends Error {}

async function again<T>(run: () => Promise<T>): Promise<T> {
  for (let left = TRIES; ; left -= 1) {
    try {
      return await run();
    } catch (error) {
      if (!(error instanceof Overtaken)) throw error;
      if (left === 0) throw away(error);
      // Whoever was faster has to wake up before this one comes again.
      await pause(AGAIN_MS * (TRIES - left + 1));
    }
  }
}

type Run = <T>(call: (on: On) => Promise<T>) => Promise<T>;

const overtook = (error: unknown) => ['40001', '40P01'].includes((error as { code?: string }).code ?? '');

async function attempt<T>(
  client: pg.PoolClient,
  schema: string,
  work: (tx: RowsTransaction) => Promise<T>,
): Promise<T> {
  let overtaken = false;
  let last: Promise<unknown> = Promise.resolve();
  // One connection answers one question after the other.
  const run: Run = (call) => {
    const answer = last.then(() => reachable(() => call(client)));
    last = answer.catch((error) => void (overtaken ||= overtook(error.cause)));
    return answer;
  };
  const read: Read = new Map();
  const { tx, end } = buffered(remembering(looking(run, { schema, lock: 'for update of r' }), read));
  try {
    const result = await work(tx);
    await write(run, schema, written(end(), read));
    return result;
  } catch (error) {
    throw overtaken ? new Overtaken() : error;
  }
}

/** What the transaction has seen of each row; undefined where there was none. */
type Read = Map<string, Row | undefined>;
const place = (view: string, key: string): string => `${view}\0${key}`;

/** What was read once stays as it was seen: an existing row is locked, a missing one is tried at the end. */
function remembering(below: Below, read: Read): Below {
  const see = (view: string, key: string, row: Row | undefined) => {
    if (!read.has(place(view, key))) read.set(place(view, key), row);
  };
  return {
    ...below,
    async row(view, key) {
      if (!read.has(place(view, key))) see(view, key, await below.row(view, key));
      return read.get(place(view, key));
    },
    async rows(view, query, without) {
      const found = await below.rows(view, query, without);
      for (const row of found) see(view, row.key, row);
      return found;
    },
  };
}

function looking(run: Run, { schema, lock }: { schema: string; lock: string }): Below {
  const columns = `select r.view, r.key, r.case_id, r.ord, r.data from ${schema}.rows r`;
  const fetch = async (text: string, values: unknown[], name?: string) => {
    const { rows } = await run((on) => on.query<Found>({ text, values, rowMode: 'array', ...(name && { name }) }));
    return rows;
  };
  const byName = gathered(async (names) => {
    const text = `${columns} join unnest($1::text[], $2::text[]) as asked (view, key) using (view, key)
      order by view, key ${lock}`;
    const values = [names.map(([view]) => view), names.map(([, key]) => key)];
    const found = await fetch(text, values, `${schema}.row ${lock}`);
    return new Map(found.map((each) => [place(each[0], each[1]), row(each)]));
  });
  return {
    row: async (view, key) => (whole(key) ? byName(view, key) : undefined),
    async rows(view, query, without) {
      const { text, values } = pageOf(view, query, without);
      return (await fetch(`${columns} where ${text} ${lock}`, values)).map(row);
    },
    async count(view, query, without) {
      const { text, values } = having(view, query, without);
      const answer = await run((on) =>
        on.query<{ n: number }>(`select count(*) as n from ${schema}.rows where ${text}`, values),
      );
      return answer.rows[0]!.n;
    },
  };
}

type Name = readonly [view: string, key: string];

/** Rows asked for in the same moment come with one question. */
function gathered(fetch: (names: readonly Name[]) => Promise<ReadonlyMap<string, Row>>) {
  let group: { names: Map<string, Name>; answer: Promise<ReadonlyMap<string, Row>> } | undefined;
  const begin = () => {
    const names = new Map<string, Name>();
    const ask = () => ((group = undefined), fetch([...names.values()]));
    return { names, answer: new Promise<void>((resolve) => process.nextTick(resolve)).then(ask) };
  };
  return async (view: string, key: string): Promise<Row | undefined> => {
    const mine = (group ??= begin());
    mine.names.set(place(view, key), [view, key]);
    return (await mine.answer).get(place(view, key));
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

interface Entry {
  readonly view: string;
  readonly row: Row;
}

interface Written {
  readonly cleared: readonly string[];
  readonly dropped: readonly (readonly [view: string, key: string])[];
  /** Rows that were missing when the transaction looked. */
  readonly fresh: readonly Entry[];
  readonly others: readonly Entry[];
}

/** Sorted, so that two transactions that write the same rows wait for each other in one direction. */
function written(views: ReadonlyMap<string, Changes>, read: Read): Written {
  const sorted = [...views].toSorted(([a], [b]) => byCodePoint(a, b));
  const entries = sorted.flatMap(([view, { cleared, rows }]) =>
    [...rows]
      .toSorted(([a], [b]) => byCodePoint(a, b))
      .map(([key, row]) => {
        const missing = !cleared && read.has(place(view, key)) && read.get(place(view, key)) === undefined;
        return { view, key, row, missing };
      }),
  );
  const put = (missing: boolean) =>
    entries.flatMap(({ view, row, missing: was }) => (row && was === missing ? [{ view, row }] : []));
  return {
    cleared: sorted.filter(([, { cleared }]) => cleared).map(([view]) => view),
    dropped: entries.filter(({ row }) => !row).map(({ view, key }) => [view, key] as const),
    fresh: put(true),
    others: put(false),
  };
}

async function write(run: Run, schema: string, { cleared, dropped, fresh, others }: Written): Promise<void> {
  const table = `${schema}.rows`;
  if (cleared.length > 0) await run((on) => on.query(`delete from ${table} where view = any ($1)`, [cleared]));
  if (dropped.length > 0) {
    const text = `delete from ${table} r using unnest($1::text[], $2::text[]) as d (view, key)
      where r.view = d.view and r.key = d.key`;
    await run((on) => on.query(text, [dropped.map(([view]) => view), dropped.map(([, key]) => key)]));
  }
  const put = async (statement: string, entries: readonly Entry[], conflict: string) => {
    if (entries.length === 0) return;
    const text = `insert into ${table} (view, key, case_id, ord, data, held)
      select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::json[], $6::jsonb[])
      on conflict (view, key) ${conflict}`;
    const query = { name: `${schema}.${statement}`, text, values: columns(entries) };
    const { rowCount } = await run((on) => on.query(query));
    if (rowCount !== entries.length) throw new Overtaken();
  };
  await put('put-new', fresh, 'do nothing');
  await put(
    'put',
    others,
    'do update set case_id = excluded.case_id, ord = excluded.ord, data = excluded.data, held = excluded.held',
  );
}

function columns(entries: readonly Entry[]): unknown[] {
  return [
    entries.map(({ view }) => view),
    entries.map(({ row }) => row.key),
    entries.map(({ row }) => row.caseId ?? null),
    entries.map(({ row }) => row.order ?? ''),
    entries.map(({ row }) => rowJson(row.data)),
    entries.map(({ row }) => heldBy(row.data)),
  ];
}

/** What a row can be found by. */
function heldBy(data: unknown): string {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return '{}';
  return JSON.stringify(Object.fromEntries(Object.entries(data).filter(([, value]) => typeof value !== 'object')));
}
