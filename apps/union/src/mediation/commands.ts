/** What may be asked of a union mediation, and by whom. */
import { command, event } from '@yimen/kernel';
import { titled } from '@yimen/terms';
import {
  UnionMediationAgreed,
  UnionMediationApplied,
  UnionMediationFailed,
  UnionMediationPaid,
} from '@yimen/union-language';
import { z } from 'zod';

const by = ['union.mediator'];
/** Without a day of receipt the day of registration counts. */
const application = UnionMediationApplied.schema.partial({ receivedOn: true });
export const ApplyUnionMediation = command({
  name: 'ApplyUnionMediation',
  zh: '申请工会调解',
  en: 'Apply for union mediation',
  by: ['union.clerk', 'union.mediator'],
  input: application,
});
/** Another agency wants a mediation; where one is open already there is nothing to do. */
export const OpenWantedMediation = command({
  name: 'OpenWantedMediation',
  zh: '受理转请调解',
  en: 'Open the mediation that is wanted',
  by: [],
  input: application,
});
export const signatories = ['worker', 'employer', 'mediator'] as const;
export const ReachUnionAgreement = command({
  name: 'ReachUnionAgreement',
  zh: '达成工会调解协议',
  en: 'Reach a union agreement',
  by,
  input: UnionMediationAgreed.schema.extend({
    signedBy: z.array(z.enum(signatories)).meta(
      titled('签名人', 'Signed by', {
        words: { worker: ['劳动者', 'Worker'], employer: ['用人单位', 'Employer'], mediator: ['调解员', 'Mediator'] },
      }),
    ),
    sealed: z.boolean().meta(titled('调解组织已盖章', 'Sealed by the station')),
  }),
});
export const FailUnionMediation = command({
  name: 'FailUnionMediation',
  zh: '工会调解不成',
  en: 'End the mediation without an agreement',
  by,
  input: UnionMediationFailed.schema,
});
const bringing = z.object({
  to: z.enum(['court', 'hr']).meta(
    titled('申请', 'Apply for', {
      words: { court: ['司法确认', 'Judicial confirmation'], hr: ['仲裁审查', 'Arbitration review'] },
    }),
  ),
  handOver: z.uuid().meta(titled('移交编号', 'Hand-over', { widget: 'newId' })),
  /** The union passes data on with the parties' consent only: their joint application is it. */
  consent: z.string().trim().min(1).max(200).meta(titled('共同申请书编号', 'Joint application')),
  confirmsLabourRelation: z
    .boolean()
    .default(false)
    .meta(titled('协议确认劳动关系', 'The agreement confirms a labour relation')),
});
export const BringUnionAgreement = command({
  name: 'BringUnionAgreement',
  zh: '共同申请确认或审查',
  en: 'Bring the agreement before court or commission',
  by,
  input: bringing,
});
/** Private: others hear of the hand-over itself. */
export const UnionAgreementBrought = event({
  name: 'UnionAgreementBrought',
  zh: '已共同申请',
  en: 'Agreement brought',
  data: bringing,
});
/** Court or commission sent it back, or the station took it back: it may be brought again. */
export const UnionAgreementCameBack = event({
  name: 'UnionAgreementCameBack',
  zh: '申请被退回',
  en: 'The application came back',
  /** Where it was, and from when the time to apply runs on; absent where no agreement waits any more. */
  data: z.object({
    handOver: z.uuid(),
    to: bringing.shape.to.optional(),
    effectiveOn: UnionMediationAgreed.schema.shape.effectiveOn.optional(),
  }),
});
export const NoteUnionAgreementCameBack = command({
  name: 'NoteUnionAgreementCameBack',
  zh: '记录退回',
  en: 'Note that the application came back',
  by: [],
  input: UnionAgreementCameBack.schema.pick({ handOver: true }),
});
/** Court or commission has made it enforceable, by a ruling of this number or by a mediation document. */
export const UnionAgreementInForce = event({
  name: 'UnionAgreementInForce',
  zh: '调解协议取得执行效力',
  en: 'Union agreement made enforceable',
  data: z.object({
    handOver: z.uuid(),
    to: bringing.shape.to,
    number: z.string().max(60).optional().meta(titled('案号', 'Case number')),
  }),
});
export const NoteUnionAgreementInForce = command({
  name: 'NoteUnionAgreementInForce',
  zh: '记录执行效力',
  en: 'Note that the agreement is enforceable',
  by: [],
  input: UnionAgreementInForce.schema.omit({ to: true }),
});
export const RecordUnionPayment = command({
  name: 'RecordUnionPayment',
  zh: '登记调解款支付',
  en: 'Record a payment',
  by,
  input: UnionMediationPaid.schema,
});
/** The court collected so much under the agreement. */
export const UnionAgreementExecuted = event({
  name: 'UnionAgreementExecuted',
  zh: '调解协议执行到位',
  en: 'Union agreement enforced',
  data: UnionMediationPaid.schema,
});
export const NoteUnionAgreementExecuted = command({
  name: 'NoteUnionAgreementExecuted',
  zh: '记录执行到位',
  en: 'Note what was executed',
  by: [],
  input: UnionAgreementExecuted.schema,
});
export const RecordUnionBreach = command({
  name: 'RecordUnionBreach',
  zh: '记录违约',
  en: 'Record the breach',
  by: [],
  input: z.object({}),
});
