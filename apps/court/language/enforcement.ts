/** What the court says about enforcement (强制执行). */
import { event } from '@yimen/kernel';
import { caseId, claimParts, fen, titled, organisationId, plainDate } from '@yimen/terms';
import { z } from 'zod';

export const EnforcementApplied = event({
  name: 'EnforcementApplied',
  zh: '申请强制执行',
  en: 'Enforcement applied for',
  data: z.object({
    caseId,
    /** The title: the confirmation of the agreement. */
    confirmation: z.uuid().meta(titled('执行依据', 'Title')),
    debtor: organisationId.meta(titled('被执行人', 'Debtor', { widget: 'organisation' })),
    parts: claimParts,
    /** What fell due when; interest runs from the day after. */
    dues: z.array(z.object({ dueOn: plainDate, fen })).min(1),
  }),
});

export const EnforcementNoticeIssued = event({
  name: 'EnforcementNoticeIssued',
  zh: '发出执行通知',
  en: 'Enforcement notice issued',
  data: z.object({}),
});

/** Double interest for the time of delay (民事诉讼法 第二百六十四条): a line for each sum that fell due on a day of its own. */
const interestLine = z.object({ from: plainDate, to: plainDate, days: z.int().nonnegative(), fen });

export const AssetsExecuted = event({
  name: 'AssetsExecuted',
  zh: '执行到位',
  en: 'Assets executed',
  data: z.object({
    /** The title that is enforced; older events did not tell it. */
    confirmation: z.uuid().optional(),
    parts: claimParts,
    interest: z.array(interestLine),
    interestTotal: fen.meta(titled('迟延履行利息（元）', 'Interest (yuan)')),
    /** Principal and interest, to the workers. */
    total: fen.meta(titled('执行款合计（元）', 'Total (yuan)')),
    /** Collected from the debtor on top (诉讼费用交纳办法 第十四条). */
    fee: fen.meta(titled('执行费（元）', 'Fee (yuan)')),
  }),
});

export const EnforcementCompleted = event({
  name: 'EnforcementCompleted',
  zh: '执行完毕',
  en: 'Enforcement completed',
  data: z.object({}),
});

export const enforcementEvents = [
  EnforcementApplied,
  EnforcementNoticeIssued,
  AssetsExecuted,
  EnforcementCompleted,
] as const;
