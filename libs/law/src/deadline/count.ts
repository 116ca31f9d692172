import { addMonths, yearOf, type DayNumber } from '../day.ts';
import { LawError } from '../law-error.ts';
import type { Rule, Unit } from '../register/rule.ts';
import { settled, type WorkCalendar } from '../calendar/work-calendar.ts';
import { minusWorkdays, onOrAfter } from '../calendar/workdays.ts';
import { dayOfInstant, LAST_DAY, type Instant } from './instant.ts';

/** A stretch that is not counted: from the day of the suspension up to the day before the resumption. */
export interface Standstill {
  readonly from: DayNumber;
  readonly to: DayNumber;
}

/** Everything a due date depends on, and nothing else. */
export interface Period {
  readonly rule: Rule;
  readonly unit: Unit;
  readonly length: number;
  readonly start: DayNumber;
  readonly startAt?: Instant;
  readonly dueOn?: DayNumber;
  readonly standstills: readonly Standstill[];
}

/** What a standstill did to the period. */
export interface LeftOut {
  readonly stand: Standstill;
  readonly days: number;
  /** It began while the end had already moved off a rest day, and only that end was left to wait. */
  readonly afterEnd: boolean;
}

export interface Counted {
  /** The last day before it moves off a rest day. */
  readonly nominal: DayNumber;
  readonly due: DayNumber;
  readonly dueAt?: Instant;
  readonly provisional: boolean;
  readonly leftOut: readonly LeftOut[];
}

interface End {
  readonly last: DayNumber;
  readonly leftOut: readonly LeftOut[];
}

/** Days of a standstill that would otherwise have been counted; the day of the start never would. */
function daysOf(stand: Standstill, start: DayNumber): number {
  return Math.max(0, stand.to - Math.max(stand.from, start + 1));
}

function afterStandstill({ last, leftOut }: End, stand: Standstill, start: DayNumber): End {
  const days = daysOf(stand, start);
  const afterEnd = stand.from > last;
  return {
    last: afterEnd ? Math.max(last, stand.to) : last + days,
    leftOut: [...leftOut, { stand, days, afterEnd }],
  };
}

function countWorkdays(period: Period, calendar: WorkCalendar): End {
  let at = period.start;
  for (let left = period.length; left > 0;) {
    at += 1;
    const stand = period.standstills.find((each) => each.from <= at && at < each.to);
    if (stand) at = stand.to - 1;
    else if (!calendar.restsOn(at)) left -= 1;
  }
  const leftOut = period.standstills.map((stand) => ({ stand, days: daysOf(stand, period.start), afterEnd: false }));
  return { last: at, leftOut };
}

function endOf(period: Period, calendar: WorkCalendar): End {
  const { rule, unit, length, start } = period;
  if (unit === 'agreed') return { last: period.dueOn ?? start, leftOut: [] };
  if (rule.direction === 'backward') {
    const last = unit === 'workingDay' ? minusWorkdays(calendar, start, length) : start - length;
    return { last, leftOut: [] };
  }
  if (unit === 'workingDay') return countWorkdays(period, calendar);
  const last = unit === 'calendarDay' ? start + length : addMonths(start, unit === 'year' ? length * 12 : length);
  return period.standstills.reduce<End>((end, stand) => afterStandstill(end, stand, start), { last, leftOut: [] });
}

function within(day: DayNumber): DayNumber {
  if (day <= LAST_DAY) return day;
  throw new LawError('too-far', 'length', {
    zh: '期间届满超出 2200 年；请核对起算日和期间长度。',
    en: 'The period ends after the year 2200; check the start and the length.',
  });
}

function countHours(period: Period): Counted {
  const dueAt = (period.startAt ?? period.start * 86400) + period.length * 3600;
  const due = within(dayOfInstant(dueAt));
  return { nominal: due, due, dueAt, provisional: false, leftOut: [] };
}

const rolls = ({ rule, unit }: Pick<Period, 'rule' | 'unit'>): boolean => rule.rolls && unit !== 'agreed';

/** Whether the answer depends on which days are worked. */
export const looksAtCalendar = (period: Pick<Period, 'rule' | 'unit'>): boolean =>
  period.unit !== 'hour' && (rolls(period) || period.unit === 'workingDay');

/** The first and the last year whose days were looked at: all of a period of working days, else only its end. */
export function yearsOf({ unit }: Pick<Period, 'unit'>, start: DayNumber, { nominal, due }: Counted): [number, number] {
  const first = unit === 'workingDay' ? Math.min(start, due) : nominal;
  return [yearOf(first), yearOf(Math.max(start, due))];
}

/** When the period ends. Only working days and the move off a rest day look at the calendar. */
export function count(period: Period, calendar: WorkCalendar): Counted {
  if (period.unit === 'hour') return countHours(period);
  const { last: end, leftOut } = endOf(period, calendar);
  const nominal = within(end);
  const due = rolls(period) ? onOrAfter(calendar, nominal) : nominal;
  const first = period.unit === 'workingDay' ? Math.min(period.start, nominal) : nominal;
  const last = period.unit === 'workingDay' ? Math.max(period.start, due) : due;
  return { nominal, due, provisional: looksAtCalendar(period) && !settled(calendar, first, last), leftOut };
}
