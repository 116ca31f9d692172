import { refused } from '../boundaries/refused.ts';
import { budgets } from './budgets.ts';
import { deadCommands } from './commands.ts';
import { copies } from './copies.ts';
import { disabledRules } from './disables.ts';
import { hanOutsideLocales } from './han.ts';
import { agenciesInKernel } from './kernel-words.ts';
import { lengths } from './lengths.ts';
import { deadLinks } from './links.ts';
import { lint } from './lint.ts';
import { lockFile } from './lock.ts';
import { fileNames } from './names.ts';
import { readTree } from './tree.ts';
import { typecheck } from './typecheck.ts';
import type { Verdict } from './verdict.ts';

/** Everything that is asked of the tree as a whole, in the order in which a reader wants to hear of it. */
export async function verdictsOn(root: string): Promise<Verdict[]> {
  const types = typecheck(root);
  const rules = [await lint(root), await refused(root)];
  const tree = readTree(root);
  return [
    ...(await types),
    ...rules,
    disabledRules(tree),
    ...budgets(tree),
    ...lengths(tree),
    copies(tree),
    agenciesInKernel(tree),
    fileNames(tree),
    hanOutsideLocales(tree),
    deadLinks(tree, root),
    deadCommands(tree),
    lockFile(tree),
  ];
}
