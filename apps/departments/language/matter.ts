/** What a department says about a matter that the petition office sent to it (信访事项). */
import { event } from '@yimen/kernel';
import { caseId, claimItems, employer, note, plainDate, titled } from '@yimen/terms';
import { z } from 'zod';

export const MatterTaken = event({
  name: 'MatterTaken',
  zh: '承接信访事项',
  en: 'Matter taken',
  data: z.object({
    caseId,
    /** The department by name; it has many, and one code for all. */
    unit: z.string().trim().min(1).max(60).meta(titled('承办单位', 'Department')),
    receivedOn: plainDate.meta(titled('收到日期', 'Received on')),
    employer: employer.optional(),
    claimItems: claimItems.optional(),
    handOver: z.uuid().optional().meta({ widget: 'hidden' }),
  }),
});

export const MatterAnswered = event({
  name: 'MatterAnswered',
  zh: '答复信访事项',
  en: 'Matter answered',
  data: z.object({
    outcome: z.enum(['settled', 'explained', 'notSupported']).meta(
      titled('处理结果', 'Outcome', {
        words: {
          settled: ['已解决', 'Settled'],
          explained: ['已解释说明', 'Explained'],
          notSupported: ['不予支持', 'Not supported'],
        },
      }),
    ),
    note,
  }),
});

export const matterEvents = [MatterTaken, MatterAnswered] as const;
