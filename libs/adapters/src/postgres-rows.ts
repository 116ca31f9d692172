/**
 * The read side on PostgreSQL: one table for each service.
 *
 * Two transactions that touch the same row run one after the other. Hardly ever do two of them meet, so the first
 * attempt locks nothing: it reads, and what it writes goes in one statement that looks whether everything is still as
 * it was read. Whoever was overtaken runs once more under locks: a row that exists is locked as it is read, so the
 * second reader waits. A row that is missing cannot be locked; whoever finds at the end that somebody else has put it
 * starts anew, whether he writes that row or has only missed it, as does the victim of a deadlock. He then finds it, so
 * he starts anew only as often as yet another comes, and not for ever. Locks on names (advisory locks) would hold for
 * missing rows too, but their number is limited for the whole server, and a rebuild touches more rows than that. So
 * `work` may run more than once, like any handler of a redelivered message.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Row, Rows, RowsTransaction } from '@yimen/kernel';
import { buffered, type Below } from './buffer.ts';
import { away, reachable } from './failure.ts';
import { looking, place, type Looking, type On, type Run } from './postgres-look.ts';
import { putting, type Seen, type Writing } from './postgres-put.ts';
import { identifier, type PostgresAt } from './postgres-store.ts';
import { migrate } from './postgres-migrate.ts';
import { connect, type Database } from './postgres.ts';
import { asked } from './query.ts';

const TRIES = 20;
const AGAIN_MS = 5;

export async function postgresRows({ database: at, schema }: PostgresAt): Promise<Rows> {
  const database = typeof at === 'string' ? await connect(at) : at;
  await migrate(database, identifier(schema));
  const look = looking(onPool(database), { schema });
  return {
    row: (view, key) => look.row(view, key),
    rows: async (view, query) => look.rows(view, asked(query), []),
    count: async (view, query) => look.count(view, asked(query), []),
    transaction: (work) =>
      again(
        () => freely(database, schema, work),
        () => locking(database, schema, work),
      ),
    close: async () => (typeof at === 'string' ? database.close() : undefined),
  };
}

/** Somebody else was faster, or the server chose this transaction to end a deadlock: nothing was written. */
class Overtaken extends Error {}

async function again<T>(first: () => Promise<T>, locked: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await (tries === 0 ? first() : locked());
    } catch (error) {
      if (!(error instanceof Overtaken)) throw error;
      if (tries === TRIES) throw away(error);
      // Whoever was faster has to wake up before this one comes again; the first time it waits at the lock.
      if (tries > 0) await pause(AGAIN_MS * tries);
    }
  }
}

const overtook = (error: unknown) =>
  ['40001', '40P01'].includes((error as { cause?: { code?: string } }).cause?.code ?? '');

const onPool =
  ({ pool }: Database): Run =>
  (call) =>
    reachable(() => call(pool));

type Work<T> = (tx: RowsTransaction) => Promise<T>;

/** No transaction of the server's: each question for itself, and at the end one statement that checks and writes. */
async function freely<T>(database: Database, schema: string, work: Work<T>): Promise<T> {
  const xmins = new Map<string, Seen>();
  const seen: Looking['seen'] = (view, key, xmin) => {
    // As it was seen first: whatever was seen of it later must be the same.
    if (!xmins.has(place(view, key))) xmins.set(place(view, key), { view, key, xmin });
  };
  const together: Writing['together'] = (write) => database.inTransaction((client) => write(onOne(client)));
  return attempt({ run: onPool(database), together, looking: { schema, seen }, seen: xmins }, work);
}

function locking<T>(database: Database, schema: string, work: Work<T>): Promise<T> {
  return database.inTransaction((client) => {
    const run = onOne(client);
    return attempt({ run, together: (write) => write(run), looking: { schema, lock: true }, seen: new Map() }, work);
  });
}

/** One connection answers one question after the other. */
function onOne(client: On): Run {
  let last: Promise<unknown> = Promise.resolve();
  return (call) => {
    const answer = last.then(() => reachable(() => call(client)));
    last = answer.catch(() => undefined);
    return answer;
  };
}

interface Attempt extends Pick<Writing, 'run' | 'together'> {
  readonly looking: Looking;
  /** The rows that were read without a lock, by their place. */
  readonly seen: ReadonlyMap<string, Seen>;
}

async function attempt<T>({ run: asking, together, looking: how, seen }: Attempt, work: Work<T>): Promise<T> {
  let overtaken = false;
  const noting =
    (asked: Run): Run =>
    (call) =>
      asked(call).catch((error) => {
        overtaken ||= overtook(error);
        throw error;
      });
  const run = noting(asking);
  const read: Read = new Map();
  const { tx, end } = buffered(remembering(looking(run, how), read));
  const put = putting({ schema: how.schema, run, together: (write) => together((asked) => write(noting(asked))) });
  const nothing = new Map();
  try {
    const result = await work(tx).catch(async (error) => {
      // What fails on rows that have changed meanwhile may not fail on what they are now.
      await put({ changes: nothing, read, seen }).catch(() => undefined);
      throw error;
    });
    await put({ changes: end(), read, seen });
    return result;
  } catch (error) {
    throw overtaken ? new Overtaken() : error;
  }
}

/** What the transaction has seen of each row; undefined where there was none. */
export type Read = Map<string, Row | undefined>;

/** What was read once stays as it was seen. */
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
