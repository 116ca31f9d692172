/** One border of the hand-over ledger: what one side offered and where it is now. */
export interface LedgerCell {
  readonly from: string;
  readonly to: string;
  readonly offered: number;
  readonly received: number;
  readonly inTransit: number;
  readonly accepted: number;
  readonly returned: number;
  readonly open: number;
  readonly withdrawn: number;
  readonly balanced: boolean;
  readonly ids: readonly string[];
}

/** Agencies that offered or were offered anything, in the order of the gateway and then of the alphabet. */
export function sides(cells: readonly LedgerCell[], known: readonly string[]): string[] {
  const rank = (agency: string) => (known.includes(agency) ? known.indexOf(agency) : known.length);
  const present = new Set([...known, ...cells.flatMap(({ from, to }) => [from, to])]);
  return [...present].toSorted((one, two) => rank(one) - rank(two) || one.localeCompare(two));
}

export const cellAt = (cells: readonly LedgerCell[], from: string, to: string): LedgerCell | undefined =>
  cells.find((cell) => cell.from === from && cell.to === to);

/** The whole ledger in one line: it balances when every border does. */
export function summary(cells: readonly LedgerCell[]) {
  const sum = (read: (cell: LedgerCell) => number) => cells.reduce((total, cell) => total + read(cell), 0);
  return {
    offered: sum((cell) => cell.offered),
    received: sum((cell) => cell.received),
    inTransit: sum((cell) => cell.inTransit),
    open: sum((cell) => cell.open),
    unbalanced: cells.filter((cell) => !cell.balanced).length,
  };
}
