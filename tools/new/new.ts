import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { newAgency } from './agency.ts';
import { NoPlace } from './edit.ts';
import { newEvent } from './event.ts';
import { newProcedure } from './procedure.ts';
import { isName } from './spelling.ts';
import { Refused, type Writing } from './writing.ts';

const usage = `npm run new agency <name>
npm run new procedure <agency> <name>
npm run new event <agency> <procedure> <Name>`;

const asked = process.argv.slice(2);
if (asked.includes('--help')) {
  console.log(usage);
  process.exit();
}

const root = process.cwd();
const read = (path: string) => (existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : undefined);

/** Everything is made before anything is written, so that a refusal leaves the checkout as it was. */
try {
  const writings = writingsFor(asked);
  const taken = writings.find(({ path, isNew }) => isNew && existsSync(join(root, path)));
  if (taken) throw new Refused(`${taken.path} is there already; nothing was written`);
  for (const writing of writings) await write(writing);
  console.log('Give it its words and its rules; then npm run schema, which shows what others see of it, and npm test.');
} catch (error) {
  if (!(error instanceof Refused || error instanceof NoPlace)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

function writingsFor([kind, ...names]: readonly string[]): Writing[] {
  const [first = '', second = '', third = ''] = names;
  const count = { agency: 1, procedure: 2, event: 3 }[kind ?? ''];
  if (names.length !== count || !names.every(isName)) throw new Refused(usage);
  if (kind === 'agency') return newAgency(read, first);
  return kind === 'procedure' ? newProcedure(read, first, second) : newEvent(read, [first, second, third]);
}

async function write({ path, text, isNew }: Writing): Promise<void> {
  const file = join(root, path);
  const options = await resolveConfig(file);
  mkdirSync(dirname(file), { recursive: true });
  // The lock is npm's, in npm's own form.
  writeFileSync(file, path === 'package-lock.json' ? text : await format(text, { ...options, filepath: file }));
  console.log(`${isNew ? 'new     ' : 'changed '} ${path}`);
}
