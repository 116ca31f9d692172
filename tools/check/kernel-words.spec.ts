import { describe, expect, it } from '@jest/globals';
import { agenciesInKernel } from './kernel-words.ts';

const doors = ['union', 'joint-centre'].map((name) => ({ path: `apps/${name}/language/index.ts`, text: '' }));
const complaints = (text: string, path = 'libs/kernel/src/a.ts') =>
  agenciesInKernel([...doors, { path, text }]).complaints;

describe('the kernel', () => {
  it('names no agency, in no spelling', () =>
    expect(complaints("const a = 'union';\nconst jointCentre = '';\nconst zh = '工会';")).toEqual([
      'libs/kernel/src/a.ts:1 names "union": the kernel knows no agency.',
      'libs/kernel/src/a.ts:2 names "jointCentre": the kernel knows no agency.',
      'libs/kernel/src/a.ts:3 names "工会": the kernel knows no agency.',
    ]));

  it('may make a union of schemas, and give an example in a comment', () =>
    expect(complaints('/** For instance\n the union. */\nz.union([a, b]); // as the union does')).toEqual([]));

  it('may use an agency in its specifications', () =>
    expect(complaints("given('union')", 'libs/kernel/src/a.spec.ts')).toEqual([]));
});
