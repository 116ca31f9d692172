import { table } from '../check/table.ts';
import type { Verdict } from '../check/verdict.ts';
import { verdictsOn } from '../check/verdicts.ts';
import { buildConsole, consoleIsStale } from './console.mjs';
import { runJest } from './jest.ts';
import { add, failures, summary, warning, type Outcome } from './outcome.ts';

const root = process.cwd();
const args = process.argv.slice(2);

/** With arguments somebody is at work on a few specifications: then only those are run. */
const checked = args.length > 0 ? await left() : await checks();
const outcome = add(checked, await runJest(root, args));

for (const { file, name } of outcome.skipped) console.log(`skipped: ${file} › ${name}`);
for (const line of warning(outcome.skipped)) console.log(line);
for (const line of failures(outcome.failed)) console.log(line);
console.log(summary(outcome));
process.exitCode = outcome.failed.length > 0 ? 1 : 0;

async function left(): Promise<Outcome> {
  console.log(`only specifications that match ${args.join(' ')}; types, lint and checks are left out`);
  return { passed: 0, failed: [], skipped: [] };
}

/** Each check on the tree counts as one test. */
async function checks(): Promise<Outcome> {
  const verdicts = [...(await consoleBuilds()), ...(await verdictsOn(root))];
  const broken = verdicts.filter(({ complaints }) => complaints.length > 0);
  if (broken.length > 0) console.log(table(broken));
  console.log(`${verdicts.length - broken.length} of ${verdicts.length} checks of the tree hold`);
  const failed = broken.map(({ name, complaints }) => ({ file: 'checks', name, words: complaints.join('\n') }));
  return { passed: verdicts.length - broken.length, failed, skipped: [] };
}

/** The tests of the pages drive the built console, so it is brought up to date first. */
async function consoleBuilds(): Promise<Verdict[]> {
  if (!consoleIsStale(root)) return [];
  const { ok, output } = await buildConsole(root, process.execPath);
  return [{ name: 'console builds', figure: 'vite', complaints: ok ? [] : output.split('\n') }];
}
