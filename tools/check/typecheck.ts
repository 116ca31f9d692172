import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Verdict } from './verdict.ts';

/** The compiler over everything that Node runs, and over the console, which has a world of its own. */
export async function typecheck(root: string): Promise<Verdict[]> {
  const projects = [
    { name: 'types', config: 'tsconfig.json' },
    { name: 'types of the console', config: 'apps/console/tsconfig.json' },
  ];
  const present = projects.filter(({ config }) => existsSync(join(root, config)));
  return Promise.all(present.map((project) => compile(root, project)));
}

function compile(root: string, { name, config }: { name: string; config: string }): Promise<Verdict> {
  const tsc = join(root, 'node_modules', 'typescript7', 'bin', 'tsc');
  const child = spawn(process.execPath, [tsc, '--noEmit', '--pretty', 'false', '-p', config], { cwd: root });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => (output += piece));
  return new Promise((resolve) => {
    child.on('close', (code) => {
      // Indented lines explain the one above, at a length that nobody reads in a table.
      const lines = output.split('\n').filter((line) => /^\S/.test(line));
      const complaints = code === 0 ? [] : lines.length ? lines : [`${config}: the compiler ended with ${code}.`];
      resolve({ name, figure: config, complaints });
    });
  });
}
