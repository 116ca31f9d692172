/** What both engines owe whoever asks, over agencies of straw. */
import { ApolloGateway } from '@apollo/gateway';
import { describe, expect, it } from '@jest/globals';
import { gatewayConfiguration } from './config.ts';
import { engineOf, type EngineName } from './engine.ts';
import type { Subgraph } from './supergraph.ts';
import { agency, asking, cases, LINK, people, person, rows, type Heard, type Json, type Straw } from './testing.ts';

const engines: readonly EngineName[] = ['native', 'apollo'];

describe.each(engines)('with the %s engine an agency', (engine) => {
  const over = (...subgraphs: Straw[]) => asking(engine, { subgraphs });

  it('is given its own variables, and defaults where there are none', async () => {
    const hr = await agency('hr', cases, () => ({ data: { rows: [] } }));
    const ask = await over(hr, await agency('people', people, () => ({})));
    await ask('query($n: Int = 7, $m: Int) { rows(first: $n) { who { id } } two: rows(first: $m) { who { id } } }', {
      m: 3,
    });
    const [{ query, variables }] = hr.heard as [Heard];
    expect(Object.values(variables)).toEqual([3]);
    expect(query).toMatch(/=\s*7/);
    expect((await ask('query($n: Int) { rows(first: $n) { who { id } } }', { n: 'x' })).errors[0].extensions.code).toBe(
      'BAD_USER_INPUT',
    );
  });

  it('is not asked with variables that are wrong a million times, of which a few are told, and none at length', async () => {
    const hr = await agency('hr', 'type Query { sum(of: [Int!]!, by: By): Int } input By { n: Int }', () => ({}));
    const ask = await over(hr);
    const query = 'query($of: [Int!]!, $by: By) { sum(of: $of, by: $by) }';
    const long = 'x'.repeat(1_000_000);
    for (const variables of [
      { of: Array(1_000_000).fill('x') },
      { of: [], by: { ...Object.fromEntries(Array.from({ length: 100 }, (_, n) => [`n${n}`, 1])), n: long } },
    ]) {
      const { errors } = await ask(query, variables);
      expect(errors).toHaveLength(10);
      expect(errors.every((each: Json) => each.extensions.code === 'BAD_USER_INPUT')).toBe(true);
      expect(JSON.stringify(errors).length).toBeLessThan(20_000);
    }
    const crowd = Object.fromEntries(Array.from({ length: 1_001 }, (_, n) => [`n${n}`, 1]));
    expect((await ask(query, { of: [], by: crowd })).errors).toMatchObject([
      { message: expect.stringMatching(/too many fields/), extensions: { code: 'BAD_USER_INPUT' } },
    ]);
    expect(hr.heard).toEqual([]);
  });

  it('is commanded one after the other, in the order of the query', async () => {
    const order: string[] = [];
    const told =
      (name: string) =>
      ({ query }: Heard) => {
        order.push(`${name} ${/\{\s*(\w+)/.exec(query)![1]}`);
        return { data: { open: 1, shut: 2, erase: 3 } };
      };
    const ask = await over(await agency('hr', cases, told('hr')), await agency('people', people, told('people')));
    expect((await ask('mutation { open erase shut }')).data).toMatchObject({ open: 1, erase: 3, shut: 2 });
    expect(order).toEqual(['hr open', 'people erase', 'hr shut']);
  });

  it.each([
    ['is late', () => undefined],
    ['is broken', () => ({ status: 503 })],
  ])('is missing, with its name, when it %s', async (_, answer) => {
    const hr = await agency('hr', cases, () => ({ data: { rows } }));
    const ask = await over(hr, await agency('people', people, answer));
    const { data, errors } = await ask('{ rows { who { name } other { name } } }');
    expect(JSON.parse(JSON.stringify(data)).rows[0]).toEqual({ who: { name: null }, other: { name: null } });
    const told = errors.map(({ path, extensions: { code, agency } }: Json) => JSON.stringify({ path, code, agency }));
    expect([...new Set(told)]).toEqual([
      JSON.stringify({ path: ['rows'], code: 'AGENCY_UNAVAILABLE', agency: 'people' }),
    ]);
  });

  it('takes along what must be there', async () => {
    const hr = await agency('hr', cases, () => ({ data: { rows } }));
    const ask = await over(hr, await agency('people', people, () => ({ status: 503 })));
    const { data } = await ask('{ rows { who { card } } }');
    expect(JSON.parse(JSON.stringify(data))).toEqual({ rows: [{ who: null }, { who: null }] });
  });
});

describe.each(engines)('with the %s engine a graph', (engine) => {
  it('changes while it runs, and stays as it is when the new one does not fit', async () => {
    let take: (now: readonly Subgraph[]) => void = () => undefined;
    const hr = await agency('hr', cases, () => ({ data: { rows: [{ who: person('1'), note: '新' }] } }));
    const register = await agency('people', people, () => ({ data: {} }));
    const ask = await asking(engine, {
      subgraphs: [hr, register],
      follow: (given) => ((take = given), () => undefined),
    });
    expect((await ask('{ rows { note } }')).errors[0].extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
    take([{ ...hr, sdl: cases.replace('other: Person', 'other: Person note: String') }, register]);
    expect((await ask('{ rows { note } }')).data).toMatchObject({ rows: [{ note: '新' }] });
    expect(() => take([{ ...hr, sdl: cases.replace('id: ID!', 'id: Missing!') }, register])).toThrow(/do not compose/);
    expect((await ask('{ rows { note } }')).data).toMatchObject({ rows: [{ note: '新' }] });
  });
});

describe('an engine that nobody has named', () => {
  const subgraphs = [cases, people].map((sdl, n) => ({ name: `a${n}`, url: 'http://127.0.0.1:1', sdl }));

  it('is the native one', async () => {
    expect(gatewayConfiguration.read({ YIMEN_DEV_ISSUER: '1' }).engine).toBeUndefined();
    expect(await engineOf({ subgraphs, timeout: 1_000 })).not.toBeInstanceOf(ApolloGateway);
    expect(await engineOf({ subgraphs, timeout: 1_000 }, 'apollo')).toBeInstanceOf(ApolloGateway);
  });
});

describe('a graph that needs what the native engine is not proven with', () => {
  const needing = people.replace('name: String', 'name: String @external full: String @requires(fields: "name")');
  const naming = `${LINK} type Person @key(fields: "id") { id: ID! name: String }`;
  const subgraphs = [cases, needing, naming].map((sdl, n) => ({ name: `a${n}`, url: 'http://127.0.0.1:1', sdl }));

  it('is refused by name where that engine was asked for, and run by the other where none was', async () => {
    await expect(asking('native', { subgraphs })).rejects.toThrow(/not proven with requires/);
    const ask = await asking(undefined, { subgraphs });
    expect((await ask('{ __type(name: "Person") { fields { name } } }')).data.__type.fields).toContainEqual({
      name: 'full',
    });
  });
});

it('of the field tells its maker nothing of what it does here', async () => {
  const engine = await engineOf({ subgraphs: [{ name: 'hr', url: '', sdl: cases }], timeout: 1_000 }, 'apollo');
  // It reports through what it would have to put away at its end.
  expect((engine as unknown as { toDispose: unknown[] }).toDispose).toEqual([]);
});
