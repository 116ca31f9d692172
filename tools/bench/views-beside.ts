/** Others read a live view while it is made anew beside, each from a process of its own, as the operator has one. */
import type { ChildProcess } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { against, median, type Measured } from './measured.ts';
import { forked, orderTo } from './orders.ts';
import { sums } from './sums.ts';

const ROUNDS = 7;
const QUIET_MS = 4_000;

/** Milliseconds of the median read while the work goes on. */
async function readDuring(reader: ChildProcess, work: () => Promise<unknown>): Promise<number> {
  await orderTo(reader, {});
  await work();
  return median(await orderTo<number[]>(reader, {}));
}

/** The view of the log in `schema` at `url`, which is there already. */
export async function besideReaders(url: string, schema: string): Promise<Measured> {
  const keys = Array.from({ length: 100 }, (_, n) => `bench.work-${n}`);
  const reader = forked('reader.ts', url, schema, sums.name, JSON.stringify(keys));
  const operator = forked('sums-anew.ts', url, schema);
  const rounds = { values: [] as number[], floors: [] as number[] };
  try {
    // The first warms both up.
    await readDuring(reader, () => orderTo(operator, {}));
    for (let round = 0; round < ROUNDS; round += 1) {
      rounds.floors.push(await readDuring(reader, () => pause(QUIET_MS)));
      rounds.values.push(await readDuring(reader, () => orderTo(operator, {})));
    }
  } finally {
    [reader, operator].forEach((child) => child.kill());
  }
  const name = 'read of a live view while it is made anew ÷ in quiet, p50';
  return against({ name, unit: 'ms', ...rounds, target: 1.1, atMost: true });
}
