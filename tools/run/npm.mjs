import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { Trouble } from './trouble.mjs';

/** The npm that started us, else the one that came with Node, else the one on the path. */
export function findNpm() {
  const here = dirname(process.execPath);
  const scripts = [
    process.env.npm_execpath,
    join(here, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(here, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ];
  // Another package manager also sets npm_execpath, and reads another lock.
  const script = scripts.find((file) => file && /npm-cli\.js$/.test(file) && existsSync(file));
  if (script) return { command: process.execPath, args: [script], shell: false };

  const name = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const folders = (process.env.PATH ?? '').split(delimiter);
  if (folders.some((folder) => existsSync(join(folder, name)))) {
    return { command: name, args: [], shell: process.platform === 'win32' };
  }
  throw new Trouble('找不到 npm。npm is not on the path: install Node together with npm (nodejs.org), then run again.');
}
