import { describe, expect, it } from '@jest/globals';
import { MatterAnswered, MatterTaken } from '@yimen/departments-language';
import { given } from '@yimen/kernel/testing';
import { AnswerMatter, matter, TakeMatter } from './matter.ts';

const uuid = (n: number) => `018f3a52-7c1e-7b60-9c57-${String(n).padStart(12, '0')}`;
const [caseId, employer, item, person] = [1, 2, 3, 4].map(uuid) as [string, string, string, string];
const claimItems = [{ id: item, person, kind: 'overtime' as const, from: '2025-07', to: '2025-09', fen: 1_260_000 }];
const sent = { caseId, unit: 'housing', employer, claimItems };
const taken = MatterTaken({ ...sent, receivedOn: '2026-03-02' });
const answer = { outcome: 'explained' as const, note: '不属本单位职权，已说明' };

describe('a matter', () => {
  it('is taken once, as of the day of acceptance if no other is named', () => {
    given(matter).when(TakeMatter(sent)).then(taken);
    given(matter)
      .when(TakeMatter({ ...sent, receivedOn: '2026-02-27' }))
      .then(MatterTaken({ ...sent, receivedOn: '2026-02-27' }));
    given(matter, taken).when(TakeMatter(sent)).refused('already-taken');
  });
  it('is answered once', () => {
    given(matter, taken).when(AnswerMatter(answer)).then(MatterAnswered(answer));
    given(matter, taken, MatterAnswered(answer)).when(AnswerMatter(answer)).refused('answered-before');
    given(matter).when(AnswerMatter(answer)).refused('not-taken');
    expect(() => AnswerMatter({ ...answer, note: ' ' })).toThrow(/note/);
  });
  it('shows whose it is, under the name of the department', () => {
    const shown = matter.show(given(matter, taken).state);
    expect(shown).toMatchObject({ status: 'taken', closed: false, next: [AnswerMatter] });
    expect(shown?.facts.map(({ value, words }) => words?.zh ?? value)).toEqual([
      '住房和城乡建设局',
      '2026-03-02',
      employer,
      1,
      1_260_000,
    ]);
  });
  it('shows a unit that is not in the table by the words it came with, and no claims where there are none', () => {
    const bare = MatterTaken({ caseId, unit: '园林局', receivedOn: '2026-03-02' });
    const shown = matter.show(given(matter, bare, MatterAnswered(answer)).state);
    expect(shown).toMatchObject({ status: 'answered', closed: true, next: [] });
    expect(shown?.facts.map(({ value }) => value)).toEqual(['园林局', '2026-03-02']);
    expect(matter.show({ status: 'none' })).toBeUndefined();
  });
});
