import { describe, expect, it } from '@jest/globals';
import { fileNames } from './names.ts';

const complaints = (...paths: string[]) => fileNames(paths.map((path) => ({ path, text: '' }))).complaints;

describe('file names', () => {
  it('are refused where they say nothing, in folders too', () =>
    expect(complaints('libs/kernel/src/string-utils.ts', 'apps/hr/src/common/a.ts', 'apps/hr/src/types.ts')).toEqual([
      'libs/kernel/src/string-utils.ts: "utils" says nothing: name it after what it does.',
      'apps/hr/src/common/a.ts: "common" says nothing: name it after what it does.',
      'apps/hr/src/types.ts: "types" says nothing: name it after what it does.',
    ]));

  it('may hold such a word inside another', () =>
    expect(complaints('apps/court/src/served-documents.ts', 'libs/adapters/src/database.ts')).toEqual([]));
});
