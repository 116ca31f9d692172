import { describe, expect, it } from '@jest/globals';
import { buildSchema, getOperationAST, parse, print } from 'graphql';
import { clientKey, introspectionIn, textForPlanner } from './native-document.ts';
import { settled, switchesOf } from './native-settle.ts';

const schema = buildSchema(`
  interface Party { id: ID! }
  type Worker implements Party { id: ID! name: String friends(first: Int): [Party] }
  type Firm implements Party { id: ID! name: String owner: Worker }
  union Named = Worker | Firm
  type Query { worker(id: ID): Worker party: Party named: Named }
`);

function asked(query: string, variables: Record<string, unknown> = {}) {
  const document = parse(query);
  return settled(schema, {
    document,
    operation: getOperationAST(document, 'Asked') ?? getOperationAST(document)!,
    variables,
  });
}
const planned = (query: string, variables?: Record<string, unknown>) =>
  textForPlanner(asked(query, variables))?.replace(/\s+/g, ' ');

describe('a query for the planner', () => {
  it('holds nothing that a condition leaves out, and a type where everything was left out', () => {
    const query = 'query($yes: Boolean!) { worker { id @skip(if: $yes) } party @include(if: $yes) { id } }';
    expect(planned(query, { yes: true })).toBe(
      '{ worker { __typename } party { id } }'.replace('{', 'query ($given_yes: Boolean!) {'),
    );
    expect(planned(query, { yes: false })).toBe('query ($given_yes: Boolean!) { worker { id } }');
    expect(switchesOf(parse(query))).toEqual(['yes']);
  });

  it('sets the names of clients apart, but not those that change nothing', () => {
    expect(planned('{ a: worker { id: name name: id kind: __typename id: name } }')).toBe(
      '{ __as_a: worker { __as_id: name __as_name: id __typename __as_id: name } }',
    );
    expect(planned('{ worker: worker { id } }')).toBe('{ worker { id } }');
    expect([clientKey('__as_id'), clientKey('id'), clientKey(3)]).toEqual(['id', 'id', 3]);
  });

  it('sets variables apart from those of the plan', () => {
    const query = 'query($representations: ID = "1") { worker(id: $representations) { id } }';
    expect(planned(query)).toBe(
      'query ($given_representations: ID = "1") { worker(id: $given_representations) { id } }',
    );
  });

  it('writes fragments out for the types to which they apply', () => {
    expect(planned('{ worker { ...F ... on Firm { owner { id } } ... { name } } } fragment F on Party { id }')).toBe(
      '{ worker { id name } }',
    );
    expect(planned('{ named { ... on Party { id ... on Firm { name } } } }')).toBe(
      '{ named { ... on Worker { id } ... on Firm { id name } } }',
    );
  });

  it('is written so that the planner reads its texts as they are meant', () => {
    const texts = [String.raw`"\\b \b\n \\\b"`, String.raw`"""say \b, "and" go"""`];
    expect(texts.map((text) => planned(`{ worker(id: ${text}) { id } }`))).toEqual([
      String.raw`{ worker(id: "\\b \u0008\n \\\u0008") { id } }`,
      String.raw`{ worker(id: "say \\b, \"and\" go") { id } }`,
    ]);
  });

  it('asks nobody about the schema', () => {
    const query =
      '{ __typename ... on Query { __schema { queryType { ...N } } } kind: __typename } fragment N on __Type { name }';
    expect(planned(query)).toBeUndefined();
    const { document, fields } = introspectionIn(asked(query))!;
    expect(print(document).replace(/\s+/g, ' ')).toBe('{ __schema { queryType { name } } }');
    expect(fields).toHaveLength(1);
  });
});

describe('a query that is refused', () => {
  it('has a condition that is null', () => {
    const query = 'query($yes: Boolean = true) { worker @skip(if: $yes) { id } }';
    expect(() => asked(query, { yes: null })).toThrow(/must not be null/);
  });

  it('holds a number that the planner could not read, or not to its last digit', () => {
    const query = (id: string) => `{ worker(id: ${id}) { id } }`;
    for (const id of ['9223372036854775807', '-9223372036854775808', '0']) expect(planned(query(id))).toContain(id);
    for (const id of ['9223372036854775808', '-9223372036854775809'])
      expect(() => planned(query(id))).toThrow(/too large.*as a variable/);
  });

  it('grows beyond all measure', () => {
    const deeper = (n: number): string =>
      n === 0 ? 'id' : `id ... on Named { ... on Worker { friends { ${deeper(n - 1)} } } }`;
    const wide = Array.from(
      { length: 14 },
      (_, n) => `fragment F${n} on Party { ...F${n + 1} ... on Party { ...F${n + 1} } }`,
    );
    const query = `{ party { ...F0 ${deeper(3)} } } ${wide.join(' ')} fragment F14 on Party { id }`;
    expect(() => asked(query)).toThrow(/too large/);
  });
});
