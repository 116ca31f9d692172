import { dayNumber, formatDay, readDay, type DayNumber } from '../day.ts';
import { LawError } from '../law-error.ts';
import { shown } from '../shown.ts';

/** Seconds since 1970-01-01T00:00Z. */
export type Instant = number;

const SHANGHAI = 8 * 3600;
const ISO = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})?$/;

function offsetSeconds(text: string | undefined): number {
  if (text === undefined) return SHANGHAI;
  if (text === 'Z') return 0;
  const sign = text.startsWith('-') ? -1 : 1;
  return sign * (Number(text.slice(1, 3)) * 3600 + Number(text.slice(4, 6)) * 60);
}

export function parseInstant(text: unknown, field: string): Instant {
  const match = typeof text === 'string' ? ISO.exec(text) : null;
  const day = match ? readDay(match[1]) : undefined;
  const [hour, minute, second] = [Number(match?.[2]), Number(match?.[3]), Number(match?.[4] ?? 0)];
  if (!match || day === undefined || hour > 23 || minute > 59 || second > 59) {
    throw new LawError('invalid-instant', field, {
      zh: `“${shown(text)}”不是有效时刻；请写成 2026-06-30T10:00:00+08:00。`,
      en: `"${shown(text)}" is not an instant; write 2026-06-30T10:00:00+08:00.`,
    });
  }
  return day * 86400 + hour * 3600 + minute * 60 + second - offsetSeconds(match[5]);
}

/** The legal day on which the instant falls in Shanghai. */
export function dayOfInstant(instant: Instant): DayNumber {
  return Math.floor((instant + SHANGHAI) / 86400);
}

export function formatInstant(instant: Instant): string {
  const local = instant + SHANGHAI;
  const seconds = local - Math.floor(local / 86400) * 86400;
  const two = (value: number): string => String(value).padStart(2, '0');
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return `${formatDay(dayOfInstant(instant))}T${two(h)}:${two(m)}:${two(s)}+08:00`;
}

/** The last legal day this library writes; a count that runs past it is refused rather than answered wrongly. */
export const LAST_DAY: DayNumber = dayNumber(2200, 12, 31);
