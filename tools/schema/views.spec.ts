import { describe, expect, it } from '@jest/globals';
import { unraised } from './views.ts';

const shown = (edition: number, rows: string, heard = 'examples') => ({ union: { cases: { edition, heard, rows } } });

describe('a view that shows other rows than before', () => {
  it('is named while it is of the same edition', () => {
    expect(unraised(shown(1, 'one'), shown(1, 'other'))).toEqual(['union: cases']);
  });

  it('is as it should be with another edition, the same rows or other examples, and where it is new or gone', () => {
    expect(unraised(shown(1, 'one'), shown(2, 'other'))).toEqual([]);
    expect(unraised(shown(1, 'one'), shown(1, 'one'))).toEqual([]);
    expect(unraised(shown(1, 'one'), shown(1, 'other', 'more examples'))).toEqual([]);
    expect(unraised({}, shown(1, 'one'))).toEqual([]);
    expect(unraised(shown(1, 'one'), {})).toEqual([]);
  });
});
