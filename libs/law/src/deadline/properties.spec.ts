import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { calendar, deadline, rules, type Deadline, type LegalAct, type Rule } from '../index.ts';
import { formatDay, parseDay } from '../day.ts';

const FIRST = parseDay('2023-06-01', 'first');
const LAST = parseDay('2027-12-31', 'last');

const startDay = fc.integer({ min: FIRST, max: LAST });
const counted = rules.filter((rule) => rule.unit !== 'agreed' && rule.unit !== 'hour');
const forward = counted.filter((rule) => rule.direction === 'forward');
const plus = (day: number, more: number) => formatDay(day + more);
const from = (rule: Rule, day: number, ...more: LegalAct[]): Deadline =>
  deadline({ rule: rule.id, acts: [{ kind: 'start', on: formatDay(day) }, ...more] });

/** Counts again with nothing but the words of the explanation, one day at a time. */
function replayed(answer: Deadline): string {
  const text = answer.explain.map((step) => step.en).join('\n');
  const start = /(?:Starts|Restarts) on (\S+):/.exec(text)![1]!;
  const [, length, unit, back] = /Length: (\d+) (\w+ day|\w+?)s?( back)? \(/.exec(text)!;
  const extended = [...text.matchAll(/Extended on \S+ by (\d+)/g)].reduce((sum, match) => sum + Number(match[1]), 0);
  const stands = [...text.matchAll(/Stands still from (\S+) to (\S+):/g)].map(
    (match) => [match[1]!, match[2]!] as const,
  );
  const total = Number(length) + extended;
  const day = new Date(`${start}T00:00:00Z`);
  const iso = () => day.toISOString().slice(0, 10);
  const step = (days: number) => day.setUTCDate(day.getUTCDate() + days);
  if (unit === 'month' || unit === 'year') {
    const wanted = day.getUTCDate();
    day.setUTCDate(1);
    day.setUTCMonth(day.getUTCMonth() + (unit === 'year' ? 12 * total : total) + 1, 0);
    if (day.getUTCDate() > wanted) day.setUTCDate(wanted);
    for (const [a, b] of stands) step(daysOut(start, a, b));
  } else {
    for (let left = total; left > 0;) {
      step(back ? -1 : 1);
      if (stands.some(([a, b]) => a <= iso() && iso() < b)) continue;
      if (unit === 'calendar day' || !calendar.isRestDay(iso())) left -= 1;
    }
  }
  const resumed = /while its end was moving: it ends when it is resumed, on (\S+)\./.exec(text)?.[1];
  if (resumed) day.setTime(Date.parse(resumed));
  if (/is a rest day/.test(text)) while (calendar.isRestDay(iso())) step(1);
  return iso();
}

function daysOut(start: string, a: string, b: string): number {
  return Math.max(0, parseDay(b, 'b') - Math.max(parseDay(a, 'a'), parseDay(start, 'start') + 1));
}

describe('every deadline', () => {
  it('that rolls or counts working days never ends on a rest day', () => {
    fc.assert(
      fc.property(fc.constantFrom(...forward), startDay, (rule, day) => {
        const answer = from(rule, day);
        expect(answer.due > answer.start).toBe(true);
        if (rule.rolls) expect(calendar.isRestDay(answer.due)).toBe(false);
      }),
      { numRuns: 700 },
    );
  });

  it('is not earlier for a later start', () => {
    fc.assert(
      fc.property(fc.constantFrom(...counted), startDay, fc.integer({ min: 0, max: 40 }), (...[rule, day, more]) => {
        expect(from(rule, day + more).due >= from(rule, day).due).toBe(true);
      }),
      { numRuns: 700 },
    );
  });

  it('is met on its last day; a day later a duty is breached, a right or an option has lapsed', () => {
    fc.assert(
      fc.property(fc.constantFrom(...counted), startDay, (rule, day) => {
        const due = parseDay(from(rule, day).due, 'due');
        const stop = (on: number) => from(rule, day, { kind: 'stop', on: formatDay(on) }).status;
        expect([stop(due), stop(due + 1)]).toEqual(['met', rule.nature === 'duty' ? 'breached' : 'lapsed']);
      }),
      { numRuns: 700 },
    );
  });

  it('is never made earlier by a standstill, and later by a longer one', () => {
    const paused = forward.filter((rule) => rule.pause);
    const offsets = fc.tuple(fc.integer({ min: 0, max: 9 }), fc.nat(90), fc.nat(30));
    fc.assert(
      fc.property(fc.constantFrom(...paused), startDay, offsets, (rule, day, [begin, stand, more]) => {
        const due = (days: number) =>
          from(rule, day, { kind: 'pause', on: plus(day, begin) }, { kind: 'resume', on: plus(day, begin + days) }).due;
        expect(due(stand) >= from(rule, day).due).toBe(true);
        expect(due(stand + more) >= due(stand)).toBe(true);
      }),
      { numRuns: 700 },
    );
  });

  it('reaches with its extension the latest day it told before', () => {
    const extended = forward.filter((rule) => rule.extension?.length !== undefined);
    fc.assert(
      fc.property(fc.constantFrom(...extended), startDay, (rule, day) => {
        const answer = from(rule, day, { kind: 'extend', on: plus(day, 1) });
        expect(answer.due).toBe(from(rule, day).latest);
        expect(answer.due >= from(rule, day).due).toBe(true);
      }),
      { numRuns: 700 },
    );
  });

  it('is provisional exactly where a year it depends on has no notice', () => {
    fc.assert(
      fc.property(fc.constantFrom(...forward.filter((rule) => rule.unit === 'workingDay')), startDay, (rule, day) => {
        const answer = from(rule, day);
        const known =
          calendar.published(Number(answer.start.slice(0, 4))) && calendar.published(Number(answer.due.slice(0, 4)));
        expect(answer.provisional).toBe(!known);
        expect(answer.calendar.includes('未收录')).toBe(!known);
      }),
      { numRuns: 700 },
    );
  });
});

describe('every explanation', () => {
  const spans = fc.record({ begin: fc.integer({ min: 0, max: 20 }), stand: fc.nat(60), extend: fc.boolean() });

  it('counts to the same date when it is read again, day by day', () => {
    fc.assert(
      fc.property(fc.constantFrom(...counted), startDay, spans, (rule, day, { begin, stand, extend }) => {
        const pause: LegalAct[] = [
          { kind: 'pause', on: plus(day, begin) },
          { kind: 'resume', on: plus(day, begin + stand) },
        ];
        const length = rule.extension?.length ?? 3;
        const inTime = plus(day, 1);
        const acts: LegalAct[] = [
          ...(rule.extension && extend ? [{ kind: 'extend', on: inTime, length } as const] : []),
          ...(rule.pause && begin > 0 ? pause : []),
        ];
        const answer = from(rule, day, ...acts);
        expect(replayed(answer)).toBe(answer.due);
      }),
      { numRuns: 700 },
    );
  });

  it('stays whole when it goes through JSON', () => {
    fc.assert(
      fc.property(fc.constantFrom(...counted), startDay, (rule, day) => {
        const answer = from(rule, day);
        expect(JSON.parse(JSON.stringify(answer))).toEqual(answer);
        expect(answer.explain.every((step) => !/undefined|NaN/.test(step.zh + step.en))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
