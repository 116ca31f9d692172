import { formatDay, readDay, type PlainDate } from '../day.ts';
import { shown } from '../shown.ts';
import { halfWidth, misread, type Reading } from './reading.ts';

const FORMS = [
  /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/,
  /^(\d{4})(年)(\d{1,2})月(\d{1,2})[日号]$/,
  /^(\d{4})()(\d{2})(\d{2})$/,
] as const;

/**
 * Reads a day as people type it: 2026-08-18, 2026/8/18, 2026.8.18, 2026年8月18日, 20260818, full-width digits. The year
 * stands first and has four digits: 3/5/26 could be three days, so it is refused.
 */
export function readDate(text: string): Reading {
  const typed = halfWidth(text);
  const parts = FORMS.map((form) => form.exec(typed)).find((found) => found !== null);
  const [, year = '', , month = '', day = ''] = parts ?? [];
  const found = readDay(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
  if (found !== undefined) return { ok: true, value: formatDay(found), warnings: [] };
  return misread('DATE', {
    zh: `“${shown(text, 20)}”不是日期，或者没有这一天；请写成 2026-08-18。`,
    en: `"${shown(text, 20)}" is no date, or there is no such day; write 2026-08-18.`,
  });
}

/** The day in its one form where it is written in another; anything else is left for the count to refuse. */
export function dayAsTyped(given: unknown): PlainDate | undefined {
  const text = typeof given === 'number' ? String(given) : given;
  const read = typeof text === 'string' ? readDate(text) : undefined;
  return read?.ok ? read.value : undefined;
}
