import { describe, expect, it } from '@jest/globals';
import { add, outcomeOf, summary } from './outcome.ts';

const file = (name: string, status: string, ...tests: [string, string][]) => ({
  name: `/home/yimen/${name}`,
  status,
  assertionResults: tests.map(([fullName, state]) => ({ fullName, status: state })),
});

describe('the outcome of a run', () => {
  it('names what was skipped, with its reason or the lack of one', () => {
    const tests = file(
      'a.spec.ts',
      'passed',
      ['a holds', 'passed'],
      ['a broker — no Java here', 'pending'],
      ['b', 'todo'],
    );
    expect(outcomeOf({ testResults: [tests] }, '/home/yimen')).toEqual({
      passed: 1,
      failed: 0,
      skipped: ['a.spec.ts › a broker — no Java here', 'a.spec.ts › b — no reason given'],
    });
  });

  it('counts a file that could not be loaded as one failure', () => {
    const testResults = [file('a.spec.ts', 'failed'), file('b.spec.ts', 'failed', ['b', 'failed'], ['c', 'passed'])];
    expect(outcomeOf({ testResults }, '/home/yimen')).toEqual({ passed: 1, failed: 2, skipped: [] });
  });

  it('ends in one line', () =>
    expect(summary(add({ passed: 1, failed: 2, skipped: ['a'] }, { passed: 3, failed: 0, skipped: [] }))).toBe(
      '4 passed, 2 failed, 1 skipped',
    ));
});
