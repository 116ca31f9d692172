/** What the union sends to others and takes from them; the kinds of the exchange protocol between the agencies. */
import type { HandOverRules } from '@yimen/casework';
import { order } from '@yimen/kernel';
import { employer, titled } from '@yimen/terms';
import { z } from 'zod';
import { OpenWantedMediation } from './mediation/commands.ts';
import { mediation } from './mediation/mediation.ts';

/**
 * The receiver may name the mediation in which the claims are already; then nothing new is opened. It says against whom
 * they are where the parcel names nobody.
 */
const answered = z.object({
  mediation: z
    .uuid()
    .optional()
    .meta(titled('已在办的调解', 'Mediation that has them', { widget: 'mediation' })),
  employer: employer.optional(),
});

export const handOverRules: HandOverRules = {
  by: ['union.clerk', 'union.mediator'],
  offers: {
    arrearsLead: { zh: '欠薪线索', en: 'Arrears lead', to: ['hr'], byAct: true },
    legalAid: { zh: '法律援助申请', en: 'Legal aid application', to: ['justice'], byAct: true },
    petitionRisk: { zh: '信访风险提示', en: 'Risk of petitions', to: ['petition'] },
    judicialConfirmation: { zh: '司法确认申请', en: 'Judicial confirmation', to: ['court'], byAct: true },
    arbitrationReview: { zh: '仲裁审查申请', en: 'Arbitration review', to: ['hr'], byAct: true },
  },
  accepts: {
    mediationWanted: {
      zh: '调解意愿转介',
      en: 'Mediation wanted',
      asks: answered,
      opens({ handOver, caseId, claimItems, parties, terms }, answer) {
        const told = answered.parse(answer);
        if (told.mediation) return [];
        const against = parties.find(({ role }) => role === 'employer')?.id ?? told.employer;
        const wanted = OpenWantedMediation.schema.parse({ employer: against, ...terms, caseId, claimItems });
        return [order(mediation, handOver, OpenWantedMediation(wanted))];
      },
    },
  },
};
