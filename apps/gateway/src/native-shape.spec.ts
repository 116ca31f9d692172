import { describe, expect, it } from '@jest/globals';
import { buildSchema, getOperationAST, type GraphQLError, parse } from 'graphql';
import { settled } from './native-settle.ts';
import { shapeOf } from './native-shape.ts';

const schema = buildSchema(`
  interface Party { id: ID! }
  type Worker implements Party { id: ID! wage: Int! claims: [Claim!] odd: [Claim]! }
  type Firm implements Party { id: ID! kind: Kind }
  type Claim { id: ID! fen: Int! note: String }
  enum Kind { EMPLOYER BANK }
  type Query { party: Party worker: Worker must: Worker! rows: [[Int!]] }
`);

function shaped(query: string, data: object): { data: unknown; faults: string[] } {
  const document = parse(query);
  const operation = settled(schema, { document, operation: getOperationAST(document)!, variables: {} });
  const faults: GraphQLError[] = [];
  const made = shapeOf(schema, schema.getQueryType()!, operation.selectionSet)(data as never, faults);
  return { data: JSON.parse(JSON.stringify(made)), faults: faults.map(({ path }) => path!.join('.')) };
}

describe('a null', () => {
  it('stays where it may be, and what was never answered is one', () => {
    expect(shaped('{ worker { id } party { id } }', { worker: null })).toEqual({
      data: { worker: null, party: null },
      faults: [],
    });
  });

  it('of a field that must be there takes its object along', () => {
    const { data, faults } = shaped('{ worker { id wage } }', { worker: { id: '1', wage: null } });
    expect(data).toEqual({ worker: null });
    expect(faults).toEqual(['worker.wage']);
  });

  it('in a list takes the list along only where an element must be there', () => {
    const claims = [{ id: '1' }, { id: null }];
    expect(shaped('{ worker { claims { id } } }', { worker: { claims } })).toEqual({
      data: { worker: { claims: null } },
      faults: ['worker.claims.1.id'],
    });
    expect(shaped('{ worker { odd { id } } }', { worker: { odd: claims } })).toEqual({
      data: { worker: { odd: [{ id: '1' }, null] } },
      faults: ['worker.odd.1.id'],
    });
    expect(shaped('{ rows }', { rows: [[1, null], [2], null] }).data).toEqual({ rows: [null, [2], null] });
  });

  it('of the root leaves nothing, and is told once', () => {
    expect(shaped('{ must { id } worker { id } }', { must: { id: null }, worker: { id: '1' } })).toEqual({
      data: null,
      faults: ['must.id'],
    });
  });
});

describe('an answer', () => {
  it('has also the names of what every object inherits', () => {
    const worker = { __as___proto__: '1', __as_constructor: '1' };
    const { data } = shaped('{ worker { __proto__: id constructor: id } }', { worker });
    expect(JSON.stringify(data)).toBe('{"worker":{"__proto__":"1","constructor":"1"}}');
  });

  it('has the order and the names of the query, and nothing besides', () => {
    const worker = { id: '1', __as_sum: 5, wage: 7, __typename: 'Worker', key: 'x' };
    const { data } = shaped('{ worker { wage sum: wage kind: __typename id } }', { worker });
    expect(JSON.stringify(data)).toBe('{"worker":{"wage":7,"sum":5,"kind":"Worker","id":"1"}}');
  });

  it('takes of fragments what fits the object', () => {
    const query = '{ party { id ... on Worker { wage } ... on Firm { kind } __typename } }';
    const firm = { __typename: 'Firm', id: '2', kind: 'BANK' };
    expect(shaped(query, { party: firm }).data).toEqual({ party: { id: '2', kind: 'BANK', __typename: 'Firm' } });
    expect(shaped(query, { party: { ...firm, __typename: 'Hidden' } })).toEqual({
      data: { party: null },
      faults: ['party'],
    });
  });

  it('merges what was asked in several pieces', () => {
    const query = '{ worker { claims { id } } ...F } fragment F on Query { worker { claims { fen } id } }';
    const worker = { id: '1', claims: [{ id: '2', fen: 3 }] };
    expect(shaped(query, { worker }).data).toEqual({ worker: { claims: [{ id: '2', fen: 3 }], id: '1' } });
  });

  it.each([
    ['text for a number', '{ worker { wage } }', { worker: { wage: '1' } }, 'worker.wage'],
    ['a fraction for a whole number', '{ worker { wage } }', { worker: { wage: 1.5 } }, 'worker.wage'],
    ['an unknown word', '{ party { ... on Firm { kind } } }', firmOf('X'), 'party.kind'],
    ['one for many', '{ worker { claims { id } } }', { worker: { claims: { id: '1' } } }, 'worker.claims'],
    ['a value for an object', '{ worker { id } }', { worker: 7 }, 'worker'],
    ['what everything inherits', '{ worker { id } }', { worker: {} }, 'worker.id'],
  ] as const)('does not pass on %s', (...[, query, data, path]) => {
    expect(shaped(query, data).faults).toEqual([path]);
  });
});

function firmOf(kind: string) {
  return { party: { __typename: 'Firm', kind } };
}
