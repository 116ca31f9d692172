/** What the petition office sends to others and takes from them. */
import type { HandOverRules } from '@yimen/casework';

/** The agencies with a unit that may have the power to deal with a petition. */
export const takers = ['hr', 'departments'] as const;

export const handOverRules: HandOverRules = {
  by: ['petition.clerk'],
  offers: { petitionTransfer: { zh: '信访事项转送', en: 'Petition transferred', to: takers, byAct: true } },
  accepts: {
    /** A risk that the union tells of is noted by accepting it; a petition begins only when somebody petitions. */
    petitionRisk: { zh: '信访风险提示', en: 'Risk of petitions', opens: () => [] },
  },
};
