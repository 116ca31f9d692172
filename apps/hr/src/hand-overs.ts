/** What the bureau sends to others and takes from them; the kinds of the exchange protocol between the agencies. */
import { sending, type HandOverRules, type Offer } from '@yimen/casework';
import { ArbitrationReviewApplied, ComplaintLodged } from '@yimen/hr-language';
import { order } from '@yimen/kernel';
import { titled, type ClaimItem } from '@yimen/terms';
import { z } from 'zod';
import { LodgeComplaint } from './inspection/commands.ts';
import { inspection } from './inspection/inspection.ts';
import { ApplyArbitrationReview, review } from './review/review.ts';

/** What travels in the parcel of a complaint besides the claim items. */
const against = ComplaintLodged.schema.pick({ employer: true, liable: true, project: true });
const lead = against.extend({ receivedOn: ComplaintLodged.schema.shape.receivedOn });
const agreement = ArbitrationReviewApplied.schema.omit({ caseId: true, handOver: true });

/** How the bureau deals with a petition: by inspection, or it finds mediation and hands that over to the union. */
const channel = z.enum(['inspection', 'mediation']).meta(
  titled('办理途径', 'Procedure', {
    words: { inspection: ['劳动保障监察', 'Labour inspection'], mediation: ['转请调解', 'Mediation'] },
  }),
);

const answered = z.object({ channel });

function complaint(offer: Offer, source: 'lead' | 'petition', terms: z.output<typeof against>) {
  const { caseId, handOver, claimItems } = offer;
  return [
    order(
      inspection,
      handOver,
      LodgeComplaint({ caseId, handOver, source, claimItems: claimItems as ClaimItem[], ...terms }),
    ),
  ];
}

export const handOverRules: HandOverRules = {
  by: ['hr.inspector', 'hr.arbitrator'],
  offers: {
    depositPayment: {
      ...{ zh: '工资保证金支付通知', en: 'Payment from the wage deposit' },
      ...{ to: ['departments'], byAct: true },
    },
    mediationWanted: { zh: '调解意愿转介', en: 'Mediation wanted', to: ['union'] },
  },
  accepts: {
    /** The five working days run from the day on which the union sent it. */
    arrearsLead: {
      zh: '欠薪线索',
      en: 'Arrears lead',
      opens: (offer) => complaint(offer, 'lead', lead.parse(offer.terms)),
    },
    /** The five working days run from the day on which the bureau took it (信访工作条例 第二十三条). */
    petitionTransfer: {
      zh: '信访事项转送',
      en: 'Petition transferred',
      asks: answered,
      opens(offer, terms) {
        return answered.parse(terms).channel === 'inspection'
          ? complaint(offer, 'petition', against.parse(offer.terms))
          : [];
      },
    },
    arbitrationReview: {
      zh: '仲裁审查申请',
      en: 'Arbitration review',
      opens: ({ caseId, handOver, terms }) => [
        order(review, handOver, ApplyArbitrationReview({ ...agreement.parse(terms), caseId, handOver })),
      ],
    },
  },
};

export const { decider: offers, OfferHandOver } = sending('hr', handOverRules);
