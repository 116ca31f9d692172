import { describe, expect, it } from '@jest/globals';
import { calendar, calendarFrom, notices } from '../index.ts';
import { parseDay } from '../day.ts';
import { minusWorkdays, onOrBefore, plusWorkdays, workdaysInMonth } from './workdays.ts';

const day = (text: string) => parseDay(text, 'day');
const months = (year: number) => Array.from({ length: 12 }, (_, i) => workdaysInMonth(calendar, year, i + 1));

describe('the working calendar', () => {
  it('has the working days of each month that the notices leave', () => {
    expect(months(2024).reduce((a, b) => a + b)).toBe(251);
    expect(months(2025)).toEqual([19, 19, 21, 22, 19, 20, 23, 21, 23, 18, 20, 23]);
    expect(months(2026)).toEqual([21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23]);
  });

  it('has eleven statutory days up to 2024 and thirteen since', () => {
    expect(notices.map((notice) => notice.statutory.length)).toEqual([11, 13, 13]);
    expect(calendar.isStatutoryHoliday('2025-10-06')).toBe(true);
    expect(calendar.isStatutoryHoliday('2025-10-05')).toBe(false);
  });

  it('works on make-up weekends and rests on swapped weekdays', () => {
    expect(['2025-09-28', '2026-02-28'].map((text) => calendar.isRestDay(text))).toEqual([false, false]);
    expect(['2025-10-08', '2026-05-05', '2026-03-01'].map((text) => calendar.isRestDay(text))).toEqual([
      true,
      true,
      true,
    ]);
  });

  it('knows the statutory days of a year without a notice, and that there is none', () => {
    expect(calendar.published(2027)).toBe(false);
    expect(['2027-02-05', '2027-02-08', '2027-02-09', '2027-10-01'].map((text) => calendar.isRestDay(text))).toEqual([
      true,
      true,
      false,
      true,
    ]);
  });

  it('takes a new notice and refuses two for one year', () => {
    const notice = {
      ...notices[2]!,
      year: 2027,
      number: '测试〔2026〕1号',
      off: [],
      statutory: [],
      makeUp: ['2027-01-02'],
    };
    const wider = calendarFrom([...notices, notice]);
    expect(wider.isRestDay('2027-01-02')).toBe(false);
    expect(wider.versionOf(2026, 2027)).toBe('国办发明电〔2025〕7号、测试〔2026〕1号');
    expect(() => calendarFrom([...notices, notices[0]!])).toThrow(expect.objectContaining({ code: 'two-notices' }));
  });

  it('counts both ways', () => {
    expect(plusWorkdays(calendar, day('2025-09-22'), 5)).toBe(day('2025-09-28'));
    expect(minusWorkdays(calendar, day('2025-09-28'), 5)).toBe(day('2025-09-22'));
    expect(onOrBefore(calendar, day('2025-10-05'))).toBe(day('2025-09-30'));
  });
});
