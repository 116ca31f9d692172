import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { whyNoBroker } from './jars.ts';

let root = '';

/** A checkout that has fetched nothing yet, on a machine that has no program but those that a test gives it. */
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'yimen-kafka-'));
  for (const folder of ['tools', 'programs']) mkdirSync(join(root, folder));
  cpSync(join(process.cwd(), 'tools', 'kafka'), join(root, 'tools', 'kafka'), { recursive: true });
  writeFileSync(join(root, 'package.json'), JSON.stringify({ type: 'module' }));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** What it says, without what it has told on the way. */
function run(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const how = { encoding: 'utf8', env: { PATH: join(root, 'programs'), ...env } } as const;
  const kafka = join(root, 'tools', 'kafka', 'kafka.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--no-warnings', kafka, ...args], how);
  return { status, stdout, said: stderr.trimEnd().split('\n').at(-1) };
}

describe('npm run kafka, when asked', () => {
  it('says what it can do when it is asked, or asked for something else', () => {
    const [asked, other] = [run(['--help']), run(['begin'])];
    expect([asked.status, other.status, other.stdout]).toEqual([0, 1, '']);
    expect(asked.stdout).toMatch(/^npm run kafka, or npm run kafka -- start \| install/);
    expect(asked.stdout.trimEnd().split('\n').at(-1)).toBe(other.said);
  });
});

const why = whyNoBroker();
(why ? describe.skip : describe)(`npm run kafka${why ? ` — ${why}` : ''}`, () => {
  it('by itself starts the broker, finds it the next time, and ends it when it is told to', () => {
    const dir = ['--dir', join(root, 'node')];
    const kafka = (...args: string[]) => {
      const how = ['--no-warnings', join(process.cwd(), 'tools', 'kafka', 'kafka.ts'), ...args, ...dir];
      return spawnSync(process.execPath, how, { encoding: 'utf8' });
    };
    try {
      const started = kafka('--watch', String(process.pid));
      expect([started.status, started.stdout]).toEqual([0, expect.stringMatching(/^127\.0\.0\.1:\d+\n$/)]);
      expect(kafka('status')).toMatchObject({ status: 0, stdout: started.stdout });
      expect(kafka()).toMatchObject({ status: 0, stdout: started.stdout });
      expect(kafka('stop').status).toBe(0);
      expect(kafka('status').status).toBe(1);
    } finally {
      kafka('kill');
    }
  });
});
