/** A union agreement that both sides bring before court or commission is offered with all that was agreed. */
import { agreementParcel, sending } from '@yimen/casework';
import { legalDay, on, order, policy, procedureIdOf } from '@yimen/kernel';
import { handOverRules } from '../hand-overs.ts';
import { UnionAgreementBrought } from './commands.ts';
import { UNION_MEDIATIONS, type UnionMediationRow } from './union-mediations.view.ts';

const { decider: offers, OfferHandOver } = sending('union', handOverRules);
const kinds = {
  court: { kind: 'judicialConfirmation', reason: '双方共同申请司法确认工会调解协议' },
  hr: { kind: 'arbitrationReview', reason: '双方共同申请仲裁审查工会调解协议' },
};

export const whenUnionAgreementBrought = policy({
  name: 'when-union-agreement-brought',
  on: [
    on(UnionAgreementBrought, async (heard, look) => {
      const row = (await look.row<UnionMediationRow>(UNION_MEDIATIONS, procedureIdOf(heard)))?.data;
      if (!row?.agreement) return [];
      const { to, handOver, consent, confirmsLabourRelation } = heard.data;
      const appliedOn = legalDay(heard.meta.occurredAt);
      const more = to === 'court' ? { body: 'unionStation', appliedOn } : { confirmsLabourRelation, appliedOn };
      const { agreement } = row;
      const parcel = agreementParcel(
        { ...row, agreement },
        { ...kinds[to], to, ground: 'separateConsent', consent, more },
      );
      return [order(offers, handOver, OfferHandOver(parcel))];
    }),
  ],
});
