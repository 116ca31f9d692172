import { describe, expect, it } from '@jest/globals';
import { calendar, calendarWith, deadline, faultOf, newsOf, noticeOf, notices, type PublishedDays } from '../index.ts';

/** Invented: what the notice of 2027 might say. */
const notice: PublishedDays = {
  year: 2027,
  number: '测试发〔2026〕1号',
  daysOff: ['2027-01-03', '2027-01-01', '2027-01-02', '2027-02-11', '2027-02-12'],
  makeUpDays: ['2027-01-30', '2027-01-30'],
};
const codeOf = (change: Partial<PublishedDays>) => faultOf({ ...notice, ...change })?.code;

describe('a notice that an office publishes', () => {
  it('is asked for days of its own year, worked or off, on weekends that are no holidays', () => {
    expect(faultOf(notice)).toBeUndefined();
    expect(codeOf({ daysOff: ['2026-12-31'] })).toBe('day-of-another-year');
    expect(codeOf({ makeUpDays: ['2028-01-01'] })).toBe('day-of-another-year');
    expect(codeOf({ makeUpDays: ['2027-01-02'] })).toBe('day-off-and-worked');
    expect(codeOf({ makeUpDays: ['2027-01-29'] })).toBe('make-up-on-a-working-day');
    expect(codeOf({ makeUpDays: ['2027-05-01'] })).toBe('make-up-on-a-holiday');
  });

  it('is refused in words that name the days', () =>
    expect(faultOf({ ...notice, makeUpDays: ['2027-01-29', '2027-01-28'] })).toMatchObject({
      field: 'makeUpDays',
      zh: expect.stringMatching(/^2027-01-28、2027-01-29 不是周末/),
      en: expect.stringMatching(/^2027-01-28, 2027-01-29: no weekend day/),
    }));

  it('becomes stretches under their names; the statutory holidays are off in any case', () => {
    const { off, makeUp, statutory } = noticeOf(notice);
    expect(makeUp).toEqual(['2027-01-30']);
    expect(statutory).toHaveLength(13);
    expect(off.slice(0, 3)).toEqual([
      { name: { zh: '元旦', en: 'New Year' }, from: '2027-01-01', to: '2027-01-03' },
      { name: { zh: '春节', en: 'Spring Festival' }, from: '2027-02-05', to: '2027-02-08' },
      { name: { zh: '公共', en: 'public' }, from: '2027-02-11', to: '2027-02-12' },
    ]);
    expect(off.at(-1)).toMatchObject({ from: '2027-10-01', to: '2027-10-03' });
  });

  it('continues the calendar: what was an estimate becomes final, and names it', () => {
    const acts = [{ kind: 'start', on: '2027-01-12' }] as const;
    const before = deadline({ rule: 'jc-apply', acts });
    const after = deadline({ rule: 'jc-apply', acts, calendar: calendarWith([notice]) });
    expect(before).toMatchObject({ due: '2027-02-11', provisional: true, calendar: '2027年放假通知未收录' });
    expect(after).toMatchObject({ due: '2027-02-15', provisional: false, calendar: notice.number });
    expect(after.explain.map(({ zh }) => zh)).toContain(`放假安排：${notice.number}。`);
    expect(before.explain.some(({ zh }) => zh.startsWith('放假安排'))).toBe(false);
  });

  it('leaves the years before it alone', () => {
    const wider = calendarWith([notice]);
    expect(wider.versionOf(2024, 2026)).toBe(calendar.versionOf(2024, 2026));
    expect(calendarWith([]).version).toBe(calendar.version);
  });

  it('may amend the notice of its year, as happened in 2020', () => {
    const amended = { ...notice, number: '测试发〔2027〕2号', daysOff: [...notice.daysOff, '2027-01-04'] };
    expect(newsOf(notice, [])).toBe('new');
    expect(newsOf({ ...notice, daysOff: [...notice.daysOff].reverse() }, [notice])).toBe('known');
    expect(newsOf(amended, [notice])).toBe('amendment');
    expect(calendarWith([notice, amended]).isRestDay('2027-01-04')).toBe(true);
    expect(calendarWith([notice, amended]).versionOf(2027, 2027)).toBe(amended.number);
  });

  it('takes nothing from the holidays that this build knows of the year that it amends', () => {
    const amended: PublishedDays = { year: 2026, number: '测试发〔2026〕9号', daysOff: ['2026-01-02'], makeUpDays: [] };
    const after = calendarWith([amended]);
    const days = notices.find(({ year }) => year === 2026)!.statutory;
    expect(days.filter((day) => !after.isStatutoryHoliday(day) || !after.isRestDay(day))).toEqual([]);
    expect(noticeOf(amended).off.map(({ name }) => name.zh)).toContain('清明节');
    expect(faultOf({ ...amended, makeUpDays: ['2026-04-05'] })?.code).toBe('make-up-on-a-holiday');
  });

  it('is known already when it says what this build knows', () => {
    const [, , built] = notices;
    const days = built!.off.flatMap(({ from, to }) => {
      const length = (Date.parse(to) - Date.parse(from)) / 86_400_000;
      return Array.from({ length: length + 1 }, (_, n) =>
        new Date(Date.parse(from) + n * 86_400_000).toISOString().slice(0, 10),
      );
    });
    const again = { year: 2026, number: built!.number, daysOff: days, makeUpDays: built!.makeUp };
    expect(newsOf(again, [])).toBe('known');
    expect(newsOf({ ...again, number: '另一号' }, [])).toBe('amendment');
  });
});
