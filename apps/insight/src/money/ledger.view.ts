/** What is claimed, agreed and paid on each case: one row for each, every claim item told apart. */
import { AssetsExecuted } from '@yimen/court-language';
import { DepositPaid, WagesAdvanced } from '@yimen/departments-language';
import { CorrectionOrdered, EmployerPaymentRecorded } from '@yimen/hr-language';
import { CaseClosed, CaseRegistered, CaseReopened, ClaimsJoined, DoorJoined } from '@yimen/joint-centre-language';
import { InstalmentPaid, PeoplesAgreementPerformed, PeoplesAgreementReached } from '@yimen/justice-language';
import { change, on, view, type Change, type EventType, type Of, type Recorded } from '@yimen/kernel';
import { DuplicatePetitionRefused, PetitionRegistered } from '@yimen/petition-language';
import { UnionMediationAgreed, UnionMediationPaid, UnionMediationPerformed } from '@yimen/union-language';
import { withDoor, withPetition } from '../duplicates.ts';
import {
  emptyLedger,
  withAgreement,
  withClaims,
  withOrder,
  withPayment,
  withPerformance,
  withRecourse,
  type CaseLedger,
} from './case-ledger.ts';

export const LEDGER = 'money-ledger';

type To<T> = (ledger: CaseLedger, event: Recorded<T>) => CaseLedger;

/** One line of the table: this event, on the ledger of its case. */
const books = <T extends EventType<any, any>>(type: T, to: To<Of<T>['data']>) =>
  on(type, (event): readonly Change<CaseLedger>[] => {
    const { caseId } = event.meta;
    return caseId ? [change<CaseLedger>(caseId, (row) => to(row ?? emptyLedger(caseId), event))] : [];
  });

export const ledgerView = view<CaseLedger>({
  name: LEDGER,
  edition: 3,
  on: [
    books(CaseRegistered, (ledger, { data }) => withDoor(withClaims(ledger, data), data.agency)),
    books(DoorJoined, (ledger, { data }) => withDoor(withClaims(ledger, data), data.agency)),
    books(ClaimsJoined, (ledger, { data }) => withClaims(ledger, data)),
    books(PetitionRegistered, (ledger, { stream }) => withPetition(ledger, stream, false)),
    books(DuplicatePetitionRefused, (ledger, { stream }) => withPetition(ledger, stream, true)),
    books(CaseClosed, (ledger, { data }) => ({ ...ledger, settled: data.outcome === 'closedPaid' })),
    books(CaseReopened, (ledger) => ({ ...ledger, settled: false })),

    books(UnionMediationAgreed, (ledger, { stream, data: { parts }, meta }) =>
      withAgreement(ledger, stream, { parts, on: meta.occurredAt }),
    ),
    books(PeoplesAgreementReached, (ledger, { stream, data: { parts }, meta }) =>
      withAgreement(ledger, stream, { parts, on: meta.occurredAt }),
    ),
    books(CorrectionOrdered, (ledger, { stream, data }) => withOrder(ledger, stream, data.parts)),
    books(UnionMediationPerformed, (ledger, { stream }) => withPerformance(ledger, stream)),
    books(PeoplesAgreementPerformed, (ledger, { stream }) => withPerformance(ledger, stream)),

    books(UnionMediationPaid, (ledger, { data }) => withPayment(ledger, 'mediation', data.parts)),
    books(InstalmentPaid, (ledger, { data }) => withPayment(ledger, 'mediation', data.parts)),
    books(EmployerPaymentRecorded, (ledger, { data }) => withPayment(ledger, 'employer', data.parts)),
    books(WagesAdvanced, (ledger, { data: { by, onBehalfOf: against, parts } }) =>
      withRecourse(withPayment(ledger, 'advance', parts), { by, against, parts }),
    ),
    books(DepositPaid, (ledger, { data: { contractor: by, onBehalfOf: against, parts } }) =>
      withRecourse(withPayment(ledger, 'deposit', parts), { by, against, parts }),
    ),
    books(AssetsExecuted, (ledger, { data }) => {
      const paid = withPayment(ledger, 'enforcement', data.parts);
      return { ...paid, interest: paid.interest + data.interestTotal };
    }),
  ],
  caseId: (row) => row.caseId,
});
