import { describe, expect, it } from '@jest/globals';
import { buildSchema, parse, validate } from 'graphql';
import { limits, withinLimits } from './limits.ts';

const schema = buildSchema('type Query { a: Query b: Int }');
const refused = (query: string) =>
  validate(schema, parse(query), [withinLimits]).map(({ extensions }) => extensions['limit']);

describe('the limits of a query', () => {
  it('let an ordinary one pass and name what is too deep', () => {
    expect(refused('{ a { a { b } } }')).toEqual([]);
    expect(refused(`${'{ a '.repeat(limits.depth + 1)}{ b }${' }'.repeat(limits.depth + 1)}`)).toEqual(['depth']);
  });

  it('count fragments where they are spread, each weighed once', () => {
    const chain = Array.from({ length: 40 }, (_, n) => `fragment F${n} on Query { ...F${n + 1} ...F${n + 1} }`);
    const query = `{ ...F0 } ${chain.join(' ')} fragment F40 on Query { b }`;
    // One by one the 2^40 spreads would not end.
    expect(refused(query)).toEqual(['fields']);
  });

  it('end on a fragment inside of itself', () => {
    expect(refused('{ ...A } fragment A on Query { a { ...A } b }')).toEqual([]);
  });
});
