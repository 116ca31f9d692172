import { describe, expect, it } from '@jest/globals';
import { deadline, findRule, ruleOn, type LegalAct } from '../index.ts';

const from = (on: string): LegalAct[] => [{ kind: 'start', on }];

describe('a rule whose text was changed', () => {
  it('is counted by the text of the day on which it began', () => {
    const old = deadline({ rule: 'public-notice', acts: from('2021-12-31') });
    expect(old).toMatchObject({ due: '2022-03-01', article: '第92条' });
    expect(old.explain.map(({ en }) => en)).toContainEqual('Counted by the text in force before 2022-01-01.');
    expect(deadline({ rule: 'public-notice', acts: from('2024-03-01') })).toMatchObject({
      due: '2024-04-01',
      article: '第95条',
    });
  });

  it('keeps the later text from its first day on', () => {
    const rule = findRule('public-notice')!;
    expect(['2021-12-31', '2022-01-01'].map((day) => ruleOn(rule, day).length)).toEqual([60, 30]);
  });
});

describe('a period that may be made shorter', () => {
  it('is shorter where the respondent agrees, and never longer', () => {
    const answer = deadline({ rule: 'arb-answer', acts: from('2026-01-05'), length: 5 });
    expect(answer.due).toBe('2026-01-12');
    expect(answer.explain[1]?.zh).toContain('短于法定（被申请人同意');
    const asked = (rule: string, length: number) => () => deadline({ rule, acts: from('2026-01-05'), length });
    expect(asked('arb-answer', 11)).toThrow(expect.objectContaining({ code: 'length-fixed' }));
    expect(asked('arb-award', 30)).toThrow(expect.objectContaining({ code: 'length-fixed' }));
  });
});
