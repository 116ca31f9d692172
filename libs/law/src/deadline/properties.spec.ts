import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { calendar, deadline, dueDate, rules, type Deadline, type LegalAct, type Rule } from '../index.ts';
import { formatDay, parseDay } from '../day.ts';
import { replayed } from '../../test/replayed.ts';

/** Each run asks every rule of the list, so each rule is asked as often as there are runs. */
const RUNS = { numRuns: 1_000 };
const FEWER = { numRuns: 200 };

const FIRST = parseDay('2023-06-01', 'first');
const LAST = parseDay('2027-12-31', 'last');

const startDay = fc.integer({ min: FIRST, max: LAST });
const inDays = rules.filter((rule) => rule.unit !== 'agreed' && rule.unit !== 'hour');
const forward = inDays.filter((rule) => rule.direction === 'forward');
const plus = (day: number, more: number) => formatDay(day + more);
const begun = (rule: Rule, day: number, more: readonly LegalAct[]) => ({
  rule: rule.id,
  acts: [{ kind: 'start', on: formatDay(day) } as const, ...more],
});
const from = (rule: Rule, day: number, ...more: LegalAct[]): Deadline => deadline(begun(rule, day, more));
const bare = (rule: Rule, day: number, ...more: LegalAct[]) => dueDate(begun(rule, day, more));
const dueOf = (rule: Rule, day: number, ...more: LegalAct[]): string => bare(rule, day, ...more).due;
const stood = (day: number, begin: number, days: number): LegalAct[] => [
  { kind: 'pause', on: plus(day, begin) },
  { kind: 'resume', on: plus(day, begin + days) },
];

/** Holds for every rule of the list; what does not is named. */
function everyRule(list: readonly Rule[], holds: (rule: Rule) => boolean): void {
  expect(list.filter((rule) => !holds(rule)).map(({ id }) => id)).toEqual([]);
}

describe('every deadline', () => {
  it('that rolls never ends on a rest day, nor one in working days, however it was moved', () => {
    const moved = fc.tuple(startDay, fc.integer({ min: 1, max: 20 }), fc.nat(60), fc.boolean());
    fc.assert(
      fc.property(moved, ([day, begin, stand, extend]) =>
        everyRule(forward, (rule) => {
          const length = rule.extension?.length ?? 3;
          const acts: LegalAct[] = [
            ...(rule.extension && extend ? [{ kind: 'extend', on: plus(day, 1), length } as const] : []),
            ...(rule.pause ? stood(day, begin, stand) : []),
          ];
          const due = dueOf(rule, day, ...acts);
          const works = rule.rolls || rule.unit === 'workingDay';
          return due > formatDay(day) && (!works || !calendar.isRestDay(due));
        }),
      ),
      RUNS,
    );
  });

  it('counted back in working days ends on one, before its start', () => {
    const back = inDays.filter((rule) => rule.direction === 'backward');
    fc.assert(
      fc.property(startDay, (day) =>
        everyRule(back, (rule) => {
          const due = dueOf(rule, day);
          return due < formatDay(day) && (rule.unit !== 'workingDay' || !calendar.isRestDay(due));
        }),
      ),
      RUNS,
    );
  });

  it('is not earlier for a later start', () => {
    fc.assert(
      fc.property(startDay, fc.nat(40), (day, more) =>
        everyRule(inDays, (rule) => dueOf(rule, day + more) >= dueOf(rule, day)),
      ),
      FEWER,
    );
  });

  it('is met on its last day; a day later what is owed is breached, a right or an option has lapsed', () => {
    fc.assert(
      fc.property(startDay, (day) =>
        everyRule(inDays, (rule) => {
          const due = parseDay(dueOf(rule, day), 'due');
          const stop = (on: number) => bare(rule, day, { kind: 'stop', on: formatDay(on) }).status;
          return (
            stop(due) === 'met' &&
            stop(due + 1) === (['duty', 'obligation'].includes(rule.nature) ? 'breached' : 'lapsed')
          );
        }),
      ),
      FEWER,
    );
  });

  it('is never made earlier by a standstill, and later by a longer one', () => {
    const paused = forward.filter((rule) => rule.pause);
    expect(paused.length).toBeGreaterThan(10);
    fc.assert(
      fc.property(fc.tuple(startDay, fc.nat(9), fc.nat(90), fc.nat(30)), ([day, begin, stand, more]) =>
        everyRule(paused, (rule) => {
          const after = (days: number) => dueOf(rule, day, ...stood(day, begin, days));
          return after(stand) >= dueOf(rule, day) && after(stand + more) >= after(stand);
        }),
      ),
      RUNS,
    );
  });

  it('stands still for exactly the days between, where days are counted as they come', () => {
    const plain = forward.filter((rule) => rule.pause && rule.unit === 'calendarDay');
    fc.assert(
      fc.property(fc.tuple(startDay, fc.integer({ min: 1, max: 9 }), fc.nat(90)), ([day, begin, stand]) =>
        everyRule(plain, (rule) => {
          const last = day + (rule.length ?? 0) + stand;
          const due = parseDay(dueOf(rule, day, ...stood(day, begin, stand)), 'due');
          return due >= last && Array.from({ length: due - last }, (_, at) => plus(last, at)).every(calendar.isRestDay);
        }),
      ),
      RUNS,
    );
  });

  it('reaches with its extension the latest day it told before', () => {
    const extended = forward.filter((rule) => rule.extension?.length !== undefined);
    expect(extended.length).toBeGreaterThan(10);
    fc.assert(
      fc.property(startDay, (day) =>
        everyRule(extended, (rule) => {
          const before = bare(rule, day);
          const after = dueOf(rule, day, { kind: 'extend', on: plus(day, 1) });
          return after === before.latest && after >= before.due;
        }),
      ),
      RUNS,
    );
  });

  it('begins anew with a restart, as if it had begun that day', () => {
    const restarted = forward.filter((rule) => rule.restart);
    fc.assert(
      fc.property(startDay, fc.nat(4), (day, later) =>
        everyRule(
          restarted,
          (rule) => dueOf(rule, day, { kind: 'restart', on: plus(day, later) }) === dueOf(rule, day + later),
        ),
      ),
      RUNS,
    );
  });

  it('is provisional exactly where a year it depends on has no notice', () => {
    const known = (day: string) => calendar.published(Number(day.slice(0, 4)));
    const working = forward.filter((rule) => rule.unit === 'workingDay');
    fc.assert(
      fc.property(startDay, (day) =>
        everyRule(working, (rule) => {
          const answer = bare(rule, day);
          const settled = known(answer.start) && known(answer.due);
          return answer.provisional === !settled && answer.calendar.includes('未收录') === !settled;
        }),
      ),
      FEWER,
    );
  });

  it('in hours ends so many hours later, on whatever day that is', () => {
    const hours = rules.filter((rule) => rule.unit === 'hour');
    expect(hours.length).toBeGreaterThan(3);
    fc.assert(
      fc.property(startDay, fc.nat(86_399), (day, second) =>
        everyRule(hours, (rule) => {
          const at = new Date(day * 86_400_000 + second * 1_000 - 8 * 3_600_000);
          const start: LegalAct = { kind: 'start', on: formatDay(day), at: at.toISOString() };
          const { dueAt = '', provisional } = deadline({ rule: rule.id, acts: [start] });
          return Date.parse(dueAt) - at.getTime() === (rule.length ?? 0) * 3_600_000 && !provisional;
        }),
      ),
      RUNS,
    );
  });
});

describe('every explanation', () => {
  const spans = fc.record({
    day: startDay,
    begin: fc.integer({ min: 1, max: 20 }),
    stand: fc.nat(60),
    extend: fc.boolean(),
    restart: fc.boolean(),
  });

  it('counts to the same date when it is read again, day by day', () => {
    fc.assert(
      fc.property(spans, ({ day, begin, stand, extend, restart }) =>
        everyRule(inDays, (rule) => {
          const length = rule.extension?.length ?? 3;
          const acts: LegalAct[] = [
            ...(rule.restart && restart ? [{ kind: 'restart', on: plus(day, 1) } as const] : []),
            ...(rule.extension && extend ? [{ kind: 'extend', on: plus(day, 1), length } as const] : []),
            ...(rule.pause ? stood(day, begin, stand) : []),
          ];
          const answer = from(rule, day, ...acts);
          return replayed(answer) === answer.due;
        }),
      ),
      RUNS,
    );
  });

  it('stays whole when it goes through JSON', () => {
    fc.assert(
      fc.property(startDay, (day) =>
        everyRule(inDays, (rule) => {
          const text = JSON.stringify(from(rule, day));
          return text === JSON.stringify(JSON.parse(text)) && !/undefined|NaN/.test(text);
        }),
      ),
      FEWER,
    );
  });
});
