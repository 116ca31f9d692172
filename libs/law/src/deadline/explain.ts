import { formatDay } from '../day.ts';
import { citationOf, lengthInWords, type Rule } from '../register/rule.ts';
import { say, type Step } from '../step.ts';
import { looksAtCalendar, yearsOf, type Counted, type LeftOut } from './count.ts';
import { formatInstant } from './instant.ts';
import type { Clock, Frame, Started } from './replay.ts';

const citations = new Map<Rule, Step>();

function cited(rule: Rule): Step {
  const known = citations.get(rule) ?? citationOf(rule);
  citations.set(rule, known);
  return known;
}

function startSteps(started: Started, rule: Rule): Step[] {
  const why = started.because ?? (started.kind === 'restart' ? rule.restart : undefined) ?? rule.start;
  const on = started.at === undefined ? formatDay(started.on) : formatInstant(started.at);
  const again = started.kind === 'restart';
  const not = started.at === undefined ? ['，当日不计', '; that day is not counted'] : ['', ''];
  return [
    say(
      `${again ? '重新起算' : '起算'}：${on} ${why.zh}${not[0]}。`,
      `${again ? 'Restarts' : 'Starts'} on ${on}: ${why.en}${not[1]}.`,
    ),
  ];
}

function lengthStep(frame: Frame): Step {
  const { rule, unit, length } = frame.line;
  const words = lengthInWords(length, unit);
  const law = cited(rule);
  if (unit === 'agreed') return say(`期限由当事人约定（${law.zh}）。`, `The date was agreed (${law.en}).`);
  const back = rule.direction === 'backward';
  const shorter = length < (rule.length ?? 0) ? rule.shortens : undefined;
  if (shorter) {
    return say(
      `期间：${words.zh}，短于法定（${shorter.zh}；${law.zh}）。`,
      `Length: ${words.en} (shorter than the law has it: ${shorter.en}; ${law.en}).`,
    );
  }
  return say(
    `期间：${back ? '倒数 ' : ''}${words.zh}（${law.zh}）。`,
    `Length: ${words.en}${back ? ' back' : ''} (${law.en}).`,
  );
}

function standstillStep({ stand, days, afterEnd }: LeftOut): Step {
  const [from, to] = [formatDay(stand.from), formatDay(stand.to)];
  if (afterEnd) {
    return say(
      `中止：${from} 至 ${to}，发生在届满日顺延期间，以恢复之日为届满日。`,
      `Stands still from ${from} to ${to}, while its end was moving: it ends when it is resumed, on ${to}.`,
    );
  }
  return say(
    `中止：${from} 至 ${to}，其间 ${days} 日不计。`,
    `Stands still from ${from} to ${to}: ${days} days are left out.`,
  );
}

function extensionSteps(clock: Clock, frame: Frame): Step[] {
  const { rule, unit } = frame.line;
  return clock.extensions.map((extended) => {
    const words = lengthInWords(extended.length, unit);
    const who = extended.because ?? rule.extension?.who ?? say('', '');
    const on = formatDay(extended.on);
    return say(`延长：${on} ${who.zh}，延长 ${words.zh}。`, `Extended on ${on} by ${words.en}: ${who.en}.`);
  });
}

/** Names the make-up days that were worked: they are what a clerk with a wall calendar gets wrong. */
function workdayStep(clock: Clock, frame: Frame, result: Counted): Step[] {
  if (frame.line.unit !== 'workingDay' || !clock.started) return [];
  const [low, high] = [Math.min(clock.started.on + 1, result.due), Math.max(clock.started.on - 1, result.due)];
  let rests = 0;
  const worked: string[] = [];
  for (let day = low; day <= high; day += 1) {
    // What a standstill leaves out is told there, and would be left out twice.
    if (result.leftOut.some(({ stand }) => stand.from <= day && day < stand.to)) continue;
    if (frame.calendar.restsOn(day)) rests += 1;
    else if ((day + 4) % 7 === 0 || (day + 4) % 7 === 6) worked.push(formatDay(day));
  }
  const zh = worked.length > 0 ? `，${worked.join('、')} 为调休上班日，计入` : '';
  const en = worked.length > 0 ? `; ${worked.join(', ')} are make-up working days and count` : '';
  return [
    say(`只计工作日，跳过 ${rests} 个休息日${zh}。`, `Only working days count: ${rests} rest days are skipped${en}.`),
  ];
}

function rollStep(frame: Frame, result: Counted): Step[] {
  if (result.nominal === result.due) return [];
  const name = frame.calendar.nameOf(result.nominal);
  const [from, to] = [formatDay(result.nominal), formatDay(result.due)];
  return [
    say(
      `届满日 ${from} 是休息日（${name.zh}），顺延到 ${to}（民法典203条）。`,
      `The last day ${from} is a rest day (${name.en}) and moves to ${to} (Civil Code art. 203).`,
    ),
  ];
}

/** Which notices said what is worked; whoever recounts it by hand needs the same ones. */
function calendarStep(clock: Clock, frame: Frame, result: Counted): Step[] {
  if (!clock.started || !looksAtCalendar(frame.line)) return [];
  const [first, last] = yearsOf(frame.line, clock.started.on, result);
  const numbers: string[] = [];
  for (let year = first; year <= last; year += 1) numbers.push(frame.calendar.numberOf(year) ?? '');
  const known = numbers.filter((number) => number !== '');
  if (known.length === 0) return [];
  return [say(`放假安排：${known.join('、')}。`, `Holiday notice: ${known.join(', ')}.`)];
}

function dueStep(frame: Frame, result: Counted): Step {
  const due = result.dueAt === undefined ? formatDay(result.due) : formatInstant(result.dueAt);
  if (frame.line.rule.direction === 'backward') {
    return say(`最迟：${due}（当日有效，建议提前一日）。`, `Due: ${due}, the last lawful day; a day earlier is safer.`);
  }
  return say(`到期：${due}${result.dueAt === undefined ? '，当日24时止' : ''}。`, `Due: ${due}.`);
}

function warnings(clock: Clock, frame: Frame, result: Counted): Step[] {
  const { rule } = frame.line;
  const steps = clock.tooLate.map(({ kind, on }) =>
    say(
      `${formatDay(on)} 的行为（${kind}）发生在届满之后，不影响本期间。`,
      `The act of ${formatDay(on)} (${kind}) came after the end and changes nothing.`,
    ),
  );
  if ('effectiveUntil' in rule) {
    const until = String(rule.effectiveUntil);
    steps.push(say(`按 ${until} 以前施行的条文计算。`, `Counted by the text in force before ${until}.`));
  }
  if (clock.started && formatDay(clock.started.on) < rule.effectiveFrom) {
    const since = rule.effectiveFrom;
    const zh = `提示：所引条文自 ${since} 施行，起算日在此之前，请核对当时的规定。`;
    steps.push(say(zh, `Note: the text cited is in force from ${since}, after the start; check the rule of that day.`));
  }
  if (result.provisional) {
    steps.push(
      say(
        '暂定：所涉年份的放假通知未收录，收录后重新计算。',
        'Provisional: the holiday notice of a year it depends on is not recorded; it is counted anew once it is.',
      ),
    );
  }
  if (clock.pausedOn !== undefined && !clock.ended) {
    const on = formatDay(clock.pausedOn);
    const zh = `自 ${on} 起中止，恢复后到期日随之顺延。`;
    steps.push(say(zh, `It has stood still since ${on}; the due date moves on when it is resumed.`));
  }
  return steps;
}

/** The answer in words, in the order in which a clerk would count it on paper; it can be replayed by hand. */
export function explain(clock: Clock, frame: Frame, result: Counted): Step[] {
  const { started } = clock;
  if (!started) return [];
  return [
    ...clock.overtaken.map((each) => {
      const on = formatDay(each.on);
      return say(`自 ${on} 起算的期间已被重新计算。`, `The period from ${on} was set back to zero.`);
    }),
    ...startSteps(started, frame.line.rule),
    lengthStep(frame),
    ...result.leftOut.slice(0, clock.standstills.length).map(standstillStep),
    ...extensionSteps(clock, frame),
    ...workdayStep(clock, frame, result),
    ...rollStep(frame, result),
    ...calendarStep(clock, frame, result),
    dueStep(frame, result),
    ...warnings(clock, frame, result),
  ];
}
