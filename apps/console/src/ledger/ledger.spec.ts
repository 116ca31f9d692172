import { describe, expect, it } from '@jest/globals';
import { cellAt, sides, summary, type LedgerCell } from './ledger.ts';

const cell = (from: string, to: string, rest: Partial<LedgerCell> = {}): LedgerCell => ({
  from,
  to,
  offered: 0,
  received: 0,
  inTransit: 0,
  accepted: 0,
  returned: 0,
  open: 0,
  withdrawn: 0,
  balanced: true,
  ids: [],
  ...rest,
});

describe('the ledger of hand-overs', () => {
  const cells = [
    cell('union', 'hr', { offered: 3, received: 2, inTransit: 1, open: 1 }),
    cell('petition', 'tax', { offered: 2, received: 1, balanced: false }),
  ];

  it('keeps the order of the gateway and adds whoever else appears', () =>
    expect(sides(cells, ['union', 'hr', 'court'])).toEqual(['union', 'hr', 'court', 'petition', 'tax']));

  it('finds a border, and nothing where none was crossed', () => {
    expect(cellAt(cells, 'union', 'hr')?.offered).toBe(3);
    expect(cellAt(cells, 'hr', 'union')).toBeUndefined();
  });

  it('sums up what is on the way, and counts the borders that do not balance', () =>
    expect(summary(cells)).toEqual({ offered: 5, received: 3, inTransit: 1, open: 1, unbalanced: 1 }));
});
