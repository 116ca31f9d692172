/** Days and moments the way people write them; everything that is none is answered with undefined. */
import { halfWidth } from '../parts/half-width.ts';

const plain = (text: string): string => halfWidth(text).trim();

/** 年, 月 and 日 are read like the signs between numbers. */
const DAY = /^(\d{4})(?:[-./\u5e74](\d{1,2})[-./\u6708](\d{1,2})\u65e5?|(\d{2})(\d{2}))$/;
const SHORT = /^(\d{2})(\d{2})(\d{2})$/;
const MONTH = /^(\d{4})[-./\u5e74]?(\d{1,2})\u6708?$/;

const two = (digits: string): string => digits.padStart(2, '0');
const exists = (day: string): boolean => {
  const at = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day);
};

/** `2026-03-05`, `20260305`, `2026.3.5`, `2026/3/5` or `260305`. */
export function readDay(text: string): string | undefined {
  const typed = plain(text);
  const [, year = '', month, date, monthToo = '', dateToo = ''] = DAY.exec(typed) ?? [];
  const [, short = '', ...rest] = SHORT.exec(typed) ?? [];
  const [of, ...at] = short ? [`20${short}`, ...rest] : [year, month ?? monthToo, date ?? dateToo];
  const day = [of, ...at.map(two)].join('-');
  return exists(day) ? day : undefined;
}

/** `2026-03`, `202603`, `2026.3` or `2026/3`. */
export function readMonth(text: string): string | undefined {
  const [, year = '', month = ''] = MONTH.exec(plain(text)) ?? [];
  return exists(`${year}-${two(month)}-01`) ? `${year}-${two(month)}` : undefined;
}

const HOUR = /^(.*?)(?:[T ]+(\d{1,2}):(\d{2})(?::\d{2}(?:\+08:00)?)?|(\d{2})(\d{2}))?$/;

/** A day with or without its hour, `202603051430` too, on the wall in Shanghai; what it answers it reads as well. */
export function readMoment(text: string): string | undefined {
  const typed = plain(text);
  const whole = readDay(typed);
  const [, day = '', hour, minute, hourToo = '00', minuteToo = '00'] = HOUR.exec(typed) ?? [];
  const on = whole ?? readDay(day);
  const at = whole ? '00:00' : `${two(hour ?? hourToo)}:${minute ?? minuteToo}`;
  return on && /^([01]\d|2[0-3]):[0-5]\d$/.test(at) ? `${on}T${at}:00+08:00` : undefined;
}
