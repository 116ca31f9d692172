import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Source } from './verdict.ts';

/** Folders of machines: installed, built or left behind by a run. */
const machines = new Set(['node_modules', 'dist', 'coverage', '.git', '.nx', '.yimen']);
const readable = /\.(ts|tsx|mts|mjs|js|md|graphql|html|css|json|ya?ml)$/;

/** Every text of the checkout that people wrote, and some that tools wrote; git is not asked, so any copy will do. */
export function readTree(root: string, folder = ''): Source[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder ? `${folder}/${entry.name}` : entry.name;
    if (entry.isDirectory()) return machines.has(entry.name) ? [] : readTree(root, path);
    return readable.test(entry.name) ? [{ path, text: readFileSync(join(root, path), 'utf8') }] : [];
  });
}

/** Agencies are known by their front door: a folder of apps with a language. */
export function agenciesOf(tree: readonly Source[]): string[] {
  const doors = tree
    .map(({ path }) => /^apps\/([^/]+)\/language\//.exec(path)?.[1])
    .filter((name) => name !== undefined);
  return [...new Set(doors)];
}

export const isCode = ({ path }: Source): boolean => /\.(ts|tsx|mts|mjs|js)$/.test(path);

/** Specifications and what only they use; the bars for length and copies are for the rest. */
export const isProof = ({ path }: Source): boolean =>
  /(\.spec\.tsx?|\.contract\.ts|\/testing\.ts|\/test\/.*)$/.test(path);

export const linesOf = (text: string): string[] => text.replace(/\n$/, '').split('\n');
