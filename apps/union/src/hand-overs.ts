/** What the union sends to others and takes from them; the kinds of the exchange protocol between the agencies. */
import type { HandOverRules } from '@yimen/casework';
import { order } from '@yimen/kernel';
import { titled } from '@yimen/terms';
import { z } from 'zod';
import { OpenWantedMediation } from './mediation/commands.ts';
import { mediation } from './mediation/mediation.ts';

/** The receiver may name the mediation in which the claims are already; then nothing new is opened. */
const answered = z.object({ mediation: z.uuid().optional().meta(titled('已在办的调解', 'Mediation that has them')) });

export const handOverRules: HandOverRules = {
  by: ['union.clerk', 'union.mediator'],
  offers: {
    arrearsLead: { zh: '欠薪线索', en: 'Arrears lead', to: ['hr'] },
    legalAid: { zh: '法律援助申请', en: 'Legal aid application', to: ['justice'] },
    petitionRisk: { zh: '信访风险提示', en: 'Risk of petitions', to: ['petition'] },
    judicialConfirmation: { zh: '司法确认申请', en: 'Application for judicial confirmation', to: ['court'] },
    arbitrationReview: { zh: '仲裁审查申请', en: 'Application for arbitration review', to: ['hr'] },
  },
  accepts: {
    mediationWanted: {
      zh: '转请调解',
      en: 'Mediation wanted',
      asks: answered,
      opens({ handOver, caseId, claimItems, parties, terms }, answer) {
        if (answered.parse(answer).mediation) return [];
        const employer = parties.find(({ role }) => role === 'employer')?.id;
        const wanted = OpenWantedMediation.schema.parse({ employer, ...terms, caseId, claimItems });
        return [order(mediation, handOver, OpenWantedMediation(wanted))];
      },
    },
  },
};
