/**
 * Arbitration review (仲裁审查) of a mediation agreement: if the commission finds it sound it issues a document that can be
 * enforced like an award (劳动人事争议仲裁办案规则 第七十四条至第七十八条).
 */
import {
  ArbitrationReviewAccepted,
  ArbitrationReviewApplied,
  ArbitrationReviewDeclined,
  ReviewDocumentIssued,
} from '@yimen/hr-language';
import { heardNotices, type Notice } from '@yimen/casework';
import { clock, command, refusal, type Decider, type Look, type Messages, type Refusal } from '@yimen/kernel';
import { guard, lastDay, type Standing } from '@yimen/law';
import { byItem, exceeds, sum, type ClaimPart } from '@yimen/terms';
import { z } from 'zod';
import { elsewhere } from '../claims-elsewhere.view.ts';

const by = ['hr.arbitrator'];
const RULES = '劳动人事争议仲裁办案规则';

/** Without a day both sides asked on the day of the act. */
export const ApplyArbitrationReview = command({
  name: 'ApplyArbitrationReview',
  zh: '申请仲裁审查',
  en: 'Apply for arbitration review',
  by,
  input: ArbitrationReviewApplied.schema,
});
export const AcceptArbitrationReview = command({
  name: 'AcceptArbitrationReview',
  zh: '受理仲裁审查',
  en: 'Accept the review',
  by,
  input: z.object({}),
});
export const IssueReviewDocument = command({
  name: 'IssueReviewDocument',
  zh: '制发仲裁调解书',
  en: 'Issue mediation document',
  by,
  input: ReviewDocumentIssued.schema.partial(),
});
export const DeclineArbitrationReview = command({
  name: 'DeclineArbitrationReview',
  zh: '不予制发调解书',
  en: 'Decline the review',
  by,
  input: ArbitrationReviewDeclined.schema,
});
const commands = [
  ApplyArbitrationReview,
  AcceptArbitrationReview,
  IssueReviewDocument,
  DeclineArbitrationReview,
] as const;
const events = [
  ArbitrationReviewApplied,
  ArbitrationReviewAccepted,
  ReviewDocumentIssued,
  ArbitrationReviewDeclined,
] as const;

interface Asked {
  readonly caseId: string;
  readonly mediation: string;
  readonly employer: string;
  readonly parts: readonly ClaimPart[];
  readonly effectiveOn: string;
  readonly appliedOn: string;
  readonly confirmsLabourRelation: boolean;
}
type Review = { readonly status: 'none' } | (Asked & { readonly status: keyof typeof stages });

const stages = {
  applied: { zh: '待受理', en: 'Applied for' },
  accepted: { zh: '审查中', en: 'Under review' },
  issued: { zh: '已制发调解书', en: 'Document issued' },
  declined: { zh: '不予制发', en: 'Declined' },
};

const alreadyApplied = refusal('already-applied', {
  zh: '这件审查申请已登记，无需重复',
  en: 'This application is registered already',
});
const notApplied = refusal('not-applied', {
  zh: '没有待受理的审查申请，未保存；请刷新后核对',
  en: 'No application is waiting to be accepted; nothing was saved. Refresh and compare.',
});
const notUnderReview = refusal('not-under-review', {
  zh: '协议不在审查中，未保存',
  en: 'The agreement is not under review; nothing was saved',
});
const courtConfirmed = refusal('court-confirmed', {
  zh: '协议已经司法确认，不予受理，未保存；请向法院申请执行',
  en: 'A court has confirmed the agreement, so it is not reviewed again; nothing was saved.',
  law: `${RULES} 第七十五条第五项`,
  nextDoor: { zh: '法院（申请强制执行）', en: 'Court (enforcement)' },
});
const tooLate = (due: string) =>
  refusal('too-late', {
    zh: `审查申请应当自协议生效之日起十五日内提出，已于 ${due} 届满，未保存；可以申请司法确认或者仲裁`,
    en: `The fifteen days after the agreement ended on ${due}; nothing was saved. Confirmation or arbitration is open.`,
    law: `${RULES} 第七十五条第三项`,
    nextDoor: { zh: '法院（司法确认）或者仲裁委员会', en: 'Court (confirmation) or arbitration' },
  });
const notYetEffective = refusal('not-yet-effective', {
  zh: '申请日期早于协议生效日或者晚于办理日期，未保存；请核对日期',
  en: 'Applied before the agreement took effect, or later than now; nothing was saved. Check the dates.',
});
const labourRelation = refusal('labour-relation', {
  zh: '确认劳动关系的协议不予审查，未保存；请申请仲裁',
  en: 'An agreement that confirms the labour relation is not reviewed; nothing was saved. Apply for arbitration.',
  law: `${RULES} 第七十五条第四项`,
  nextDoor: { zh: '劳动人事争议仲裁委员会', en: 'Labour arbitration commission' },
});
const notOfTheAgreement = refusal('not-of-the-agreement', {
  zh: '金额超出调解协议，未保存；调解书不得超出协议内容',
  en: 'More than the agreement says; nothing was saved',
});

interface Facts {
  /** Whether a court has confirmed the agreement on any of these parts. */
  readonly confirmed: boolean;
  readonly notices: readonly Notice[];
}
async function factsOn(look: Look, { caseId, parts }: Pick<Asked, 'caseId' | 'parts'>): Promise<Facts> {
  const items = parts.map(({ item }) => item);
  const [rows, notices] = await Promise.all([elsewhere(look, caseId, items), heardNotices(look)]);
  return { confirmed: rows.some(({ body, stage }) => body === 'court' && stage === 'title'), notices };
}

/** Why the commission may not accept (第七十五条); undefined if it may. */
function barred(asked: Asked, { confirmed, notices }: Facts): Refusal | undefined {
  const { effectiveOn, appliedOn } = asked;
  const standing: Standing[] = [
    ...(confirmed ? (['agreementConfirmed'] as const) : []),
    ...(asked.confirmsLabourRelation ? (['agreementConfirmsRelation'] as const) : []),
  ];
  if (guard('applyArbitrationReview', standing)) return confirmed ? courtConfirmed : labourRelation;
  const due = lastDay('arb-review-apply', effectiveOn, notices);
  return appliedOn > due ? tooLate(due) : undefined;
}

export const review = {
  name: 'hr.review',
  label: { zh: '仲裁审查', en: 'Arbitration review' },
  commands,
  opens: [ApplyArbitrationReview],
  events,
  clocks: [
    clock('arb-review-decide', {
      start: [ArbitrationReviewAccepted],
      stop: [ReviewDocumentIssued, ArbitrationReviewDeclined],
    }),
  ],
  initial: { status: 'none' } as Review,
  facts: {
    ApplyArbitrationReview: (data, look) => factsOn(look, data),
    AcceptArbitrationReview: async (_, look, state) => (state.status === 'applied' ? factsOn(look, state) : undefined),
  },
  decide: {
    ApplyArbitrationReview({ data, on: today, facts }, state) {
      if (state.status !== 'none') return alreadyApplied;
      const { appliedOn = today } = data;
      const asked = { ...data, appliedOn, parts: byItem(data.parts) };
      // What another agency handed over is here: whether it is reviewed is for the decision to accept.
      if (data.handOver) return [ArbitrationReviewApplied(asked)];
      if (appliedOn < data.effectiveOn || appliedOn > today) return notYetEffective;
      return barred(asked, facts) ?? [ArbitrationReviewApplied(asked)];
    },

    AcceptArbitrationReview({ facts }, state) {
      if (state.status !== 'applied') return notApplied;
      return barred(state, facts) ?? [ArbitrationReviewAccepted({})];
    },

    IssueReviewDocument({ data }, state) {
      if (state.status !== 'accepted') return notUnderReview;
      const parts = data.parts ?? [...state.parts];
      return exceeds(parts, state.parts) ? notOfTheAgreement : [ReviewDocumentIssued({ parts })];
    },

    DeclineArbitrationReview: ({ data }, state) =>
      state.status === 'applied' || state.status === 'accepted' ? [ArbitrationReviewDeclined(data)] : notUnderReview,
  },
  evolve: {
    ArbitrationReviewApplied: (_, { appliedOn, ...data }): Review => ({
      ...data,
      status: 'applied',
      appliedOn: appliedOn ?? data.effectiveOn,
    }),
    ArbitrationReviewAccepted: (state) => (state.status === 'none' ? state : { ...state, status: 'accepted' }),
    ReviewDocumentIssued: (state) => (state.status === 'none' ? state : { ...state, status: 'issued' }),
    ArbitrationReviewDeclined: (state) => (state.status === 'none' ? state : { ...state, status: 'declined' }),
  },
  show(state) {
    if (state.status === 'none') return undefined;
    const { status, employer, parts, effectiveOn } = state;
    const next = { applied: [AcceptArbitrationReview], accepted: [IssueReviewDocument], issued: [], declined: [] };
    const open = status === 'applied' || status === 'accepted';
    return {
      status,
      label: stages[status],
      facts: [
        { label: { zh: '用人单位', en: 'Employer' }, value: employer, kind: 'organisation' },
        { label: { zh: '协议金额', en: 'Agreed' }, value: sum(parts), kind: 'money' },
        { label: { zh: '协议生效日', en: 'Effective on' }, value: effectiveOn, kind: 'date' },
      ],
      next: [...next[status], ...(open ? [DeclineArbitrationReview] : [])],
      closed: !open,
    };
  },
} satisfies Decider<Messages<typeof commands>, Review, Messages<typeof events>>;
