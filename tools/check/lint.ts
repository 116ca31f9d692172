import { ESLint } from 'eslint';
import type { Verdict } from './verdict.ts';

/** Every source against the rules of the house; the rules themselves are in eslint.config.mjs. */
export async function lint(root: string): Promise<Verdict> {
  const results = await new ESLint({ cwd: root }).lintFiles('.');
  const complaints = results.flatMap(({ filePath, messages }) =>
    messages.map(({ line, message, ruleId }) => `${filePath.slice(root.length + 1)}:${line} ${message} (${ruleId})`),
  );
  return { name: 'lint', figure: `${results.length} files`, complaints };
}
