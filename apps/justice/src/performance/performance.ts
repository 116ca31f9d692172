/**
 * The performance (协议履行) of a people's mediation agreement: what was paid of which instalment, and the day on which it
 * was broken. It opens by itself with the agreement and carries the mediation's id.
 */
import { clock, command, event, on, refusal, type Decider, type Messages } from '@yimen/kernel';
import { yuan } from '@yimen/law';
import {
  byItem,
  caseId,
  exceeds,
  instalments,
  less,
  plainDate,
  sum,
  type ClaimPart,
  type Instalment,
} from '@yimen/terms';
import { InstalmentPaid, PeoplesAgreementBreached, PeoplesAgreementPerformed } from '@yimen/justice-language';
import { z } from 'zod';

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
const commands = [OpenPerformance, RecordInstalment, RecordBreach, NoteEnforcement] as const;
const events = [
  PerformanceOpened,
  InstalmentPaid,
  InstalmentSettled,
  PeoplesAgreementBreached,
  RestFellDue,
  EnforcementNoted,
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
      /** What is still to be paid of each instalment. */
      open: Readonly<Record<number, readonly ClaimPart[]>>;
    };
type Watched = Exclude<Performance, { status: 'none' }>;

const here = refusal('already-watched', { zh: '履行跟踪已开始', en: 'The performance is watched already' });
const notWatched = refusal('no-agreement', {
  zh: '没有需要履行的协议，未登记；请核对案件',
  en: 'There is no agreement to perform; nothing was recorded',
});
const noSuch = (nos: readonly number[]) =>
  refusal('no-such-instalment', {
    zh: `协议只有第 ${nos.join('、')} 期，未登记；请核对期次`,
    en: `The agreement has the instalments ${nos.join(', ')}; nothing was recorded. Check the number`,
  });
const tooMuch = (fen: number) =>
  refusal('more-than-owed', {
    zh: `超过本期未付金额 ${yuan(fen)} 元，未登记；请分期、分项填写`,
    en: `More than the ${yuan(fen)} yuan that are open of this instalment; nothing was recorded`,
  });
const tooEarly = refusal('before-agreement', {
  zh: '付款日期早于协议生效之日，未登记；请核对',
  en: 'The day of payment lies before the agreement; nothing was recorded. Check it',
});
const enforced = refusal('in-enforcement', {
  zh: '本期款项已进入强制执行，未登记；已直接付款的，请法院执行部门登记',
  en: 'The court is enforcing this instalment; nothing was recorded. Payments are recorded by its enforcement office',
  law: '民事诉讼法 第二百四十七条',
  nextDoor: { zh: '法院执行部门', en: 'Enforcement office of the court' },
});
const enforcedBefore = refusal('already-noted', { zh: '强制执行已记录', en: 'The enforcement is noted already' });
const paidBefore = refusal('already-paid', { zh: '本期已付清', en: 'This instalment is paid' });
const brokenBefore = refusal('already-broken', { zh: '违约已记录', en: 'The breach is recorded already' });

/** With acceleration all that is open fell due, so all of it is collected. */
const isEnforced = ({ enforcedTo, acceleration }: Watched, { dueOn }: Instalment): boolean =>
  enforcedTo !== '' && (acceleration || dueOn <= enforcedTo);
const owed = (state: Watched, no: number): readonly ClaimPart[] => state.open[no] ?? [];
const outstanding = (state: Watched): number => sum(Object.values(state.open).flat());

export const performance = {
  name: 'justice.performance',
  label: { zh: '协议履行', en: 'Performance of the agreement' },
  commands,
  events,
  initial: { status: 'none' } as Performance,
  clocks: [
    clock('agreed-payment', {
      start: [
        on(PerformanceOpened, ({ data }) =>
          data.instalments.map(({ no, dueOn }) => ({ on: data.effectiveOn, key: String(no), dueOn })),
        ),
      ],
      stop: [on(InstalmentSettled, ({ data }) => ({ key: String(data.no) }))],
      cancel: [on(RestFellDue, ({ data }) => data.nos.map((no) => ({ key: String(no) })))],
      breached: ({ key }) => RecordBreach({ no: Number(key) }),
    }),
  ],
  decide: {
    OpenPerformance: ({ data }, state) => (state.status === 'none' ? [PerformanceOpened(data)] : here),
    RecordInstalment({ data: { no, parts }, on: today }, state) {
      if (state.status === 'none') return notWatched;
      const planned = state.plan.find((one) => one.no === no);
      if (!planned) return noSuch(state.plan.map((one) => one.no));
      if (today < state.effectiveOn) return tooEarly;
      if (isEnforced(state, planned)) return enforced;
      const paid = byItem(parts);
      const open = owed(state, no);
      if (open.length === 0) return paidBefore;
      if (exceeds(paid, open)) return tooMuch(sum(open));
      const settled = less(open, paid).length === 0;
      const whole = outstanding(state) === sum(paid);
      return [
        InstalmentPaid({ no, parts: paid }),
        ...(settled ? [InstalmentSettled({ no })] : []),
        ...(whole ? [PeoplesAgreementPerformed({})] : []),
      ];
    },
    NoteEnforcement({ data }, state) {
      if (state.status === 'none') return notWatched;
      return state.enforcedTo >= data.upTo ? enforcedBefore : [EnforcementNoted(data)];
    },
    RecordBreach({ data: { no } }, state) {
      if (state.status === 'none') return notWatched;
      if (owed(state, no).length === 0) return paidBefore;
      if (state.broken.includes(no) || (state.acceleration && state.broken.length > 0)) return brokenBefore;
      const nos = state.plan.map((one) => one.no).filter((other) => other > no && owed(state, other).length > 0);
      return [
        PeoplesAgreementBreached({ no, outstanding: outstanding(state) }),
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
      open: Object.fromEntries(plan.map(({ no, parts }) => [no, byItem(parts)])),
    }),
    InstalmentPaid: (state, { no, parts }) =>
      state.status === 'none' ? state : { ...state, open: { ...state.open, [no]: less(owed(state, no), parts) } },
    InstalmentSettled: (state) => state,
    PeoplesAgreementBreached: (state, { no }) =>
      state.status === 'none' ? state : { ...state, status: 'broken', broken: [...state.broken, no] },
    RestFellDue: (state) => state,
    EnforcementNoted: (state, { upTo }) => (state.status === 'none' ? state : { ...state, enforcedTo: upTo }),
    PeoplesAgreementPerformed: (state) => (state.status === 'none' ? state : { ...state, status: 'performed' }),
  },
  show(state) {
    if (state.status === 'none') return undefined;
    const payable = state.plan.filter((one) => owed(state, one.no).length > 0 && !isEnforced(state, one));
    const [following] = payable;
    const label = state.enforcedTo ? { zh: '强制执行中', en: 'Being enforced' } : words[state.status];
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
