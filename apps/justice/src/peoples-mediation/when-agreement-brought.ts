/**
 * Both sides bring their agreement before the court or the commission: the parcel is offered in the same breath, with the
 * whole agreement in it, so that nobody types it again.
 */
import { sending } from '@yimen/casework';
import { legalDay, on, order, policy, procedureIdOf, type Look, type Order, type Recorded } from '@yimen/kernel';
import { partiesOf } from '@yimen/terms';
import { JudicialConfirmationApplied } from '@yimen/justice-language';
import { handOverRules } from '../hand-overs.ts';
import { ArbitrationReviewSought } from './peoples-mediation.ts';
import { MEDIATIONS, type MediationRow } from './peoples-mediations.view.ts';

const { decider: offers, OfferHandOver } = sending('justice', handOverRules);

interface Parcel {
  readonly handOver: string;
  readonly to: string;
  readonly kind: string;
  readonly reason: string;
  /** What the kind needs besides what every agreement has. */
  readonly more: object;
}

async function offered(heard: Recorded, look: Look, parcel: Parcel): Promise<Order[]> {
  const mediation = procedureIdOf(heard);
  const row = (await look.row<MediationRow>(MEDIATIONS, mediation))?.data;
  if (!row?.agreement) return [];
  const { caseId, employer, claimItems, agreement } = row;
  const { handOver, to, kind, reason, more } = parcel;
  const parties = partiesOf(employer, claimItems);
  const terms = { mediation, employer, ...agreement, ...more };
  const ground = 'statutoryDuty' as const;
  const offer = OfferHandOver({ caseId, to, kind, ground, reason, claimItems: [...claimItems], parties, terms });
  return [order(offers, handOver, offer)];
}

export const whenAgreementBrought = policy({
  name: 'when-agreement-brought',
  on: [
    on(JudicialConfirmationApplied, (heard, look) =>
      offered(heard, look, {
        handOver: heard.data.handOver,
        to: 'court',
        kind: 'judicialConfirmation',
        reason: '双方共同申请司法确认人民调解协议',
        more: { body: 'peoplesCommittee', appliedOn: legalDay(heard.meta.occurredAt) },
      }),
    ),
    on(ArbitrationReviewSought, (heard, look) =>
      offered(heard, look, {
        handOver: heard.data.handOver,
        to: 'hr',
        kind: 'arbitrationReview',
        reason: '双方共同申请仲裁审查人民调解协议',
        more: {
          confirmsLabourRelation: heard.data.confirmsLabourRelation,
          appliedOn: legalDay(heard.meta.occurredAt),
        },
      }),
    ),
  ],
});
