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
import type { Row, Rows, RowsTransaction } from '@yimen/kernel';
import type pg from 'pg';
import { buffered, type Below, type Changes } from './buffer.ts';
import { away, reachable } from './failure.ts';
import { looking, place, type Run } from './postgres-look.ts';
import { identifier, type PostgresAt } from './postgres-store.ts';
import { migrate } from './postgres-migrate.ts';
import { connect } from './postgres.ts';
import { asked } from './query.ts';
import { byCodePoint, rowJson } from './text.ts';

const TRIES = 20;
const AGAIN_MS = 5;

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
  if (fresh.length + others.length === 0) return;
  const values = [...columns(fresh), ...columns(others)];
  const query = { name: `${schema}.put`, text: putting(table), values, rowMode: 'array' as const };
  const { rows } = await run((on) => on.query<[number]>(query));
  if (rows[0]?.[0] !== fresh.length) throw new Overtaken();
}

/** Both in one statement; how many of those that were missing are there now. */
function putting(table: string): string {
  const insert = (first: number) => {
    const types = ['text', 'text', 'text', 'text', 'json', 'jsonb'].map((type, at) => `$${first + at}::${type}[]`);
    return `insert into ${table} (view, key, case_id, ord, data, held) select * from unnest(${types.join()})
      on conflict (view, key)`;
  };
  return `with fresh as (${insert(1)} do nothing returning 1), others as (${insert(7)}
    do update set case_id = excluded.case_id, ord = excluded.ord, data = excluded.data, held = excluded.held)
    select count(*) from fresh`;
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
