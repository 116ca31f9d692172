/**
 * What is claimed on a case and what has been paid by whatever route: a department sees sums and heads of its
 * projects, and nobody pays a claim twice. A row is one id of a case; a merged case has several.
 */
import { idsOf, sameItemIn } from '@yimen/casework';
import { AssetsExecuted } from '@yimen/court-language';
import { DepositPaid, WagesAdvanced } from '@yimen/departments-language';
import { EmployerPaymentRecorded } from '@yimen/hr-language';
import { CaseRegistered, ClaimsJoined, DoorJoined } from '@yimen/joint-centre-language';
import { InstalmentPaid } from '@yimen/justice-language';
import { change, on, view, type EventType, type Look, type Recorded } from '@yimen/kernel';
import { byItem, largestOf, less, toldLater, wholeOf, type ClaimItem, type ClaimPart } from '@yimen/terms';
import { UnionMediationPaid } from '@yimen/union-language';

export interface ArrearsRow {
  readonly caseId: string;
  readonly employer?: string;
  readonly liable: readonly string[];
  readonly project?: string | undefined;
  readonly items: readonly Pick<ClaimItem, 'id' | 'person' | 'fen'>[];
  readonly paid: readonly ClaimPart[];
}

export const ARREARS = 'arrears';

const unknown = (caseId: string): ArrearsRow => ({ caseId, liable: [], items: [], paid: [] });
const kept = ({ id, person, fen }: ClaimItem) => ({ id, person, fen });

/** The row of the event's case, changed; an event without a case is nobody's. */
const onCase = <D>(type: EventType<any, any>, to: (data: D, row: ArrearsRow) => Partial<ArrearsRow>) =>
  on(type, ({ data, meta: { caseId } }: Recorded<D>) =>
    caseId ? [change<ArrearsRow>(caseId, (row = unknown(caseId)) => ({ ...row, ...to(data, row) }))] : [],
  );

const joined = (type: EventType<any, any>) =>
  onCase<Told>(type, ({ claimItems, same }, row) => ({
    items: toldLater(row.items, claimItems.map(kept), same),
  }));
const paid = (type: EventType<any, any>) =>
  onCase<{ parts: ClaimPart[] }>(type, ({ parts }, row) => ({ paid: sorted(byItem([...row.paid, ...parts])) }));
/** Five agencies tell of payments, and whoever is heard first must not show in the row. */
const sorted = (parts: readonly ClaimPart[]) => parts.toSorted((one, other) => (one.item < other.item ? -1 : 1));

type Told = { claimItems: ClaimItem[]; same: Record<string, string> };
type Registered = Pick<ArrearsRow, 'liable' | 'project'> & Told & { employer: string };

export const arrearsView = view<ArrearsRow>({
  name: ARREARS,
  edition: 2,
  on: [
    onCase<Registered>(CaseRegistered, ({ employer, liable, project, claimItems, same }) => ({
      ...{ employer, liable, project },
      items: toldLater([], claimItems.map(kept), same),
    })),
    joined(DoorJoined),
    joined(ClaimsJoined),
    ...[WagesAdvanced, DepositPaid, EmployerPaymentRecorded, UnionMediationPaid, InstalmentPaid, AssetsExecuted].map(
      paid,
    ),
  ],
  order: (row) => row.project ?? '',
  caseId: (row) => row.caseId,
});

/**
 * As much of the payment as would be paid twice, by the ids of the case that survives. What the case does not know may
 * be paid: it may be ahead of us. A claim that came through two doors is one claim; where they told different sums, the
 * larger one is claimed.
 */
export async function paidTwice(look: Look, caseId: string, parts: readonly ClaimPart[]): Promise<ClaimPart[]> {
  const ids = await idsOf(look, caseId);
  const [found, one] = await Promise.all([look.rows<ArrearsRow>(ARREARS, { caseIds: ids }), sameItemIn(look, ids)]);
  const asOne = (each: readonly ClaimPart[]) => each.map(({ item, fen }) => ({ item: one(item), fen }));
  const claimed = largestOf(asOne(found.flatMap(({ data }) => wholeOf(data.items))));
  const left = less(claimed, asOne(found.flatMap(({ data }) => data.paid)));
  const known = new Set(claimed.map(({ item }) => item));
  return less(
    asOne(parts).filter(({ item }) => known.has(item)),
    left,
  );
}
