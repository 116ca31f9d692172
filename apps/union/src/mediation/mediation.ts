/**
 * Mediation at the union's station (工会调解): an agreement to pay by one day, binding once both sides and the mediator
 * have signed and the station has sealed it (劳动争议调解仲裁法 第十四条). A worker may leave for arbitration at any time.
 */
import { heardNotices, usedParcel } from '@yimen/casework';
import { clock, on, type Decider, type Fact, type Look, type Messages } from '@yimen/kernel';
import { lastDay } from '@yimen/law';
import {
  byItem,
  distinct,
  exceeds,
  less,
  overlap,
  sum,
  wholeOf,
  within,
  type ClaimItem,
  type ClaimPart,
} from '@yimen/terms';
import {
  UnionAgreementBreached,
  UnionMediationAgreed,
  UnionMediationApplied,
  UnionMediationFailed,
  UnionMediationPaid,
  UnionMediationPerformed,
} from '@yimen/union-language';
import {
  ApplyUnionMediation,
  BringUnionAgreement,
  FailUnionMediation,
  NoteUnionAgreementCameBack,
  NoteUnionAgreementExecuted,
  NoteUnionAgreementInForce,
  OpenWantedMediation,
  ReachUnionAgreement,
  RecordUnionBreach,
  RecordUnionPayment,
  signatories,
  UnionAgreementBrought,
  UnionAgreementCameBack,
  UnionAgreementExecuted,
  UnionAgreementInForce,
} from './commands.ts';
import * as no from './refusals.ts';
import { UNION_MEDIATIONS, type UnionMediationRow } from './union-mediations.view.ts';

const commands = [
  ApplyUnionMediation,
  OpenWantedMediation,
  ReachUnionAgreement,
  FailUnionMediation,
  BringUnionAgreement,
  NoteUnionAgreementCameBack,
  NoteUnionAgreementInForce,
  RecordUnionPayment,
  NoteUnionAgreementExecuted,
  RecordUnionBreach,
] as const;
const events = [
  UnionMediationApplied,
  UnionMediationAgreed,
  UnionMediationFailed,
  UnionAgreementBrought,
  UnionAgreementCameBack,
  UnionAgreementInForce,
  UnionMediationPaid,
  UnionAgreementExecuted,
  UnionMediationPerformed,
  UnionAgreementBreached,
] as const;

type Status = 'open' | 'agreed' | 'failed' | 'broken' | 'performed';
type Mediation =
  | { status: 'none' }
  | {
      status: Status;
      employer: string;
      items: readonly ClaimItem[];
      receivedOn: string;
      effectiveOn: string;
      /** What is still to be paid under the agreement. */
      owed: readonly ClaimPart[];
      agreed: number;
      /** Where it was brought, and in which parcel. */
      brought: readonly Brought[];
    };
interface Brought {
  readonly to: 'court' | 'hr';
  readonly handOver: string;
  readonly back: boolean;
  /** Made enforceable there, by a ruling of this number if it is the court's. */
  readonly inForce?: { readonly number?: string | undefined };
}

/** An agreement that is broken binds all the same: both sides may still bring it, and it may still be paid. */
const isOwedUnder = (state: Mediation): state is Exclude<Mediation, { status: 'none' }> =>
  state.status === 'agreed' || state.status === 'broken';

const withPaid = (state: Mediation, { parts }: { parts: readonly ClaimPart[] }): Mediation =>
  state.status === 'none' ? state : { ...state, owed: less(state.owed, parts) };
const endedBy = (owed: readonly ClaimPart[], paid: readonly ClaimPart[]) =>
  less(owed, paid).length === 0 ? [UnionMediationPerformed({})] : [];

const lastDays = {
  court: { rule: 'jc-apply', law: '民事诉讼法 第二百零五条' },
  hr: { rule: 'arb-review-apply', law: '劳动人事争议仲裁办案规则 第七十四条' },
};

const applied = (data: Parameters<typeof UnionMediationApplied>[0]) =>
  UnionMediationApplied({ ...data, claimItems: distinct(data.claimItems) });

const fromAgreement = on(UnionMediationAgreed, ({ data }) => ({ on: data.effectiveOn }));
/** The time for it has gone on running meanwhile. */
const backFrom = (body: string) =>
  on(UnionAgreementCameBack, ({ data }) =>
    data.to === body && data.effectiveOn ? { on: data.effectiveOn } : undefined,
  );
const broughtTo = (body: string) => on(UnionAgreementBrought, ({ data }) => (data.to === body ? {} : undefined));

/** What is out at court or commission and has no answer yet. */
const outAt = (brought: readonly Brought[], handOver: string): Brought | undefined =>
  brought.find((one) => one.handOver === handOver && !one.back && !one.inForce);
const answered = (state: Mediation, handOver: string, answer: Partial<Brought>): Mediation =>
  state.status === 'none'
    ? state
    : { ...state, brought: state.brought.map((one) => (one.handOver === handOver ? { ...one, ...answer } : one)) };

/** What makes the agreement enforceable, for whoever has to tell the worker where to go when it is broken. */
const inForce = ({ to: body, inForce: force }: Brought): Fact[] => {
  if (!force) return [];
  const ruling = { label: { zh: '司法确认', en: 'Confirmed by the court' }, value: force.number ?? '' };
  const document = {
    label: { zh: '仲裁调解书', en: 'Mediation document' },
    value: 'issued',
    words: { zh: '已制发', en: 'Issued' },
  };
  return [{ ...(body === 'court' ? ruling : document), kind: 'text' }];
};

/** The open mediation in which one of these claims is already. */
async function openOn(data: { employer: string; claimItems: ClaimItem[] }, look: Look): Promise<string | undefined> {
  const where = { employer: data.employer, open: true };
  const open = await look.rows<UnionMediationRow>(UNION_MEDIATIONS, { where });
  return open.find((row) => overlap(data.claimItems, row.data.claimItems))?.key;
}

export const mediation = {
  name: 'union.mediation',
  label: { zh: '工会调解', en: 'Union mediation' },
  commands,
  opens: [ApplyUnionMediation],
  events,
  initial: { status: 'none' } as Mediation,
  clocks: [
    clock('med-labour', {
      start: [on(UnionMediationApplied, ({ data }) => ({ on: data.receivedOn }))],
      stop: [fromAgreement, UnionMediationFailed],
    }),
    clock('jc-apply', {
      start: [fromAgreement, backFrom('court')],
      stop: [broughtTo('court')],
      cancel: [UnionMediationPerformed],
    }),
    clock('arb-review-apply', {
      start: [fromAgreement, backFrom('hr')],
      stop: [broughtTo('hr')],
      // What the court has confirmed is not reviewed any more.
      cancel: [
        UnionMediationPerformed,
        on(UnionAgreementInForce, ({ data }) => (data.to === 'court' ? {} : undefined)),
      ],
    }),
    clock('agreed-payment', {
      start: [on(UnionMediationAgreed, ({ data }) => ({ on: data.effectiveOn, dueOn: data.payBy }))],
      stop: [UnionMediationPerformed],
      breached: () => RecordUnionBreach({}),
    }),
  ],
  facts: {
    ApplyUnionMediation: openOn,
    OpenWantedMediation: openOn,
    BringUnionAgreement: (_, look) => heardNotices(look),
  },
  decide: {
    ApplyUnionMediation({ data, on: today, facts: other }, state) {
      if (state.status !== 'none') return no.here;
      if (other) return no.openElsewhere(other);
      const { receivedOn = today } = data;
      return receivedOn > today ? no.notYet : [applied({ ...data, receivedOn })];
    },
    OpenWantedMediation({ data, on: today, facts: other }, state) {
      if (state.status !== 'none') return no.here;
      return other ? no.alreadyMediated : [applied({ receivedOn: today, ...data })];
    },
    ReachUnionAgreement({ data: { signedBy, sealed, ...agreement }, on: today }, state) {
      if (state.status !== 'open') return no.notOpen;
      if (!sealed || signatories.some((one) => !signedBy.includes(one))) return no.unsigned;
      const { effectiveOn, payBy } = agreement;
      if (effectiveOn > today) return no.notYet;
      if (effectiveOn < state.receivedOn || payBy < effectiveOn) return no.daysOutOfOrder;
      const parts = byItem(agreement.parts);
      return exceeds(parts, wholeOf(state.items)) ? no.otherItems : [UnionMediationAgreed({ ...agreement, parts })];
    },
    FailUnionMediation({ data, on: today }, state) {
      if (state.status !== 'open') return no.notOpen;
      return today < state.receivedOn ? no.daysOutOfOrder : [UnionMediationFailed(data)];
    },
    BringUnionAgreement({ data, on: today, facts: notices }, state) {
      if (!isOwedUnder(state)) return no.noAgreement;
      if (state.brought.some(({ to: body, back }) => body === data.to && !back)) return no.noAgreement;
      if (state.brought.some(({ handOver }) => handOver === data.handOver)) return usedParcel;
      if (data.to === 'hr' && data.confirmsLabourRelation) return no.labourRelation;
      if (data.to === 'hr' && state.brought.some((one) => one.to === 'court' && one.inForce)) return no.confirmed;
      if (today < state.effectiveOn) return no.daysOutOfOrder;
      const { rule, law } = lastDays[data.to];
      const due = lastDay(rule, state.effectiveOn, notices);
      if (today <= due) return [UnionAgreementBrought(data)];
      const court = lastDay(lastDays.court.rule, state.effectiveOn, notices);
      return today <= court ? no.tooLateForReview(due, court) : no.tooLate(due, law);
    },
    NoteUnionAgreementCameBack({ data: { handOver } }, state) {
      if (state.status === 'none') return no.alreadyBack;
      const out = outAt(state.brought, handOver);
      if (!out) return no.alreadyBack;
      const runsOn = isOwedUnder(state) ? { to: out.to, effectiveOn: state.effectiveOn } : {};
      return [UnionAgreementCameBack({ handOver, ...runsOn })];
    },
    NoteUnionAgreementInForce({ data }, state) {
      const out = state.status === 'none' ? undefined : outAt(state.brought, data.handOver);
      return out ? [UnionAgreementInForce({ ...data, to: out.to })] : no.alreadyBack;
    },
    RecordUnionPayment({ data }, state) {
      if (!isOwedUnder(state)) return no.nothingOwed;
      const parts = byItem(data.parts);
      if (exceeds(parts, state.owed)) return no.tooMuch(sum(state.owed));
      return [UnionMediationPaid({ parts }), ...endedBy(state.owed, parts)];
    },
    NoteUnionAgreementExecuted({ data }, state) {
      if (!isOwedUnder(state)) return no.alreadyOver;
      const parts = within(data.parts, state.owed);
      return parts.length > 0 ? [UnionAgreementExecuted({ parts }), ...endedBy(state.owed, parts)] : no.alreadyOver;
    },
    RecordUnionBreach: (_, state) =>
      state.status === 'agreed' ? [UnionAgreementBreached({ outstanding: sum(state.owed) })] : no.alreadyOver,
  },
  evolve: {
    UnionMediationApplied: (_, { employer, claimItems: items, receivedOn }): Mediation => ({
      ...{ status: 'open', employer, items, receivedOn, effectiveOn: receivedOn },
      ...{ owed: [], agreed: 0, brought: [] },
    }),
    UnionMediationAgreed: (state, { parts, effectiveOn }) =>
      to(state, 'agreed', { owed: parts, agreed: sum(parts), effectiveOn }),
    UnionMediationFailed: (state) => to(state, 'failed'),
    UnionAgreementBrought: (state, { to: body, handOver }) =>
      state.status === 'none' ? state : { ...state, brought: [...state.brought, { to: body, handOver, back: false }] },
    UnionAgreementCameBack: (state, { handOver }) => answered(state, handOver, { back: true }),
    UnionAgreementInForce: (state, { handOver, number }) => answered(state, handOver, { inForce: { number } }),
    UnionMediationPaid: withPaid,
    UnionAgreementExecuted: withPaid,
    UnionMediationPerformed: (state) => to(state, 'performed'),
    UnionAgreementBreached: (state) => to(state, 'broken'),
  },
  show(state) {
    if (state.status === 'none') return undefined;
    const { status, employer, items, agreed, owed, brought } = state;
    const { label, next } = cards[status];
    const money = [
      { label: { zh: '协议金额', en: 'Agreed' }, value: agreed, kind: 'money' as const },
      { label: { zh: '未付金额', en: 'Outstanding' }, value: sum(owed), kind: 'money' as const },
    ];
    return {
      status,
      label,
      facts: [
        { label: { zh: '用人单位', en: 'Employer' }, value: employer, kind: 'organisation' },
        { label: { zh: '请求金额', en: 'Claimed' }, value: sum(items), kind: 'money' },
        ...(agreed > 0 ? money : []),
        ...brought.flatMap(inForce),
      ],
      next,
      closed: next.length === 0,
    };
  },
} satisfies Decider<Messages<typeof commands>, Mediation, Messages<typeof events>>;

function to(state: Mediation, status: Status, more: object = {}): Mediation {
  return state.status === 'none' ? state : { ...state, ...more, status };
}

const cards = {
  open: { label: { zh: '调解中', en: 'In mediation' }, next: [ReachUnionAgreement, FailUnionMediation] },
  agreed: { label: { zh: '待履行', en: 'To be performed' }, next: [RecordUnionPayment, BringUnionAgreement] },
  failed: { label: { zh: '调解不成', en: 'Failed' }, next: [] },
  broken: { label: { zh: '已违约', en: 'Broken' }, next: [RecordUnionPayment, BringUnionAgreement] },
  performed: { label: { zh: '已履行', en: 'Performed' }, next: [] },
};
