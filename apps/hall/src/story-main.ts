/** `npm run story [S1 S6 …]`: tells the stories to a fresh hall in memory and prints each day, act and fact. */
import { openHall } from './hall.ts';
import { stories, type Story } from './stories/stories.ts';
import { teller } from './stories/teller.ts';

const marks = { day: '\n■', act: '  ·', fact: '    ✓' };

async function tell({ name, title, play }: Story): Promise<boolean> {
  const hall = await openHall();
  process.stdout.write(`\n${name} ${title.zh} ${title.en}\n`);
  try {
    await play(teller(hall, name, ({ kind, line }) => process.stdout.write(`${marks[kind]} ${line}\n`)));
    return true;
  } catch (error) {
    process.stdout.write(`    ✗ ${(error as Error).message}\n`);
    return false;
  } finally {
    await hall.close();
  }
}

const asked = process.argv.slice(2);
const all = `There are ${stories.map(({ name }) => name).join(', ')}.\n`;
if (asked.includes('--help')) {
  process.stdout.write(`npm run story [S1 S6 …]\n${all}`);
  process.exit();
}
const wanted = new Set(asked.map((name) => name.toUpperCase()));
const chosen = stories.filter(({ name }) => wanted.size === 0 || wanted.has(name));
if (chosen.length === 0) process.stdout.write(all);
let told = 0;
for (const story of chosen) told += (await tell(story)) ? 1 : 0;
process.stdout.write(`\n${told} told, ${chosen.length - told} failed\n`);
process.exitCode = chosen.length > 0 && told === chosen.length ? 0 : 1;
