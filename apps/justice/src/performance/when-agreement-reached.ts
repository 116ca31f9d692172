/** An agreement is there: its days of payment are watched from now on, under the mediation's id. */
import { on, order, policy, procedureIdOf } from '@yimen/kernel';
import { PeoplesAgreementReached } from '@yimen/justice-language';
import { OpenPerformance, performance } from './performance.ts';

export const whenAgreementReached = policy({
  name: 'when-agreement-reached',
  on: [
    on(PeoplesAgreementReached, (heard) => {
      const { effectiveOn, instalments, acceleration } = heard.data;
      const { caseId = '' } = heard.meta;
      return [
        order(performance, procedureIdOf(heard), OpenPerformance({ caseId, effectiveOn, instalments, acceleration })),
      ];
    }),
  ],
});
