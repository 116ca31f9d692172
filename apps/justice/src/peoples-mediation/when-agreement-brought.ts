/** Both sides bring their agreement before the court or the commission: the parcel is offered in the same breath. */
import { agreementParcel, sending, type Bringing } from '@yimen/casework';
import { legalDay, on, order, policy, procedureIdOf, type Look, type Order, type Recorded } from '@yimen/kernel';
import { JudicialConfirmationApplied } from '@yimen/justice-language';
import { handOverRules } from '../hand-overs.ts';
import { ArbitrationReviewSought } from './commands.ts';
import { MEDIATIONS, type MediationRow } from './peoples-mediations.view.ts';

const { decider: offers, OfferHandOver } = sending('justice', handOverRules);

async function offered(heard: Recorded<{ handOver: string }>, look: Look, by: Omit<Bringing, 'ground'>) {
  const mediation = procedureIdOf(heard);
  const row = (await look.row<MediationRow>(MEDIATIONS, mediation))?.data;
  if (!row?.agreement) return [];
  const more = { ...by.more, appliedOn: legalDay(heard.meta.occurredAt) };
  const { agreement } = row;
  const parcel = agreementParcel({ ...row, mediation, agreement }, { ...by, more, ground: 'statutoryDuty' });
  return [order(offers, heard.data.handOver, OfferHandOver(parcel))] satisfies Order[];
}

export const whenAgreementBrought = policy({
  name: 'when-agreement-brought',
  on: [
    on(JudicialConfirmationApplied, (heard, look) =>
      offered(heard, look, {
        to: 'court',
        kind: 'judicialConfirmation',
        reason: '双方共同申请司法确认人民调解协议',
        more: { body: 'peoplesCommittee' },
      }),
    ),
    on(ArbitrationReviewSought, (heard, look) =>
      offered(heard, look, {
        to: 'hr',
        kind: 'arbitrationReview',
        reason: '双方共同申请仲裁审查人民调解协议',
        more: { confirmsLabourRelation: heard.data.confirmsLabourRelation },
      }),
    ),
  ],
});
