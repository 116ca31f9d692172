/**
 * The case file of the joint centre (统一案卷): one conflict under one number, whatever doors it came in by. It holds no
 * procedure of any agency; it knows which are under way, and closes when the last of them has settled the matter.
 */
import { CaseClosed, comings, LimitationInterrupted, RiskAssessed } from '@yimen/joint-centre-language';
import {
  clock,
  isRefusal,
  legalDay,
  on,
  refusal,
  type Asked,
  type Decider,
  type Fact,
  type Messages,
  type Refusal,
} from '@yimen/kernel';
import { heads, sum } from '@yimen/terms';
import * as rules from './case-rules.ts';
import { caseCommands, CloseCase, InterruptLimitation, RelevelCase } from './commands.ts';
import { events, evolve, isKnown, type CaseEvent, type CaseState, type Waiting } from './evolve.ts';
import { ConferenceNoted, DoorOpened, HearingDeferred } from './inside.ts';
import { isBusy, register, type Known } from './known-case.ts';
import { conveneWithin, levels, levelWords } from './risk.ts';

const alreadyNumbered = refusal('already-numbered', { zh: '本案已有统一案号', en: 'The case has its number already' });
const noCase = refusal('no-such-case', {
  zh: '没有这个案件，请从案件列表中选择',
  en: 'There is no such case; choose one of the list',
});

type Decided = readonly CaseEvent[] | Refusal;
type Rule = (asked: Asked<any>, known: Known) => Decided;

const hearing = {
  OpenDoor: rules.openDoor as Rule,
  JoinClaims: rules.joinClaims as Rule,
  JoinProcedure: rules.joinProcedure as Rule,
  EndProcedure: rules.endProcedure as Rule,
  CloseIdleCase: rules.closeIdle as Rule,
  AssessRisk: rules.assessRisk as Rule,
  NoteConference: rules.noteConference as Rule,
  NoteMerge: rules.noteMerge as Rule,
  NoteUnmerge: rules.noteUnmerge as Rule,
  InterruptLimitation: rules.interruptLimitation as Rule,
  NoteInterruption: rules.interruptLimitation as Rule,
};
type Heard = keyof typeof hearing;

/**
 * What is heard before the number is there waits for it; before the first door, too, where it names its case, because
 * nobody hears the agencies in the order in which they spoke.
 */
const heard =
  (type: Heard) =>
  (asked: Asked<any>, state: CaseState): Decided => {
    if (isKnown(state)) return hearing[type](asked, state);
    const waits = state.status === 'waiting' || asked.data.caseId !== undefined;
    return waits ? [HearingDeferred({ type, data: asked.data })] : [];
  };
const given =
  (rule: Rule) =>
  (asked: Asked<any>, state: CaseState): Decided =>
    isKnown(state) ? rule(asked, state) : noCase;

/** Registers the case by its first door and then takes up, in order, what was heard meanwhile. */
function number(asked: Asked<{ number: string }>, waiting: Waiting): CaseEvent[] {
  const said = [...register(asked.data.number, waiting.door)] as CaseEvent[];
  let state = said.reduce(step, waiting as CaseState);
  for (const { type, data, at } of waiting.deferred) {
    const then = { ...asked, data, at, on: legalDay(at) };
    const decided = isKnown(state) ? hearing[type as Heard](then, state) : undefined;
    if (!decided || isRefusal(decided)) continue;
    said.push(...(decided as readonly CaseEvent[]));
    state = (decided as readonly CaseEvent[]).reduce(step, state);
  }
  return said;
}

const step = (state: CaseState, event: CaseEvent): CaseState =>
  (evolve[event.type] as (state: CaseState, data: unknown) => CaseState)(state, event.data);

/** A conference is due within the time of the present level; the times of other levels no longer matter. */
const conveneClock = (rule: string) => {
  const keys = levels.filter((level) => conveneWithin(level)?.rule === rule);
  return clock(rule, {
    start: [
      on(RiskAssessed, ({ data: { level, convene } }) =>
        convene?.rule === rule ? { key: level, length: convene.length } : undefined,
      ),
    ],
    stop: [ConferenceNoted],
    cancel: [
      on(RiskAssessed, ({ data: { level } }) => keys.filter((other) => other !== level).map((key) => ({ key }))),
      CaseClosed,
    ],
  });
};

const labels = {
  open: { zh: '在办', en: 'Open' },
  closed: { zh: '已结案', en: 'Closed' },
  merged: { zh: '已并入他案', en: 'Merged into another case' },
  waiting: { zh: '等待编号', en: 'Waiting for its number' },
};

function factsOf({ number: text, doors, items, level, employer }: Known): Fact[] {
  return [
    { label: { zh: '统一案号', en: 'Case number' }, value: text, kind: 'text' },
    { label: { zh: '用人单位', en: 'Employer' }, value: employer, kind: 'organisation' },
    { label: { zh: '入口', en: 'Doors' }, value: doors.length, kind: 'count' },
    { label: { zh: '人数', en: 'People' }, value: heads(items), kind: 'count' },
    { label: { zh: '主张金额', en: 'Claimed' }, value: sum(items), kind: 'money' },
    { label: { zh: '风险等级', en: 'Risk' }, value: level, kind: 'text', words: levelWords[level] },
  ];
}

export const caseFile = {
  name: 'joint-centre.case',
  label: { zh: '统一案卷', en: 'Case file' },
  commands: caseCommands,
  events,
  initial: { status: 'none', deferred: [] } as CaseState,
  clocks: [
    clock('arb-limitation', {
      // A clock that runs is left alone by these; that of a case which was closed begins with them.
      start: comings.map((type) => on(type, ({ data }) => ({ on: data.on }))),
      restart: [on(LimitationInterrupted, ({ data }) => ({ on: data.on }))],
      cancel: [CaseClosed],
    }),
    conveneClock('conference-convene'),
    conveneClock('conference-convene-red'),
  ],
  decide: {
    OpenDoor: (asked, state) => (state.status === 'none' ? [DoorOpened(asked.data)] : heard('OpenDoor')(asked, state)),
    NumberCase: (asked, state) => (state.status === 'waiting' ? number(asked, state) : alreadyNumbered),
    JoinClaims: heard('JoinClaims'),
    JoinProcedure: heard('JoinProcedure'),
    EndProcedure: heard('EndProcedure'),
    CloseIdleCase: heard('CloseIdleCase'),
    AssessRisk: heard('AssessRisk'),
    NoteConference: heard('NoteConference'),
    NoteMerge: heard('NoteMerge'),
    NoteUnmerge: heard('NoteUnmerge'),
    InterruptLimitation: heard('InterruptLimitation'),
    NoteInterruption: heard('NoteInterruption'),
    ReopenCase: given(rules.reopen),
    RelevelCase: given(rules.relevel),
    CloseCase: given(rules.close),
  },
  evolve,
  show(state) {
    if (state.status === 'none') return undefined;
    if (!isKnown(state)) return { status: 'waiting', label: labels.waiting, facts: [], next: [] };
    const status = state.survivor ? 'merged' : state.status;
    return {
      status,
      label: labels[status],
      facts: factsOf(state),
      next: status === 'open' ? [InterruptLimitation, RelevelCase, ...(isBusy(state) ? [] : [CloseCase])] : [],
      closed: status !== 'open',
    };
  },
} satisfies Decider<Messages<typeof caseCommands>, CaseState, CaseEvent>;
