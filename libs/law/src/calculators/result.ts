import type { WorkCalendar } from '../calendar/work-calendar.ts';
import { yearOf, type DayNumber } from '../day.ts';
import { LawError } from '../law-error.ts';
import { missing } from '../missing.ts';
import { say, type Step } from '../step.ts';
import type { Exact } from './exact.ts';
import { shown } from '../shown.ts';

/** A sum in fen with the way it was found, line by line, as the clerk would write it on the claim. */
export interface Sum {
  readonly sum: number;
  readonly steps: Step[];
}

const GROUPS = /\B(?=(\d{3})+(?!\d))/g;

/** 126000.00 yuan as "126,000.00". */
export function yuan(fen: number): string {
  const whole = Math.trunc(Math.abs(fen) / 100);
  const rest = String(Math.abs(fen) % 100).padStart(2, '0');
  return `${fen < 0 ? '-' : ''}${String(whole).replace(GROUPS, ',')}.${rest}`;
}

/** A fraction of yuan for reading only: at most four decimals, never used to count on. */
export function yuanOf(value: Exact): string {
  const units = (value.over * 10000n) / (value.under * 100n);
  const text = `${units / 10000n}.${String(units % 10000n).padStart(4, '0')}`;
  return text.replace(/0{1,2}$/, '');
}

/** Money at the door: a whole number of fen, not negative. */
export function fen(value: unknown, field: string): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  if (value === undefined) throw missing(field);
  throw new LawError('invalid-money', field, {
    zh: `${field} 须为不小于 0 的整数“分”，收到“${shown(value)}”。`,
    en: `${field} is a whole number of fen, not below 0, and not "${shown(value)}".`,
  });
}

export interface Limits {
  readonly from: number;
  readonly to: number;
}

/** A number within limits; hours and rates may have decimals. */
export function within(value: unknown, field: string, limits: Limits): number {
  if (typeof value === 'number' && Number.isFinite(value) && value >= limits.from && value <= limits.to) return value;
  if (value === undefined || Number.isNaN(value)) throw missing(field);
  throw new LawError('out-of-range', field, {
    zh: `${field} 须在 ${limits.from} 至 ${limits.to} 之间，收到“${shown(value)}”。`,
    en: `${field} has to be from ${limits.from} to ${limits.to}, not "${shown(value)}".`,
  });
}

export function wholeWithin(value: unknown, field: string, limits: Limits): number {
  const number = within(value, field, limits);
  if (Number.isInteger(number)) return number;
  throw new LawError('out-of-range', field, {
    zh: `${field} 须为整数，收到“${number}”。`,
    en: `${field} has to be a whole number, not "${number}".`,
  });
}

/** What is said where days were sorted by the calendar of a year whose holiday notice is not recorded. */
export function uncertain(calendar: WorkCalendar, days: readonly DayNumber[]): Step[] {
  const years = [...new Set(days.map(yearOf))].filter((year) => !calendar.published(year)).sort((a, b) => a - b);
  if (years.length === 0) return [];
  const zh = `暂定：${years.join('、')} 年的放假通知未收录，调休放假和上班的日子没有计入；请按当年的通知核对。`;
  const en = `Provisional: the holiday notice of ${years.join(', ')} is not recorded, so no moved day is in.`;
  return [say(zh, en)];
}

/** Lists at the door: rows read from a request may be anything. */
export function rows<T>(value: readonly T[] | undefined, field: string): readonly T[] {
  if (Array.isArray(value) && value.every((row) => typeof row === 'object' && row !== null)) return value;
  if (value === undefined) throw missing(field);
  throw new LawError('invalid-list', field, {
    zh: `${field} 须为列表。`,
    en: `${field} has to be a list.`,
  });
}
