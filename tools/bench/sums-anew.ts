/** A process that makes the view anew for each line that it is told, with the processor when nobody else wants it. */
import { constants, setPriority } from 'node:os';
import { createInterface } from 'node:readline';
import { connect, postgresRows, postgresStore } from '@yimen/adapters';
import { madeAnew } from './sums.ts';

const [url = '', schema = ''] = process.argv.slice(2);
const at = { database: await connect(url, 8), schema };
const storage = { store: await postgresStore(at), rows: await postgresRows(at) };
setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
process.stdout.write('ready\n');
for await (const word of createInterface({ input: process.stdin })) {
  await madeAnew(storage);
  process.stdout.write(`${word}\n`);
}
process.exit(0);
