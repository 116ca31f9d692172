import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { calendar, notices } from '@yimen/law';
import { daysFrom, fromChineseDays, fromFolder, fromTyme, moonOf } from './calendars.ts';
import { compared, years } from './compare-calendar.ts';
import { seededYear } from './seed-calendar.ts';

describe('the calendar against other sources', () => {
  const folder = mkdtempSync(join(tmpdir(), 'yimen-calendar-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each([fromChineseDays, fromTyme])('agrees with $name on all 1,096 days', (source) => {
    expect(compared(calendar, source)).toEqual({ name: source.name, days: 1096, differences: [] });
  });

  it('finds the day on which a folder of files differs', () => {
    for (const { year, off, makeUp } of notices) {
      const offDays = off.flatMap(({ from, to }) => daysFrom(from, to)).map((date) => ({ date, isOffDay: true }));
      const wrong = year === 2026 ? offDays.filter((day) => day.date !== '2026-02-23') : offDays;
      const days = [...wrong, ...makeUp.map((date) => ({ date, isOffDay: false }))];
      writeFileSync(join(folder, `${year}.json`), JSON.stringify({ year, days }));
    }
    expect(compared(calendar, fromFolder(folder, years)).differences).toEqual(['2026-02-23']);
  });

  it.each(years)('is what the seed makes of %d', (year) => {
    const notice = notices.find((each) => each.year === year)!;
    const seeded = seededYear(year);
    const offOf = (days: typeof seeded) => days.off.flatMap(({ from, to }) => daysFrom(from, to)).sort();
    expect(offOf(seeded)).toEqual(offOf(notice));
    expect(seeded.makeUp).toEqual(notice.makeUp);
    expect(seeded.statutory).toEqual(notice.statutory);
  });

  it.each([2025, 2026, 2027, 2028, 2029, 2030])('has the statutory days of %d where a second moon has them', (year) => {
    const fixed = ['01-01', '05-01', '05-02', '10-01', '10-02', '10-03'];
    const byMoon = ['1/1', '1/2', '1/3', '5/5', '8/15'];
    const days = daysFrom(`${year}-01-01`, `${year}-12-31`);
    const moons = days.map(moonOf);
    const found = days.filter((day, at) => {
      const { month, day: moonDay, term } = moons[at]!;
      const eve = moons[at + 1]?.month === 1 && moons[at + 1]?.day === 1;
      return fixed.includes(day.slice(5)) || byMoon.includes(`${month}/${moonDay}`) || eve || term === '清明';
    });
    expect(days.filter((day) => calendar.isStatutoryHoliday(day))).toEqual(found);
  });

  const without = [...Array.from({ length: 10 }, (_, at) => 2014 + at), 2027, 2028, 2029, 2030];
  it.each(without)('knows the statutory days of %d without its notice', (year) => {
    const { statutory } = seededYear(year);
    expect(statutory.filter((day) => !calendar.isStatutoryHoliday(day) || !calendar.isRestDay(day))).toEqual([]);
    expect(daysFrom(`${year}-01-01`, `${year}-12-31`).filter((day) => calendar.isStatutoryHoliday(day))).toEqual(
      statutory,
    );
  });
});
