import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { whyNoBroker } from './jars.ts';

let root = '';

/** A checkout with its packages and without Kafka, on a machine that has no program but those that a test gives it. */
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'yimen-kafka-'));
  for (const folder of ['tools', 'programs']) mkdirSync(join(root, folder));
  cpSync(join(process.cwd(), 'tools', 'kafka'), join(root, 'tools', 'kafka'), { recursive: true });
  symlinkSync(join(process.cwd(), 'node_modules'), join(root, 'node_modules'));
  writeFileSync(join(root, 'package.json'), JSON.stringify({ type: 'module' }));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const programIs = (name: string, does: string) =>
  writeFileSync(join(root, 'programs', name), `#!/bin/sh\n${does}\n`, { mode: 0o755 });
const javaIs = (version: string) => programIs('java', `echo 'openjdk version "${version}" 2026-01-01' >&2`);
const mavenIs = (answer: string) => programIs('mvn', `[ "$1" = --version ] || { ${answer}; }`);

/** What it says, without what it has told on the way. */
function run(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const how = { encoding: 'utf8', env: { PATH: join(root, 'programs'), ...env } } as const;
  const kafka = join(root, 'tools', 'kafka', 'kafka.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--no-warnings', kafka, ...args], how);
  return { status, stdout, said: stderr.trimEnd().split('\n').at(-1) };
}

const noJava = (instead: string) => ({
  status: 1,
  stdout: '',
  said:
    `Kafka 需要 Java 17 或更新版本，${instead}。` +
    'Kafka needs Java 17 or newer: install a JDK, or point JAVA_HOME to one.',
});

const posix = process.platform === 'win32' ? ' — it gives programs as scripts of sh' : '';
(posix ? describe.skip : describe)(`npm run kafka where something is missing${posix}`, () => {
  it.each([
    ['install', ['install']],
    ['nothing', []],
  ])('says that there is no Java when it is told %s', (_, args) => {
    expect(run(args)).toEqual(noJava('没有找到 none was found'));
  });

  it.each(['1.8.0_402', '11.0.22', '16'])('says that Java %s is too old', (version) => {
    javaIs(version);
    expect(run(['install'])).toEqual(noJava(`现有版本 found ${version}`));
  });

  it('asks for no other Java than the one of JAVA_HOME', () => {
    javaIs('21.0.2');
    expect(run(['install'], { JAVA_HOME: join(root, 'nowhere') })).toEqual(noJava('没有找到 none was found'));
  });

  it.each(['17', '17.0.15', '25-ea'])('says that there is no Maven beside Java %s, and fetches nothing', (version) => {
    javaIs(version);
    const { status, stdout, said } = run(['install']);
    expect([status, stdout]).toEqual([1, '']);
    expect(said).toMatch(/^没有找到 Maven，.*Maven was not found, .*: install Maven, or set KAFKA_BROKERS/);
    expect(existsSync(join(root, '.yimen'))).toBe(false);
  });

  it('says why Maven could not fetch it, and leaves nothing half made', () => {
    javaIs('17.0.15');
    mavenIs("echo '[ERROR] repository is away'; exit 1");
    const { status, said } = run(['install']);
    expect([status, said]).toEqual([
      1,
      expect.stringMatching(/Maven could not fetch Kafka [\d.]+: repository is away$/),
    ]);
    expect(readdirSync(join(root, '.yimen', 'kafka'))).toEqual([]);
  });

  it('says what it can do when it is asked, or asked for something else', () => {
    const [asked, other] = [run(['--help']), run(['begin'])];
    expect([asked.status, other.status, other.stdout]).toEqual([0, 1, '']);
    expect(asked.stdout).toMatch(/^npm run kafka, or npm run kafka -- start \| install/);
    expect(asked.stdout.trimEnd().split('\n').at(-1)).toBe(other.said);
    expect(run(['--begin'])).toMatchObject({
      status: 1,
      said: expect.stringMatching(/Unknown option '--begin': see npm run/),
    });
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
      const { status, stderr } = kafka('apply');
      expect([status, stderr]).toEqual([1, expect.stringMatching(/^[^\n]* only 1 brokers here .* --replicas 1\.\n$/)]);
      expect(kafka('stop').status).toBe(0);
      // A shell that takes the address from here is given none.
      expect(kafka('status')).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining('not running') });
    } finally {
      kafka('kill');
    }
  });
});
