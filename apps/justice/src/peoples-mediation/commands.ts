/** What may be asked of a people's mediation, and what the house notes about it for itself. */
import { command, event } from '@yimen/kernel';
import { titled } from '@yimen/terms';
import {
  JudicialConfirmationApplied,
  PeoplesAgreementReached,
  PeoplesMediationApplied,
  PeoplesMediationFailed,
} from '@yimen/justice-language';
import { z } from 'zod';

const by = ['justice.mediator'];
export const ApplyPeoplesMediation = command({
  name: 'ApplyPeoplesMediation',
  zh: '申请人民调解',
  en: "Apply for people's mediation",
  by,
  input: PeoplesMediationApplied.schema,
});
export const ReachPeoplesAgreement = command({
  name: 'ReachPeoplesAgreement',
  zh: '达成人民调解协议',
  en: 'Reach an agreement',
  by,
  input: PeoplesAgreementReached.schema.omit({ parts: true }),
});
export const FailPeoplesMediation = command({
  name: 'FailPeoplesMediation',
  zh: '人民调解不成',
  en: 'End the mediation without an agreement',
  by,
  input: PeoplesMediationFailed.schema,
});
export const ApplyJudicialConfirmation = command({
  name: 'ApplyJudicialConfirmation',
  zh: '共同申请司法确认',
  en: 'Apply for judicial confirmation',
  by,
  input: JudicialConfirmationApplied.schema,
});
const reviewTerms = z.object({
  handOver: z.uuid().meta(titled('移交编号', 'Hand-over', { widget: 'newId' })),
  confirmsLabourRelation: z.boolean().meta(titled('协议确认劳动关系', 'The agreement confirms a labour relation')),
});
export const SeekArbitrationReview = command({
  name: 'SeekArbitrationReview',
  zh: '共同申请仲裁审查',
  en: 'Apply for arbitration review',
  by,
  input: reviewTerms,
});
/** Folded, never published: others hear of the hand-over itself. */
export const ArbitrationReviewSought = event({
  name: 'ArbitrationReviewSought',
  zh: '已申请仲裁审查',
  en: 'Arbitration review sought',
  data: reviewTerms,
});
export const AgreementConfirmedNoted = event({
  name: 'AgreementConfirmedNoted',
  zh: '记录司法确认',
  en: 'Confirmation noted',
  data: z.object({ number: z.string() }),
});
export const NoteAgreementConfirmed = command({
  name: 'NoteAgreementConfirmed',
  zh: '记录司法确认',
  en: 'Note the confirmation',
  by: [],
  input: AgreementConfirmedNoted.schema,
});
export const AgreementCameBack = event({
  name: 'AgreementCameBack',
  zh: '申请被退回',
  en: 'The application came back',
  /** What it was for, and from when the time to apply runs on. */
  data: z.object({
    handOver: z.uuid(),
    as: z.enum(['confirming', 'reviewing']).optional(),
    effectiveOn: z.iso.date().optional(),
  }),
});
export const NoteAgreementCameBack = command({
  name: 'NoteAgreementCameBack',
  zh: '记录退回',
  en: 'Note that the application came back',
  by: [],
  input: AgreementCameBack.schema.pick({ handOver: true }),
});
