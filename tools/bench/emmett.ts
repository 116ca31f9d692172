/** Our log beside emmett-postgresql, the nearest of its kind, on the same server in the same minutes. */
import { spawnSync, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Database } from '@yimen/adapters';
import type { EventStore } from '@yimen/kernel';
import { findNpm } from '../run/npm.mjs';
import type { WantedRate } from './emmett-writer.ts';
import { against, rate, type Measured } from './measured.ts';
import { forked, orderTo } from './orders.ts';
import { event } from './usual-event.ts';

const VERSION = '0.42.0';
const CLIENTS = [1, 16, 64];
const ROUNDS = 7;
const SECONDS = 1.2;

interface Beside {
  readonly url: string;
  readonly database: Database;
  readonly store: EventStore;
}

/** Appends of one event, each to a stream that is new. No rows, and why, where emmett cannot be had. */
export async function besideEmmett({ url, database, store }: Beside): Promise<readonly Measured[]> {
  const folder = installed();
  if (!folder) return [];
  const name = 'yimen_bench_emmett';
  await database.pool.query(`drop database if exists ${name} with (force)`);
  await database.pool.query(`create database ${name}`);
  const theirUrl = Object.assign(new URL(url), { pathname: `/${name}` }).href;
  const writer = forked('emmett-writer.ts', folder, theirUrl);
  try {
    const append = async (): Promise<void> => {
      const { outcome } = await store.append(`new-${randomUUID()}`, 0, [event()]);
      if (outcome !== 'appended') throw new Error(`${outcome} at a new stream`);
    };
    const figures: Measured[] = [];
    for (const clients of CLIENTS) figures.push(await compared(clients, append, writer));
    return figures;
  } finally {
    writer.disconnect();
    await once(writer, 'exit');
    await database.pool.query(`drop database if exists ${name} with (force)`);
  }
}

async function compared(clients: number, append: () => Promise<void>, writer: ChildProcess): Promise<Measured> {
  const [values, floors]: [number[], number[]] = [[], []];
  // The first round warms both up.
  for (let n = 0; n <= ROUNDS; n += 1) {
    values.push(await rate(clients, SECONDS, append));
    floors.push(await orderTo<number>(writer, { clients, seconds: SECONDS } satisfies WantedRate));
  }
  const name = `appends to new streams, ${clients} at once ÷ emmett-postgresql ${VERSION}`;
  return against({ name, unit: 'events/s', values: values.slice(1), floors: floors.slice(1), target: 1 });
}

/** Kept in `.yimen/emmett`: what is only compared with is no dependency of ours, and it brings a client of MongoDB. */
function installed(): string | undefined {
  const cache = fileURLToPath(new URL('../../.yimen/emmett/', import.meta.url));
  const home = join(cache, VERSION);
  if (existsSync(home)) return home;
  mkdirSync(cache, { recursive: true });
  const draft = mkdtempSync(join(cache, 'draft-'));
  const { version: pg } = createRequire(import.meta.url)('pg/package.json') as { version: string };
  const dependencies = {
    '@event-driven-io/emmett': VERSION,
    '@event-driven-io/emmett-postgresql': VERSION,
    '@event-driven-io/pongo': '0.16.11',
    pg,
  };
  writeFileSync(join(draft, 'package.json'), JSON.stringify({ private: true, dependencies }));
  const { command, args, shell } = findNpm();
  const how = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status, stderr } = spawnSync(command, [...args, ...how], { cwd: draft, shell, encoding: 'utf8' });
  if (status === 0) renameSync(draft, home);
  rmSync(draft, { recursive: true, force: true });
  if (status === 0) return home;
  process.stderr.write(`emmett ${VERSION} cannot be had and is left out: ${stderr.trim().split('\n')[0]}\n`);
  return undefined;
}
