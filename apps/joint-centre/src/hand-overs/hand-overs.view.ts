/**
 * Which hand-overs crossed which border: one row each, out of two logs. What the sender says and what the receiver says
 * come in any order, so each only sets its own part of the row.
 */
import {
  HandOverAccepted,
  HandOverOffered,
  HandOverReceived,
  HandOverReturned,
  HandOverWithdrawn,
} from '@yimen/casework';
import { change, legalDay, on, view, type Change, type Look } from '@yimen/kernel';

export interface LedgerRow {
  readonly id: string;
  readonly caseId?: string;
  readonly from: string;
  readonly to: string;
  readonly unit?: string;
  readonly kind: string;
  readonly reason?: string;
  /** The sender's log holds the offer. */
  readonly offered: boolean;
  /** The receiver's log holds that it arrived. */
  readonly received: boolean;
  readonly withdrawn: boolean;
  readonly answer?: 'accepted' | 'returned';
  readonly returnReason?: string;
  readonly offeredOn: string;
  readonly answeredOn?: string;
}

export const LEDGER = 'hand-over-ledger';

interface Head {
  readonly handOver: string;
  readonly from: string;
  readonly to: string;
  readonly kind: string;
}

const told = ({ handOver: id, from, to, kind }: Head, at: string, part: Partial<LedgerRow>): Change<LedgerRow>[] => [
  // Ids come from those who send: two may have chosen one.
  change<LedgerRow>(`${id}/${from}`, (row) => ({
    ...{ id, from, to, kind, offered: false, received: false, withdrawn: false, offeredOn: legalDay(at) },
    ...row,
    ...part,
  })),
];

export const handOversView = view<LedgerRow>({
  name: LEDGER,
  edition: 2,
  on: [
    on(HandOverOffered, ({ data, meta }) => {
      const { caseId, unit, reason } = data;
      const part = { caseId, reason, ...(unit ? { unit } : {}) };
      return told(data, meta.occurredAt, { ...part, offered: true, offeredOn: legalDay(meta.occurredAt) });
    }),
    on(HandOverReceived, ({ data, meta }) => {
      const { caseId, unit, reason } = data;
      return told(data, meta.occurredAt, { caseId, reason, ...(unit ? { unit } : {}), received: true });
    }),
    on(HandOverWithdrawn, ({ data, meta }) => told(data, meta.occurredAt, { withdrawn: true })),
    on(HandOverAccepted, ({ data, meta }) =>
      told(data, meta.occurredAt, { answer: 'accepted', answeredOn: legalDay(meta.occurredAt) }),
    ),
    on(HandOverReturned, ({ data, meta }) =>
      told(data, meta.occurredAt, {
        answer: 'returned',
        returnReason: data.reason,
        answeredOn: legalDay(meta.occurredAt),
      }),
    ),
  ],
  order: (row) => row.offeredOn,
  caseId: (row) => row.caseId,
});

/** How often work on a case came back between the same two agencies, the most of any two. */
export async function mostReturns(look: Look, caseIds: readonly string[]): Promise<number> {
  const rows = await look.rows<LedgerRow>(LEDGER, { caseIds });
  const returned = rows.filter(({ data }) => data.answer === 'returned');
  const pairs = returned.map(({ data: { from, to } }) => [from, to].sort().join('|'));
  return Math.max(0, ...pairs.map((pair) => pairs.filter((other) => other === pair).length));
}

const isOpen = ({ answer, withdrawn }: LedgerRow): boolean => !answer && !withdrawn;

export function statusOf(row: LedgerRow): 'offered' | 'received' | 'accepted' | 'returned' | 'withdrawn' {
  if (row.answer) return row.answer;
  if (row.withdrawn) return 'withdrawn';
  return row.received ? 'received' : 'offered';
}

/** On its way, waiting for an answer, or not told by both sides as it should be. */
export const isUnsettled = (row: LedgerRow): boolean => isOpen(row) || isAmiss(row);

/** An answer without an arrival, or an arrival without an offer: one of the two logs has not been heard. */
export const isAmiss = ({ offered, received, answer }: LedgerRow): boolean =>
  (received && !offered) || (answer !== undefined && !received);
