import { dayNumber, formatDay, parseDay, weekday, yearOf, type DayNumber, type PlainDate } from '../day.ts';
import { LawError } from '../law-error.ts';
import { say, type Step } from '../step.ts';
import { notices as publishedNotices, type NoticeDays } from './notices.ts';
import { statutoryDays } from './statutory.ts';

/**
 * Which days are worked. Made by {@link calendarFrom} out of notices, so that a new notice makes a new calendar and an
 * old answer can still say by which notices it was counted. A year without a notice has its weekends and its statutory
 * holidays off; whatever is counted in it is provisional (暂定).
 */
export interface WorkCalendar {
  /** Numbers of all notices it is made of. */
  readonly version: string;
  isRestDay(day: PlainDate): boolean;
  /** One of the days that carry 300 % and cannot be given back as time off. */
  isStatutoryHoliday(day: PlainDate): boolean;
  published(year: number): boolean;
  /** Numbers of the notices for the years asked; a year without one is named as not published. */
  versionOf(firstYear: number, lastYear: number): string;
  /** The number of the notice for a year; undefined while there is none. */
  numberOf(year: number): string | undefined;
  /** The same as `isRestDay`, for counting. */
  restsOn(day: DayNumber): boolean;
  isStatutory(day: DayNumber): boolean;
  /** What to call the day in an explanation: a holiday, a weekend day, a make-up working day, a working day. */
  nameOf(day: DayNumber): Step;
}

const FIRST = dayNumber(2000, 1, 1);
const LAST = dayNumber(2099, 12, 31);
const WEEKDAYS = [
  say('星期日', 'Sunday'),
  say('星期一', 'Monday'),
  say('星期二', 'Tuesday'),
  say('星期三', 'Wednesday'),
  say('星期四', 'Thursday'),
  say('星期五', 'Friday'),
  say('星期六', 'Saturday'),
];

interface Sheet {
  /** One entry a day of 2000–2099: 1 where nobody works. */
  readonly rest: Uint8Array;
  readonly statutory: Set<DayNumber>;
  readonly names: Map<DayNumber, Step>;
}

function weekend(day: DayNumber): boolean {
  const w = weekday(day);
  return w === 0 || w === 6;
}

function markStatutory(sheet: Sheet, day: DayNumber, name: Step): void {
  sheet.statutory.add(day);
  sheet.names.set(day, name);
  sheet.rest[day - FIRST] = 1;
}

function markUnpublished(sheet: Sheet, year: number): void {
  const name = say('法定节假日', 'statutory holiday');
  for (const { day } of statutoryDays(year)) markStatutory(sheet, day, name);
}

function markNotice(sheet: Sheet, notice: NoticeDays): void {
  for (const { name, from, to } of notice.off) {
    const end = parseDay(to, 'off.to');
    for (let day = parseDay(from, 'off.from'); day <= end; day += 1) {
      sheet.rest[day - FIRST] = 1;
      sheet.names.set(day, say(`${name.zh}假期`, `${name.en} holiday`));
    }
  }
  for (const text of notice.makeUp) {
    const day = parseDay(text, 'makeUp');
    sheet.rest[day - FIRST] = 0;
    sheet.names.set(day, say('调休上班日', 'make-up working day'));
  }
  for (const text of notice.statutory) sheet.statutory.add(parseDay(text, 'statutory'));
}

function draw(byYear: ReadonlyMap<number, NoticeDays>): Sheet {
  const sheet: Sheet = { rest: new Uint8Array(LAST - FIRST + 1), statutory: new Set(), names: new Map() };
  for (let day = FIRST; day <= LAST; day += 1) sheet.rest[day - FIRST] = weekend(day) ? 1 : 0;
  for (let year = 2000; year <= 2099; year += 1) if (!byYear.has(year)) markUnpublished(sheet, year);
  // Notices come last: the notice of one year may make a weekend day of its neighbour a working day.
  for (const notice of byYear.values()) markNotice(sheet, notice);
  return sheet;
}

function versionBetween(byYear: ReadonlyMap<number, NoticeDays>, first: number, last: number): string {
  const parts: string[] = [];
  for (let year = first; year <= last; year += 1) {
    parts.push(byYear.get(year)?.number ?? `${year}年放假通知未收录`);
  }
  return parts.length <= 4 ? parts.join('、') : `${parts.slice(0, 3).join('、')}……${parts.at(-1)}`;
}

/** Two notices for one year are refused: which of them rules is for the office to say, not for the order of a list. */
export function calendarFrom(list: readonly NoticeDays[]): WorkCalendar {
  const byYear = new Map<number, NoticeDays>();
  for (const notice of list) {
    if (byYear.has(notice.year)) {
      throw new LawError('two-notices', 'notices', {
        zh: `${notice.year} 年有两份放假通知；请只保留现行的一份。`,
        en: `There are two holiday notices for ${notice.year}; keep only the one in force.`,
      });
    }
    byYear.set(notice.year, notice);
  }
  const sheet = draw(byYear);
  const versions = new Map<number, string>();
  const restsOn = (day: DayNumber): boolean =>
    day >= FIRST && day <= LAST ? sheet.rest[day - FIRST] === 1 : weekend(day);
  return {
    version: list.map((notice) => notice.number).join('、'),
    isRestDay: (text) => restsOn(parseDay(text, 'day')),
    isStatutoryHoliday: (text) => sheet.statutory.has(parseDay(text, 'day')),
    published: (year) => byYear.has(year),
    numberOf: (year) => byYear.get(year)?.number,
    restsOn,
    isStatutory: (day) => sheet.statutory.has(day),
    nameOf: (day) => sheet.names.get(day) ?? WEEKDAYS[weekday(day)] ?? say(formatDay(day), formatDay(day)),
    versionOf: (first, last) => {
      const key = first * 10000 + last;
      const known = versions.get(key) ?? versionBetween(byYear, first, last);
      versions.set(key, known);
      return known;
    },
  };
}

/** The calendar of 2024–2026. */
export const calendar: WorkCalendar = calendarFrom(publishedNotices);

/** Whether every day from one to the other, both included, lies in a year whose notice is published. */
export function settled(calendarInUse: WorkCalendar, first: DayNumber, last: DayNumber): boolean {
  for (let year = yearOf(first); year <= yearOf(last); year += 1) {
    if (!calendarInUse.published(year)) return false;
  }
  return true;
}
