import { linesOf } from './tree.ts';
import type { Source, Verdict } from './verdict.ts';

/** Pages tell people to type commands that exist. */
export function deadCommands(tree: readonly Source[]): Verdict {
  const manifest = tree.find(({ path }) => path === 'package.json')?.text ?? '{}';
  const { scripts = {} } = JSON.parse(manifest) as { scripts?: Record<string, string> };
  const pages = tree.filter(({ path }) => path.endsWith('.md'));
  const told = pages.flatMap(({ path, text }) =>
    linesOf(text).flatMap((line, index) =>
      [...line.matchAll(/\bnpm run (?:-s )?([\w:-]+)/g)].map(([, name = '']) => ({
        place: `${path}:${index + 1}`,
        name,
      })),
    ),
  );
  const complaints = told
    .filter(({ name }) => !(name in scripts))
    .map(({ place, name }) => `${place} says npm run ${name}, which does not exist.`);
  return { name: 'commands in pages', figure: `${told.length} commands`, complaints };
}
