import { describe, it } from '@jest/globals';
import { given, ID } from '@yimen/kernel/testing';
import { CaseNumberTaken, caseNumbers, TakeCaseNumber } from './case-numbers.ts';

const other = ID.replace(/.$/, '2');
const first = CaseNumberTaken({ of: ID, number: '云岚〔2025〕0001号' });

describe('the numbers of a year', () => {
  it('begin with one', () =>
    given(caseNumbers)
      .when(TakeCaseNumber({ of: ID, year: '2025' }))
      .then(first));

  it('follow each other without a gap', () =>
    given(caseNumbers, first)
      .when(TakeCaseNumber({ of: other, year: '2025' }))
      .then(CaseNumberTaken({ of: other, number: '云岚〔2025〕0002号' })));

  it('are given once for each case', () =>
    given(caseNumbers, first, CaseNumberTaken({ of: other, number: '云岚〔2025〕0002号' }))
      .when(TakeCaseNumber({ of: ID, year: '2025' }))
      .refused('already-numbered'));
});
