/** What the justice bureau takes from others and sends to them. */
import type { HandOverRules } from '@yimen/casework';
import { order } from '@yimen/kernel';
import { ApplyLegalAid, legalAid } from './legal-aid/legal-aid.ts';

export const handOverRules: HandOverRules = {
  by: ['justice.aid', 'justice.mediator'],
  offers: {
    judicialConfirmation: { zh: '司法确认申请', en: 'Judicial confirmation', to: ['court'], byAct: true },
    arbitrationReview: { zh: '仲裁审查申请', en: 'Arbitration review', to: ['hr'], byAct: true },
  },
  accepts: {
    legalAid: {
      zh: '法律援助申请',
      en: 'Legal aid application',
      opens: ({ handOver, caseId, claimItems, terms }, answer) => [
        order(
          legalAid,
          handOver,
          ApplyLegalAid(ApplyLegalAid.schema.parse({ ...terms, ...(answer as object), caseId, claimItems })),
        ),
      ],
    },
  },
};
