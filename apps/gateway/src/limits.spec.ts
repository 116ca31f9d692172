import { describe, expect, it } from '@jest/globals';
import { buildSchema, parse, specifiedRules, validate } from 'graphql';
import { limits, withinLimits } from './limits.ts';

const schema = buildSchema('type Query { a: Query b: Int }');
const refused = (query: string) =>
  validate(schema, parse(query), [withinLimits]).map(({ extensions }) => extensions['limit']);

describe('the limits of a query', () => {
  it('let an ordinary one pass and name what is too deep', () => {
    expect(refused('{ a { a { b } } }')).toEqual([]);
    expect(refused(`${'{ a '.repeat(limits.depth + 1)}{ b }${' }'.repeat(limits.depth + 1)}`)).toEqual(['depth']);
  });

  it.each([
    ['fragments in fragments', `{ ${'... {'.repeat(900)} b ${'}'.repeat(900)} }`],
    ['values in values', `{ a(of: ${'['.repeat(900)}${']'.repeat(900)}) { b } }`],
    ['fields, as many as can be said,', `{ ${'a {'.repeat(900)} b ${'}'.repeat(900)} }`],
  ])('name %s that are nested beyond all measure', (_, query) => expect(refused(query)).toEqual(['nesting']));

  it('let fragments stand between fields, as deep as these may be', () => {
    const times = limits.depth - 1;
    expect(refused(`{ ${'a { ... {'.repeat(times)} b ${'} }'.repeat(times)} }`)).toEqual([]);
  });

  it('count fragments where they are spread, each weighed once', () => {
    const chain = Array.from({ length: 40 }, (_, n) => `fragment F${n} on Query { ...F${n + 1} ...F${n + 1} }`);
    const query = `{ ...F0 } ${chain.join(' ')} fragment F40 on Query { b }`;
    // One by one the 2^40 spreads would not end.
    expect(refused(query)).toEqual(['fields', 'repeats']);
  });

  it('count what is asked for more than once in one place, through fragments and not through fields', () => {
    const times = (text: string) =>
      Array(limits.repeats + 2)
        .fill(text)
        .join(' ');
    const spread = `{ ${times('...F')} } fragment F on Query { b }`;
    for (const query of [`{ a { ${times('b')} } }`, `{ ${times('... { b }')} }`, spread])
      expect(refused(query)).toEqual(['repeats']);
    const letters = Array.from({ length: 50 }, (_, n) => `k${n}: a { b }`).join(' ');
    expect(refused(`{ ${letters} a { b ... { a { b } } } }`)).toEqual([]);
  });

  it.each([
    ['in an operation', `{ ${'b '.repeat(5_900)} }`],
    ['in a fragment that nobody spreads', `{ b } fragment F on Query { ${'b '.repeat(5_900)} }`],
  ])('keep what is too large %s from the other rules, some of which would take seconds', (_, query) => {
    const looked: unknown[] = [];
    const looking = () => ({ SelectionSet: (node: unknown) => void looked.push(node) });
    const errors = validate(schema, parse(query), [...specifiedRules, withinLimits, looking]);
    expect([errors.map(({ extensions }) => extensions['limit']), looked]).toEqual([['fields', 'repeats'], []]);
  });

  it('end on a fragment inside of itself', () => {
    expect(refused('{ ...A } fragment A on Query { a { ...A } b }')).toEqual([]);
  });
});
