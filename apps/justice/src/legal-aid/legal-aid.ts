/**
 * Legal aid (法律援助): seven days to decide, three to name a lawyer. Migrant workers who claim pay or work-injury damages
 * need not show that they are poor, and nothing else is spared them (法律援助法 第四十二条).
 */
import { clock, command, event, on, refusal, type Decider, type Messages } from '@yimen/kernel';
import { distinct, sum, titled, type ClaimItem } from '@yimen/terms';
import {
  AidLawyerDesignated,
  LegalAidApplied,
  LegalAidCompleted,
  LegalAidGranted,
  LegalAidRefused,
  MeansCheckExempted,
} from '@yimen/justice-language';
import { z } from 'zod';

const by = ['justice.aid'];
export const ApplyLegalAid = command({
  name: 'ApplyLegalAid',
  zh: '申请法律援助',
  en: 'Apply for legal aid',
  by,
  /** Without a day of receipt the day of registration counts; without applicants all workers of the claims apply. */
  input: LegalAidApplied.schema.partial({ receivedOn: true, people: true, migrantWorkers: true }),
});
export const ExemptMeansCheck = command({
  name: 'ExemptMeansCheck',
  zh: '免予核查经济困难',
  en: 'Exempt from the means check',
  by,
  input: MeansCheckExempted.schema,
});
/** Private: how poor somebody is stays in the house. */
const MeansChecked = event({
  name: 'MeansChecked',
  zh: '核查经济困难',
  en: 'Means checked',
  data: z.object({
    by: z.enum(['dataSharing', 'pledge']).meta(
      titled('核查方式', 'How', {
        words: { dataSharing: ['信息共享查询', 'Data sharing'], pledge: ['个人诚信承诺', 'Honesty pledge'] },
      }),
    ),
  }),
});
export const CheckMeans = command({
  name: 'CheckMeans',
  zh: '核查经济困难',
  en: 'Check the means',
  by,
  input: MeansChecked.schema,
});
export const GrantLegalAid = command({
  name: 'GrantLegalAid',
  zh: '决定给予援助',
  en: 'Grant legal aid',
  by,
  input: LegalAidGranted.schema,
});
export const RefuseLegalAid = command({
  name: 'RefuseLegalAid',
  zh: '决定不予援助',
  en: 'Refuse legal aid',
  by,
  input: LegalAidRefused.schema,
});
export const DesignateAidLawyer = command({
  name: 'DesignateAidLawyer',
  zh: '指派律师',
  en: 'Designate a lawyer',
  by,
  input: AidLawyerDesignated.schema,
});
export const CompleteLegalAid = command({
  name: 'CompleteLegalAid',
  zh: '援助结案',
  en: 'Complete legal aid',
  by,
  input: LegalAidCompleted.schema,
});
const commands = [
  ApplyLegalAid,
  ExemptMeansCheck,
  CheckMeans,
  GrantLegalAid,
  RefuseLegalAid,
  DesignateAidLawyer,
  CompleteLegalAid,
] as const;
const events = [
  LegalAidApplied,
  MeansCheckExempted,
  MeansChecked,
  LegalAidGranted,
  LegalAidRefused,
  AidLawyerDesignated,
  LegalAidCompleted,
] as const;

type Status = 'applied' | 'cleared' | 'granted' | 'assigned' | 'refused' | 'completed';
type Aid =
  | { status: 'none' }
  | { status: Status; receivedOn: string; items: readonly ClaimItem[]; people: number; migrant: boolean };

const migrantWorkers = { zh: '农民工', en: 'Migrant workers' };
const here = refusal('already-applied', { zh: '这项援助申请已登记', en: 'This application is registered already' });
const notYet = refusal('not-yet', {
  zh: '收到日期晚于今天，未登记；请核对',
  en: 'The day of receipt lies in the future; nothing was registered',
});
const beyondScope = refusal('not-of-migrant-workers', {
  zh: '请求中有劳动报酬、工伤赔偿以外的事项，不能以农民工身份免予核查，未保存；请核查经济困难状况',
  en: 'Not all claims are for pay or work-injury damages, so migrant workers are not exempt on this ground; check the means',
  law: '法律援助法 第四十二条',
});
const tooEarly = refusal('before-receipt', {
  zh: '办理日期早于收到申请的日期，未保存；请核对日期',
  en: 'The day lies before the application was received; nothing was saved. Check it',
});
const decided = refusal('already-decided', { zh: '申请已有决定', en: 'The application is decided already' });
const unchecked = refusal('means-not-checked', {
  zh: '尚未核查经济困难状况，也未免予核查，未作决定；请先核查',
  en: 'The means are neither checked nor exempted; nothing was decided. Check them first',
  law: '法律援助法 第四十一条',
});
const notGranted = refusal('not-granted', {
  zh: '没有待指派的援助事项，请核对案件状态',
  en: 'No aid waits for a lawyer; check the state of the case',
});
const notAssigned = refusal('not-assigned', {
  zh: '尚未指派律师或已结案，未保存',
  en: 'No lawyer is designated yet, or the case is closed; nothing was saved',
  law: '法律援助法 第五十条',
});
const noApplication = refusal('no-application', { zh: '没有援助申请', en: 'There is no application for aid' });

/** Pay in the sense of article 42: what is owed for work done, and damages for injury at work. */
const payOrInjury: readonly ClaimItem['kind'][] = ['wages', 'overtime', 'doubleWage', 'annualLeave', 'workInjury'];
const onlyPayOrInjury = (items: readonly ClaimItem[]): boolean => items.every(({ kind }) => payOrInjury.includes(kind));

const isPending = (state: Aid): boolean => state.status === 'applied' || state.status === 'cleared';

/** What is done on a day, unless the application had not been received by then. */
const inOrder = <E>({ receivedOn }: { receivedOn: string }, on: string, done: E) =>
  on < receivedOn ? tooEarly : [done];

export const legalAid = {
  name: 'justice.aid',
  label: { zh: '法律援助', en: 'Legal aid' },
  commands,
  opens: [ApplyLegalAid],
  events,
  initial: { status: 'none' } as Aid,
  clocks: [
    clock('la-review', {
      start: [on(LegalAidApplied, ({ data }) => ({ on: data.receivedOn }))],
      stop: [LegalAidGranted, LegalAidRefused],
    }),
    clock('la-designate', { start: [LegalAidGranted], stop: [AidLawyerDesignated] }),
  ],
  decide: {
    ApplyLegalAid({ data, on }, state) {
      if (state.status !== 'none') return here;
      const { receivedOn = on, migrantWorkers = false, people = data.claimItems.map(({ person }) => person) } = data;
      if (receivedOn > on) return notYet;
      return [
        LegalAidApplied({
          ...data,
          claimItems: distinct(data.claimItems),
          receivedOn,
          migrantWorkers,
          people: [...new Set(people)],
        }),
      ];
    },
    ExemptMeansCheck({ data, on }, state) {
      if (state.status === 'none') return noApplication;
      if (state.status !== 'applied') return decided;
      if (on < state.receivedOn) return tooEarly;
      return data.ground === 'migrantWorker' && !onlyPayOrInjury(state.items)
        ? beyondScope
        : [MeansCheckExempted(data)];
    },
    CheckMeans({ data, on }, state) {
      if (state.status === 'none') return noApplication;
      if (state.status !== 'applied') return decided;
      return inOrder(state, on, MeansChecked(data));
    },
    GrantLegalAid({ on }, state) {
      if (state.status === 'none') return noApplication;
      if (state.status === 'applied') return unchecked;
      if (state.status !== 'cleared') return decided;
      return inOrder(state, on, LegalAidGranted({}));
    },
    RefuseLegalAid({ data, on }, state) {
      if (state.status === 'none') return noApplication;
      if (!isPending(state)) return decided;
      return inOrder(state, on, LegalAidRefused(data));
    },
    DesignateAidLawyer({ data, on }, state) {
      if (state.status !== 'granted') return notGranted;
      return inOrder(state, on, AidLawyerDesignated(data));
    },
    CompleteLegalAid({ on }, state) {
      if (state.status !== 'assigned') return notAssigned;
      return inOrder(state, on, LegalAidCompleted({}));
    },
  },
  evolve: {
    LegalAidApplied: (_, { claimItems: items, people, migrantWorkers: migrant, receivedOn }): Aid => ({
      status: 'applied',
      receivedOn,
      items,
      people: people.length,
      migrant,
    }),
    MeansCheckExempted: (state) => to(state, 'cleared'),
    MeansChecked: (state) => to(state, 'cleared'),
    LegalAidGranted: (state) => to(state, 'granted'),
    LegalAidRefused: (state) => to(state, 'refused'),
    AidLawyerDesignated: (state) => to(state, 'assigned'),
    LegalAidCompleted: (state) => to(state, 'completed'),
  },
  show(state) {
    if (state.status === 'none') return undefined;
    const { label, next } = cards[state.status];
    return {
      status: state.status,
      label,
      facts: [
        { label: { zh: '申请人数', en: 'Applicants' }, value: state.people, kind: 'count' },
        ...(state.migrant
          ? [{ label: { zh: '身份', en: 'Standing' }, value: 'migrant', kind: 'text' as const, words: migrantWorkers }]
          : []),
        { label: { zh: '请求金额', en: 'Claimed' }, value: sum(state.items), kind: 'money' },
      ],
      next,
      closed: next.length === 0,
    };
  },
} satisfies Decider<Messages<typeof commands>, Aid, Messages<typeof events>>;

const to = (state: Aid, status: Status): Aid => (state.status === 'none' ? state : { ...state, status });

const cards = {
  applied: { label: { zh: '待审查', en: 'To be reviewed' }, next: [ExemptMeansCheck, CheckMeans, RefuseLegalAid] },
  cleared: { label: { zh: '待决定', en: 'To be decided' }, next: [GrantLegalAid, RefuseLegalAid] },
  granted: { label: { zh: '待指派', en: 'Lawyer to be named' }, next: [DesignateAidLawyer] },
  assigned: { label: { zh: '援助中', en: 'Being aided' }, next: [CompleteLegalAid] },
  refused: { label: { zh: '不予援助', en: 'Refused' }, next: [] },
  completed: { label: { zh: '已办结', en: 'Completed' }, next: [] },
};
