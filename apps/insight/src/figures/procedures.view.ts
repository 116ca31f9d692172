/** Which procedures are open at which agency: the caseload. A procedure ends with the event its law ends it with. */
import { AgreementConfirmed, ConfirmationRejected, EnforcementCompleted } from '@yimen/court-language';
import { ComplaintDeclined, InspectionClosed, ListedForDishonesty, ListingWaived } from '@yimen/hr-language';
import { ArbitrationReviewDeclined, ReviewDocumentIssued } from '@yimen/hr-language';
import { ConferenceClosed } from '@yimen/joint-centre-language';
import {
  LegalAidCompleted,
  LegalAidRefused,
  PeoplesAgreementReached,
  PeoplesMediationFailed,
} from '@yimen/justice-language';
import { change, on, view, type EventType } from '@yimen/kernel';
import { DuplicatePetitionRefused, PetitionChanneled, PetitionClosed } from '@yimen/petition-language';
import { DossierClosed, UnionMediationFailed, UnionMediationPerformed } from '@yimen/union-language';
import { tellable } from '../heard.ts';

export interface ProcedureState {
  readonly agency: string;
  readonly open: boolean;
}
export const CASELOAD = 'caseload';

const ends = new Set<EventType<any, any>>([
  EnforcementCompleted,
  ConfirmationRejected,
  AgreementConfirmed,
  ComplaintDeclined,
  InspectionClosed,
  ListedForDishonesty,
  ListingWaived,
  ArbitrationReviewDeclined,
  ReviewDocumentIssued,
  ConferenceClosed,
  LegalAidCompleted,
  LegalAidRefused,
  PeoplesAgreementReached,
  PeoplesMediationFailed,
  DuplicatePetitionRefused,
  PetitionChanneled,
  PetitionClosed,
  DossierClosed,
  UnionMediationFailed,
  UnionMediationPerformed,
]);

/** Clocks and hand-overs have streams of their own and are no procedures. */
const isProcedure = (stream: string): boolean => !/^[a-z-]+\.(clocks|offer|receipt)-/.test(stream);

export const caseloadView = view<ProcedureState>({
  name: CASELOAD,
  on: tellable.map((type) =>
    on(type, ({ stream, meta: { agency } }) =>
      isProcedure(stream) ? [change(stream, (row) => ({ agency, open: (row?.open ?? true) && !ends.has(type) }))] : [],
    ),
  ),
});
