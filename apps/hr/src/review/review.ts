/**
 * Arbitration review (仲裁审查) of a mediation agreement: if the commission finds it sound it issues a document that can be
 * enforced like an award (劳动人事争议仲裁办案规则 第七十四条至第七十八条).
 */
import {
  ArbitrationReviewAccepted,
  ArbitrationReviewApplied,
  ArbitrationReviewDeclined,
  ArbitrationReviewExtended,
  ReviewDocumentIssued,
} from '@yimen/hr-language';
import { heardNotices, type Notice } from '@yimen/casework';
import {
  clock,
  command,
  legalDay,
  procedureIdOf,
  refusal,
  type Decider,
  type Look,
  type Messages,
  type Refusal,
} from '@yimen/kernel';
import { guard, lastDay, type Standing } from '@yimen/law';
import { byItem, sum, type ClaimPart } from '@yimen/terms';
import { z } from 'zod';
import { elsewhere, type ElsewhereRow } from '../claims-elsewhere.view.ts';

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
export const ExtendArbitrationReview = command({
  name: 'ExtendArbitrationReview',
  zh: '延长仲裁审查期限',
  en: 'Extend the review',
  by,
  input: ArbitrationReviewExtended.schema,
});
/** Of what was agreed, neither more nor less (第七十七条). */
export const IssueReviewDocument = command({
  name: 'IssueReviewDocument',
  zh: '制发仲裁调解书',
  en: 'Issue mediation document',
  by,
  input: z.object({}),
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
  ExtendArbitrationReview,
  IssueReviewDocument,
  DeclineArbitrationReview,
] as const;
const events = [
  ArbitrationReviewApplied,
  ArbitrationReviewAccepted,
  ArbitrationReviewExtended,
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
  /** Once accepted: on which day, and whether its time was extended. */
  readonly acceptedOn?: string;
  readonly extended?: boolean;
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
const notExtendable = refusal('not-extendable', {
  zh: '审查期限已经延长过或者已经届满，未保存',
  en: 'The time to review was extended before or is over; nothing was saved',
  law: `${RULES} 第七十六条`,
});
const courtConfirmed = refusal('court-confirmed', {
  zh: '协议已经司法确认，不再审查，未保存；请向法院申请执行',
  en: 'A court has confirmed the agreement, so it is not reviewed; nothing was saved. Go to enforcement.',
  law: `${RULES} 第七十五条第五项`,
  nextDoor: { zh: '法院（申请强制执行）', en: 'Court (enforcement)' },
});
const reviewedElsewhere = (id: string) =>
  refusal('reviewed-elsewhere', {
    zh: `这些请求已在审查案件 ${id} 中受理或者已制发调解书，未保存；请在该案中办理，已制发的向法院申请执行`,
    en: `Review ${id} has these claims or has ended in a document; nothing was saved. Go on there, or to enforcement.`,
    law: `${RULES} 第三十四条第二项`,
    nextDoor: { zh: '该审查案件；已制发调解书的，法院（申请强制执行）', en: 'That review, or the court (enforcement)' },
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
const beforeApplication = refusal('before-application', {
  zh: '受理日期早于申请日期，未保存；审查期限自受理之日起算，请核对日期',
  en: 'Accepted before it was applied for; nothing was saved. The days to review run from it: check the date.',
});
const beforeLastAct = refusal('before-last-act', {
  zh: '办理日期早于申请或者受理的日期，未保存；请核对日期',
  en: 'Dated before the review was applied for or accepted; nothing was saved. Check the date.',
});
const labourRelation = refusal('labour-relation', {
  zh: '确认劳动关系的协议不予审查，未保存；请申请仲裁',
  en: 'An agreement that confirms the labour relation is not reviewed; nothing was saved. Apply for arbitration.',
  law: `${RULES} 第七十五条第四项`,
  nextDoor: { zh: '劳动人事争议仲裁委员会', en: 'Labour arbitration commission' },
});

interface Facts {
  /** What stands on any of these parts before a court or the commission. */
  readonly standing: readonly ElsewhereRow[];
  readonly notices: readonly Notice[];
}
async function factsOn(look: Look, { caseId, parts }: Pick<Asked, 'caseId' | 'parts'>): Promise<Facts> {
  const items = parts.map(({ item }) => item);
  const [standing, notices] = await Promise.all([elsewhere(look, caseId, items), heardNotices(look)]);
  return { standing, notices };
}

const isConfirmed = ({ standing }: Facts): boolean =>
  standing.some(({ body, stage }) => body === 'court' && stage === 'title');

/** The other review that has these claims, or has made a document of them: nobody is given two titles for one claim. */
const otherReview = ({ standing }: Facts, id: string): string | undefined =>
  standing
    .filter(({ body, stage }) => body === 'arbitration' && stage !== 'applied')
    .map(procedureIdOf)
    .find((other) => other !== id);

const lastActOf = ({ appliedOn, acceptedOn = appliedOn }: Asked): string => acceptedOn;

/** Why the commission may not accept (第七十五条); undefined if it may. */
function barred(asked: Asked, facts: Facts, id: string): Refusal | undefined {
  const { effectiveOn, appliedOn } = asked;
  const confirmed = isConfirmed(facts);
  const standing: Standing[] = [
    ...(confirmed ? (['agreementConfirmed'] as const) : []),
    ...(asked.confirmsLabourRelation ? (['agreementConfirmsRelation'] as const) : []),
  ];
  if (guard('applyArbitrationReview', standing)) return confirmed ? courtConfirmed : labourRelation;
  const other = otherReview(facts, id);
  if (other) return reviewedElsewhere(other);
  const due = lastDay('arb-review-apply', effectiveOn, facts.notices);
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
      extend: [ArbitrationReviewExtended],
      stop: [ReviewDocumentIssued, ArbitrationReviewDeclined],
    }),
  ],
  initial: { status: 'none' } as Review,
  facts: {
    ApplyArbitrationReview: (data, look) => factsOn(look, data),
    AcceptArbitrationReview: async (_, look, state) => (state.status === 'applied' ? factsOn(look, state) : undefined),
    ExtendArbitrationReview: (_, look) => heardNotices(look),
    IssueReviewDocument: async (_, look, state) => (state.status === 'accepted' ? factsOn(look, state) : undefined),
  },
  decide: {
    ApplyArbitrationReview({ data, id, on: today, facts }, state) {
      if (state.status !== 'none') return alreadyApplied;
      const { appliedOn = today } = data;
      const asked = { ...data, appliedOn, parts: byItem(data.parts) };
      // What another agency handed over is here: whether it is reviewed is for the decision to accept.
      if (data.handOver) return [ArbitrationReviewApplied(asked)];
      if (appliedOn < data.effectiveOn || appliedOn > today) return notYetEffective;
      return barred(asked, facts, id) ?? [ArbitrationReviewApplied(asked)];
    },

    AcceptArbitrationReview({ id, on: today, facts }, state) {
      if (state.status !== 'applied') return notApplied;
      if (today < state.appliedOn) return beforeApplication;
      return barred(state, facts, id) ?? [ArbitrationReviewAccepted({})];
    },

    ExtendArbitrationReview({ on: today, facts: notices }, state) {
      if (state.status !== 'accepted') return notUnderReview;
      const due = lastDay('arb-review-decide', state.acceptedOn ?? today, notices);
      return state.extended || today > due ? notExtendable : [ArbitrationReviewExtended({})];
    },

    IssueReviewDocument({ id, on: today, facts }, state) {
      if (state.status !== 'accepted') return notUnderReview;
      if (today < lastActOf(state)) return beforeLastAct;
      if (isConfirmed(facts)) return courtConfirmed;
      const other = otherReview(facts, id);
      if (other) return reviewedElsewhere(other);
      return [ReviewDocumentIssued({ parts: [...state.parts] })];
    },

    DeclineArbitrationReview({ data, on: today }, state) {
      if (state.status !== 'applied' && state.status !== 'accepted') return notUnderReview;
      return today < lastActOf(state) ? beforeLastAct : [ArbitrationReviewDeclined(data)];
    },
  },
  evolve: {
    ArbitrationReviewApplied: (_, { appliedOn, ...data }): Review => ({
      ...data,
      status: 'applied',
      appliedOn: appliedOn ?? data.effectiveOn,
    }),
    ArbitrationReviewAccepted: (state, _, { occurredAt }) =>
      state.status === 'none' ? state : { ...state, status: 'accepted', acceptedOn: legalDay(occurredAt) },
    ArbitrationReviewExtended: (state) => (state.status === 'none' ? state : { ...state, extended: true }),
    ReviewDocumentIssued: (state) => (state.status === 'none' ? state : { ...state, status: 'issued' }),
    ArbitrationReviewDeclined: (state) => (state.status === 'none' ? state : { ...state, status: 'declined' }),
  },
  show(state) {
    if (state.status === 'none') return undefined;
    const { status, employer, parts, effectiveOn, extended } = state;
    const extend = extended ? [] : [ExtendArbitrationReview];
    const next = {
      applied: [AcceptArbitrationReview],
      accepted: [IssueReviewDocument, ...extend],
      issued: [],
      declined: [],
    };
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
