import { calendar as published } from '../calendar/work-calendar.ts';
import { formatDay, parseDay, type DayNumber } from '../day.ts';
import { LawError } from '../law-error.ts';
import { titleOf } from '../register/laws.ts';
import { articleOf, type Rule } from '../register/rule.ts';
import { count, yearsOf, type Counted } from './count.ts';
import { explain } from './explain.ts';
import { formatInstant, parseInstant } from './instant.ts';
import { chooseLine, type ChosenLine } from './lines.ts';
import { counted, periodOf, replay, type Clock, type Frame } from './replay.ts';
import type { Deadline, DeadlineRequest, DeadlineStatus } from './request.ts';

function agreedDay(request: DeadlineRequest, line: ChosenLine): { dueOn?: DayNumber } {
  if (line.unit === 'agreed') {
    if (request.dueOn !== undefined) return { dueOn: parseDay(request.dueOn, 'dueOn') };
    throw new LawError('due-missing', 'dueOn', {
      zh: `${line.rule.name.zh}的日期由当事人约定；请在 dueOn 里写明。`,
      en: `The date of "${line.rule.name.en}" is agreed by the parties; name it in dueOn.`,
    });
  }
  if (request.dueOn === undefined) return {};
  throw new LawError('due-fixed', 'dueOn', {
    zh: `${line.rule.name.zh}的到期日依法计算，不能指定。`,
    en: `The due date of "${line.rule.name.en}" is counted by law and cannot be named.`,
  });
}

/** An agreed day may not lie before the agreement. */
function checkAgreed(clock: Clock, frame: Frame): void {
  if (frame.dueOn === undefined || frame.dueOn >= (clock.started?.on ?? 0)) return;
  throw new LawError('due-before-start', 'dueOn', {
    zh: `约定日期 ${formatDay(frame.dueOn)} 早于协议生效日。`,
    en: `The agreed date ${formatDay(frame.dueOn)} is before the agreement.`,
  });
}

function isInTime({ ended }: Clock, result: Counted): boolean {
  if (ended?.at !== undefined && result.dueAt !== undefined) return ended.at <= result.dueAt;
  return (ended?.on ?? 0) <= result.due;
}

function isOver(result: Counted, { now, today }: DeadlineRequest): boolean {
  if (now !== undefined && result.dueAt !== undefined) return parseInstant(now, 'now') > result.dueAt;
  return today !== undefined && parseDay(today, 'today') > result.due;
}

function standingOf(clock: Clock, result: Counted, request: DeadlineRequest) {
  if (clock.ended?.kind === 'cancel') return 'cancelled';
  if (clock.ended) return isInTime(clock, result) ? 'met' : 'passed';
  if (clock.pausedOn !== undefined) return 'paused';
  return isOver(result, request) ? 'passed' : 'running';
}

/** To let a day pass is a breach only of a duty. */
function statusOf(standing: ReturnType<typeof standingOf>, rule: Rule): DeadlineStatus {
  if (standing !== 'passed') return standing;
  return rule.nature === 'duty' ? 'breached' : 'lapsed';
}

/** The due date with every extension the article still allows; nothing where the article fixes no length for one. */
function latestOf(clock: Clock, frame: Frame, until?: DayNumber): { latest?: string } {
  const { extension } = frame.line.rule;
  if (extension?.length === undefined) return {};
  const more = ((extension.times ?? 1) - clock.extensions.length) * extension.length;
  const period = periodOf(clock, frame, until);
  return { latest: formatDay(count({ ...period, length: period.length + more }, frame.calendar).due) };
}

const words = new Map<Rule, { law: string; article: string }>();

function sourceOf(rule: Rule): { law: string; article: string } {
  const known = words.get(rule) ?? { law: titleOf(rule.law), article: articleOf(rule) };
  words.set(rule, known);
  return known;
}

interface Answer {
  readonly clock: Clock;
  readonly frame: Frame;
  readonly result: Counted;
  readonly date: Omit<Deadline, 'explain'>;
}

function answer(request: DeadlineRequest): Answer {
  const line = chooseLine(request);
  const frame: Frame = { line, calendar: request.calendar ?? published, ...agreedDay(request, line) };
  const clock = replay(request.acts, frame);
  checkAgreed(clock, frame);
  const until = clock.ended?.on ?? (request.today === undefined ? undefined : parseDay(request.today, 'today'));
  const result = counted(clock, frame, until);
  const { rule } = line;
  const start = clock.started?.on ?? result.due;
  const date = {
    rule: rule.id,
    ...sourceOf(rule),
    name: rule.name,
    nature: rule.nature,
    start: formatDay(start),
    due: formatDay(result.due),
    ...(result.dueAt === undefined ? {} : { dueAt: formatInstant(result.dueAt) }),
    ...latestOf(clock, frame, until),
    status: statusOf(standingOf(clock, result, request), rule),
    provisional: result.provisional,
    calendar: frame.calendar.versionOf(...yearsOf(line, start, result)),
  };
  return { clock, frame, result, date };
}

/**
 * Counts a deadline from the acts that touched it. The day of an act is never counted; working days follow the holiday
 * notices; a last day on which nobody works moves on. Throws a {@link LawError} where the question itself is wrong or
 * the law does not allow an act; nothing is guessed.
 */
export function deadline(request: DeadlineRequest): Deadline {
  const { clock, frame, result, date } = answer(request);
  return { ...date, explain: explain(clock, frame, result) };
}

/** The same without its explanation, for whoever counts many and shows few. */
export const dueDate = (request: DeadlineRequest): Omit<Deadline, 'explain'> => answer(request).date;
