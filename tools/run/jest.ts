import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { outcomeOf, type Failed, type JestResult, type Outcome } from './outcome.ts';

/** How long Jest may take to end after its last test, in milliseconds; longer means that a test left something open. */
const patience = 15_000;

const failure = (name: string, words: string): Failed => ({ file: 'jest', name, words });

/** Runs the specifications in a process of their own, for modules in Jest need a flag of Node. */
export async function runJest(root: string, args: readonly string[]): Promise<Outcome> {
  const file = join(root, '.yimen', `jest-${process.pid}.json`);
  mkdirSync(join(root, '.yimen'), { recursive: true });
  const flags = ['--experimental-vm-modules', '--no-warnings', join(root, 'node_modules/jest/bin/jest.js')];
  const workers = Math.max(2, Math.floor(availableParallelism() / 2));
  const options = ['--json', `--outputFile=${file}`, `--reporters=${root}/tools/run/reporter.mjs`, `-w=${workers}`];
  try {
    const hung = await finish(root, [...flags, ...options, '--passWithNoTests', ...args]);
    const outcome = outcomeOf(JSON.parse(readFileSync(file, 'utf8')) as JestResult, root);
    const open = failure('did not end after its last test', 'a test left a process, a server or a timer open');
    return { ...outcome, failed: hung ? [...outcome.failed, open] : outcome.failed };
  } catch (error) {
    return { passed: 0, failed: [failure('did not finish', (error as Error).message)], skipped: [] };
  } finally {
    rmSync(file, { force: true });
  }
}

/** Waits for Jest to end and answers whether it had to be ended. */
function finish(root: string, args: readonly string[]): Promise<boolean> {
  // What a service logs when a specification has made it fail reads like a failure of the specification.
  const env = { LOG_LEVEL: 'silent', ...process.env };
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'inherit', 'pipe'] });
  let words = '';
  let hung = false;
  let timer: NodeJS.Timeout | undefined;
  const overdue = () => {
    hung = true;
    child.kill('SIGKILL');
  };
  child.stderr.on('data', (piece: Buffer) => {
    words += String(piece);
    if (words.includes('Test results written to')) timer ??= setTimeout(overdue, patience);
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      if (timer) resolve(hung);
      else reject(new Error(`exit ${code}\n${words.slice(-3000)}`));
    });
  });
}
