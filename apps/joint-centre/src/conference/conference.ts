/**
 * A conference (会商研判): the agencies of a case sit together, name one of them to lead and say who does what until when.
 * Its measures are promises; each agency carries them out by its own procedures.
 */
import {
  ConferenceClosed,
  ConferenceConvened,
  conferenceEvents,
  ConferenceResolved,
  DisputeAverted,
  DisputeRenewed,
  MeasureCompleted,
  type Measure,
} from '@yimen/joint-centre-language';
import { clock, command, on, refusal, type Decider, type Fact, type Look, type Messages } from '@yimen/kernel';
import { CASES, type CaseRow } from '../case-file/cases.view.ts';
import { nameOf } from '../neighbours.ts';

const by = ['joint-centre.coordinator'];
export const ConveneConference = command({
  name: 'ConveneConference',
  zh: '召开会商',
  en: 'Convene a conference',
  by,
  input: ConferenceConvened.schema,
});
export const ResolveConference = command({
  name: 'ResolveConference',
  zh: '记录会商决议',
  en: 'Record the resolution',
  by,
  input: ConferenceResolved.schema,
});
export const CompleteMeasure = command({
  name: 'CompleteMeasure',
  zh: '措施完成',
  en: 'Measure completed',
  by,
  input: MeasureCompleted.schema,
});
export const CloseConference = command({
  name: 'CloseConference',
  zh: '会商办结',
  en: 'Close the conference',
  by,
  input: ConferenceClosed.schema,
});
export const RenewDispute = command({
  name: 'RenewDispute',
  zh: '争议再起',
  en: 'Dispute renewed',
  by: [],
  input: DisputeRenewed.schema,
});
export const ConfirmAverted = command({
  name: 'ConfirmAverted',
  zh: '确认避免争议',
  en: 'Confirm averted',
  by: [],
  input: DisputeAverted.schema,
});
const commands = [
  ...[ConveneConference, ResolveConference, CompleteMeasure, CloseConference],
  ...[RenewDispute, ConfirmAverted],
] as const;

type Conference =
  | { status: 'none' }
  | {
      status: 'convened' | 'resolved' | 'closed' | 'watched';
      agencies: readonly string[];
      leadAgency?: string;
      measures: readonly Measure[];
      done: readonly number[];
    };

const alreadyConvened = refusal('already-convened', {
  zh: '这次会商已召开',
  en: 'This conference is convened already',
});
const noCase = refusal('no-such-case', {
  zh: '没有这个统一登记的案件，未召开；请从案件列表中选择',
  en: 'No such case is registered; nothing was recorded. Choose one of the list',
});
const notConvened = refusal('not-convened', {
  zh: '会商尚未召开或已有决议',
  en: 'The conference is not convened, or is resolved already',
});
const notResolved = refusal('not-resolved', {
  zh: '会商还没有决议，请先记录决议',
  en: 'The conference has no resolution yet; record it first',
});
const absent = (agency: string) =>
  refusal('not-at-the-table', {
    zh: `${nameOf(agency).zh}未参加会商，不能牵头；请从参加机关中选择`,
    en: `${nameOf(agency).en} was not at the conference and cannot lead; choose one of the agencies`,
  });
const noMeasure = (count: number) =>
  refusal('no-such-measure', { zh: `措施序号应为 1 至 ${count}`, en: `Measures are numbered 1 to ${count}` });
const alreadyDone = refusal('already-done', { zh: '这项措施已完成', en: 'This measure is completed already' });
const leftOpen = (open: readonly number[]) =>
  refusal('measures-open', {
    zh: `第 ${open.join('、')} 项措施未完成，未办结；请先完成，或者以降级方式办结`,
    en: `Measures ${open.join(', ')} are open; complete them first, or close as relevelled`,
  });

const labels = {
  convened: { zh: '已召开', en: 'Convened' },
  resolved: { zh: '落实中', en: 'Being carried out' },
  closed: { zh: '已办结', en: 'Closed' },
  watched: { zh: '已办结，观察中', en: 'Closed, watched' },
};
const next = {
  convened: [ResolveConference],
  resolved: [CompleteMeasure, CloseConference],
  closed: [],
  watched: [],
};
const alreadyDecided = refusal('already-decided', { zh: '不在观察期内', en: 'It is not being watched' });

const closed = (state: Conference): Conference => (state.status === 'none' ? state : { ...state, status: 'closed' });

export const conference = {
  name: 'joint-centre.conference',
  label: { zh: '会商', en: 'Conference' },
  commands,
  opens: [ConveneConference],
  events: conferenceEvents,
  initial: { status: 'none' } as Conference,
  clocks: [
    clock('averted-watch', {
      start: [on(ConferenceClosed, ({ data }) => (data.outcome === 'averted' ? {} : undefined))],
      stop: [DisputeRenewed],
      breached: () => ConfirmAverted({}),
    }),
  ],
  facts: {
    ConveneConference: async ({ caseId }: { caseId: string }, look: Look) => look.row<CaseRow>(CASES, caseId),
  },
  decide: {
    ConveneConference({ data, facts }, state) {
      if (state.status !== 'none') return alreadyConvened;
      return facts ? [ConferenceConvened({ ...data, agencies: [...new Set(data.agencies)] })] : noCase;
    },
    ResolveConference({ data }, state) {
      if (state.status !== 'convened') return notConvened;
      return state.agencies.includes(data.leadAgency) ? [ConferenceResolved(data)] : absent(data.leadAgency);
    },
    CompleteMeasure({ data }, state) {
      if (state.status !== 'resolved') return notResolved;
      if (data.no > state.measures.length) return noMeasure(state.measures.length);
      return state.done.includes(data.no) ? alreadyDone : [MeasureCompleted(data)];
    },
    CloseConference({ data }, state) {
      if (state.status !== 'resolved') return notResolved;
      const open = state.measures.map((_, at) => at + 1).filter((no) => !state.done.includes(no));
      return open.length > 0 && data.outcome !== 'relevelled' ? leftOpen(open) : [ConferenceClosed(data)];
    },
    RenewDispute: ({ data }, state) => (state.status === 'watched' ? [DisputeRenewed(data)] : alreadyDecided),
    ConfirmAverted: (_, state) => (state.status === 'watched' ? [DisputeAverted({})] : alreadyDecided),
  },
  evolve: {
    ConferenceConvened: (_, { agencies }): Conference => ({ status: 'convened', agencies, measures: [], done: [] }),
    ConferenceResolved: (state, resolved) =>
      state.status === 'none' ? state : { ...state, ...resolved, status: 'resolved' },
    MeasureCompleted: (state, { no }) => (state.status === 'none' ? state : { ...state, done: [...state.done, no] }),
    ConferenceClosed: (state, { outcome }) =>
      state.status === 'none' ? state : { ...state, status: outcome === 'averted' ? 'watched' : 'closed' },
    DisputeRenewed: closed,
    DisputeAverted: closed,
  },
  show(state) {
    if (state.status === 'none') return undefined;
    const { status, agencies, leadAgency, measures, done } = state;
    const facts: Fact[] = [
      { label: { zh: '参加机关', en: 'Agencies' }, value: agencies.join('、'), kind: 'agency' },
      ...(leadAgency ? [{ label: { zh: '牵头机关', en: 'Lead' }, value: leadAgency, kind: 'agency' as const }] : []),
      ...measures.flatMap(({ what, owner, dueOn }, at): Fact[] => [
        {
          label: { zh: `措施 ${at + 1}（${dueOn}）`, en: `Measure ${at + 1} (${dueOn})` },
          value: done.includes(at + 1) ? `✓ ${what}` : what,
          kind: 'text',
        },
        { label: { zh: `措施 ${at + 1} 责任`, en: `Measure ${at + 1}, by` }, value: owner, kind: 'agency' },
      ]),
    ];
    return { status, label: labels[status], facts, next: next[status], closed: next[status].length === 0 };
  },
} satisfies Decider<Messages<typeof commands>, Conference, Messages<typeof conferenceEvents>>;
