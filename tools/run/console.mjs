import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from './lock.mjs';

const folderOf = (root) => join(root, 'apps', 'console');

/** Whether there is a console to build and one of its sources is younger than what was built last. */
export function consoleIsStale(root) {
  const folder = folderOf(root);
  if (!existsSync(join(folder, 'vite.config.ts'))) return false;
  const built = join(folder, 'dist', 'index.html');
  return !existsSync(built) || newest(folder) > statSync(built).mtimeMs;
}

function newest(folder) {
  const entries = readdirSync(folder, { withFileTypes: true });
  const times = entries.map((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return ['dist', 'node_modules'].includes(entry.name) ? 0 : newest(path);
    return statSync(path).mtimeMs;
  });
  return Math.max(0, ...times);
}

/** Builds the console; two who want it at once wait for each other. Answers with the last words of a failure. */
export async function buildConsole(root, node) {
  return withLock(join(root, '.yimen', 'console.lock'), () => {
    if (!consoleIsStale(root)) return { ok: true, output: '' };
    const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
    const child = spawn(node, [vite, 'build', '--logLevel', 'warn'], { cwd: folderOf(root) });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (piece) => (output = (output + piece).slice(-2000)));
    }
    return new Promise((resolve) => child.on('close', (code) => resolve({ ok: code === 0, output: output.trim() })));
  });
}
