import { emptyWords } from './house.mjs';
import type { Source, Verdict } from './verdict.ts';

/** Files are found by their names, so a name says what is inside. */
export function fileNames(tree: readonly Source[]): Verdict {
  const ours = tree.filter(({ path }) => /^(apps|libs|tools|infra)\//.test(path));
  const complaints = ours.flatMap(({ path }) => {
    const empty = path.split(/[/.-]/).find((word) => emptyWords.test(word));
    return empty ? [`${path}: "${empty}" says nothing: name it after what it does.`] : [];
  });
  return { name: 'file names', figure: `${ours.length} files`, complaints };
}
