import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Trouble, fail } from './trouble.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** What every npm script starts; a script that is not listed here does not exist. */
const targets = {
  start: 'apps/hall/src/main.ts',
  test: 'tools/run/test.ts',
  story: 'apps/hall/src/story-main.ts',
  check: 'tools/check/check.ts',
  bench: 'tools/bench/bench.ts',
  kafka: 'tools/kafka/kafka.ts',
  services: 'tools/fleet/main.ts',
  faults: 'tools/faults/main.ts',
  ops: 'tools/ops/main.ts',
  law: 'tools/law/law.ts',
  new: 'tools/new/new.ts',
  schema: 'tools/schema/print.ts',
  format: 'node_modules/prettier/bin/prettier.cjs',
};

/** What Node has made of the sources, for it and for whatever it starts: the next start takes half the time. */
const compiled = join(root, '.yimen', 'compiled');

/** Sets the checkout up if need be, then runs the target with the pinned Node and ends as it ends. */
export async function launch(name, args) {
  try {
    const file = targetOf(name);
    const { ensureInstalled } = await import('./setup.mjs');
    const node = await ensureInstalled(root);
    assertPresent(file);
    if (name === 'start' || name === 'services') await buildConsoleIfStale(node);
    process.exitCode = await run(node, file, name === 'format' ? ['--write', '.', ...args] : args);
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    fail(error.message);
  }
}

function targetOf(name) {
  if (Object.hasOwn(targets, name ?? '')) return targets[name];
  throw new Trouble(`没有这个命令 no such command: ${name ?? '(none)'}. There are ${Object.keys(targets).join(', ')}.`);
}

function assertPresent(file) {
  if (!existsSync(join(root, file))) throw new Trouble(`缺少文件 ${file} is missing: is this checkout complete?`);
}

/** A console that does not build must not keep the agencies from starting: their interfaces work without it. */
async function buildConsoleIfStale(node) {
  const { buildConsole, consoleIsStale } = await import('./console.mjs');
  if (!consoleIsStale(root)) return;
  console.error('正在构建工作台 building the console …');
  const built = await buildConsole(root, node);
  if (!built.ok)
    console.error(`工作台构建失败，先不带它启动 the console did not build, starting without:\n${built.output}`);
}

function run(node, file, args) {
  const PATH = dirname(node) + delimiter + (process.env.PATH ?? '');
  const env = { NODE_COMPILE_CACHE: compiled, ...process.env, PATH };
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', join(root, file), ...args], {
    stdio: 'inherit',
    env,
  });
  passSignals(child);
  return new Promise((resolve, reject) => {
    child.on('error', (error) => reject(new Trouble(`无法启动 Node cannot start ${node}: ${error.message}`)));
    child.on('exit', (code, signal) => resolve(code ?? 128 + (constants.signals[signal] ?? 0)));
  });
}

/**
 * The child ends by itself and we wait for it. Each signal is passed on once, for npm sends it a second time; and at a
 * terminal Ctrl-C reaches the child without us.
 */
function passSignals(child) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    let passed = signal === 'SIGINT' && process.stdin.isTTY === true;
    process.on(signal, () => {
      if (!passed) child.kill(signal);
      passed = true;
    });
  }
}
