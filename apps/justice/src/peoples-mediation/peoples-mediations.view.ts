/** The committee's mediations: which claims are being mediated, and what was agreed, as it travels to court or commission. */
import { change, on, procedureIdOf, view } from '@yimen/kernel';
import type { ClaimItem, ClaimPart, Instalment } from '@yimen/terms';
import { PeoplesAgreementReached, PeoplesMediationApplied, PeoplesMediationFailed } from '@yimen/justice-language';

export interface MediationRow {
  readonly caseId: string;
  readonly employer: string;
  readonly claimItems: readonly ClaimItem[];
  readonly receivedOn: string;
  /** True until there is an agreement or none. */
  readonly open: boolean;
  readonly agreement?: {
    readonly effectiveOn: string;
    readonly parts: readonly ClaimPart[];
    readonly instalments: readonly Instalment[];
    readonly acceleration: boolean;
  };
}

export const MEDIATIONS = 'peoples-mediations';

export const mediationsView = view<MediationRow>({
  name: MEDIATIONS,
  on: [
    on(PeoplesMediationApplied, (heard) => {
      const { caseId, employer, claimItems, receivedOn } = heard.data;
      return [
        change<MediationRow>(procedureIdOf(heard), () => ({ caseId, employer, claimItems, receivedOn, open: true })),
      ];
    }),
    on(PeoplesAgreementReached, (heard) => [
      change<MediationRow>(procedureIdOf(heard), (row) => row && { ...row, open: false, agreement: heard.data }),
    ]),
    on(PeoplesMediationFailed, (heard) => [
      change<MediationRow>(procedureIdOf(heard), (row) => row && { ...row, open: false }),
    ]),
  ],
  order: (row) => row.receivedOn,
  caseId: (row) => row.caseId,
});
