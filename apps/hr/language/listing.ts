/** What is said about the list of dishonest wage debtors (拖欠农民工工资失信联合惩戒对象名单). */
import { event } from '@yimen/kernel';
import { caseId, documentRef, fen, organisationId, plainDate, titled } from '@yimen/terms';
import { z } from 'zod';

/** Which of the two cases of 管理暂行办法 第五条 it is; the sum where nobody says. */
const ground = z.enum(['sum', 'massIncident']).meta(
  titled('列入情形', 'Ground', {
    words: {
      sum: ['达到拒不支付劳动报酬罪数额标准', 'The sum is that of the crime of refusing to pay'],
      massIncident: ['引发群体性事件、极端事件造成严重不良社会影响', 'A mass or extreme incident with grave effects'],
    },
  }),
);

export const ListingProposed = event({
  name: 'ListingProposed',
  zh: '拟列入失信名单',
  en: 'Listing proposed',
  data: z.object({
    caseId,
    inspection: z.uuid().meta(titled('监察案件', 'Inspection', { widget: 'inspection' })),
    organisation: organisationId.meta(titled('拟列入单位', 'To be listed')),
    /** The twenty working days count from the day on which the order's time to pay ended. */
    payDate: plainDate.meta(titled('限期届满日', 'Pay date')),
    outstanding: fen.meta(titled('尚欠金额', 'Outstanding')),
    ground: ground.optional(),
  }),
});

export const ListingObjected = event({
  name: 'ListingObjected',
  zh: '提出异议',
  en: 'Objection to listing',
  data: z.object({}),
});

export const ListingDecisionExtended = event({
  name: 'ListingDecisionExtended',
  zh: '延长列入决定期限',
  en: 'Decision on listing extended',
  data: z.object({}),
});

export const ListedForDishonesty = event({
  name: 'ListedForDishonesty',
  zh: '列入失信名单',
  en: 'Listed for dishonesty',
  data: z.object({}),
});

export const ListingWaived = event({
  name: 'ListingWaived',
  zh: '不予列入',
  en: 'Listing waived',
  data: z.object({ pledge: documentRef.meta(titled('信用承诺书', 'Written pledge', { widget: 'document' })) }),
});

export const listingEvents = [
  ListingProposed,
  ListingObjected,
  ListingDecisionExtended,
  ListedForDishonesty,
  ListingWaived,
] as const;
