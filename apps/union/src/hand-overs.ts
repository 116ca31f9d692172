/** What the union sends to others and takes from them; the kinds of the exchange protocol between the agencies. */
import type { HandOverRules } from '@yimen/casework';

export const handOverRules: HandOverRules = {
  by: ['union.clerk', 'union.mediator'],
  offers: {
    arrearsLead: { zh: '欠薪线索', en: 'Arrears lead' },
    legalAid: { zh: '法律援助申请', en: 'Legal aid application' },
  },
  accepts: {},
};
