/** A process that reads rows of a view at a steady pace until it is told to end; then it prints how long each took. */
import { setTimeout as pause } from 'node:timers/promises';
import { connect, postgresRows } from '@yimen/adapters';

const EVERY_MS = 10;
const [url = '', schema = '', view = '', keys = '[]'] = process.argv.slice(2);
const names = JSON.parse(keys) as string[];
const rows = await postgresRows({ database: await connect(url, 2), schema });
const taken: number[] = [];
let ended = false;
process.stdin.once('end', () => (ended = true)).resume();
process.stdout.write('reading\n');
for (let n = 0; !ended; n += 1) {
  const began = performance.now();
  await rows.row(view, names[n % names.length]!);
  taken.push(performance.now() - began);
  await pause(Math.max(0, EVERY_MS - (performance.now() - began)));
}
process.stdout.write(JSON.stringify(taken));
process.exit(0);
