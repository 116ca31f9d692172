/**
 * The ledger of claim items (请求事项台账): what was claimed of each, agreed, and paid by which route. Money is only ever
 * counted here, by item, so that no sum can count twice.
 */
import { AssetsExecuted } from '@yimen/court-language';
import { DepositPaid, WagesAdvanced } from '@yimen/departments-language';
import { ComplaintLodged, EmployerPaymentRecorded } from '@yimen/hr-language';
import { InstalmentPaid, PeoplesAgreementReached, PeoplesMediationApplied } from '@yimen/justice-language';
import { change, on, view, type Change, type EventType, type Recorded } from '@yimen/kernel';
import { PetitionRegistered } from '@yimen/petition-language';
import type { ClaimItem, ClaimPart } from '@yimen/terms';
import {
  ClaimItemsAdded,
  DossierOpened,
  UnionMediationAgreed,
  UnionMediationApplied,
  UnionMediationPaid,
} from '@yimen/union-language';

export type Route = 'advance' | 'deposit' | 'employer' | 'mediation' | 'enforcement';

export interface ClaimRow {
  readonly item: string;
  readonly caseId: string | undefined;
  readonly person: string;
  readonly claimed: number;
  /** What the parties agreed on in place of the claim. */
  readonly agreed?: number;
  readonly paid: Readonly<Partial<Record<Route, number>>>;
}
export const CLAIMS = 'claims';

type Told = Recorded<{ readonly claimItems: readonly ClaimItem[] }>;
const claimed = ({ data, meta }: Told): Change<ClaimRow>[] =>
  data.claimItems.map(({ id, person, fen }) =>
    change(id, (row) => ({ paid: {}, ...row, item: id, caseId: row?.caseId ?? meta.caseId, person, claimed: fen })),
  );

type Parts = Recorded<{ readonly parts: readonly ClaimPart[] }>;
/** An item may be paid before it is heard of as a claim; its worker is then not known yet. */
const touched = (row: ClaimRow | undefined, { item }: ClaimPart, caseId: string | undefined): ClaimRow =>
  row ?? { item, caseId, person: '', claimed: 0, paid: {} };

const agreed = ({ data, meta }: Parts): Change<ClaimRow>[] =>
  data.parts.map((part) => change(part.item, (row) => ({ ...touched(row, part, meta.caseId), agreed: part.fen })));

const paidBy =
  (route: Route) =>
  ({ data, meta }: Parts): Change<ClaimRow>[] =>
    data.parts.map((part) =>
      change(part.item, (row) => {
        const held = touched(row, part, meta.caseId);
        return { ...held, paid: { ...held.paid, [route]: (held.paid[route] ?? 0) + part.fen } };
      }),
    );

const doors: readonly EventType<any, any>[] = [
  DossierOpened,
  ClaimItemsAdded,
  PetitionRegistered,
  PeoplesMediationApplied,
  UnionMediationApplied,
  ComplaintLodged,
];

export const claimsView = view<ClaimRow>({
  name: CLAIMS,
  on: [
    ...doors.map((type) => on(type, claimed)),
    on(PeoplesAgreementReached, agreed),
    on(UnionMediationAgreed, agreed),
    on(WagesAdvanced, paidBy('advance')),
    on(DepositPaid, paidBy('deposit')),
    on(EmployerPaymentRecorded, paidBy('employer')),
    on(InstalmentPaid, paidBy('mediation')),
    on(UnionMediationPaid, paidBy('mediation')),
    on(AssetsExecuted, paidBy('enforcement')),
  ],
  caseId: (row) => row.caseId,
});
