import { describe, expect, it } from '@jest/globals';
import { add, outcomeOf, summary, warning } from './outcome.ts';

const file = (name: string, status: string, ...tests: [string, string][]) => ({
  name: `/home/yimen/${name}`,
  status,
  assertionResults: tests.map(([path, state]) => {
    const titles = path.split(' › ');
    return { ancestorTitles: titles.slice(0, -1), title: titles.at(-1)!, status: state };
  }),
});

const skipped = (name: string, why: string) => ({ file: `${name}.spec.ts`, name, why });

describe('the outcome of a run', () => {
  it('names what was skipped, with its reason or the lack of one', () => {
    const tests = file(
      'a.spec.ts',
      'passed',
      ['a holds', 'passed'],
      ['a broker — no Java here › is there', 'pending'],
      ['b › c', 'todo'],
    );
    expect(outcomeOf({ testResults: [tests] }, '/home/yimen')).toEqual({
      passed: 1,
      failed: 0,
      skipped: [
        { file: 'a.spec.ts', name: 'a broker — no Java here is there', why: 'no Java here' },
        { file: 'a.spec.ts', name: 'b c', why: 'no reason given' },
      ],
    });
  });

  it('says loudly how much was not run, and for which reasons', () => {
    const all = [skipped('a', 'no browser'), skipped('b', 'no Java'), skipped('b', 'no Java'), skipped('c', 'no Java')];
    const [head, ...lines] = warning(all);
    expect(head).toMatch(/^⚠ 4 .*NOT RUN/);
    expect(lines).toEqual(['  3 × no Java\n      b.spec.ts, c.spec.ts', '  1 × no browser\n      a.spec.ts']);
    expect(warning([])).toEqual([]);
  });

  it('counts a file that could not be loaded as one failure', () => {
    const testResults = [file('a.spec.ts', 'failed'), file('b.spec.ts', 'failed', ['b', 'failed'], ['c', 'passed'])];
    expect(outcomeOf({ testResults }, '/home/yimen')).toEqual({ passed: 1, failed: 2, skipped: [] });
  });

  it('ends in one line', () =>
    expect(
      summary(add({ passed: 1, failed: 2, skipped: [skipped('a', '')] }, { passed: 3, failed: 0, skipped: [] })),
    ).toBe('4 passed, 2 failed, 1 skipped'));
});
