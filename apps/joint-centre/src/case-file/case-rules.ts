/** What a registered case makes of what is heard about it. */
import { CaseClosed, CaseReopened, LimitationInterrupted, RiskAssessed } from '@yimen/joint-centre-language';
import { refusal, type Asked, type Command, type Of, type Refusal } from '@yimen/kernel';
import type * as commands from './commands.ts';
import type { CaseEvent } from './evolve.ts';
import { CaseAbsorbed, CaseMergedAway, CaseReleased, ConferenceNoted } from './inside.ts';
import {
  bestOf,
  ended,
  interrupt,
  isBusy,
  join,
  joinProcedure as joinOne,
  outcomeAfter,
  procedureOf,
  type Known,
} from './known-case.ts';
import { conveneWithin, isHigher, riskOf } from './risk.ts';

const already = refusal('already-so', { zh: '本案已有这项记录，没有新增', en: 'The case has this on record already' });
const notKnown = refusal('already-elsewhere', { zh: '这项内容与本案无关', en: 'This does not concern the case' });
const inFuture = refusal('in-future', {
  zh: '中断日不能晚于今天，未保存；请核对日期',
  en: 'The day of interruption cannot be later than today; nothing was saved. Check the date',
});
const alreadyLater = refusal('already-interrupted', {
  zh: '已有更晚的时效中断，时效不因本次改变',
  en: 'A later interruption is on record; limitation does not change by this one',
  law: '劳动争议调解仲裁法 第二十七条',
});
const alreadyOver = refusal('already-closed', {
  zh: '本案已统一结案，时效不再计算；有新的请求登记时重新起算',
  en: 'The case is closed, so limitation is no longer counted; a new claim that is registered starts it again',
});
const isClosed = refusal('case-closed', {
  zh: '本案已统一结案；如有新的请求，由受理机关登记后自动恢复在办',
  en: 'The case is closed; a new claim registered by an agency opens it again',
});
const underWay = refusal('procedures-under-way', {
  zh: '还有机关的程序未办结，未结案；请待其办结，届时自动结案',
  en: 'An agency still has a procedure under way; the case was not closed and will close by itself at its end',
});
const sameLevel = refusal('already-level', { zh: '风险等级没有变化', en: 'The level is the same' });

type Rule<T> = (
  asked: Asked<T extends Command<string, infer D> ? D : never>,
  known: Known,
) => readonly CaseEvent[] | Refusal;
const orAlready = (events: readonly CaseEvent[]) => (events.length > 0 ? events : already);

export const openDoor: Rule<Of<typeof commands.OpenDoor>> = ({ data }, known) => orAlready(join(known, data));
export const joinClaims: Rule<Of<typeof commands.JoinClaims>> = ({ data }, known) => orAlready(join(known, data));

/** One that has ended may go on. */
export const joinProcedure: Rule<Of<typeof commands.JoinProcedure>> = ({ data }, known) => {
  const procedure = procedureOf(known, data.procedure) ?? data.procedure;
  return known.procedures[procedure] ? already : joinOne(known, { ...data, procedure });
};

/** The case closes with its last procedure, unless that one ended without settling anything. */
export const endProcedure: Rule<Of<typeof commands.EndProcedure>> = ({ data }, known) => {
  const procedure = procedureOf(known, data.procedure);
  if (procedure === undefined) return notKnown;
  const result = outcomeAfter(known.outcome, data);
  if (!known.procedures[procedure] && result === known.outcome) return already;
  const closes = known.status === 'open' && result && !data.hold && !isBusy(known, procedure);
  return [ended(procedure, data), ...(closes ? [CaseClosed({ outcome: result })] : [])];
};

export const closeIdle: Rule<Of<typeof commands.CloseIdleCase>> = ({ data }, known) =>
  known.status === 'closed' || isBusy(known)
    ? already
    : [CaseClosed({ outcome: bestOf(known.outcome, data.outcome)! })];

export const reopen: Rule<Of<typeof commands.ReopenCase>> = (_, known) =>
  known.status === 'closed' ? [CaseReopened({})] : already;

/**
 * Heard facts only raise the level; to lower it is for the conference to decide. A case that is back is assessed anew,
 * because its closing ended the time for a conference.
 */
export const assessRisk: Rule<Of<typeof commands.AssessRisk>> = ({ data, on }, known) => {
  const risk = riskOf(data, on);
  const isNews = known.isBack && (risk.level !== 'none' || known.level !== 'none');
  return isNews || isHigher(risk.level, known.level) ? [RiskAssessed(risk)] : already;
};

export const noteConference: Rule<Of<typeof commands.NoteConference>> = ({ data }) => [ConferenceNoted(data)];

/** The two have one limitation from here on, that of the latest act; of a closed case none is counted. */
export const noteMerge: Rule<Of<typeof commands.NoteMerge>> = ({ data, id }, known) => {
  const { survivor, merged, latestAct: on } = data;
  if (id === merged && known.survivor === survivor) return already;
  const act = known.status === 'closed' ? [] : interrupt(known, { on, because: '并案' });
  return [id === merged ? CaseMergedAway({ survivor }) : CaseAbsorbed({ merged }), ...act];
};

export const noteUnmerge: Rule<Of<typeof commands.NoteUnmerge>> = ({ data: { survivor, merged }, id }) => [
  CaseReleased({ other: id === merged ? survivor : merged }),
];

export const interruptLimitation: Rule<Of<typeof commands.InterruptLimitation>> = ({ data, on }, known) => {
  if (data.on > on) return inFuture;
  if (known.status === 'closed') return alreadyOver;
  return data.on > known.lastAct ? [LimitationInterrupted(data)] : alreadyLater;
};

export const relevel: Rule<Of<typeof commands.RelevelCase>> = ({ data: { level, because }, on }, known) => {
  if (known.status === 'closed') return isClosed;
  if (level === known.level) return sameLevel;
  return [RiskAssessed({ level, convene: conveneWithin(level, on), because: [{ zh: because, en: because }] })];
};

export const close: Rule<Of<typeof commands.CloseCase>> = ({ data }, known) => {
  if (known.status === 'closed') return isClosed;
  return isBusy(known) ? underWay : [CaseClosed(data)];
};
