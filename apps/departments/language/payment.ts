/** What is said when a general contractor pays wages in advance (垫付). */
import { event } from '@yimen/kernel';
import { caseId, claimParts, organisationId, project, titled } from '@yimen/terms';
import { z } from 'zod';

/** The contractor may have back from the subcontractor what it paid (保障农民工工资支付条例 第三十条). */
export const WagesAdvanced = event({
  name: 'WagesAdvanced',
  zh: '总包垫付工资',
  en: 'Wages advanced',
  data: z.object({
    caseId,
    by: organisationId.meta(titled('垫付单位', 'Paid by', { own: true })),
    onBehalfOf: organisationId.meta(titled('代为清偿的单位', 'On behalf of')),
    project,
    parts: claimParts,
  }),
});

export const paymentEvents = [WagesAdvanced] as const;
