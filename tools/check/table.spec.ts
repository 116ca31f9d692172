import { describe, expect, it } from '@jest/globals';
import { table } from './table.ts';

describe('the table', () => {
  it('lists complaints under the verdict that does not hold', () =>
    expect(
      table([
        { name: 'lint', figure: '3 files', complaints: [] },
        { name: 'lock file', figure: '9 packages', complaints: ['a is missing.'] },
      ]),
    ).toBe('  ✓ lint       3 files\n  ✗ lock file  9 packages\n      a is missing.'));

  it('breaks off a long list', () => {
    const complaints = Array.from({ length: 45 }, (_, index) => `a.ts:${index}`);
    expect(
      table([{ name: 'lint', figure: '', complaints }])
        .split('\n')
        .at(-1),
    ).toBe('      … and 5 more');
  });
});
