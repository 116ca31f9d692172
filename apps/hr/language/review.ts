/** What the arbitration commission says when it reviews a mediation agreement (仲裁审查). */
import { event } from '@yimen/kernel';
import { caseId, claimParts, employer, plainDate, titled } from '@yimen/terms';
import { z } from 'zod';

export const ArbitrationReviewApplied = event({
  name: 'ArbitrationReviewApplied',
  zh: '申请仲裁审查',
  en: 'Arbitration review applied for',
  data: z.object({
    caseId,
    mediation: z.uuid().meta(titled('调解', 'Mediation')),
    employer,
    parts: claimParts,
    effectiveOn: plainDate.meta(titled('协议生效日', 'Agreement effective on')),
    confirmsLabourRelation: z.boolean().meta(titled('确认劳动关系', 'Confirms the labour relation')),
    /** When both sides asked together; the fifteen days after the agreement end with it. */
    appliedOn: plainDate.optional().meta(titled('申请日期', 'Applied on')),
    /** The hand-over that brought it. */
    handOver: z.uuid().optional().meta({ widget: 'hidden' }),
  }),
});

export const ArbitrationReviewAccepted = event({
  name: 'ArbitrationReviewAccepted',
  zh: '受理仲裁审查',
  en: 'Arbitration review accepted',
  data: z.object({}),
});

/** By five working days, once, with the leave of the commission's head (第七十六条). */
export const ArbitrationReviewExtended = event({
  name: 'ArbitrationReviewExtended',
  zh: '延长仲裁审查期限',
  en: 'Arbitration review extended',
  data: z.object({}),
});

/** The mediation document (仲裁调解书) that gives the agreement the force of an award. */
export const ReviewDocumentIssued = event({
  name: 'ReviewDocumentIssued',
  zh: '制发仲裁调解书',
  en: 'Mediation document issued',
  data: z.object({ parts: claimParts }),
});

/** The first four are reasons not to accept (第七十五条), the others not to issue the document (第七十八条). */
const declined = [
  ...(['notOurPower', 'late', 'labourRelation', 'courtConfirmed'] as const),
  ...(['againstLaw', 'othersRights', 'falseEvidence', 'notVoluntary', 'unclear', 'other', 'withdrawn'] as const),
] as const;

export const ArbitrationReviewDeclined = event({
  name: 'ArbitrationReviewDeclined',
  zh: '不予制发调解书',
  en: 'Arbitration review declined',
  data: z.object({
    reason: z.enum(declined).meta(
      titled('理由', 'Reason', {
        words: {
          notOurPower: ['不属受理范围或者管辖', 'Not ours to review'],
          late: ['超过申请期限', 'Applied too late'],
          labourRelation: ['确认劳动关系', 'About the labour relation'],
          courtConfirmed: ['已经司法确认', 'Confirmed by a court'],
          againstLaw: ['违反法律强制性规定', 'Against mandatory law'],
          othersRights: ['损害国家、集体或者他人权益', 'Harms the rights of others'],
          falseEvidence: ['证据材料有弄虚作假嫌疑', 'Evidence may be false'],
          notVoluntary: ['违背自愿原则', 'Not of free will'],
          unclear: ['内容不明确', 'Not clear'],
          other: ['其他不能制作调解书的情形', 'Other'],
          withdrawn: ['撤回申请', 'Withdrawn'],
        },
      }),
    ),
  }),
});

export const reviewEvents = [
  ArbitrationReviewApplied,
  ArbitrationReviewAccepted,
  ArbitrationReviewExtended,
  ReviewDocumentIssued,
  ArbitrationReviewDeclined,
] as const;
