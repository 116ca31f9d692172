/** The kinds of hand-over (移交事项) in words. A kind that is not named here is shown as its agencies wrote it. */
import type { Label } from '@yimen/kernel';

const kinds: Readonly<Record<string, Label>> = {
  arrearsLead: { zh: '欠薪线索', en: 'Arrears lead' },
  legalAid: { zh: '法律援助申请', en: 'Legal aid application' },
  petitionRisk: { zh: '信访风险提示', en: 'Petition risk' },
  petitionTransfer: { zh: '信访事项转送', en: 'Petition transferred' },
  mediationWanted: { zh: '调解意愿转介', en: 'Mediation wanted' },
  depositPayment: { zh: '工资保证金支付通知', en: 'Payment from the wage deposit' },
  judicialConfirmation: { zh: '司法确认申请', en: 'Judicial confirmation' },
  arbitrationReview: { zh: '仲裁审查申请', en: 'Arbitration review' },
};

export const kindLabel = (kind: string): Label => kinds[kind] ?? { zh: kind, en: kind };
