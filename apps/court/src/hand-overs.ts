/** What the court takes from others. The agreement travels in the parcel, so that nothing of it is typed again. */
import type { HandOverRules } from '@yimen/casework';
import { order } from '@yimen/kernel';
import { ConfirmationApplied } from '@yimen/court-language';
import { confirmation, RegisterConfirmation } from './confirmation/confirmation.ts';

export const handOverRules: HandOverRules = {
  by: ['court.filing', 'court.judge'],
  offers: {},
  accepts: {
    judicialConfirmation: {
      zh: '司法确认申请',
      en: 'Judicial confirmation',
      opens: ({ handOver, caseId, terms }) => [
        order(confirmation, handOver, RegisterConfirmation(ConfirmationApplied.schema.parse({ ...terms, caseId }))),
      ],
    },
  },
};
