/** The station's mediations: which claims are in one, and what was agreed, as it travels to court or commission. */
import type { Mediated } from '@yimen/casework';
import { change, on, procedureIdOf, view, type EventType } from '@yimen/kernel';
import {
  UnionAgreementBreached,
  UnionMediationAgreed,
  UnionMediationApplied,
  UnionMediationFailed,
  UnionMediationPerformed,
} from '@yimen/union-language';

export interface UnionMediationRow extends Omit<Mediated, 'agreement'> {
  readonly agreement?: Mediated['agreement'];
  readonly receivedOn: string;
  /** Until it has failed, or its agreement was performed or broken. */
  readonly open: boolean;
}

export const UNION_MEDIATIONS = 'union-mediations';

const ends = (type: EventType<any, any>) =>
  on(type, (heard) => [change<UnionMediationRow>(procedureIdOf(heard), (row) => row && { ...row, open: false })]);

export const unionMediationsView = view<UnionMediationRow>({
  name: UNION_MEDIATIONS,
  foundBy: ['employer', 'open'],
  on: [
    on(UnionMediationApplied, (heard) => {
      const mediation = procedureIdOf(heard);
      return [change<UnionMediationRow>(mediation, () => ({ ...heard.data, mediation, open: true }))];
    }),
    on(UnionMediationAgreed, (heard) => {
      const { effectiveOn, parts, payBy: dueOn } = heard.data;
      // To pay by one day is an agreement with one instalment.
      const agreement = { effectiveOn, parts, instalments: [{ no: 1, dueOn, parts }], acceleration: false };
      return [change<UnionMediationRow>(procedureIdOf(heard), (row) => row && { ...row, agreement })];
    }),
    ends(UnionMediationFailed),
    ends(UnionMediationPerformed),
    ends(UnionAgreementBreached),
  ],
  order: (row) => row.receivedOn,
  caseId: (row) => row.caseId,
});
