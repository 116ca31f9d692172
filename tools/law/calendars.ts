import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import chineseDays from 'chinese-days';

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

/** A folder of files <year>.json in the form { days: [{ date, isOffDay }] }, as holiday-cn publishes them. */
export function fromFolder(folder: string, years: readonly number[]): DataSet {
  const off = new Map<string, boolean>();
  for (const year of years) {
    const file = JSON.parse(readFileSync(join(folder, `${year}.json`), 'utf8')) as HolidayFile;
    for (const { date, isOffDay } of file.days) off.set(date, isOffDay);
  }
  return { name: folder, isRestDay: (day) => off.get(day) ?? isWeekend(day) };
}
