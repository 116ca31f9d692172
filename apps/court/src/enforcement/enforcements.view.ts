/** Which enforcements a title has had: one at a time, and what a completed one has collected is not asked for again. */
import { change, on, procedureIdOf, view } from '@yimen/kernel';
import { EnforcementApplied, EnforcementCompleted } from '@yimen/court-language';

export interface EnforcementRow {
  readonly confirmation: string;
  readonly caseId: string;
  /** The last day on which what is enforced fell due. */
  readonly upTo: string;
  readonly open: boolean;
}

export const ENFORCEMENTS = 'enforcements';

export const enforcementsView = view<EnforcementRow>({
  name: ENFORCEMENTS,
  foundBy: ['confirmation'],
  on: [
    on(EnforcementApplied, (heard) => {
      const { confirmation, caseId, dues } = heard.data;
      const upTo = dues.reduce((last, { dueOn }) => (dueOn > last ? dueOn : last), '');
      return [change<EnforcementRow>(procedureIdOf(heard), () => ({ confirmation, caseId, upTo, open: true }))];
    }),
    on(EnforcementCompleted, (heard) => [
      change<EnforcementRow>(procedureIdOf(heard), (row) => row && { ...row, open: false }),
    ]),
  ],
  order: (row) => row.upTo,
  caseId: (row) => row.caseId,
});
