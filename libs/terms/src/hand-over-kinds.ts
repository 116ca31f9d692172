/** The kinds of hand-over (移交事项) that the agencies have agreed on, in words for whoever reads of one. */
export const handOverKinds = {
  arrearsLead: ['欠薪线索', 'Arrears lead'],
  legalAid: ['法律援助申请', 'Legal aid application'],
  petitionRisk: ['信访风险提示', 'Petition risk'],
  petitionTransfer: ['信访事项转送', 'Petition transferred'],
  mediationWanted: ['调解意愿转介', 'Mediation wanted'],
  depositPayment: ['工资保证金支付通知', 'Payment from the wage deposit'],
  judicialConfirmation: ['司法确认申请', 'Judicial confirmation'],
  arbitrationReview: ['仲裁审查申请', 'Arbitration review'],
} as const satisfies Readonly<Record<string, readonly [zh: string, en: string]>>;
