import { LawError } from './law-error.ts';
import { missing } from './missing.ts';
import { shown } from './shown.ts';

/** A legal day, 'YYYY-MM-DD', in the zone Asia/Shanghai. Legal days are never instants. */
export type PlainDate = string;

/** Days since 1970-01-01. All counting is done on whole numbers, so no zone and no clock can disturb it. */
export type DayNumber = number;

export interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
const FIRST_YEAR = 1800;
const LAST_YEAR = 2200;

export function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (DAYS_IN_MONTH[month - 1] ?? 0);
}

/** Counts days with a year that begins in March, so that the leap day is the last of its year. */
export function dayNumber(year: number, month: number, day: number): DayNumber {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

/** The inverse of {@link dayNumber}. */
export function civilDate(day: DayNumber): CivilDate {
  const z = day + 719468;
  const era = Math.floor(z / 146097);
  const dayOfEra = z - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const mp = Math.floor((5 * dayOfYear + 2) / 153);
  const month = mp < 10 ? mp + 3 : mp - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * mp + 2) / 5) + 1,
  };
}

/** First days of the years from {@link FIRST_YEAR} to the one after {@link LAST_YEAR}. */
const newYears = Int32Array.from({ length: LAST_YEAR - FIRST_YEAR + 2 }, (_, at) => dayNumber(FIRST_YEAR + at, 1, 1));

export function yearOf(day: DayNumber): number {
  const guess = 1970 + Math.floor(day / 365.2425);
  if (guess < FIRST_YEAR || guess > LAST_YEAR) return civilDate(day).year;
  const at = guess - FIRST_YEAR;
  if ((newYears[at + 1] ?? day) <= day) return guess + 1;
  return (newYears[at] ?? day) > day ? guess - 1 : guess;
}

/** Every day that was written once; there are not many, and they are written again and again. */
const written = new Map<DayNumber, PlainDate>();

export function formatDay(day: DayNumber): PlainDate {
  const known = written.get(day);
  if (known !== undefined) return known;
  const { year, month, day: d } = civilDate(day);
  const text = `${year}-${month < 10 ? '0' : ''}${month}-${d < 10 ? '0' : ''}${d}`;
  written.set(day, text);
  return text;
}

const ZERO = 48;

/** The number written from one place to another; not a number where anything but digits stands there. */
function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at += 1) {
    const digit = text.charCodeAt(at) - ZERO;
    value = digit >= 0 && digit <= 9 ? value * 10 + digit : Number.NaN;
  }
  return value;
}

/** Answers nothing for text that is no day of the calendar, such as 31 June. */
export function readDay(text: unknown): DayNumber | undefined {
  if (typeof text !== 'string' || text.length !== 10 || text[4] !== '-' || text[7] !== '-') return undefined;
  const [year, month, day] = [digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10)];
  if (!(year >= FIRST_YEAR && year <= LAST_YEAR && month >= 1 && month <= 12)) return undefined;
  return day >= 1 && day <= daysInMonth(year, month) ? dayNumber(year, month, day) : undefined;
}

/** Reads a day or says which field of the request is not one. */
export function parseDay(text: unknown, field: string): DayNumber {
  const day = readDay(text);
  if (day !== undefined) return day;
  if (text === undefined) throw missing(field);
  throw new LawError('invalid-date', field, {
    zh: `“${shown(text)}”不是有效日期（应为 ${FIRST_YEAR} 至 ${LAST_YEAR} 年间真实存在的一天，如 2026-06-30）；请更正后重试。`,
    en: `"${shown(text)}" is not a real day between ${FIRST_YEAR} and ${LAST_YEAR} (write 2026-06-30); correct it and retry.`,
  });
}

/**
 * The corresponding day n months on. Where the month has no such day it is the last of the month (《民法典》202).
 */
export function addMonths(day: DayNumber, months: number): DayNumber {
  const { year, month, day: d } = civilDate(day);
  const index = year * 12 + (month - 1) + months;
  const y = Math.floor(index / 12);
  const m = (index % 12) + 1;
  return dayNumber(y, m, Math.min(d, daysInMonth(y, m)));
}

/** 0 is Sunday, 6 is Saturday. */
export function weekday(day: DayNumber): number {
  return (((day + 4) % 7) + 7) % 7;
}
