/**
 * The performance (协议履行) of a people's mediation agreement: what was paid of which instalment, and the day on which it
 * was broken. It opens by itself with the agreement and carries the mediation's id.
 */
import { clock, command, event, legalDay, on, type Decider, type Messages } from '@yimen/kernel';
import {
  byItem,
  caseId,
  claimParts,
  exceeds,
  instalments,
  less,
  plainDate,
  sum,
  within,
  type ClaimPart,
  type Instalment,
} from '@yimen/terms';
import {
  InstalmentPaid,
  PeoplesAgreementBreached,
  PeoplesAgreementPerformed,
  PeoplesBreachTakenBack,
} from '@yimen/justice-language';
import { z } from 'zod';
import * as refusals from './refusals.ts';

/** Private: the agreement itself was said in public by the mediation. */
const PerformanceOpened = event({
  name: 'PerformanceOpened',
  zh: '开始跟踪履行',
  en: 'Performance is watched',
  data: z.object({ caseId, effectiveOn: plainDate, instalments, acceleration: z.boolean() }),
});
/** An instalment is paid in full, if in several payments; only then its day stops counting. */
const InstalmentSettled = event({
  name: 'InstalmentSettled',
  zh: '一期付清',
  en: 'Instalment settled',
  data: z.object({ no: z.int() }),
});
/** By the default on one instalment the later ones fell due at once; their own days mean nothing any more. */
const RestFellDue = event({
  name: 'RestFellDue',
  zh: '余款提前到期',
  en: 'The rest fell due',
  data: z.object({ nos: z.array(z.int()) }),
});

/** Part of what the court has executed: it paid so much of this instalment. */
const InstalmentEnforced = event({
  name: 'InstalmentEnforced',
  zh: '一期执行到位',
  en: 'Instalment enforced',
  data: z.object({ no: z.int(), parts: claimParts }),
});

/** The court collects what fell due up to a day. */
const EnforcementNoted = event({
  name: 'EnforcementNoted',
  zh: '记录强制执行',
  en: 'Enforcement noted',
  data: z.object({ upTo: plainDate }),
});

export const OpenPerformance = command({
  name: 'OpenPerformance',
  zh: '跟踪履行',
  en: 'Watch the performance',
  by: [],
  input: PerformanceOpened.schema,
});
export const RecordInstalment = command({
  name: 'RecordInstalment',
  zh: '登记付款',
  en: 'Record a payment',
  by: ['justice.mediator'],
  input: InstalmentPaid.schema,
});
export const RecordBreach = command({
  name: 'RecordBreach',
  zh: '记录违约',
  en: 'Record the breach',
  by: [],
  input: z.object({ no: z.int() }),
});
export const NoteEnforcement = command({
  name: 'NoteEnforcement',
  zh: '记录强制执行',
  en: 'Note the enforcement',
  by: [],
  input: EnforcementNoted.schema,
});
export const NoteExecuted = command({
  name: 'NoteExecuted',
  zh: '记录执行到位',
  en: 'Note what was executed',
  by: [],
  input: InstalmentEnforced.schema.pick({ parts: true }),
});
const commands = [OpenPerformance, RecordInstalment, RecordBreach, NoteEnforcement, NoteExecuted] as const;
const events = [
  PerformanceOpened,
  InstalmentPaid,
  InstalmentSettled,
  PeoplesAgreementBreached,
  RestFellDue,
  EnforcementNoted,
  InstalmentEnforced,
  PeoplesBreachTakenBack,
  PeoplesAgreementPerformed,
] as const;

type Performance =
  | { status: 'none' }
  | {
      status: 'watched' | 'broken' | 'performed';
      plan: readonly Instalment[];
      effectiveOn: string;
      acceleration: boolean;
      /** Up to this due day the court collects; empty while it does not. */
      enforcedTo: string;
      /** Numbers of the instalments that were not paid on their day. */
      broken: readonly number[];
      /** Numbers of the instalments of which anything was paid after their day. */
      late: readonly number[];
      /** What is still to be paid of each instalment. */
      open: Readonly<Record<number, readonly ClaimPart[]>>;
    };
type Watched = Exclude<Performance, { status: 'none' }>;

/** With acceleration all that is open fell due, so all of it is collected. */
const isEnforced = ({ enforcedTo, acceleration }: Watched, { dueOn }: Instalment): boolean =>
  enforcedTo !== '' && (acceleration || dueOn <= enforcedTo);
const owed = (state: Watched, no: number): readonly ClaimPart[] => state.open[no] ?? [];
const outstanding = (state: Watched): number => sum(Object.values(state.open).flat());
const withPaid = (state: Performance, { no, parts }: Paid): Performance =>
  state.status === 'none' ? state : { ...state, open: { ...state.open, [no]: less(owed(state, no), parts) } };

type Day = Pick<Instalment, 'no' | 'dueOn'>;
const daysFrom = (effectiveOn: string, days: readonly Day[]) =>
  days.map(({ no, dueOn }) => ({ on: effectiveOn, key: String(no), dueOn }));

interface Paid {
  readonly no: number;
  readonly parts: ClaimPart[];
}

function withLate(state: Performance, no: number, paidAt: string): Performance {
  if (state.status === 'none') return state;
  const isLate = state.plan.some((one) => one.no === no && one.dueOn < legalDay(paidAt));
  return isLate ? { ...state, late: [...state.late, no] } : state;
}

/** What was executed, shared over the instalments that the court collects, the oldest first. */
function sharedOver(state: Watched, executed: readonly ClaimPart[]): Paid[] {
  let left = executed;
  return state.plan
    .filter((one) => isEnforced(state, one))
    .map(({ no }) => {
      const open = owed(state, no);
      const parts = within(left, open);
      left = less(left, parts);
      return { no, parts };
    })
    .filter(({ parts }) => parts.length > 0);
}

/** A payment that was made in time and is told late leaves no breach, if the instalment is whole by it. */
function takenBack(state: Watched, { no, parts }: Paid, paidOn: string) {
  const isBroken = state.broken.includes(no) && !state.late.includes(no);
  const inTime = state.plan.some((one) => one.no === no && paidOn <= one.dueOn);
  const { acceleration, effectiveOn, plan, enforcedTo } = state;
  if (!isBroken || !inTime || less(owed(state, no), parts).length > 0) return [];
  // The court has the rest already.
  if (acceleration && enforcedTo !== '') return [];
  const later = plan.filter((one) => acceleration && one.no > no && owed(state, one.no).length > 0);
  return [
    PeoplesBreachTakenBack({ no, effectiveOn, days: later.map(({ no: other, dueOn }) => ({ no: other, dueOn })) }),
  ];
}

/** What payments bring to an end: an instalment that is paid in full, and with the last of them the agreement. */
function endedBy(state: Watched, payments: readonly Paid[]) {
  const settled = payments.filter(({ no, parts }) => less(owed(state, no), parts).length === 0);
  const whole = outstanding(state) === sum(payments.flatMap(({ parts }) => parts));
  return [...settled.map(({ no }) => InstalmentSettled({ no })), ...(whole ? [PeoplesAgreementPerformed({})] : [])];
}

export const performance = {
  name: 'justice.performance',
  label: { zh: '协议履行', en: 'Performance of the agreement' },
  commands,
  events,
  initial: { status: 'none' } as Performance,
  clocks: [
    clock('agreed-payment', {
      start: [
        on(PerformanceOpened, ({ data }) => daysFrom(data.effectiveOn, data.instalments)),
        on(PeoplesBreachTakenBack, ({ data }) => daysFrom(data.effectiveOn, data.days)),
      ],
      stop: [on(InstalmentSettled, ({ data }) => ({ key: String(data.no) }))],
      cancel: [on(RestFellDue, ({ data }) => data.nos.map((no) => ({ key: String(no) })))],
      breached: ({ key }) => RecordBreach({ no: Number(key) }),
    }),
  ],
  decide: {
    OpenPerformance: ({ data }, state) => (state.status === 'none' ? [PerformanceOpened(data)] : refusals.here),
    RecordInstalment({ data: { no, parts }, on: today }, state) {
      if (state.status === 'none') return refusals.notWatched;
      const planned = state.plan.find((one) => one.no === no);
      if (!planned) return refusals.noSuch(state.plan.map((one) => one.no));
      if (today < state.effectiveOn) return refusals.tooEarly;
      const paid = byItem(parts);
      const open = owed(state, no);
      if (open.length === 0) return refusals.paidBefore;
      // What was paid by its day is told to the court by this, which then collects the less.
      const wasInTime = today <= planned.dueOn && today <= state.enforcedTo;
      if (isEnforced(state, planned) && !wasInTime) return refusals.enforced;
      if (exceeds(paid, open)) return refusals.tooMuch(sum(open));
      const payment = { no, parts: paid };
      return [InstalmentPaid(payment), ...takenBack(state, payment, today), ...endedBy(state, [payment])];
    },
    NoteEnforcement({ data }, state) {
      if (state.status === 'none') return refusals.notWatched;
      return state.enforcedTo >= data.upTo ? refusals.enforcedBefore : [EnforcementNoted(data)];
    },
    NoteExecuted({ data: { parts } }, state) {
      if (state.status === 'none') return refusals.notWatched;
      const payments = sharedOver(state, byItem(parts));
      if (payments.length === 0) return refusals.paidBefore;
      return [...payments.map((each) => InstalmentEnforced(each)), ...endedBy(state, payments)];
    },
    RecordBreach({ data: { no } }, state) {
      if (state.status === 'none') return refusals.notWatched;
      if (owed(state, no).length === 0) return refusals.paidBefore;
      if (state.broken.includes(no) || (state.acceleration && state.broken.length > 0)) return refusals.brokenBefore;
      const nos = state.plan.map((one) => one.no).filter((other) => other > no && owed(state, other).length > 0);
      const goesOn = state.enforcedTo !== '' || (!state.acceleration && nos.length > 0);
      return [
        PeoplesAgreementBreached({ no, outstanding: outstanding(state), ...(goesOn ? { goesOn } : {}) }),
        ...(state.acceleration && nos.length > 0 ? [RestFellDue({ nos })] : []),
      ];
    },
  },
  evolve: {
    PerformanceOpened: (_, { instalments: plan, acceleration, effectiveOn }): Performance => ({
      status: 'watched',
      effectiveOn,
      enforcedTo: '',
      plan,
      acceleration,
      broken: [],
      late: [],
      open: Object.fromEntries(plan.map(({ no, parts }) => [no, byItem(parts)])),
    }),
    InstalmentPaid: (state, payment, { occurredAt }) => withLate(withPaid(state, payment), payment.no, occurredAt),
    InstalmentEnforced: withPaid,
    InstalmentSettled: (state) => state,
    PeoplesAgreementBreached: (state, { no }) =>
      state.status === 'none' ? state : { ...state, status: 'broken', broken: [...state.broken, no] },
    PeoplesBreachTakenBack: (state, { no }) => {
      if (state.status === 'none') return state;
      const broken = state.broken.filter((other) => other !== no);
      return { ...state, status: broken.length > 0 ? 'broken' : 'watched', broken };
    },
    RestFellDue: (state) => state,
    EnforcementNoted: (state, { upTo }) => (state.status === 'none' ? state : { ...state, enforcedTo: upTo }),
    PeoplesAgreementPerformed: (state) => (state.status === 'none' ? state : { ...state, status: 'performed' }),
  },
  show(state) {
    if (state.status === 'none') return undefined;
    const unpaid = state.plan.filter((one) => owed(state, one.no).length > 0);
    const following = unpaid.find((one) => !isEnforced(state, one));
    const isCollected = unpaid.some((one) => isEnforced(state, one));
    const label = isCollected ? { zh: '强制执行中', en: 'Being enforced' } : words[state.status];
    return {
      status: state.status,
      label,
      facts: [
        { label: { zh: '未付金额', en: 'Outstanding' }, value: outstanding(state), kind: 'money' },
        { label: { zh: '期数', en: 'Instalments' }, value: state.plan.length, kind: 'count' },
        ...(following
          ? [{ label: { zh: '下一付款日', en: 'Next due' }, value: following.dueOn, kind: 'date' as const }]
          : []),
      ],
      next: following ? [RecordInstalment] : [],
      closed: following === undefined,
    };
  },
} satisfies Decider<Messages<typeof commands>, Performance, Messages<typeof events>>;

const words = {
  watched: { zh: '履行中', en: 'Being performed' },
  broken: { zh: '已违约', en: 'Broken' },
  performed: { zh: '已履行完毕', en: 'Performed' },
};
