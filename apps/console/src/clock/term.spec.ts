import { describe, expect, it } from '@jest/globals';
import { dayOf, daysBetween, hourOf, sent, stamp } from './days.ts';
import { byUrgency, nextOf, termOf } from './term.ts';

const due = (day: string, status = 'running', provisional = false) => ({ due: day, status, provisional });
const today = '2025-09-24';

describe('a day in Shanghai', () => {
  it.each([
    ['2025-09-07T16:00:00Z', '2025-09-08'],
    ['2025-09-07T15:59:59Z', '2025-09-07'],
    ['2025-09-08T09:30:00+08:00', '2025-09-08'],
    ['2025-09-08', '2025-09-08'],
  ])('of %s is %s', (moment, day) => expect(dayOf(moment)).toBe(day));

  it('is counted across months and years', () => {
    expect(daysBetween('2025-12-30', '2026-01-02')).toBe(3);
    expect(daysBetween('2026-03-01', '2026-02-27')).toBe(-2);
  });

  it('is written the same wherever the browser stands', () => {
    expect(stamp('2025-09-08T01:30:00Z')).toBe('2025-09-08 09:30');
    expect(stamp('2025-09-08')).toBe('2025-09-08');
    expect(stamp('not a moment')).toBe('not a moment');
    expect(hourOf('2025-09-08T01:30:00Z')).toBe('09:30');
    expect(sent(Date.parse('2025-09-08T01:30:05Z'))).toBe('2025-09-08T09:30:05+08:00');
  });
});

describe('the clock of a deadline', () => {
  it.each([
    ['2025-10-08', 'running', 'far', 14],
    ['2025-09-27', 'running', 'far', 3],
    ['2025-09-26', 'running', 'few', 2],
    ['2025-09-25', 'running', 'few', 1],
    ['2025-09-24', 'running', 'today', 0],
    ['2025-09-23', 'running', 'late', 1],
    ['2025-09-20', 'breached', 'late', 4],
    ['2025-10-20', 'paused', 'paused', 26],
    ['2025-09-01', 'met', 'met', 0],
    ['2025-09-01', 'cancelled', 'cancelled', 0],
  ])('says of %s (%s): %s %d', (...[day, status, state, days]) =>
    expect(termOf(due(day, status), today)).toEqual({ state, days, estimated: false }),
  );

  it('is late within its last day when it had an hour', () => {
    expect(termOf(due('2025-09-24', 'breached'), today)).toMatchObject({ state: 'late', days: 0 });
  });

  it.each(['right', 'option'])('is over and not late when the day of a %s has passed', (nature) => {
    expect(termOf({ ...due('2025-09-23'), nature }, today)).toMatchObject({ state: 'lapsed', days: 0 });
    expect(termOf({ ...due('2025-09-24'), nature }, today)).toMatchObject({ state: 'today' });
    for (const owed of ['duty', 'obligation'])
      expect(termOf({ ...due('2025-09-23'), nature: owed }, today)).toMatchObject({ state: 'late', days: 1 });
  });

  it('is late by the days that it took, once it was done, and not by one more every day', () => {
    const done = { ...due('2025-09-11', 'breached'), ended: '2025-09-17' };
    for (const day of ['2025-09-17', '2025-09-24', '2026-09-24'])
      expect(termOf(done, day)).toMatchObject({ state: 'tardy', days: 6 });
    expect(nextOf([done], today)).toBeUndefined();
  });

  it('says that it is an estimate', () =>
    expect(termOf(due('2027-01-04', 'running', true), today).estimated).toBe(true));
});

describe('the order of deadlines', () => {
  const rows = [due('2025-12-11'), due('2025-09-11', 'met'), due('2025-09-24'), due('2025-09-22', 'breached')];

  it('puts the late ones first and the done ones last', () =>
    expect(byUrgency(rows, today).map((row) => row.due)).toEqual([
      '2025-09-22',
      '2025-09-24',
      '2025-12-11',
      '2025-09-11',
    ]));

  it('names the next one', () => {
    expect(nextOf(rows, today)?.due).toBe('2025-09-22');
    expect(nextOf([due('2025-09-11', 'met'), due('2025-10-11', 'paused')], today)).toBeUndefined();
  });

  it('does not call a right that ran out late', () => {
    const lapsed = { due: '2025-10-10', status: 'lapsed', provisional: false };
    expect(termOf(lapsed, '2025-10-15')).toEqual({ state: 'lapsed', days: 0, estimated: false });
    expect(nextOf([lapsed], '2025-10-15')).toBeUndefined();
  });
});
