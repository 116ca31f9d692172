/** A draw on the wage deposit and the notice to the bank are one act: the offer has the id that the draw names. */
import { WageDepositDrawn } from '@yimen/hr-language';
import { on, order, policy } from '@yimen/kernel';
import { offers, OfferHandOver } from '../hand-overs.ts';

export const whenDepositDrawn = policy({
  name: 'when-deposit-drawn',
  on: [
    on(WageDepositDrawn, ({ data: { handOver, ...terms }, meta: { caseId } }) =>
      caseId
        ? [
            order(
              offers,
              handOver,
              OfferHandOver({
                caseId,
                to: 'departments',
                kind: 'depositPayment',
                ground: 'statutoryDuty',
                reason: '责令支付期限届满，动用工资保证金支付',
                parties: [
                  { id: terms.bank, role: 'bank' },
                  { id: terms.contractor, role: 'contractor' },
                  { id: terms.subcontractor, role: 'subcontractor' },
                ],
                terms,
              }),
            ),
          ]
        : [],
    ),
  ],
});
