import ts from 'typescript';
import { isCode, isProof, linesOf } from './tree.ts';
import type { Source, Verdict } from './verdict.ts';

/** Aims for the 95th percentile; the hard limits on each file and function are in eslint.config.mjs. */
const aims = { file: 200, function: 30 };

/** Limits keep the worst out; these figures show whether the ordinary stays short. */
export function lengths(tree: readonly Source[]): Verdict[] {
  const code = tree.filter(
    (source) => isCode(source) && !isProof(source) && !source.path.startsWith('tools/boundaries/'),
  );
  const files = code.map(({ text }) => linesOf(text).length);
  return [
    measure('file lines', files, aims.file),
    measure('function lines', code.flatMap(functionLengths), aims.function),
  ];
}

function measure(name: string, counts: readonly number[], aim: number): Verdict {
  const [median, p95, longest] = [percentile(counts, 50), percentile(counts, 95), percentile(counts, 100)];
  return { name, figure: `median ${median}, p95 ${p95} (aim ${aim}), max ${longest}`, complaints: [] };
}

export function percentile(counts: readonly number[], share: number): number {
  const sorted = counts.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((sorted.length * share) / 100) - 1)] ?? 0;
}

/** Lengths of the functions that have a name: declarations, methods, and functions bound to a name. */
export function functionLengths({ path, text }: Source): number[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const found: number[] = [];
  const lineOf = (position: number) => file.getLineAndCharacterOfPosition(position).line;
  const visit = (node: ts.Node): void => {
    if (isNamedFunction(node)) found.push(lineOf(node.getEnd()) - lineOf(node.getStart(file)) + 1);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function isNamedFunction(node: ts.Node): boolean {
  if (ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node) || ts.isConstructorDeclaration(node)) {
    return node.body !== undefined;
  }
  const bound = ts.isVariableDeclaration(node.parent ?? node) || ts.isPropertyAssignment(node.parent ?? node);
  return bound && (ts.isArrowFunction(node) || ts.isFunctionExpression(node));
}
