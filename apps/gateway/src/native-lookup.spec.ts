import { describe, expect, it } from '@jest/globals';
import { cut, gather, spelled } from './native-lookup.ts';
import type { Lookup, Way } from './native-steps.ts';

const kinship = { isA: (type: string, condition: string) => type === condition || condition === 'Party' };
const field = (Field: string) => ({ Field });
const requires = (...names: string[]) => names.map((name) => ({ kind: 'Field' as const, name }));

const lookup = (way: Way, on = 'Person', keys = requires('__typename', 'id')): Lookup => ({
  answer: '_entities',
  variable: 'representations',
  ways: [way],
  requires: [{ kind: 'InlineFragment', typeCondition: on, selections: keys }],
  inward: [],
  outward: [],
});
const person = (id: string | null) => ({ __typename: 'Person', id, name: '测试' });

describe('what is asked of an agency', () => {
  it('names each object once, and knows every place where it stands', () => {
    const data = { cases: [{ who: person('1') }, { who: person('2') }, { who: person('1') }, { who: null }] };
    const { representations, targets } = gather(lookup([field('cases'), '@', field('who')]), data, kinship);
    expect(representations).toEqual([
      { __typename: 'Person', id: '1' },
      { __typename: 'Person', id: '2' },
    ]);
    expect(targets.map((all) => all.map(({ place }) => spelled(place).join('.')))).toEqual([
      ['cases.0.who', 'cases.2.who'],
      ['cases.1.who'],
    ]);
    expect(targets[0]![1]!.object).toBe(data.cases[2]!.who);
  });

  it('enters lists of lists', () => {
    const { targets } = gather(
      lookup([field('rows'), '@', '@']),
      { rows: [[person('1')], null, [person('2')]] },
      kinship,
    );
    expect(targets.flat().map(({ place }) => spelled(place).join('.'))).toEqual(['rows.0.0', 'rows.2.0']);
  });

  it('leaves out objects of other types', () => {
    const rows = [{ __typename: 'Firm', id: '1' }, person('2'), { id: '3' }];
    const way = (...types: string[]): Way => [field('rows'), '@', { TypeCondition: types }];
    expect(gather(lookup(way('Person')), { rows }, kinship).representations).toHaveLength(1);
    expect(gather(lookup(way('Party'), 'Party'), { rows }, kinship).representations).toHaveLength(2);
    expect(gather(lookup([field('rows'), '@'], 'Firm'), { rows }, kinship).representations).toHaveLength(1);
  });

  it('leaves out objects whose key was not to be had, but not a key that is null', () => {
    const rows = [{ __typename: 'Person' }, person(null)];
    const { representations } = gather(lookup([field('rows'), '@']), { rows }, kinship);
    expect(representations).toEqual([{ __typename: 'Person', id: null }]);
  });

  it('hands on keys of several fields, and what was fetched under another name', () => {
    const shelf = { kind: 'Field' as const, name: 'shelf', selections: requires('code') };
    const number = { kind: 'Field' as const, name: 'kept_0', alias: 'number' };
    const copy = { __typename: 'Copy', shelf: { code: 'A', floor: 1 }, kept_0: 7, number: 8 };
    const asked = lookup([field('copy')], 'Copy', [...requires('__typename'), shelf, number]);
    expect(gather(asked, { copy }, kinship).representations).toEqual([
      { __typename: 'Copy', shelf: { code: 'A' }, number: 7 },
    ]);
  });

  it('names the ways on which there was anybody', () => {
    const both = { ...lookup([]), ways: [[field('one')], [field('other')]] };
    expect(gather(both, { one: null, other: person('1') }, kinship).ways).toEqual([[field('other')]]);
  });
});

it('cuts the place of what is missing at the first list', () => {
  expect(cut([field('case'), { TypeCondition: ['Case'] }, field('__as_people'), '@', field('who')])).toEqual([
    'case',
    'people',
  ]);
  expect(cut([])).toEqual([]);
});
