import { expect, it } from '@jest/globals';
import { getOperationAST, parse } from 'graphql';
import { graphOf } from './native-plan.ts';
import { supergraphOf } from './supergraph.ts';

const graph = graphOf(supergraphOf([{ name: 'hr', url: '', sdl: 'type Query { a: Int b: Int }' }]));
const asking = (text: string) => {
  const document = parse(text);
  const operation = getOperationAST(document)!;
  return (variables = {}) => graph.prepare({ document, operation, variables });
};

it('remembers what is asked again in the same way', () => {
  const ask = asking('query($b: Boolean!) { a b @include(if: $b) }');
  const [one, other] = [ask({ b: true }), ask({ b: false })];
  expect(one).not.toBe(other);
  expect([ask({ b: true }), ask({ b: false })]).toEqual([one, other]);
  expect(ask({ b: true })).toBe(one);
});

it('forgets what was asked longest ago, however many queries the server keeps, each with many conditions', () => {
  const first = asking('{ a }');
  const usual = asking('{ b }');
  const [prepared, kept] = [first(), usual()];
  const names = ['c0', 'c1', 'c2', 'c3', 'c4', 'c5'];
  const query = (n: number) =>
    `query Q${n}(${names.map((name) => `$${name}: Boolean!`).join()}) { a ${names.map((name) => `b @skip(if: $${name})`).join(' ')} }`;
  for (const ask of Array.from({ length: 20 }, (_, n) => asking(query(n))))
    for (let bits = 0; bits < 64; bits += 1) {
      ask(Object.fromEntries(names.map((name, at) => [name, Boolean((bits >> at) & 1)])));
      expect(usual()).toBe(kept);
    }
  expect(first()).not.toBe(prepared);
});
