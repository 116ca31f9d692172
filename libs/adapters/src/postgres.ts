/**
 * One database for all agencies of a process: a pool and a line for wake-ups. Needs a direct connection: a pooler that
 * lends them by transaction loses prepared statements and wake-ups.
 */
import pg from 'pg';
import { isSilent, reachable, StorageFailure } from './failure.ts';
import { wakeUps, type WakeUps } from './postgres-wake.ts';

export interface Database {
  readonly pool: pg.Pool;
  readonly wakeUps: WakeUps;
  /** Runs a transaction; how many run at once is limited, so that appends always find a free connection. */
  inTransaction<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

const CONNECTIONS = 16;
const OLDEST = 15;
/** A new connection logs in and plans every statement anew, so one that was of use a minute ago stays. */
const KEPT = { idleTimeoutMillis: 60_000 };

/** Columns of our own queries only: other clients in the process keep their parsers. Positions stay below 2^53. */
const types = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === pg.types.builtins.INT8) return Number;
    if (oid === pg.types.builtins.JSON || oid === pg.types.builtins.JSONB) return JSON.parse;
    return pg.types.getTypeParser(oid, format as 'text');
  },
} as pg.CustomTypesConfig;

/**
 * What every connection promises, whatever the server's own defaults are. All our statements find their rows by an
 * index. A plan is made once and kept: made while a table is small, it would read the whole of it when it is large.
 */
const settings = [
  ...['synchronous_commit=on', 'default_transaction_isolation=read\\ committed', 'jit=off'],
  ...['plan_cache_mode=force_generic_plan', 'enable_seqscan=off', 'enable_hashjoin=off', 'enable_mergejoin=off'],
];
/** A server that is there gives up a statement before. Of one whose machine is gone nobody hears anything. */
const SILENT_MS = 35_000;
const session = {
  application_name: 'yimen',
  query_timeout: SILENT_MS,
  ...{ keepAlive: true, keepAliveInitialDelayMillis: 10_000 },
  options: settings.map((each) => `-c ${each}`).join(' '),
  types,
};

/** Connects, and creates the database if the server does not have it yet; `setting` is where the address was told. */
export async function connect(url: string, size = CONNECTIONS, setting = 'DATABASE_URL'): Promise<Database> {
  await present(url, setting);
  const limits = {
    statement_timeout: 30_000,
    idle_in_transaction_session_timeout: 60_000,
    connectionTimeoutMillis: 10_000,
  };
  const pool = new pg.Pool({ ...session, ...limits, connectionString: url, max: size, ...KEPT });
  pool.on('error', () => {});
  pool.on('connect', (client) => void client.on('error', () => {}));
  const patience = { statement_timeout: 5_000, query_timeout: 8_000, connectionTimeoutMillis: 5_000 };
  const line = wakeUps(() => new pg.Client({ ...session, ...patience, connectionString: url }));
  const slot = slots(Math.max(1, Math.floor(size / 2)));
  return {
    pool,
    wakeUps: line,
    inTransaction: (work) => slot(() => transaction(pool, work)),
    async close() {
      await line.close();
      await pool.end();
    },
  };
}

async function transaction<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await reachable(() => pool.connect());
  let broken = false;
  try {
    await reachable(() => client.query('begin'));
    const result = await work(client);
    const { command } = await reachable(() => client.query('commit'));
    if (command !== 'COMMIT') throw new Error('a statement of the transaction had failed, so nothing was written');
    return result;
  } catch (error) {
    broken = isSilent(error) || !(await client.query('rollback').catch(() => false));
    throw error;
  } finally {
    client.release(broken);
  }
}

/** At most `count` at a time, first come first served. */
function slots(count: number) {
  const queue: (() => void)[] = [];
  let free = count;
  return async <T>(run: () => Promise<T>): Promise<T> => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => queue.push(resolve));
    try {
      return await run();
    } finally {
      const next = queue.shift();
      if (next) next();
      else free += 1;
    }
  };
}

async function present(url: string, setting: string): Promise<void> {
  if (!URL.canParse(url)) throw noAddress(setting);
  const client = new pg.Client({ ...session, connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ v: string }>(`select current_setting('server_version_num') as v`);
    if (Number(rows[0]?.v) < OLDEST * 10_000) throw tooOld(rows[0]?.v);
  } catch (error) {
    if (error instanceof StorageFailure) throw error;
    if ((error as { code?: string }).code !== '3D000') throw unreachable(url, setting, error);
    await create(url, setting);
  } finally {
    await client.end().catch(() => {});
  }
}

async function create(url: string, setting: string): Promise<void> {
  const server = new URL(url);
  const database = decodeURIComponent(server.pathname.slice(1));
  server.pathname = '/postgres';
  const client = new pg.Client({ ...session, connectionString: server.href });
  try {
    await client.connect();
    await client.query(`create database ${client.escapeIdentifier(database)} encoding 'UTF8' template template0`);
  } catch (error) {
    const together = ['42P04', '23505'].includes((error as { code?: string }).code ?? '');
    if (!together) throw unreachable(url, setting, error);
  } finally {
    await client.end().catch(() => {});
  }
}

function unreachable(url: string, setting: string, cause: unknown): StorageFailure {
  const { host, pathname } = new URL(url);
  const why = cause instanceof Error ? cause.message || (cause as { code?: string }).code : String(cause);
  return new StorageFailure({
    zh: `连不上数据库 ${host}${pathname}：${why}。数据未被改动；请检查 ${setting} 与数据库服务后重新启动。`,
    en: `Cannot open the database ${host}${pathname}: ${why}. Nothing was changed; check ${setting} and the server, then start again.`,
    cause,
  });
}

function noAddress(setting: string): StorageFailure {
  return new StorageFailure({
    zh: `${setting} 不是数据库地址，应形如 postgres://用户:密码@主机:5432/yimen。没有写入任何内容。`,
    en: `${setting} is not the address of a database, such as postgres://user:password@host:5432/yimen. Nothing was written.`,
  });
}

function tooOld(version = '?'): StorageFailure {
  return new StorageFailure({
    zh: `数据库版本 ${version} 过低，需要 PostgreSQL ${OLDEST} 或更高版本。数据未被改动。`,
    en: `The server is PostgreSQL ${version}; version ${OLDEST} or newer is needed. Nothing was changed.`,
  });
}
