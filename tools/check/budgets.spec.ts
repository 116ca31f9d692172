import { describe, expect, it } from '@jest/globals';
import { budgets } from './budgets.ts';

const file = (path: string, lines: number) => ({ path, text: 'x;\n'.repeat(lines) });
const complaints = (...tree: { path: string; text: string }[]) =>
  budgets(tree).flatMap((verdict) => verdict.complaints);

describe('the budgets', () => {
  it('hold for a kernel of exactly 1,200 lines with what tests it, its specifications left out', () =>
    expect(
      complaints(
        file('libs/kernel/src/a.ts', 700),
        file('libs/kernel/src/b.ts', 400),
        file('libs/kernel/src/testing.ts', 100),
        file('libs/kernel/src/a.spec.ts', 900),
      ),
    ).toEqual([]));

  it('refuse one line more', () =>
    expect(complaints(file('libs/kernel/src/a.ts', 1_100), file('libs/kernel/src/testing.ts', 101))).toEqual([
      'libs/kernel: 1201 lines, the budget is 1200: to add, remove.',
    ]));

  it('count an adapter over its files', () =>
    expect(
      complaints(
        file('libs/adapters/src/postgres-store.ts', 300),
        file('libs/adapters/src/postgres-store-tail.ts', 201),
      ),
    ).toEqual(['libs/adapters/src/postgres-store: 501 lines, an adapter has at most 500.']));

  it('keep the edge thin', () => {
    expect(complaints(file('libs/edge/src/a.ts', 600))).toEqual([]);
    expect(complaints(file('libs/edge/src/a.ts', 601))).toEqual([
      'libs/edge: 601 lines, the budget is 600: to add, remove.',
    ]);
  });
});
