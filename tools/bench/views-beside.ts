/** Others read a live view while it is made anew beside, each from a process of its own, as the operator has one. */
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { against, median, type Measured } from './measured.ts';
import { sums } from './sums.ts';

const ROUNDS = 7;
const QUIET_MS = 4_000;

interface Process {
  readonly child: ChildProcessByStdio<Writable, Readable, null>;
  readonly lines: Interface;
}

/** Has begun when it says its first line. */
async function launched(file: string, ...args: readonly string[]): Promise<Process> {
  const path = fileURLToPath(new URL(file, import.meta.url));
  const child = spawn(process.execPath, [path, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout });
  await once(lines, 'line');
  return { child, lines };
}

/** Milliseconds of the median read while the work goes on. */
async function readDuring(at: readonly string[], work: () => Promise<unknown>): Promise<number> {
  const keys = Array.from({ length: 100 }, (_, n) => `bench.work-${n}`);
  const { child, lines } = await launched('reader.ts', ...at, sums.name, JSON.stringify(keys));
  await work();
  const [taken] = await Promise.all([once(lines, 'line'), child.stdin.end()]);
  return median(JSON.parse(taken[0]));
}

/** The view of the log in `schema` at `url`, which is there already. */
export async function besideReaders(url: string, schema: string): Promise<Measured> {
  const at = [url, schema];
  const operator = await launched('sums-anew.ts', ...at);
  const anew = () => Promise.all([once(operator.lines, 'line'), operator.child.stdin.write('anew\n')]);
  const rounds = { values: [] as number[], floors: [] as number[] };
  for (let round = 0; round < ROUNDS; round += 1) {
    rounds.floors.push(await readDuring(at, () => pause(QUIET_MS)));
    rounds.values.push(await readDuring(at, anew));
  }
  operator.child.stdin.end();
  const name = 'read of a live view while it is made anew ÷ in quiet, p50';
  return against({ name, unit: 'ms', ...rounds, target: 1.1, atMost: true });
}
