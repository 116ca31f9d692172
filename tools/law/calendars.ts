import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import chineseDays from 'chinese-days';
import { LegalHoliday, SolarDay } from 'tyme4ts';

/** What another source says about a day. */
export interface DataSet {
  readonly name: string;
  isRestDay(day: string): boolean;
}

interface HolidayFile {
  readonly days: readonly { readonly date: string; readonly isOffDay: boolean }[];
}

const MILLISECONDS_A_DAY = 86_400_000;

export function daysFrom(first: string, last: string): string[] {
  const days: string[] = [];
  for (let at = Date.parse(first); at <= Date.parse(last); at += MILLISECONDS_A_DAY) {
    days.push(new Date(at).toISOString().slice(0, 10));
  }
  return days;
}

export function daysOfYear(year: number): string[] {
  return daysFrom(`${year}-01-01`, `${year}-12-31`);
}

export function isWeekend(day: string): boolean {
  return [0, 6].includes(new Date(day).getUTCDay());
}

export const fromChineseDays: DataSet = {
  name: 'chinese-days',
  isRestDay: (day) => !chineseDays.getDayDetail(day).work,
};

const partsOf = (day: string): [number, number, number] => [
  Number(day.slice(0, 4)),
  Number(day.slice(5, 7)),
  Number(day.slice(8)),
];

/** Another author's table of the same notices. */
export const fromTyme: DataSet = {
  name: 'tyme4ts',
  isRestDay: (day) => {
    const listed = LegalHoliday.fromYmd(...partsOf(day));
    return listed ? !listed.isWork() : isWeekend(day);
  },
};

/** Month and day of the moon's calendar, and the solar term of the day, as tyme4ts computes them. */
export function moonOf(day: string): { readonly month: number; readonly day: number; readonly term: string } {
  const solar = SolarDay.fromYmd(...partsOf(day));
  const moon = solar.getLunarDay();
  const term = solar.getTermDay();
  return {
    month: moon.getLunarMonth().getMonthWithLeap(),
    day: moon.getDay(),
    term: term.getDayIndex() === 0 ? term.getSolarTerm().getName() : '',
  };
}

/** A folder of files <year>.json in the form { days: [{ date, isOffDay }] }, as holiday-cn publishes them. */
export function fromFolder(folder: string, years: readonly number[]): DataSet {
  const off = new Map<string, boolean>();
  for (const year of years) {
    const file = JSON.parse(readFileSync(join(folder, `${year}.json`), 'utf8')) as HolidayFile;
    for (const { date, isOffDay } of file.days) off.set(date, isOffDay);
  }
  return { name: folder, isRestDay: (day) => off.get(day) ?? isWeekend(day) };
}
