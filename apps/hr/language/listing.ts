/** What is said about the list of dishonest wage debtors (拖欠农民工工资失信联合惩戒对象名单). */
import { event } from '@yimen/kernel';
import { caseId, documentRef, fen, organisationId, plainDate, titled } from '@yimen/terms';
import { z } from 'zod';

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
