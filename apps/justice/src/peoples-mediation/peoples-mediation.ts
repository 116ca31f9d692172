/**
 * People's mediation (人民调解): free, before a committee of citizens, its agreement binding as a contract (人民调解法 第三十一条).
 * Both sides may take it further: to the court for confirmation, or to the arbitration commission for review. How it is
 * performed is another procedure.
 */
import { clock, command, event, on, type Decider, type Look, type Messages } from '@yimen/kernel';
import { deadline } from '@yimen/law';
import { byItem, exceeds, overlap, sum, titled, wholeOf, type ClaimItem } from '@yimen/terms';
import {
  JudicialConfirmationApplied,
  PeoplesAgreementReached,
  PeoplesMediationApplied,
  PeoplesMediationFailed,
} from '@yimen/justice-language';
import { z } from 'zod';
import { MEDIATIONS, type MediationRow } from './peoples-mediations.view.ts';
import * as no from './refusals.ts';

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
const AgreementConfirmedNoted = event({
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
const AgreementCameBack = event({
  name: 'AgreementCameBack',
  zh: '申请被退回',
  en: 'The application came back',
  data: z.object({ handOver: z.uuid() }),
});
export const NoteAgreementCameBack = command({
  name: 'NoteAgreementCameBack',
  zh: '记录退回',
  en: 'Note that the application came back',
  by: [],
  input: AgreementCameBack.schema,
});

const commands = [
  ApplyPeoplesMediation,
  ReachPeoplesAgreement,
  FailPeoplesMediation,
  ApplyJudicialConfirmation,
  SeekArbitrationReview,
  NoteAgreementConfirmed,
  NoteAgreementCameBack,
] as const;
const events = [
  PeoplesMediationApplied,
  PeoplesAgreementReached,
  PeoplesMediationFailed,
  JudicialConfirmationApplied,
  ArbitrationReviewSought,
  AgreementConfirmedNoted,
  AgreementCameBack,
] as const;

type Status = 'open' | 'agreed' | 'failed' | 'confirming' | 'reviewing' | 'confirmed';
type Mediation =
  | { status: 'none' }
  | {
      status: Status;
      employer: string;
      items: readonly ClaimItem[];
      receivedOn: string;
      effectiveOn: string;
      fen: number;
    };

const lastDay = (rule: string, effectiveOn: string): string =>
  deadline({ rule, acts: [{ kind: 'start', on: effectiveOn }] }).due;
const fromAgreement = on(PeoplesAgreementReached, ({ data }) => ({ on: data.effectiveOn }));

export const peoplesMediation = {
  name: 'justice.mediation',
  label: { zh: '人民调解', en: "People's mediation" },
  commands,
  opens: [ApplyPeoplesMediation],
  events,
  initial: { status: 'none' } as Mediation,
  clocks: [
    clock('med-labour', {
      start: [on(PeoplesMediationApplied, ({ data }) => ({ on: data.receivedOn }))],
      stop: [fromAgreement, PeoplesMediationFailed],
    }),
    clock('jc-apply', { start: [fromAgreement], stop: [JudicialConfirmationApplied] }),
    clock('arb-review-apply', {
      start: [fromAgreement],
      stop: [ArbitrationReviewSought],
      cancel: [AgreementConfirmedNoted],
    }),
  ],
  facts: {
    async ApplyPeoplesMediation(data: { employer: string; claimItems: ClaimItem[] }, look: Look) {
      const open = await look.rows<MediationRow>(MEDIATIONS, { where: { employer: data.employer, open: true } });
      return open.find((row) => overlap(data.claimItems, row.data.claimItems))?.key;
    },
  },
  decide: {
    ApplyPeoplesMediation({ data, on, facts: other }, state) {
      if (state.status !== 'none') return no.here;
      if (other) return no.openElsewhere(other);
      return data.receivedOn > on ? no.notYet : [PeoplesMediationApplied(data)];
    },
    ReachPeoplesAgreement({ data, on }, state) {
      if (state.status !== 'open') return no.notOpen;
      if (data.effectiveOn > on) return no.notYet;
      if (data.effectiveOn < state.receivedOn) return no.tooEarly;
      const { instalments } = data;
      const days = instalments.map(({ dueOn }) => dueOn);
      if (instalments.some((one, at) => one.no !== at + 1)) return no.badPlan;
      if (days.some((day, at) => day < (days[at - 1] ?? data.effectiveOn))) return no.badPlan;
      const parts = byItem(instalments.flatMap((one) => one.parts));
      if (exceeds(parts, wholeOf(state.items))) return no.otherItems;
      return [PeoplesAgreementReached({ ...data, parts })];
    },
    FailPeoplesMediation: ({ data }, state) => (state.status === 'open' ? [PeoplesMediationFailed(data)] : no.notOpen),
    ApplyJudicialConfirmation({ data, on }, state) {
      if (state.status !== 'agreed' && state.status !== 'reviewing') return no.noAgreement;
      const due = lastDay('jc-apply', state.effectiveOn);
      return on > due ? no.tooLate(due, '民事诉讼法 第二百零五条') : [JudicialConfirmationApplied(data)];
    },
    SeekArbitrationReview({ data, on }, state) {
      if (state.status !== 'agreed') return no.noAgreement;
      if (data.confirmsLabourRelation) return no.labourRelation;
      const due = lastDay('arb-review-apply', state.effectiveOn);
      return on > due ? no.tooLate(due, '劳动人事争议仲裁办案规则 第七十四条') : [ArbitrationReviewSought(data)];
    },
    NoteAgreementConfirmed({ data }, state) {
      if (state.status === 'none') return no.noAgreement;
      return state.status === 'confirmed' ? no.notedBefore : [AgreementConfirmedNoted(data)];
    },
    NoteAgreementCameBack: ({ data }, state) =>
      state.status === 'confirming' || state.status === 'reviewing' ? [AgreementCameBack(data)] : no.notedBefore,
  },
  evolve: {
    PeoplesMediationApplied: (_, { employer, claimItems: items, receivedOn }): Mediation => ({
      status: 'open',
      employer,
      items,
      receivedOn,
      effectiveOn: receivedOn,
      fen: 0,
    }),
    PeoplesAgreementReached: (state, { effectiveOn, parts }) =>
      state.status === 'none' ? state : { ...state, status: 'agreed', effectiveOn, fen: sum(parts) },
    PeoplesMediationFailed: (state) => to(state, 'failed'),
    JudicialConfirmationApplied: (state) => to(state, 'confirming'),
    ArbitrationReviewSought: (state) => to(state, 'reviewing'),
    AgreementConfirmedNoted: (state) => to(state, 'confirmed'),
    AgreementCameBack: (state) => to(state, 'agreed'),
  },
  show(state) {
    if (state.status === 'none') return undefined;
    const { status, employer, items, fen } = state;
    return {
      status,
      label: cards[status].label,
      facts: [
        { label: { zh: '用人单位', en: 'Employer' }, value: employer, kind: 'organisation' },
        { label: { zh: '请求金额', en: 'Claimed' }, value: sum(items), kind: 'money' },
        ...(fen > 0 ? [{ label: { zh: '协议金额', en: 'Agreed' }, value: fen, kind: 'money' as const }] : []),
      ],
      next: cards[status].next,
      closed: status === 'failed',
    };
  },
} satisfies Decider<Messages<typeof commands>, Mediation, Messages<typeof events>>;

const to = (state: Mediation, status: Status): Mediation => (state.status === 'none' ? state : { ...state, status });

const cards = {
  open: { label: { zh: '调解中', en: 'In mediation' }, next: [ReachPeoplesAgreement, FailPeoplesMediation] },
  agreed: { label: { zh: '已达成协议', en: 'Agreed' }, next: [ApplyJudicialConfirmation, SeekArbitrationReview] },
  failed: { label: { zh: '调解不成', en: 'Failed' }, next: [] },
  confirming: { label: { zh: '司法确认中', en: 'Before the court' }, next: [] },
  reviewing: { label: { zh: '仲裁审查中', en: 'Under arbitration review' }, next: [ApplyJudicialConfirmation] },
  confirmed: { label: { zh: '已经司法确认', en: 'Confirmed by the court' }, next: [] },
};
