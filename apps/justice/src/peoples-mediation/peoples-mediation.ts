/**
 * People's mediation (人民调解): free, before a committee of citizens, its agreement binding as a contract (人民调解法 第三十一条).
 * Both sides may take it further: to the court for confirmation, or to the arbitration commission for review. How it is
 * performed is another procedure.
 */
import { heardNotices, usedParcel, type Notice } from '@yimen/casework';
import { clock, on, type Decider, type Look, type Messages } from '@yimen/kernel';
import { lastDay } from '@yimen/law';
import { byItem, distinct, exceeds, overlap, sum, wholeOf, type ClaimItem } from '@yimen/terms';
import {
  JudicialConfirmationApplied,
  PeoplesAgreementReached,
  PeoplesMediationApplied,
  PeoplesMediationFailed,
} from '@yimen/justice-language';
import {
  AgreementCameBack,
  AgreementConfirmedNoted,
  ApplyJudicialConfirmation,
  ApplyPeoplesMediation,
  ArbitrationReviewSought,
  FailPeoplesMediation,
  NoteAgreementCameBack,
  NoteAgreementConfirmed,
  ReachPeoplesAgreement,
  SeekArbitrationReview,
} from './commands.ts';
import { MEDIATIONS, type MediationRow } from './peoples-mediations.view.ts';
import * as no from './refusals.ts';

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
      /** In which parcels it was brought to court or commission, and which of them came back. */
      parcels: readonly Parcel[];
    };
interface Parcel {
  readonly handOver: string;
  readonly as: 'confirming' | 'reviewing';
  readonly back: boolean;
}

const laws = { 'jc-apply': '民事诉讼法 第二百零五条', 'arb-review-apply': '劳动人事争议仲裁办案规则 第七十四条' };

/** Why an agreement cannot be brought on this day in this parcel, if it cannot. */
function late(
  rule: keyof typeof laws,
  { effectiveOn, parcels }: Exclude<Mediation, { status: 'none' }>,
  { on, handOver, notices }: { on: string; handOver: string; notices: readonly Notice[] },
) {
  if (on < effectiveOn) return no.tooEarly;
  if (parcels.some((one) => one.handOver === handOver)) return usedParcel;
  const due = lastDay(rule, effectiveOn, notices);
  return on > due ? no.tooLate(due, laws[rule]) : undefined;
}
/** The time for it has gone on running meanwhile. */
const backFrom = (as: Parcel['as']) =>
  on(AgreementCameBack, ({ data }) => (data.as === as && data.effectiveOn ? { on: data.effectiveOn } : undefined));
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
    clock('jc-apply', { start: [fromAgreement, backFrom('confirming')], stop: [JudicialConfirmationApplied] }),
    clock('arb-review-apply', {
      start: [fromAgreement, backFrom('reviewing')],
      stop: [ArbitrationReviewSought],
      cancel: [AgreementConfirmedNoted],
    }),
  ],
  facts: {
    async ApplyPeoplesMediation(data: { employer: string; claimItems: ClaimItem[] }, look: Look) {
      const open = await look.rows<MediationRow>(MEDIATIONS, { where: { employer: data.employer, open: true } });
      return open.find((row) => overlap(data.claimItems, row.data.claimItems))?.key;
    },
    ApplyJudicialConfirmation: (_, look) => heardNotices(look),
    SeekArbitrationReview: (_, look) => heardNotices(look),
  },
  decide: {
    ApplyPeoplesMediation({ data, on, facts: other }, state) {
      if (state.status !== 'none') return no.here;
      if (other) return no.openElsewhere(other);
      if (data.receivedOn > on) return no.notYet;
      return [PeoplesMediationApplied({ ...data, claimItems: distinct(data.claimItems) })];
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
    FailPeoplesMediation({ data, on }, state) {
      if (state.status !== 'open') return no.notOpen;
      return on < state.receivedOn ? no.tooEarly : [PeoplesMediationFailed(data)];
    },
    ApplyJudicialConfirmation({ data, on, facts: notices }, state) {
      if (state.status !== 'agreed' && state.status !== 'reviewing') return no.noAgreement;
      return late('jc-apply', state, { on, notices, ...data }) ?? [JudicialConfirmationApplied(data)];
    },
    SeekArbitrationReview({ data, on, facts: notices }, state) {
      if (state.status !== 'agreed') return no.noAgreement;
      if (data.confirmsLabourRelation) return no.labourRelation;
      return late('arb-review-apply', state, { on, notices, ...data }) ?? [ArbitrationReviewSought(data)];
    },
    NoteAgreementConfirmed({ data }, state) {
      if (state.status === 'none') return no.noAgreement;
      return state.status === 'confirmed' ? no.notedBefore : [AgreementConfirmedNoted(data)];
    },
    NoteAgreementCameBack({ data: { handOver } }, state) {
      if (state.status !== 'confirming' && state.status !== 'reviewing') return no.notedBefore;
      const out = state.parcels.find((one) => one.handOver === handOver && !one.back);
      return out ? [AgreementCameBack({ handOver, as: out.as, effectiveOn: state.effectiveOn })] : no.notedBefore;
    },
  },
  evolve: {
    PeoplesMediationApplied: (_, { employer, claimItems: items, receivedOn }): Mediation => ({
      status: 'open',
      employer,
      items,
      receivedOn,
      effectiveOn: receivedOn,
      fen: 0,
      parcels: [],
    }),
    PeoplesAgreementReached: (state, { effectiveOn, parts }) =>
      state.status === 'none' ? state : { ...state, status: 'agreed', effectiveOn, fen: sum(parts) },
    PeoplesMediationFailed: (state) => to(state, 'failed'),
    JudicialConfirmationApplied: (state, { handOver }) => sentIn(state, 'confirming', handOver),
    ArbitrationReviewSought: (state, { handOver }) => sentIn(state, 'reviewing', handOver),
    AgreementConfirmedNoted: (state) => to(state, 'confirmed'),
    AgreementCameBack: (state, { handOver }) => cameBack(state, handOver),
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

const sentIn = (state: Mediation, as: Parcel['as'], handOver: string): Mediation =>
  state.status === 'none'
    ? state
    : { ...state, status: as, parcels: [...state.parcels, { handOver, as, back: false }] };

/** The commission may send it back while the court has it, and the other way round. */
function cameBack(state: Mediation, handOver: string): Mediation {
  if (state.status === 'none') return state;
  const parcels = state.parcels.map((one) => (one.handOver === handOver ? { ...one, back: true } : one));
  return { ...state, parcels, status: parcels.findLast(({ back }) => !back)?.as ?? 'agreed' };
}
const to = (state: Mediation, status: Status): Mediation => (state.status === 'none' ? state : { ...state, status });

const cards = {
  open: { label: { zh: '调解中', en: 'In mediation' }, next: [ReachPeoplesAgreement, FailPeoplesMediation] },
  agreed: { label: { zh: '已达成协议', en: 'Agreed' }, next: [ApplyJudicialConfirmation, SeekArbitrationReview] },
  failed: { label: { zh: '调解不成', en: 'Failed' }, next: [] },
  confirming: { label: { zh: '司法确认中', en: 'Before the court' }, next: [] },
  reviewing: { label: { zh: '仲裁审查中', en: 'Under arbitration review' }, next: [ApplyJudicialConfirmation] },
  confirmed: { label: { zh: '已经司法确认', en: 'Confirmed by the court' }, next: [] },
};
