import { isCode, isProof, linesOf } from './tree.ts';
import type { Source, Verdict } from './verdict.ts';

const kernelLimit = 1_200;
const adapterLimit = 500;
const edgeLimit = 600;

/**
 * The mechanism stays readable in an afternoon, and the framework a thin thing at its rim: to add to them, remove from
 * them. Lines include blanks and comments.
 */
export function budgets(tree: readonly Source[]): Verdict[] {
  const code = tree.filter(isCode);
  const under = (folder: string) => code.filter((each) => each.path.startsWith(folder) && !isProof(each));
  return [
    budget('kernel', code.filter(isOfKernel), kernelLimit),
    perAdapter(under('libs/adapters/src/')),
    budget('edge', under('libs/edge/'), edgeLimit),
  ];
}

/** Given, when, then are read with the mechanism, and count with it. */
const isOfKernel = ({ path }: Source): boolean => path.startsWith('libs/kernel/') && !path.endsWith('.spec.ts');

const lines = (sources: readonly Source[]): number => sources.reduce((sum, { text }) => sum + linesOf(text).length, 0);

function budget(library: string, sources: readonly Source[], limit: number): Verdict {
  const count = lines(sources);
  const complaints = count > limit ? [`libs/${library}: ${count} lines, the budget is ${limit}: to add, remove.`] : [];
  return { name: `${library} lines`, figure: `${count} of ${limit}`, complaints };
}

/** An adapter fits one driver to one port: postgres-store.ts, and with it postgres-store-….ts if it needs several. */
function perAdapter(sources: readonly Source[]): Verdict {
  const counts = new Map<string, number>();
  for (const { path, text } of sources) {
    const adapter = path.split('/')[3]?.replace(/\.ts$/, '').split('-').slice(0, 2).join('-') ?? path;
    counts.set(adapter, (counts.get(adapter) ?? 0) + linesOf(text).length);
  }
  const complaints = [...counts]
    .filter(([, count]) => count > adapterLimit)
    .map(([adapter, count]) => `libs/adapters/src/${adapter}: ${count} lines, an adapter has at most ${adapterLimit}.`);
  return { name: 'adapter lines', figure: `${Math.max(0, ...counts.values())} of ${adapterLimit}`, complaints };
}
