import { describe, expect, it } from '@jest/globals';
import { readsOf } from './reads.ts';

describe('how much somebody reads', () => {
  it.each([
    ['all', 'union', ['union.clerk']],
    ['all', 'insight', ['insight.analyst']],
    ['own', 'departments', ['departments.bank']],
    ['own', 'departments', ['departments.contractor', 'departments.bank']],
    ['all', 'departments', ['departments.bank', 'departments.officer']],
    ['none', 'district', ['district.operator', 'district.developer']],
    ['own', 'departments', ['departments.operator', 'departments.bank']],
    ['none', 'union', []],
    ['none', 'union', ['hr.inspector']],
    ['own', 'departments', ['departments.bank', 'union.clerk', 'departments-officer.x']],
  ])('is %s at %s for %j', (reads, agency, roles) => expect(readsOf(agency, roles)).toBe(reads));
});
