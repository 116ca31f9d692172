/** What an append costs the server: how often it waits for the disk, and its processor time. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import type { Measured } from './measured.ts';

/** Linux counts processor time in hundredths of a second. */
const TICK_US = 10_000;
const REST_MS = 1_500;

/** Waits for the disk since the server started; where they are counted has moved with version 18. */
async function syncs(pool: pg.Pool): Promise<number> {
  const version = await pool.query<{ v: string }>(`select current_setting('server_version_num') as v`);
  const counted =
    Number(version.rows[0]!.v) >= 180_000
      ? `select coalesce(sum(fsyncs), 0) as n from pg_stat_io where object = 'wal'`
      : 'select wal_sync as n from pg_stat_wal';
  return Number((await pool.query<{ n: string }>(counted)).rows[0]!.n);
}

/** The parent and the processor time of a process, and that of its children which have ended. */
function statOf(pid: string): { parent: number; ticks: number; gone: number } {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const [ticks, gone] = [11, 13].map((at) => Number(fields[at]) + Number(fields[at + 1])) as [number, number];
    return { parent: Number(fields[1]), ticks, gone };
  } catch {
    return { parent: -1, ticks: 0, gone: 0 };
  }
}

/** Of the server whose data are here, all its processes together, in microseconds. */
function processorTime(dataDir: string): number {
  const server = Number(readFileSync(join(dataDir, 'postmaster.pid'), 'utf8').split('\n')[0]);
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const own = pids.map((pid) => ({ pid: Number(pid), ...statOf(pid) }));
  const gone = own.find(({ pid }) => pid === server)?.gone ?? 0;
  const alive = own.filter(({ pid, parent }) => pid === server || parent === server);
  return alive.reduce((sum, { ticks }) => sum + ticks, gone) * TICK_US;
}

/** `append` answers how many it has made. */
export async function serverCost(pool: pg.Pool, dataDir: string, append: () => Promise<number>): Promise<Measured[]> {
  // The counts of a connection are told once it rests.
  await pause(REST_MS);
  const before = { syncs: await syncs(pool), time: processorTime(dataDir) };
  const made = await append();
  await pause(REST_MS);
  const disk = ((await syncs(pool)) - before.syncs) / made;
  const time = (processorTime(dataDir) - before.time) / made;
  return [
    { name: 'waits for the disk an append, 64 streams', value: disk, unit: '', target: 0.1, met: disk <= 0.1 },
    { name: 'server time an append, 64 streams', value: time, unit: 'µs', target: 60, met: time <= 60 },
  ];
}
