import { calendar, dayAsTyped, shown } from '@yimen/law';
import { daysFrom } from './calendars.ts';
import { checkFields, wrong, type Answer, type Request } from './refusals.ts';

/** What kind of day it is: worked or not, and whether it carries 300 %. */
export function dayKind(request: Request): Answer {
  checkFields(request, ['id', 'day']);
  const day = dayAsTyped(request['day']);
  if (day === undefined) {
    throw wrong('invalid-date', 'day', {
      zh: `“${shown(request['day'])}”不是有效日期；请写成 2026-02-28。`,
      en: `"${shown(request['day'])}" is no real day; write 2026-02-28.`,
    });
  }
  const year = Number(day.slice(0, 4));
  const rest = calendar.isRestDay(day);
  const [statutory, name] = [
    calendar.isStatutoryHoliday(day),
    calendar.nameOf(Math.floor(Date.parse(day) / 86_400_000)),
  ];
  return { day, workday: !rest, statutory, name, ...noticed(year) };
}

/** How many working days a month has, and which days of it are statutory holidays. */
export function monthOf(request: Request): Answer {
  checkFields(request, ['id', 'month']);
  const { month } = request;
  const [, year, number] = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(typeof month === 'string' ? month : '') ?? [];
  if (year === undefined || number === undefined || year < '1800' || year > '2200') {
    throw wrong('invalid-period', 'month', {
      zh: `“${shown(month)}”不是月份；请写成 2026-03。`,
      en: `"${shown(month)}" is no month; write 2026-03.`,
    });
  }
  const last = new Date(Date.UTC(Number(year), Number(number), 0)).toISOString().slice(0, 10);
  const days = daysFrom(`${year}-${number}-01`, last);
  const workdays = days.filter((day) => !calendar.isRestDay(day)).length;
  const statutory = days.filter((day) => calendar.isStatutoryHoliday(day));
  return { month: `${year}-${number}`, days: days.length, workdays, statutory, ...noticed(Number(year)) };
}

/** By which notice; without one the answer is provisional. */
function noticed(year: number): Answer {
  return { provisional: !calendar.published(year), calendar: calendar.versionOf(year, year) };
}
