/** Reads rows of a view at a steady pace from one order to the next, which it answers with their times. */
import { setTimeout as pause } from 'node:timers/promises';
import { connect, postgresRows } from '@yimen/adapters';
import { takeOrders } from './orders.ts';

const EVERY_MS = 10;
const [url = '', schema = '', view = '', keys = '[]'] = process.argv.slice(2);
const names = JSON.parse(keys) as string[];
const rows = await postgresRows({ database: await connect(url, 2), schema });
let ended = true;
let reading: Promise<readonly number[]> | undefined;

async function read(): Promise<readonly number[]> {
  const taken: number[] = [];
  for (let n = 0; !ended; n += 1) {
    const began = performance.now();
    await rows.row(view, names[n % names.length]!);
    taken.push(performance.now() - began);
    await pause(Math.max(0, EVERY_MS - (performance.now() - began)));
  }
  return taken;
}

takeOrders(async () => {
  ended = !ended;
  if (ended) return reading;
  reading = read();
  // Whoever asks for it is told of what went wrong.
  reading.catch(() => undefined);
  return [];
});
