import { describe, expect, it } from '@jest/globals';
import { copies, significantLines } from './copies.ts';

const language = (agency: string) => ({ path: `apps/${agency}/language/index.ts`, text: '' });
const body = (agency: string, lines: number) =>
  Array.from({ length: lines }, (_, index) => `  ${agency}.step${index}();\n`).join('');

describe('copies', () => {
  it('are found although the name of the agency differs', () => {
    const tree = [
      language('union'),
      language('hr'),
      { path: 'apps/union/src/a.ts', text: body('union', 6) },
      { path: 'apps/hr/src/a.ts', text: body('hr', 6) },
    ];
    expect(copies(tree)).toEqual({
      name: 'copies across apps',
      figure: '100.0% of 12 lines',
      complaints: [
        'apps: 100.0% of 12 lines are copies, the bar is 3%.',
        'apps/union/src/a.ts:1 has 6 lines that another file has too.',
        'apps/hr/src/a.ts:1 has 6 lines that another file has too.',
      ],
    });
  });

  it('need a run of six lines', () => {
    const tree = ['union', 'hr'].map((agency) => ({ path: `apps/${agency}/src/a.ts`, text: body('same', 5) }));
    expect(copies(tree).figure).toBe('0.0% of 10 lines');
  });

  it('within one file are its own affair', () =>
    expect(copies([{ path: 'apps/hr/src/a.ts', text: body('x', 6) + body('x', 6) }]).figure).toBe('0.0% of 12 lines'));

  it('do not count imports, comments and braces', () => {
    const text = [
      'import {',
      '  event,',
      "} from '@yimen/kernel';",
      "export * from './a.ts';",
      '/* a',
      '   comment */',
      '// another',
      'export const a = {',
      '  b: 1, // why',
      '};',
    ].join('\n');
    expect(significantLines({ path: 'a.ts', text }, (line) => line)).toEqual([
      { path: 'a.ts', number: 8, text: 'export const a = {' },
      { path: 'a.ts', number: 9, text: 'b: 1,' },
    ]);
  });
});
