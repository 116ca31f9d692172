import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ESLint } from 'eslint';
import type { Verdict } from '../check/verdict.ts';

/** A rule that refuses nothing guards nothing: each file here pretends to stand somewhere and must be refused there. */
export async function refused(root: string): Promise<Verdict> {
  const folder = join(root, 'tools', 'boundaries');
  const fixtures = readdirSync(folder).filter((name) => name.endsWith('.ts') && name !== 'refused.ts');
  const eslint = new ESLint({ cwd: root });
  const complaints: string[] = [];
  for (const name of fixtures) {
    const complaint = await complaintOf(eslint, readFileSync(join(folder, name), 'utf8'));
    if (complaint) complaints.push(`tools/boundaries/${name} ${complaint}`);
  }
  return { name: 'boundaries', figure: `${fixtures.length} refusals`, complaints };
}

async function complaintOf(eslint: ESLint, text: string): Promise<string | undefined> {
  const [, filePath, ruleId] = /^\/\/ as: (\S+)\n\/\/ refused by: (\S+)\n/.exec(text) ?? [];
  if (!filePath || !ruleId) return 'must begin with "// as: <path>" and "// refused by: <rule>".';
  const [result] = await eslint.lintText(text, { filePath });
  const rules = result?.messages.map((message) => message.ruleId ?? message.message) ?? [];
  if (rules.includes(ruleId)) return undefined;
  return `was not refused by ${ruleId} at ${filePath}, but by ${rules.join(', ') || 'nothing'}.`;
}
