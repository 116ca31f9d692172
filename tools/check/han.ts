import { linesOf } from './tree.ts';
import type { Source, Verdict } from './verdict.ts';

/** The console speaks through locales/; in its scripts the linter sees to it, and here in everything else. */
export function hanOutsideLocales(tree: readonly Source[]): Verdict {
  const pages = tree.filter(
    ({ path }) => /^apps\/console\/.*\.(html|css|json|graphql)$/.test(path) && !path.includes('/locales/'),
  );
  const complaints = pages.flatMap(({ path, text }) =>
    linesOf(text).flatMap((line, index) =>
      /\p{Script=Han}/u.test(line) ? [`${path}:${index + 1} has words that belong to locales/.`] : [],
    ),
  );
  return { name: 'words of the console', figure: `${pages.length} files`, complaints };
}
