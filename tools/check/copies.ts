import { agenciesOf, isProof, linesOf } from './tree.ts';
import type { Source, Verdict } from './verdict.ts';

const run = 6;
const limit = 3;

interface Line {
  readonly path: string;
  readonly number: number;
  readonly text: string;
}

/**
 * The share of significant lines of apps that stand in a run of six or more which another file has as well. Names of
 * agencies count as equal, for a copied file is a copy although it says hr where the other says union.
 */
export function copies(tree: readonly Source[]): Verdict {
  const neutral = neutraliser(agenciesOf(tree));
  const files = tree
    .filter((source) => /^apps\/.*\.tsx?$/.test(source.path) && !isProof(source))
    .map((source) => significantLines(source, neutral));
  const places = placesOfRuns(files);
  const copied = files.map((lines) => copiedLines(lines, places));
  const total = files.reduce((sum, lines) => sum + lines.length, 0);
  const share = total === 0 ? 0 : (copied.reduce((sum, lines) => sum + lines.length, 0) / total) * 100;
  const found = `${share.toFixed(1)}% of ${total} lines`;
  const complaints = share > limit ? [`apps: ${found} are copies, the bar is ${limit}%.`, ...worst(copied)] : [];
  return { name: 'copies across apps', figure: found, complaints };
}

function neutraliser(agencies: readonly string[]): (text: string) => string {
  const spellings = agencies.flatMap((name) => [name, name.replaceAll('-', '')]);
  const any = new RegExp(spellings.length ? spellings.join('|') : '(?!)', 'gi');
  return (text) => text.replace(any, 'agency');
}

/** Imports, comments, braces and blanks are left out: nobody copied them by hand. */
export function significantLines({ path, text }: Source, neutral: (text: string) => string): Line[] {
  const bare = blank(blank(text, /\/\*[\s\S]*?\*\//g), /^(import|export)\s[^;]*?\sfrom\s[^;]*;|^import\s'[^;]*;/gm);
  return linesOf(bare)
    .map((line, index) => ({ path, number: index + 1, text: neutral(line.replace(/(^|\s)\/\/.*$/, '').trim()) }))
    .filter((line) => /\w/.test(line.text));
}

/** Takes text away and leaves its line breaks, so that the numbers of the other lines stay true. */
const blank = (text: string, what: RegExp): string => text.replace(what, (found) => found.replace(/[^\n]/g, ''));

const runAt = (lines: readonly Line[], start: number): string =>
  lines
    .slice(start, start + run)
    .map(({ text }) => text)
    .join('\n');

function placesOfRuns(files: readonly (readonly Line[])[]): Map<string, Set<string>> {
  const places = new Map<string, Set<string>>();
  for (const lines of files) {
    for (let start = 0; start + run <= lines.length; start += 1) {
      const key = runAt(lines, start);
      places.set(key, (places.get(key) ?? new Set()).add(lines[start]!.path));
    }
  }
  return places;
}

function copiedLines(lines: readonly Line[], places: Map<string, Set<string>>): Line[] {
  const copied = new Set<Line>();
  for (let start = 0; start + run <= lines.length; start += 1) {
    const shared = (places.get(runAt(lines, start))?.size ?? 0) > 1;
    if (shared) lines.slice(start, start + run).forEach((line) => copied.add(line));
  }
  return [...copied];
}

function worst(copied: readonly (readonly Line[])[]): string[] {
  return copied
    .filter((lines) => lines.length > 0)
    .toSorted((a, b) => b.length - a.length)
    .slice(0, 10)
    .map((lines) => `${lines[0]!.path}:${lines[0]!.number} has ${lines.length} lines that another file has too.`);
}
