/** What the departments take from others; what they find they return, and what they do others hear. */
import type { HandOverRules } from '@yimen/casework';
import { DepositPaymentRequested, MatterTaken } from '@yimen/departments-language';
import { order } from '@yimen/kernel';
import type { ClaimItem } from '@yimen/terms';
import { deposit, RequestDepositPayment } from './deposit/deposit.ts';
import { matter, TakeMatter } from './matter/matter.ts';

const notice = DepositPaymentRequested.schema.omit({ caseId: true });
const against = MatterTaken.schema.pick({ employer: true });

export const handOverRules: HandOverRules = {
  by: ['departments.officer', 'departments.bank'],
  offers: {},
  accepts: {
    depositPayment: {
      by: ['departments.bank'],
      zh: '工资保证金支付通知',
      en: 'Payment from the wage deposit',
      opens: ({ caseId, handOver, terms }) => [
        order(deposit, handOver, RequestDepositPayment({ caseId, ...notice.parse(terms) })),
      ],
    },
    petitionTransfer: {
      by: ['departments.officer'],
      zh: '信访事项转送',
      en: 'Petition transferred',
      opens({ caseId, handOver, unit = 'housing', terms, claimItems }) {
        const items = claimItems.length > 0 ? { claimItems: claimItems as ClaimItem[] } : {};
        return [order(matter, handOver, TakeMatter({ caseId, handOver, unit, ...against.parse(terms), ...items }))];
      },
    },
  },
};
