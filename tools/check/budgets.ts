import { isCode, isProof, linesOf } from './tree.ts';
import type { Source, Verdict } from './verdict.ts';

const kernelLimit = 1_200;
const adapterLimit = 500;
const edgeAim = 600;

/** The mechanism stays readable in an afternoon: to add to it, remove from it. Lines include blanks and comments. */
export function budgets(tree: readonly Source[]): Verdict[] {
  const code = tree.filter((source) => isCode(source) && !isProof(source));
  const under = (folder: string) => code.filter(({ path }) => path.startsWith(folder));
  return [
    total('kernel lines', { sources: under('libs/kernel/'), limit: kernelLimit }),
    perAdapter(under('libs/adapters/src/')),
    { ...total('edge lines', { sources: under('libs/edge/'), limit: edgeAim }), complaints: [] },
  ];
}

function total(name: string, { sources, limit }: { sources: readonly Source[]; limit: number }): Verdict {
  const lines = sources.reduce((sum, { text }) => sum + linesOf(text).length, 0);
  const complaints = lines > limit ? [`${name}: ${lines}, the budget is ${limit}: to add, remove.`] : [];
  return { name, figure: `${lines} of ${limit}`, complaints };
}

/** An adapter fits one driver to one port: postgres-store.ts, and with it postgres-store-….ts if it needs several. */
function perAdapter(sources: readonly Source[]): Verdict {
  const lines = new Map<string, number>();
  for (const { path, text } of sources) {
    const adapter = path.split('/')[3]?.replace(/\.ts$/, '').split('-').slice(0, 2).join('-') ?? path;
    lines.set(adapter, (lines.get(adapter) ?? 0) + linesOf(text).length);
  }
  const complaints = [...lines]
    .filter(([, count]) => count > adapterLimit)
    .map(([adapter, count]) => `libs/adapters/src/${adapter}: ${count} lines, an adapter has at most ${adapterLimit}.`);
  return { name: 'adapter lines', figure: `${Math.max(0, ...lines.values())} of ${adapterLimit}`, complaints };
}
