/** What a bank says about a contractor's wage deposit (农民工工资保证金). */
import { event } from '@yimen/kernel';
import { caseId, claimParts, fen, organisationId, titled } from '@yimen/terms';
import { z } from 'zod';

const organisation = (zh: string, en: string) => organisationId.meta(titled(zh, en));
const bank = organisation('经办银行', 'Bank');
const contractor = organisation('总包单位', 'General contractor');

export const DepositPaymentRequested = event({
  name: 'DepositPaymentRequested',
  zh: '保证金支付通知',
  en: 'Payment from the deposit requested',
  data: z.object({
    caseId,
    bank,
    contractor,
    subcontractor: organisation('欠薪分包单位', 'Subcontractor in default'),
    parts: claimParts,
  }),
});

/** What reached the workers. A deposit that is too small is paid in several acts, or never in full. */
export const DepositPaid = event({
  name: 'DepositPaid',
  zh: '保证金已支付',
  en: 'Paid from the deposit',
  data: z.object({
    caseId,
    bank,
    contractor,
    onBehalfOf: organisation('代为清偿的单位', 'On behalf of'),
    parts: claimParts,
  }),
});

export const DepositReplenished = event({
  name: 'DepositReplenished',
  zh: '保证金补足',
  en: 'Deposit replenished',
  data: z.object({ contractor, fen: fen.min(1) }),
});

export const depositEvents = [DepositPaymentRequested, DepositPaid, DepositReplenished] as const;
