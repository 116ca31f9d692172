import { dayNumber, daysInMonth, type DayNumber } from '../day.ts';
import type { WorkCalendar } from './work-calendar.ts';

/** The day itself if it is worked, else the next working day (《民法典》203). */
export function onOrAfter(calendar: WorkCalendar, day: DayNumber): DayNumber {
  let at = day;
  while (calendar.restsOn(at)) at += 1;
  return at;
}

/** The day itself if it is worked, else the working day before: a pay day on a holiday moves earlier (工资支付规定 7). */
export function onOrBefore(calendar: WorkCalendar, day: DayNumber): DayNumber {
  let at = day;
  while (calendar.restsOn(at)) at -= 1;
  return at;
}

/** The n-th working day after the day, which is not counted. */
export function plusWorkdays(calendar: WorkCalendar, day: DayNumber, count: number): DayNumber {
  let at = day;
  for (let left = count; left > 0;) {
    at += 1;
    if (!calendar.restsOn(at)) left -= 1;
  }
  return at;
}

/** The n-th working day before the day, which is not counted. */
export function minusWorkdays(calendar: WorkCalendar, day: DayNumber, count: number): DayNumber {
  let at = day;
  for (let left = count; left > 0;) {
    at -= 1;
    if (!calendar.restsOn(at)) left -= 1;
  }
  return at;
}

/** Working days from one day to the other, both included. */
export function workdaysFrom(calendar: WorkCalendar, first: DayNumber, last: DayNumber): number {
  let count = 0;
  for (let day = first; day <= last; day += 1) if (!calendar.restsOn(day)) count += 1;
  return count;
}

export function workdaysInMonth(calendar: WorkCalendar, year: number, month: number): number {
  const first = dayNumber(year, month, 1);
  return workdaysFrom(calendar, first, first + daysInMonth(year, month) - 1);
}
