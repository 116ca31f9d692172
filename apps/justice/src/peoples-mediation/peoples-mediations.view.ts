/** The committee's mediations: which claims are in mediation, and what was agreed, as it travels on. */
import { change, on, procedureIdOf, view, type EventType } from '@yimen/kernel';
import type { ClaimItem, ClaimPart, Instalment } from '@yimen/terms';
import {
  JudicialConfirmationApplied,
  PeoplesAgreementBreached,
  PeoplesAgreementPerformed,
  PeoplesAgreementReached,
  PeoplesMediationApplied,
  PeoplesBreachTakenBack,
  PeoplesMediationFailed,
} from '@yimen/justice-language';

export interface MediationRow {
  readonly caseId: string;
  readonly employer: string;
  readonly claimItems: readonly ClaimItem[];
  readonly receivedOn: string;
  /** True while the claims are in mediation, or an agreement on them is performed as agreed. */
  readonly open: boolean;
  /** The parcel in which it was brought to the court: there it is the id of the confirmation. */
  readonly confirmation?: string;
  readonly agreement?: {
    readonly effectiveOn: string;
    readonly parts: readonly ClaimPart[];
    readonly instalments: readonly Instalment[];
    readonly acceleration: boolean;
  };
}

export const MEDIATIONS = 'peoples-mediations';

/** The performance of an agreement carries the mediation's id. */
const leaves = (type: EventType<any, any>, open: boolean) =>
  on(type, (heard) => [change<MediationRow>(procedureIdOf(heard), (row) => row && { ...row, open })]);

export const mediationsView = view<MediationRow>({
  name: MEDIATIONS,
  foundBy: ['confirmation', 'employer', 'open'],
  on: [
    on(PeoplesMediationApplied, (heard) => {
      const { caseId, employer, claimItems, receivedOn } = heard.data;
      return [
        change<MediationRow>(procedureIdOf(heard), () => ({ caseId, employer, claimItems, receivedOn, open: true })),
      ];
    }),
    on(PeoplesAgreementReached, (heard) => [
      change<MediationRow>(procedureIdOf(heard), (row) => row && { ...row, agreement: heard.data }),
    ]),
    on(JudicialConfirmationApplied, (heard) => [
      change<MediationRow>(procedureIdOf(heard), (row) => row && { ...row, confirmation: heard.data.handOver }),
    ]),
    leaves(PeoplesMediationFailed, false),
    leaves(PeoplesAgreementBreached, false),
    leaves(PeoplesBreachTakenBack, true),
    leaves(PeoplesAgreementPerformed, false),
  ],
  order: (row) => row.receivedOn,
  caseId: (row) => row.caseId,
});
