/** `npm run faults` where it cannot even begin, and where somebody stops it. */
import { execFile, spawn } from 'node:child_process';
import { chmodSync, existsSync, globSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { until } from '@yimen/kernel/testing';
import { whyNoBroker } from '../kafka/jars.ts';
import { lifeOf, lives, type Life } from '../kafka/machine.ts';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));

const faults = (args: readonly string[], told: Readonly<Record<string, string>>) =>
  new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    execFile(
      process.execPath,
      ['--no-warnings', MAIN, ...args],
      { env: { ...process.env, ...told } },
      (error, stdout, stderr) => resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
  });

describe('npm run faults', () => {
  it('says how to have the same again also where it fails before anything could be judged', async () => {
    const args = ['--seed', '41', '--minutes', '6', '--clients', '3'];
    const { code, stdout, stderr } = await faults(args, { JAVA_HOME: '/nowhere' });
    expect(stderr).toMatch(/^Kafka 需要 Java/);
    expect(code).toBe(1);
    const again =
      'npm run faults -- --seed 41 --minutes 6 --clients 3 --agencies union,hr,petition,joint-centre,insight';
    expect(stdout).toBe(`seed 41\nagain: ${again}\n`);
  });

  it.each([
    ['what is misspelt', ['--minuets', '3'], "Unknown option '--minuets'"],
    ['minutes that are no number', ['--minutes', 'ten'], '--minutes ten is no number that will do'],
    ['nobody who works', ['--clients', '0'], '--clients 0 is no number that will do'],
  ])('refuses %s, and starts nothing', async (_, args, words) => {
    const { code, stdout, stderr } = await faults(args, {});
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toBe(`参数有误，没有启动，请看 npm run faults -- --help · ${words}: see npm run faults -- --help\n`);
  });

  const why = whyNoBroker();
  (why ? it.skip : it)(`leaves nothing behind when it is stopped${why ? ` — ${why}` : ''}`, async () => {
    const home = mkdtempSync(join(tmpdir(), 'yimen-stopped-'));
    chmodSync(home, 0o755);
    const child = spawn(process.execPath, [MAIN, '--seed', '41'], { env: { ...process.env, TMPDIR: home } });
    const ended = new Promise((resolve) => child.once('close', resolve));
    const under = (path: string) => globSync(join(home, 'yimen-faults-*', path))[0] ?? '';
    await until(() => existsSync(under('fleet/personas.json')));
    const broker = JSON.parse(readFileSync(under('kafka/life.json'), 'utf8')) as Life;
    const server = lifeOf(Number.parseInt(readFileSync(under('database/postgres/postmaster.pid'), 'utf8'), 10))!;
    expect([broker, server].map(lives)).toEqual([true, true]);
    child.kill('SIGINT');
    expect(await ended).toBe(1);
    expect([broker, server].map(lives)).toEqual([false, false]);
    expect(readdirSync(home)).toEqual([]);
    rmSync(home, { recursive: true });
  });
});
