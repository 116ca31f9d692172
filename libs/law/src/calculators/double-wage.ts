import { calendar, type WorkCalendar } from '../calendar/work-calendar.ts';
import { workdaysFrom } from '../calendar/workdays.ts';
import { addMonths, civilDate, daysInMonth, formatDay, parseDay, type DayNumber, type PlainDate } from '../day.ts';
import { LawError } from '../law-error.ts';
import { say, type Step } from '../step.ts';
import { exact, isMore, plus, times, toFen, type Exact } from './exact.ts';
import { dailyWage } from './pay.ts';
import { fen, uncertain, yuan, type Sum } from './result.ts';

export interface DoubleWageInput {
  readonly hiredOn: PlainDate;
  /** Day on which the written contract was signed, if ever. */
  readonly signedOn?: PlainDate;
  readonly leftOn?: PlainDate;
  readonly monthlyWage: number;
  /**
   * Which month a "month" is, the law does not say: from day to day of employment (the default), or of the calendar.
   */
  readonly mode?: 'employmentMonth' | 'calendarMonth';
}

export interface DoubleWage extends Sum {
  readonly from?: PlainDate;
  readonly to?: PlainDate;
  readonly months: number;
  /** Working days of the parts of months. */
  readonly workdays: number;
}

interface Span {
  readonly first: DayNumber;
  readonly last: DayNumber;
}

interface Split {
  readonly months: number;
  /** Working days of each part of a month. */
  readonly parts: readonly number[];
}

function spanOf(input: DoubleWageInput): Span | undefined {
  const hired = parseDay(input.hiredOn, 'hiredOn');
  const signed = input.signedOn === undefined ? undefined : parseDay(input.signedOn, 'signedOn');
  const left = input.leftOn === undefined ? undefined : parseDay(input.leftOn, 'leftOn');
  if ((left ?? signed) === undefined) {
    throw new LawError('end-missing', 'signedOn', {
      zh: '请给出签订书面合同的日期（signedOn）或者离职日期（leftOn）。',
      en: 'Give the day the contract was signed (signedOn) or the day of leaving (leftOn).',
    });
  }
  if (left !== undefined && left < hired) {
    throw new LawError('left-before-hired', 'leftOn', {
      zh: '离职日早于用工之日；请核对。',
      en: 'The day of leaving is before the day of hiring; check both.',
    });
  }
  const first = addMonths(hired, 1);
  const ends = [
    addMonths(hired, 12) - 1,
    ...(signed === undefined ? [] : [signed - 1]),
    ...(left === undefined ? [] : [left]),
  ];
  const last = Math.min(...ends);
  return last < first ? undefined : { first, last };
}

/** Whole months from day to day of employment; always stepped from the hiring day, so that the 31st stays the 31st. */
function byEmployment(span: Span, hired: DayNumber, days: WorkCalendar): Split {
  let months = 0;
  while (addMonths(hired, months + 2) - 1 <= span.last) months += 1;
  const rest = addMonths(hired, months + 1);
  return { months, parts: [workdaysFrom(days, rest, span.last)] };
}

function byCalendar(span: Span, days: WorkCalendar): Split {
  let [months, at] = [0, span.first];
  const parts: number[] = [];
  while (at <= span.last) {
    const { year, month, day } = civilDate(at);
    const end = at - day + daysInMonth(year, month);
    if (day === 1 && end <= span.last) months += 1;
    else parts.push(workdaysFrom(days, at, Math.min(end, span.last)));
    at = end + 1;
  }
  return { months, parts };
}

interface Part {
  readonly pay: Exact;
  readonly words: Step;
}

/** A part of a month never pays more than the month, however its working days fall. */
function partOf(wage: number, workdays: number): Part {
  const pay = times(dailyWage(wage), exact(workdays));
  const month = yuan(wage);
  if (!isMore(pay, exact(wage))) {
    return {
      pay,
      words: say(`${workdays} 个工作日 × ${month} ÷ 21.75`, `${workdays} working days × ${month} ÷ 21.75`),
    };
  }
  const zh = `${workdays} 个工作日（折算超过月工资，按一个月计 ${month}）`;
  return { pay: exact(wage), words: say(zh, `${workdays} working days (more than a month, so its ${month})`) };
}

const MOST_MONTHS = 11;

/** The sum and its line as a clerk would write it. By the calendar two parts can pay more than the month they make. */
function summed(wage: number, { months, parts }: Split): { sum: number; step: Step } {
  const most = times(exact(wage), exact(MOST_MONTHS));
  const month = yuan(wage);
  const counted = parts.filter((part) => part > 0).map((part) => partOf(wage, part));
  const total = counted.reduce((all, { pay }) => plus(all, pay), times(exact(wage), exact(months)));
  const isOver = isMore(total, most);
  const sum = toFen(isOver ? most : total);
  const zh = [`${months} 个月 × ${month}`, ...counted.map(({ words }) => words.zh)].join(' + ');
  const en = [`${months} months × ${month}`, ...counted.map(({ words }) => words.en)].join(' + ');
  const over = isOver ? ['，超过十一个月，按十一个月计', ', more than eleven months, so eleven'] : ['', ''];
  return { sum, step: say(`${zh}${over[0]} = ${yuan(sum)} 元。`, `${en}${over[1]} = ${yuan(sum)} yuan.`) };
}

/**
 * The second wage for work without a written contract (未签合同二倍工资; 《劳动合同法》82, 《实施条例》6–7): from the day after
 * one full month to the day before signing, eleven months at most. Parts of a month go by their working days.
 */
export function doubleWage(input: DoubleWageInput, days: WorkCalendar = calendar): DoubleWage {
  const wage = fen(input.monthlyWage, 'monthlyWage');
  const span = spanOf(input);
  if (!span) {
    const steps = [
      say('一个月内已签订或者已离职，不产生二倍工资。', 'Signed or left within a month: nothing is owed.'),
    ];
    return { sum: 0, steps, months: 0, workdays: 0 };
  }
  const mode = input.mode ?? 'employmentMonth';
  const hired = parseDay(input.hiredOn, 'hiredOn');
  const { months, parts } = mode === 'calendarMonth' ? byCalendar(span, days) : byEmployment(span, hired, days);
  const workdays = parts.reduce((total, part) => total + part, 0);
  const { sum, step } = summed(wage, { months, parts });
  const [from, to] = [formatDay(span.first), formatDay(span.last)];
  const steps = [
    say(
      `二倍工资期间 ${from} 至 ${to}（用工满一月次日至签约前一日或者满一年前一日）。`,
      `The second wage is owed from ${from} to ${to} (after a month, at most to the day before a year).`,
    ),
    step,
    ...(workdays > 0 ? uncertain(days, [span.first, span.last]) : []),
  ];
  return { sum, steps, from, to, months, workdays };
}
