/**
 * Which procedures each agency has open and which it has closed: one row for each. An agency may tell of one in two
 * streams that carry one id, as of a mediation and of the performance of its agreement.
 */
import {
  HandOverAccepted,
  HandOverOffered,
  HandOverReceived,
  HandOverReturned,
  HandOverWithdrawn,
} from '@yimen/casework';
import { AgreementConfirmed, ConfirmationRejected, EnforcementCompleted } from '@yimen/court-language';
import { DepositPaid, DepositReplenished, MatterAnswered, WagesAdvanced } from '@yimen/departments-language';
import {
  ArbitrationReviewDeclined,
  ComplaintDeclined,
  InspectionClosed,
  ListedForDishonesty,
  ListingWaived,
  ReviewDocumentIssued,
} from '@yimen/hr-language';
import {
  CalendarPublished,
  CaseClosed,
  CaseReopened,
  CasesMerged,
  CasesUnmerged,
  ClaimsJoined,
  ConferenceClosed,
  DoorJoined,
  MergeDeclined,
} from '@yimen/joint-centre-language';
import {
  LegalAidCompleted,
  LegalAidRefused,
  PeoplesAgreementPerformed,
  PeoplesMediationFailed,
} from '@yimen/justice-language';
import { change, on, procedureIdOf, view, type EventType } from '@yimen/kernel';
import { DuplicatePetitionRefused, PetitionClosed } from '@yimen/petition-language';
import {
  ConsultationRegistered,
  DossierClosed,
  UnionMediationFailed,
  UnionMediationPerformed,
} from '@yimen/union-language';
import { agencies, passed, tellable } from '../heard.ts';

/**
 * After these nothing more is asked of the procedure. Some begin and end in one act. An agreement that is broken may
 * still be paid, and a deposit that was used is to be made whole again.
 */
const last: ReadonlySet<EventType<any, any>> = new Set<EventType<any, any>>([
  ...[ConsultationRegistered, DossierClosed],
  ...[UnionMediationPerformed, UnionMediationFailed],
  ...[ComplaintDeclined, InspectionClosed, ListedForDishonesty, ListingWaived],
  ...[ReviewDocumentIssued, ArbitrationReviewDeclined],
  ...[AgreementConfirmed, ConfirmationRejected, EnforcementCompleted],
  ...[LegalAidCompleted, LegalAidRefused, PeoplesAgreementPerformed, PeoplesMediationFailed],
  ...[PetitionClosed, DuplicatePetitionRefused],
  ...[WagesAdvanced, DepositReplenished, MatterAnswered],
  ...[CalendarPublished, CaseClosed, ConferenceClosed, MergeDeclined, CasesMerged, CasesUnmerged],
]);

/** A parcel is no procedure; the ledger of hand-overs counts it. */
const parcels: ReadonlySet<EventType<any, any>> = new Set<EventType<any, any>>([
  ...[HandOverOffered, HandOverWithdrawn, HandOverReceived, HandOverAccepted, HandOverReturned],
]);

interface ProcedureRow {
  readonly agency: string;
  readonly caseId: string | undefined;
  readonly open: boolean;
}

export const PROCEDURES_OPEN = 'procedures-open';

const working = new Set(agencies.flatMap(({ events }) => events));
const own = tellable.filter((type) => working.has(type) && !parcels.has(type) && !passed.has(type));
/** A case that comes in once more, or is worked on once more, is at work again; so is a deposit that is used again. */
const reopening: ReadonlySet<EventType<any, any>> = new Set<EventType<any, any>>([
  DoorJoined,
  ClaimsJoined,
  CaseReopened,
  DepositPaid,
]);

export const proceduresOpenView = view<ProcedureRow>({
  name: PROCEDURES_OPEN,
  edition: 4,
  foundBy: ['agency', 'open'],
  on: own.map((type) =>
    on(type, (heard) => {
      const { agency, caseId } = heard.meta;
      return [
        change<ProcedureRow>(`${agency}/${procedureIdOf(heard)}`, (row) => {
          const open = reopening.has(type) || (row?.open ?? true);
          return { agency, caseId, open: open && !last.has(type) };
        }),
      ];
    }),
  ),
  caseId: (row) => row.caseId,
});
