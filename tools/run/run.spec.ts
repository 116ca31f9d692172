import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

let root = '';

/** A checkout with a hall that says how it was started, and an npm that only writes down how it was called. */
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'yimen-run-'));
  cpSync(join(process.cwd(), 'tools', 'run'), join(root, 'tools', 'run'), { recursive: true });
  mkdirSync(join(root, 'apps', 'hall', 'src'), { recursive: true });
  const optionalDependencies = { [`node-${process.platform}-${process.arch}`]: '24.21.0' };
  writeFileSync(join(root, 'package.json'), JSON.stringify({ type: 'module', optionalDependencies }));
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages: {} }));
  hallIs("console.log('started with ' + process.argv.slice(2).join(' '));");
  npmIs(`
    await new Promise((resolve) => setTimeout(resolve, 300));
    fs.mkdirSync('node_modules', { recursive: true });
    fs.appendFileSync('npm.log', process.argv.slice(2).join(' ') + ' ' + process.env.NODE_ENV + '\\n');`);
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

const hallIs = (source: string) => writeFileSync(join(root, 'apps', 'hall', 'src', 'main.ts'), source);
const npmIs = (source: string) => {
  mkdirSync(join(root, 'npm'), { recursive: true });
  writeFileSync(join(root, 'npm', 'npm-cli.js'), `import fs from 'node:fs';\n${source}`);
};
const npmCalls = () => readFileSync(join(root, 'npm.log'), 'utf8').trim().split('\n');

function run(...args: string[]) {
  const env = { ...process.env, npm_execpath: join(root, 'npm', 'npm-cli.js'), NODE_ENV: 'production' };
  const child = spawn(process.execPath, [join(root, 'tools', 'run', 'run.mjs'), ...args], { cwd: root, env });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => (printed += piece));
  const ended = new Promise<{ code: number | null; printed: string }>((resolve) => {
    child.on('close', (code) => resolve({ code, printed }));
  });
  return { child, ended, printed: () => printed };
}

describe('a start', () => {
  it('installs the locked packages once, away from production mode, and passes the arguments on', async () => {
    const first = await run('start', '--port', '0').ended;
    const second = await run('start').ended;
    expect(first.printed).toMatch(/first start: installing .*\nstarted with --port 0\n$/s);
    expect(second).toEqual({ code: 0, printed: 'started with \n' });
    expect(npmCalls()).toEqual(['ci --include=dev --include=optional --ignore-scripts --loglevel=error undefined']);
  });

  it('installs again when the lock has changed', async () => {
    await run('start').ended;
    writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages: {}, changed: true }));
    await run('start').ended;
    expect(npmCalls()).toHaveLength(2);
  });

  it('waits for another start that is installing', async () => {
    const both = await Promise.all([run('start').ended, run('start').ended]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    expect(npmCalls()).toHaveLength(1);
  });

  it('takes over from one that died while installing', async () => {
    const lock = join(root, '.yimen', 'setup.lock');
    mkdirSync(lock, { recursive: true });
    utimesSync(lock, 1, 1);
    expect((await run('start').ended).code).toBe(0);
    expect(existsSync(lock)).toBe(false);
  });

  it('says in a few lines why an installation failed', async () => {
    npmIs("console.error('npm error ENOTFOUND'); process.exitCode = 7;");
    const { code, printed } = await run('start').ended;
    expect(code).toBe(1);
    expect(printed).toMatch(/npm ci failed \(exit 7\).*\nnpm error ENOTFOUND\n$/s);
  });

  it('refuses a command that does not exist, before it installs anything', async () => {
    const { code, printed } = await run('strat').ended;
    expect([code, printed]).toEqual([1, expect.stringContaining('no such command: strat. There are start, test')]);
    expect(existsSync(join(root, 'npm.log'))).toBe(false);
  });

  it('passes a signal on once, waits for the end and ends with the same code', async () => {
    hallIs(`
      let times = 0;
      process.on('SIGTERM', () => { times += 1; setTimeout(() => process.exit(40 + times), 200); });
      setInterval(() => {}, 1000);
      console.log('ready');`);
    const { child, ended, printed } = run('start');
    while (!printed().includes('ready')) await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill('SIGTERM');
    setTimeout(() => child.kill('SIGTERM'), 50);
    expect((await ended).code).toBe(41);
  });
});
