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

function agreedDay(request: DeadlineRequest, line: ChosenLine): DayNumber | undefined {
  if (line.unit === 'agreed') {
    if (request.dueOn !== undefined) return parseDay(request.dueOn, 'dueOn');
    throw new LawError('due-missing', 'dueOn', {
      zh: `${line.rule.name.zh}的日期由当事人约定；请在 dueOn 里写明。`,
      en: `The date of "${line.rule.name.en}" is agreed by the parties; name it in dueOn.`,
    });
  }
  if (request.dueOn === undefined) return undefined;
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
  if (clock.ended && !isInTime(clock, result)) return 'passed';
  if (clock.ended) return clock.ended.kind === 'cancel' ? 'cancelled' : 'met';
  if (clock.pausedOn !== undefined) return 'paused';
  return isOver(result, request) ? 'passed' : 'running';
}

/** To let a day pass is a breach only of a duty or an obligation. */
function statusOf(standing: ReturnType<typeof standingOf>, rule: Rule): DeadlineStatus {
  if (standing !== 'passed') return standing;
  return rule.nature === 'right' || rule.nature === 'option' ? 'lapsed' : 'breached';
}

/** The due date with every extension the article still allows; nothing where the article fixes no length for one. */
function latestOf(clock: Clock, frame: Frame, until?: DayNumber): string | undefined {
  const { extension } = frame.line.rule;
  if (extension?.length === undefined) return undefined;
  const more = ((extension.times ?? 1) - clock.extensions.length) * extension.length;
  const period = periodOf(clock, frame, until);
  return formatDay(count({ ...period, length: period.length + more }, frame.calendar).due);
}

type Head = Pick<Deadline, 'rule' | 'law' | 'article' | 'name' | 'nature'>;
const heads = new Map<Rule, Head>();

/** What is the same in every answer by a rule. */
function headOf(rule: Rule): Head {
  const known = heads.get(rule);
  if (known) return known;
  const { id, name, nature } = rule;
  const head = { rule: id, law: titleOf(rule.law), article: articleOf(rule), name, nature };
  heads.set(rule, head);
  return head;
}

/** Made field by field, because it is made very often. */
type Written = { -readonly [Field in keyof Omit<Deadline, 'explain'>]: Deadline[Field] };

interface Answer {
  readonly clock: Clock;
  readonly frame: Frame;
  readonly result: Counted;
  readonly date: Written;
}

function answer(request: DeadlineRequest): Answer {
  const line = chooseLine(request);
  const dueOn = agreedDay(request, line);
  const calendar = request.calendar ?? published;
  const frame: Frame = dueOn === undefined ? { line, calendar } : { line, calendar, dueOn };
  const clock = replay(request.acts, frame);
  checkAgreed(clock, frame);
  const until = clock.ended?.on ?? (request.today === undefined ? undefined : parseDay(request.today, 'today'));
  const result = counted(clock, frame, until);
  const start = clock.started?.on ?? result.due;
  const [first, last] = yearsOf(line, start, result);
  const { rule, law, article, name, nature } = headOf(line.rule);
  const date: Written = {
    rule,
    law,
    article,
    name,
    nature,
    start: formatDay(start),
    due: formatDay(result.due),
    status: statusOf(standingOf(clock, result, request), line.rule),
    provisional: result.provisional,
    calendar: calendar.versionOf(first, last),
  };
  const latest = latestOf(clock, frame, until);
  if (result.dueAt !== undefined) date.dueAt = formatInstant(result.dueAt);
  if (latest !== undefined) date.latest = latest;
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
