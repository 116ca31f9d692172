import { agenciesOf, isCode, isProof, linesOf } from './tree.ts';
import type { Source, Verdict } from './verdict.ts';

/** A kernel that names one agency is about to have an option for it. Comments may give an example. */
export function agenciesInKernel(tree: readonly Source[]): Verdict {
  const names = agenciesOf(tree).flatMap((name) => [name, name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase())]);
  // A union of types and a union of schemas are not the trade union.
  const named = new RegExp(
    `(?<!\\.)\\b(${names.length ? names.join('|') : '(?!)'})\\b|工会|人社|法院|司法局|信访`,
    'i',
  );
  const kernel = tree.filter((source) => source.path.startsWith('libs/kernel/') && isCode(source) && !isProof(source));
  const complaints = kernel.flatMap(({ path, text }) =>
    linesOf(withoutComments(text)).flatMap((line, index) => {
      const [found] = named.exec(line) ?? [];
      return found ? [`${path}:${index + 1} names "${found}": the kernel knows no agency.`] : [];
    }),
  );
  return { name: 'agencies in kernel', figure: `${complaints.length}`, complaints };
}

const withoutComments = (text: string): string =>
  text.replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, '')).replace(/(^|\s)\/\/.*$/gm, '');
