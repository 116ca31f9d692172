import { describe, expect, it } from '@jest/globals';
import { findRule } from '../register/register.ts';
import { conferenceLevel, conferenceLevels, raisedLevel, type ConferenceInput } from './conference-level.ts';
import { returnVisitScore } from './return-visit.ts';

describe('the level of a conference', () => {
  it.each<[ConferenceInput, string | undefined]>([
    [{ headCount: 4, fen: 4_999_999, daysWithoutProgress: 14 }, undefined],
    [{ headCount: 5 }, 'blue'],
    [{ fen: 5_000_000 }, 'blue'],
    [{ petitions: 1 }, 'blue'],
    [{ headCount: 10 }, 'yellow'],
    [{ media: 'localPost' }, 'yellow'],
    [{ triggers: ['returnedTwice'] }, 'yellow'],
    [{ headCount: 43, fen: 78_450_000 }, 'orange'],
    [{ visitHeadCount: 5 }, 'orange'],
    [{ petitions: 9 }, 'orange'],
    [{ headCount: 126, fen: 113_400_000 }, 'red'],
    [{ crossLevelVisit: true }, 'red'],
    [{ daysWithoutProgress: 60, headCount: 1 }, 'red'],
  ])('%j is %s', (input, level) => {
    expect(conferenceLevel(input).level).toBe(level);
  });

  it('names the clock, the chair and the reasons', () => {
    const red = conferenceLevel({ headCount: 126, fen: 113_400_000, triggers: ['systemicRisk'] });
    expect(red).toMatchObject({ convene: { rule: 'conference-convene-red', length: 24, unit: 'hour' }, report: true });
    expect(red.because.map((step) => step.zh)).toEqual([
      '红色级别。',
      '人数 126，达到 100。',
      '金额 1,134,000.00 元，达到 1,000,000.00 元。',
    ]);
    for (const line of conferenceLevels.flatMap((each) => each.lines)) {
      expect(findRule(line.convene.rule)?.unit).toBe(line.convene.unit);
    }
  });

  it('takes the table in force on the day', () => {
    const stricter = [
      ...conferenceLevels,
      { from: '2026-01-01', lines: [{ ...conferenceLevels[0]!.lines[0]!, headCount: 2 }] },
    ];
    expect(conferenceLevel({ headCount: 2 }, '2025-12-31', stricter).level).toBeUndefined();
    expect(conferenceLevel({ headCount: 2 }, '2026-01-01', stricter).level).toBe('blue');
  });

  it('goes up one level at a time', () => {
    expect((['blue', 'yellow', 'orange', 'red'] as const).map(raisedLevel)).toEqual(['yellow', 'orange', 'red', 'red']);
  });
});

describe('the score of a return visit', () => {
  const weights = [3, 3, 2, 2, 1, 1, 2, 1];
  const visit = (scores: number[]) =>
    returnVisitScore({ items: scores.map((score, i) => ({ weight: weights[i]!, score })) });

  it('fails at 60.0 and passes at 100.0', () => {
    expect(visit([100, 0, 100, 50, 100, 100, 50, 0])).toMatchObject({ score: 60, passed: false, achieved: 4 });
    expect(visit(weights.map(() => 100))).toMatchObject({ score: 100, passed: true, achieved: 8 });
  });

  it('fails at 80 and more while a vital item is open', () => {
    expect(visit([50, 100, 100, 100, 100, 100, 100, 100])).toMatchObject({ score: 90, passed: false });
  });

  it('rounds to one decimal and refuses other scores', () => {
    expect(
      returnVisitScore({
        items: [
          { weight: 1, score: 100 },
          { weight: 2, score: 50 },
        ],
      }).score,
    ).toBe(66.7);
    expect(() => returnVisitScore({ items: [{ weight: 1, score: 75 }] })).toThrow(
      expect.objectContaining({ code: 'invalid-score' }),
    );
    expect(() => returnVisitScore({ items: [] })).toThrow(expect.objectContaining({ code: 'no-items' }));
  });
});
