import { isCode, linesOf } from './tree.ts';
import type { Source, Verdict } from './verdict.ts';

const directive = /(?:\/\/|\/\*)\s*eslint-disable(?:-next-line|-line)?(?<rules>[^*]*)/;
const never = /^(max-|house\/|no-restricted-)/;

/** A limit that may be switched off is a wish. A single finding of another rule may be, by its name. */
export function disabledRules(tree: readonly Source[]): Verdict {
  const complaints = tree.filter(isCode).flatMap(({ path, text }) =>
    linesOf(text).flatMap((line, index) => {
      const found = directive.exec(line);
      if (!found) return [];
      const rules = (found.groups?.['rules'] ?? '')
        .replace(/ --.*/, '')
        .split(/[\s,]+/)
        .filter(Boolean);
      const bad = rules.length === 0 ? ['every rule'] : rules.filter((rule) => never.test(rule));
      return bad.map((rule) => `${path}:${index + 1} switches ${rule} off.`);
    }),
  );
  return { name: 'rules switched off', figure: `${complaints.length}`, complaints };
}
