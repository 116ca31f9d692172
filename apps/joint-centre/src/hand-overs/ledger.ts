/**
 * The ledger that balances (移交台账), for every pair of agencies: offered = in transit + open + accepted + returned +
 * withdrawn, on the way or after arrival. What does not balance is named by id.
 */
import type { Look } from '@yimen/kernel';
import { isAmiss, isUnsettled, LEDGER, statusOf, type LedgerRow } from './hand-overs.view.ts';

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
  /** Hand-overs on their way, open, or not balanced. */
  readonly ids: readonly string[];
}

export function cellOf(from: string, to: string, rows: readonly LedgerRow[]): LedgerCell {
  const count = (fits: (row: LedgerRow) => boolean) => rows.filter(fits).length;
  const has = (status: string) => (row: LedgerRow) => statusOf(row) === status;
  return {
    from,
    to,
    offered: count(({ offered }) => offered),
    received: count(({ received }) => received),
    inTransit: count(has('offered')),
    accepted: count(has('accepted')),
    returned: count(has('returned')),
    open: count(has('received')),
    withdrawn: count(has('withdrawn')),
    balanced: !rows.some(isAmiss),
    ids: rows.filter(isUnsettled).map(({ id }) => id),
  };
}

const PAGE = 1000;

export async function ledger(look: Look): Promise<LedgerCell[]> {
  const cells = new Map<string, LedgerRow[]>();
  for await (const row of all(look)) {
    const pair = `${row.from}|${row.to}`;
    const cell = cells.get(pair);
    if (cell) cell.push(row);
    else cells.set(pair, [row]);
  }
  const sorted = [...cells.values()].map((rows) => cellOf(rows[0]!.from, rows[0]!.to, rows));
  return sorted.sort((one, other) => one.from.localeCompare(other.from) || one.to.localeCompare(other.to));
}

async function* all(look: Look): AsyncGenerator<LedgerRow> {
  let after: { order: string; key: string } | undefined;
  for (;;) {
    const rows = await look.rows<LedgerRow>(LEDGER, { limit: PAGE, ...(after ? { after } : {}) });
    for (const { data } of rows) yield data;
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = { order: last.order ?? '', key: last.key };
  }
}
