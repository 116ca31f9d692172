import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isInstalled } from './installed.mjs';
import { withLock } from './lock.mjs';
import { assertRunnable, chooseNode, pathOfNode } from './node.mjs';
import { findNpm } from './npm.mjs';
import { Trouble } from './trouble.mjs';

/**
 * Makes sure that exactly the locked packages are there and answers with the path of the Node to run with. The stamp
 * makes the usual case a matter of two small files; packages that somebody installed by hand are stamped as they are.
 */
export async function ensureInstalled(root) {
  const mark = fingerprint(root);
  const known = readStamp(root, mark);
  if (known) return known;
  if (isInstalled(root)) return stamp(root, mark);
  assertRunnable(root);
  assertWritable(root);
  const npm = findNpm();
  return withLock(join(root, '.yimen', 'setup.lock'), async () => {
    const meanwhile = readStamp(root, mark);
    if (meanwhile) return meanwhile;
    await install(root, npm);
    return stamp(root, mark);
  });
}

function fingerprint(root) {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}`);
  try {
    for (const file of ['package-lock.json', 'package.json']) hash.update(readFileSync(join(root, file)));
  } catch (error) {
    throw new Trouble(`文件缺失 a file of the checkout is missing: ${error.path}`);
  }
  return hash.digest('hex');
}

const stampFile = (root) => join(root, 'node_modules', '.setup-stamp');

function readStamp(root, mark) {
  if (!existsSync(stampFile(root))) return undefined;
  const [stamped, choice] = readFileSync(stampFile(root), 'utf8').split('\n');
  return stamped === mark ? pathOfNode(root, choice) : undefined;
}

function stamp(root, mark) {
  const choice = chooseNode(root);
  try {
    writeFileSync(stampFile(root), `${mark}\n${choice}\n`);
  } catch {
    // A folder that may only be read stays without a stamp; the packages in it were found whole all the same.
  }
  return pathOfNode(root, choice);
}

async function install(root, npm) {
  console.error(
    '首次启动：正在安装锁定的依赖，约一分钟。first start: installing the locked packages, about a minute …',
  );
  rmSync(stampFile(root), { force: true });
  const args = ['ci', '--include=dev', '--include=optional', '--ignore-scripts', '--loglevel=error'];
  const { code, output } = await runQuietly(npm, args, root);
  if (code === 0) return;
  const last = output.trim().split('\n').slice(-6).join('\n');
  throw new Trouble(
    `依赖安装失败，再运行一次即重试。npm ci failed (exit ${code}); run again to retry. Its last words:\n${last}`,
  );
}

function assertWritable(root) {
  const probe = join(root, '.yimen', `probe-${process.pid}`);
  try {
    mkdirSync(join(root, '.yimen'), { recursive: true });
    writeFileSync(probe, '');
    rmSync(probe);
    mkdirSync(join(root, 'node_modules'), { recursive: true });
  } catch (error) {
    throw new Trouble(`目录不可写 cannot write to ${root} (${error.code}): copy the checkout to a folder of your own.`);
  }
}

/** Runs npm away from production mode, which would leave out what the tests need, and keeps its words for the error. */
function runQuietly(npm, args, cwd) {
  const env = { ...process.env };
  for (const name of Object.keys(env))
    if (/^(NODE_ENV|npm_config_(omit|production|only))$/i.test(name)) delete env[name];
  const child = spawn(npm.command, [...npm.args, ...args], {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: npm.shell,
  });
  const stop = (signal) => child.kill(signal);
  process.on('SIGINT', stop).on('SIGTERM', stop);
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (piece) => (output = (output + piece).slice(-8000)));
  return new Promise((resolve) => {
    const end = (code) => {
      process.off('SIGINT', stop).off('SIGTERM', stop);
      resolve({ code, output });
    };
    child.on('error', (error) => {
      output += error.message;
      end(1);
    });
    child.on('close', (code, signal) => end(code ?? signal));
  });
}
