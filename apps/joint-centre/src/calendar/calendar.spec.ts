import { describe, expect, it } from '@jest/globals';
import { CalendarPublished, type Notices } from '@yimen/casework';
import { given } from '@yimen/kernel/testing';
import { calendar, PublishCalendar } from './calendar.ts';

/** Invented: what the notice of 2027 might say. */
const said = {
  year: 2027,
  number: '测试发〔2026〕1号',
  daysOff: ['2027-01-03', '2027-01-01', '2027-01-02'],
  makeUpDays: ['2027-01-30'],
};
const sorted = { ...said, daysOff: ['2027-01-01', '2027-01-02', '2027-01-03'] };
const heard = (...notices: (typeof said)[]): Notices => ({
  ...{ edition: notices.length, amended: 0, publishedAt: '', cause: '' },
  heard: notices,
});
const asked = (change: Partial<typeof said> = {}, facts = heard()) =>
  given(calendar).when(PublishCalendar({ ...said, ...change }), { facts });

describe('the notice of a year', () => {
  it('is published with its days in order, each once', () =>
    asked({ daysOff: [...said.daysOff, '2027-01-01'] }).then(CalendarPublished({ ...sorted, amends: false })));

  it('is refused when it says what is known, however it is written', () => {
    asked({}, heard(sorted)).refused('already-published');
    given(calendar, CalendarPublished({ ...sorted, amends: false }))
      .when(PublishCalendar(said), { facts: heard() })
      .refused('already-said');
  });

  it('amends the year when it says something else of it', () => {
    const later = { ...said, number: '测试发〔2027〕1号' };
    asked(later, heard(sorted)).then(CalendarPublished({ ...sorted, ...later, daysOff: sorted.daysOff, amends: true }));
  });

  it('is refused with the days that cannot be', () => {
    asked({ makeUpDays: ['2027-01-29'] }).refused('make-up-on-a-working-day');
    asked({ daysOff: ['2026-12-31'] }).refused('day-of-another-year');
    asked({ makeUpDays: ['2027-01-02'] }).refused('day-off-and-worked');
    expect(asked({ makeUpDays: ['2027-01-29'] }).decision).toMatchObject({
      message: { zh: expect.stringContaining('2027-01-29') },
      law: '全国年节及纪念日放假办法',
    });
  });

  it('shows its number and how many days it names', () => {
    const { state } = given(calendar, CalendarPublished({ ...sorted, amends: false }));
    expect(calendar.show(state)?.facts.map(({ value }) => value)).toEqual(['2027', said.number, 3, '2027-01-30']);
    expect(calendar.show(given(calendar).state)).toBeUndefined();
  });
});
