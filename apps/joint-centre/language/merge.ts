/** What the joint centre says when two cases look like one (并案). The merge itself is said in the words of casework. */
import { CasesMerged, CasesUnmerged } from '@yimen/casework';
import { event } from '@yimen/kernel';
import { caseId, note, titled } from '@yimen/terms';
import { z } from 'zod';

const words = z.object({ zh: z.string(), en: z.string() });

export const MergeProposed = event({
  name: 'MergeProposed',
  zh: '提议并案',
  en: 'Merge proposed',
  data: z.object({
    /** The case under which both would go on: the one that was registered first. */
    caseId,
    survivor: z.uuid(),
    merged: z.uuid(),
    /** How alike they are, never 1: two agencies look before anything is merged. */
    score: z.number().min(0).max(1),
    because: z.array(words).min(1),
    /** Claim items of the merged case that are the same claim as one of the survivor's. */
    same: z.record(z.uuid(), z.uuid()),
    /** Who must approve: the agencies at whose doors the two cases came in. */
    agencies: z.array(z.string()).min(1).max(20),
  }),
});

export const MergeApproved = event({
  name: 'MergeApproved',
  zh: '同意并案',
  en: 'Merge approved',
  data: z.object({
    agency: z
      .string()
      .min(1)
      .max(40)
      .meta(titled('同意机关', 'Agency', { widget: 'agency' })),
  }),
});

export const MergeDeclined = event({
  name: 'MergeDeclined',
  zh: '不同意并案',
  en: 'Merge declined',
  data: z.object({
    agency: z
      .string()
      .min(1)
      .max(40)
      .meta(titled('不同意机关', 'Agency', { widget: 'agency' })),
    reason: note.meta(titled('理由', 'Reason')),
  }),
});

export const mergeEvents = [MergeProposed, MergeApproved, MergeDeclined, CasesMerged, CasesUnmerged] as const;
