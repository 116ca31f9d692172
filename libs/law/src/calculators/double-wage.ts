import { calendar, type WorkCalendar } from '../calendar/work-calendar.ts';
import { workdaysFrom } from '../calendar/workdays.ts';
import { addMonths, civilDate, daysInMonth, formatDay, parseDay, type DayNumber, type PlainDate } from '../day.ts';
import { LawError } from '../law-error.ts';
import { say } from '../step.ts';
import { exact, isMore, plus, times, toFen, type Exact } from './exact.ts';
import { dailyWage } from './pay.ts';
import { fen, yuan, type Sum } from './result.ts';

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

/** A part of a month never pays more than the month, however its working days fall. */
function partPay(wage: number, workdays: number): Exact {
  const pay = times(dailyWage(wage), exact(workdays));
  return isMore(pay, exact(wage)) ? exact(wage) : pay;
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
  const whole = times(exact(wage), exact(months));
  const sum = toFen(parts.reduce((total, part) => plus(total, partPay(wage, part)), whole));
  const [from, to] = [formatDay(span.first), formatDay(span.last)];
  const steps = [
    say(
      `二倍工资期间 ${from} 至 ${to}（用工满一月次日至签约前一日或者满一年前一日）。`,
      `The second wage is owed from ${from} to ${to} (after a month, at most to the day before a year).`,
    ),
    say(
      `${months} 个月 × ${yuan(wage)} + ${workdays} 个工作日 × ${yuan(wage)} ÷ 21.75 = ${yuan(sum)} 元。`,
      `${months} months × ${yuan(wage)} + ${workdays} working days × ${yuan(wage)} ÷ 21.75 = ${yuan(sum)} yuan.`,
    ),
  ];
  return { sum, steps, from, to, months, workdays };
}
