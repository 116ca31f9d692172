import { describe, expect, it } from '@jest/globals';
import { add, failures, outcomeOf, summary, warning } from './outcome.ts';

const file = (name: string, status: string, ...tests: [string, string][]) => ({
  name: `/home/yimen/${name}`,
  status,
  message: `${name} has a comma too many`,
  assertionResults: tests.map(([path, state]) => {
    const titles = path.split(' › ');
    return {
      ancestorTitles: titles.slice(0, -1),
      title: titles.at(-1)!,
      status: state,
      failureMessages: [`${path} fell\n    at jest (/x/node_modules/jest.js:1:2)`],
    };
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
      failed: [],
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
    expect(outcomeOf({ testResults }, '/home/yimen')).toEqual({
      passed: 1,
      failed: [
        { file: 'b.spec.ts', name: 'b', words: 'b fell' },
        { file: 'a.spec.ts', name: 'could not be loaded', words: 'a.spec.ts has a comma too many' },
      ],
      skipped: [],
    });
  });

  it('says at its end what failed, and of each as much as is read', () => {
    const words = Array.from({ length: 40 }, (_, line) => `line ${line + 1}`).join('\n');
    const [said, ...others] = failures([{ file: 'a.spec.ts', name: 'a holds', words }]);
    expect(said).toMatch(/^✗ a\.spec\.ts › a holds\nline 1\n/);
    expect(said).toContain('line 25\n');
    expect(said).not.toContain('line 26');
    expect(others).toEqual([]);
  });

  it('ends in one line', () =>
    expect(
      summary(
        add(
          { passed: 1, failed: [{ file: 'a', name: 'a', words: '' }], skipped: [skipped('a', '')] },
          { passed: 3, failed: [{ file: 'b', name: 'b', words: '' }], skipped: [] },
        ),
      ),
    ).toBe('4 passed, 2 failed, 1 skipped'));
});
