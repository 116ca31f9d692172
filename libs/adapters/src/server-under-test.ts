/** A PostgreSQL for specs: a new database on the server of DATABASE_URL, else an embedded one in a temporary folder. */
import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import pg from 'pg';
import { binaries } from './embedded-binary.ts';
import { lent } from './embedded-folder.ts';
import { embeddedPostgres } from './embedded-postgres.ts';
import { freePorts } from './free-ports.ts';
import type { Database } from './postgres.ts';

export interface ServerUnderTest {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** A folder that other accounts may pass through, unlike that of `mkdtemp` alone. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'yimen-spec-'));
  chmodSync(folder, 0o755);
  return folder;
}

export async function serverUnderTest(): Promise<ServerUnderTest> {
  const given = process.env['DATABASE_URL'];
  if (given) return onGiven(given);
  const folder = temporaryFolder();
  const server = await embeddedPostgres({ dataDir: join(folder, 'data') });
  return {
    url: server.url,
    async close() {
      await server.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

function onGiven(given: string): ServerUnderTest {
  const url = new URL(given);
  const database = `yimen_spec_${randomBytes(6).toString('hex')}`;
  url.pathname = `/${database}`;
  return {
    url: url.href,
    async close() {
      const client = new pg.Client(given);
      await client.connect();
      await client.query(`drop database if exists ${database} with (force)`);
      await client.end();
    },
  };
}

/** A PostgreSQL that this machine has besides the embedded one, as its packages install it. */
export interface Installed {
  readonly version: string;
  /** The folder of its programs. */
  readonly bin: string;
}

/** As packages of the system install it, and what `POSTGRES_HOMES` names: folders with `bin`, a colon between two. */
export function installed(): readonly Installed[] {
  const folder = '/usr/lib/postgresql';
  const asked = spawnSync('pg_config', ['--bindir'], { encoding: 'utf8' }).stdout?.trim();
  const packaged = existsSync(folder) ? readdirSync(folder).map((major) => join(folder, major, 'bin')) : [];
  const homes = (process.env['POSTGRES_HOMES'] ?? '').split(delimiter).filter(Boolean);
  const given = homes.map((home) => dirname(binaries(lent(), home).postgres));
  const bins = [...new Set([...packaged, ...(asked ? [asked] : []), ...given])];
  return bins
    .filter((bin) => existsSync(join(bin, 'initdb')) && existsSync(join(bin, 'postgres')))
    .map((bin) => ({ version: execFileSync(join(bin, 'postgres'), ['--version'], { encoding: 'utf8' }).trim(), bin }));
}

/** One of those in a folder of its own. */
export async function serverOf({ bin }: Installed): Promise<ServerUnderTest> {
  const folder = temporaryFolder();
  const account = lent();
  if (account) chownSync(folder, account.uid, account.gid);
  const [port] = await freePorts(1);
  const data = join(folder, 'data');
  const run = (...args: string[]) =>
    execFileSync(join(bin, 'pg_ctl'), [...args, '-D', data, '-s'], { ...account, cwd: folder, stdio: 'ignore' });
  run('initdb', '-o', '--username=yimen --auth=trust --encoding=UTF8 --locale=C');
  run('start', '-w', '-l', join(folder, 'log'), '-o', `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1`);
  return {
    url: `postgres://yimen@127.0.0.1:${port}/yimen`,
    async close() {
      run('stop', '-w', '-m', 'fast');
      rmSync(folder, { recursive: true });
    },
  };
}

/** What the pool of a database is asked, until the end. */
export function asking({ pool }: Database) {
  const calls: unknown[] = [];
  const query = pool.query.bind(pool) as (...args: unknown[]) => unknown;
  Object.assign(pool, { query: (...args: unknown[]) => (calls.push(args), query(...args)) });
  return { calls, end: () => void Object.assign(pool, { query }) };
}
