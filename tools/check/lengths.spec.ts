import { describe, expect, it } from '@jest/globals';
import { functionLengths, lengths, percentile } from './lengths.ts';

describe('lengths', () => {
  it('takes the nearest rank for a percentile', () => {
    const counts = Array.from({ length: 20 }, (_, index) => index + 1);
    expect([percentile(counts, 50), percentile(counts, 95), percentile(counts, 100)]).toEqual([10, 19, 20]);
    expect(percentile([], 95)).toBe(0);
  });

  it('measures declarations, methods and functions bound to a name, from their first line to their last', () => {
    const text = [
      '/** Not counted. */',
      'export function three() {',
      '  return [1].map((n) => n);',
      '}',
      'const one = () => 1;',
      'const table = {',
      '  two() {',
      '    return 2; },',
      '  decide: () => 1,',
      '};',
    ].join('\n');
    expect(functionLengths({ path: 'a.ts', text })).toEqual([3, 1, 2, 1]);
  });

  it('leaves specifications out', () => {
    const [files] = lengths([
      { path: 'libs/a/src/a.ts', text: 'const a = 1;\n' },
      { path: 'libs/a/src/a.spec.ts', text: 'x;\n'.repeat(300) },
    ]);
    expect(files?.figure).toBe('median 1, p95 1 (aim 200), max 1');
  });
});
