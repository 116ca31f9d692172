/** What the court says about the confirmation of mediation agreements (司法确认). */
import { event } from '@yimen/kernel';
import { caseId, claimParts, employer, instalments, titled, plainDate } from '@yimen/terms';
import { z } from 'zod';

/** Before whom the agreement was made; the length of the court's own limit depends on it. */
export const mediationBody = z
  .enum(['peoplesCommittee', 'unionStation', 'enterpriseCommittee', 'townBody', 'courtInvited', 'newFormCentre'])
  .meta(
    titled('调解组织', 'Mediation body', {
      words: {
        peoplesCommittee: ['人民调解委员会', "People's mediation committee"],
        unionStation: ['工会调解站', 'Union mediation station'],
        enterpriseCommittee: ['企业调解委员会', 'Enterprise committee'],
        townBody: ['乡镇街道调解组织', 'Town mediation body'],
        courtInvited: ['法院特邀调解组织', 'Invited by the court'],
        newFormCentre: ['新就业形态调解中心', 'Centre for new forms of work'],
      },
    }),
  );

/** The mediation whose agreement this is: the id of the mediator's own procedure. */
const mediation = z.uuid().meta(titled('调解案件', 'Mediation'));

export const ConfirmationApplied = event({
  name: 'ConfirmationApplied',
  zh: '收到司法确认申请',
  en: 'Application for confirmation received',
  data: z.object({
    caseId,
    body: mediationBody,
    mediation,
    employer,
    parts: claimParts,
    instalments,
    acceleration: z.boolean().meta(titled('一期未付余款到期', 'On default the rest falls due')),
    appliedOn: plainDate.meta(titled('申请日期', 'Applied on')),
  }),
});

export const ConfirmationAccepted = event({
  name: 'ConfirmationAccepted',
  zh: '受理司法确认申请',
  en: 'Confirmation accepted',
  /** The days within which the court rules. */
  data: z.object({ days: z.int().min(1).max(60).default(30) }),
});

/** A title (执行依据): from now on the same items are not brought before any other body again. */
export const AgreementConfirmed = event({
  name: 'AgreementConfirmed',
  zh: '裁定确认调解协议有效',
  en: 'Agreement confirmed',
  data: z.object({
    caseId: caseId.optional(),
    mediation,
    parts: claimParts,
    /** Case number of the ruling, for example `（2025）示0101民特1号`. */
    number: z.string().trim().min(1).max(60).meta(titled('案号', 'Case number')),
    /** The last day to perform; the two years to ask for enforcement start on it. */
    lastDay: plainDate.meta(titled('最后履行日', 'Last day to perform')),
  }),
});

/** Why an agreement is not confirmed, a closed list (民事诉讼法司法解释 第三百五十八条). */
export const rejectionGround = z
  .enum(['mandatoryLaw', 'publicInterest', 'publicOrder', 'involuntary', 'unclear', 'other'])
  .meta(
    titled('驳回理由', 'Ground', {
      words: {
        mandatoryLaw: ['违反法律强制性规定', 'Against mandatory law'],
        publicInterest: ['损害国家、社会公共或他人利益', 'Against the interest of the public or of others'],
        publicOrder: ['违背公序良俗', 'Against public order'],
        involuntary: ['违反自愿原则', 'Not of free will'],
        unclear: ['内容不明确', 'Content not clear'],
        other: ['其他不能确认的情形', 'Other'],
      },
    }),
  );

export const ConfirmationRejected = event({
  name: 'ConfirmationRejected',
  zh: '裁定驳回司法确认申请',
  en: 'Confirmation rejected',
  data: z.object({ ground: rejectionGround }),
});

export const confirmationEvents = [
  ConfirmationApplied,
  ConfirmationAccepted,
  AgreementConfirmed,
  ConfirmationRejected,
] as const;
