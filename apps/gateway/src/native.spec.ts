/** The whole engine over agencies of straw: what they are asked, and what becomes of their answers. */
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from '@jest/globals';
import { ApolloServer } from '@apollo/server';
import { nativeEngine } from './native.ts';
import type { Subgraph } from './supergraph.ts';

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable", "@external", "@requires"])';
const cases = `${LINK} type Query { rows(first: Int = 2): [Row!]! } type Row { who: Person other: Person }
  type Person @key(fields: "id", resolvable: false) { id: ID! } type Mutation { open: Int shut: Int }`;
const people = `${LINK} type Person @key(fields: "id") { id: ID! name: String card: String! } type Mutation { erase: Int }`;

type Json = Record<string, any>;
interface Heard {
  readonly query: string;
  readonly variables: Json;
  readonly headers: IncomingHttpHeaders;
}
type Straw = Subgraph & { readonly heard: Heard[] };

const servers: Server[] = [];
afterEach(() => servers.splice(0).forEach((server) => (server.close(), server.closeAllConnections())));

/** Answers what it is told to; undefined is no answer at all. */
async function agency(name: string, sdl: string, answer: (heard: Heard) => Json | undefined): Promise<Straw> {
  const heard: Heard[] = [];
  const server = createServer(async (request, response) => {
    const asked = { ...(JSON.parse(await text(request)) as Omit<Heard, 'headers'>), headers: request.headers };
    heard.push(asked);
    const { status = 200, ...body } = answer(asked) ?? { status: 0 };
    if (status) response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { name, sdl, heard, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql` };
}

const person = (id: string) => ({ __typename: 'Person', id });
const rows = [
  { who: person('1'), other: person('2') },
  { who: person('1'), other: null },
];
/** Of the plan's own names for lists, each with what `make` says of every key. */
const known = ({ variables }: Heard, make: (key: Json) => Json | null): Json =>
  Object.fromEntries(
    Object.entries(variables)
      .filter(([, keys]) => Array.isArray(keys))
      .map(([name, keys]) => [
        name.replace(/^__batch_reps_/, '_e').replace('representations', '_entities'),
        keys.map(make),
      ]),
  );

async function asking(subgraphs: readonly Subgraph[], follow?: Parameters<typeof nativeEngine>[0]['follow']) {
  // The door speaks of cases, so somebody else has to.
  const gateway = nativeEngine({ subgraphs, timeout: 300, ...(follow && { follow }) });
  const server = new ApolloServer({ gateway, logger: console } as never);
  await server.start();
  return async (query: string, variables: Json = {}): Promise<Json> => {
    const contextValue = { token: 'secret', trace: 'trace-1' };
    const { body } = await server.executeOperation({ query, variables }, { contextValue } as never);
    return (body as Json)['singleResult'];
  };
}

describe('an agency', () => {
  it('is asked once, for each object once, on behalf of who asks', async () => {
    const hr = await agency('hr', cases, () => ({ data: { rows } }));
    const register = await agency('people', people, (heard) => ({
      data: known(heard, ({ id }) => ({ name: `测试${id}` })),
    }));
    const ask = await asking([hr, register]);
    const { data, errors } = await ask('{ rows { who { name } other { name } } }');
    expect(errors).toBeUndefined();
    expect(JSON.parse(JSON.stringify(data)).rows).toEqual([
      { who: { name: '测试1' }, other: { name: '测试2' } },
      { who: { name: '测试1' }, other: null },
    ]);
    expect(register.heard).toHaveLength(1);
    const keys = Object.values(register.heard[0]!.variables).flat();
    expect(new Set(keys.map((key) => JSON.stringify(key))).size).toBe(keys.length);
    expect(register.heard[0]!.headers).toMatchObject({ authorization: 'Bearer secret', 'x-trace': 'trace-1' });
  });

  it('is given its own variables, and defaults where there are none', async () => {
    const hr = await agency('hr', cases, () => ({ data: { rows: [] } }));
    const ask = await asking([hr, await agency('people', people, () => ({}))]);
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

  it('is commanded one after the other, in the order of the query', async () => {
    const order: string[] = [];
    const told =
      (name: string) =>
      ({ query }: Heard) => {
        order.push(`${name} ${/\{\s*(\w+)/.exec(query)![1]}`);
        return { data: { open: 1, shut: 2, erase: 3 } };
      };
    const ask = await asking([await agency('hr', cases, told('hr')), await agency('people', people, told('people'))]);
    expect((await ask('mutation { open erase shut }')).data).toMatchObject({ open: 1, erase: 3, shut: 2 });
    expect(order).toEqual(['hr open', 'people erase', 'hr shut']);
  });
});

describe('what an agency cannot say', () => {
  const query = '{ rows { who { name } other { name } } }';

  it.each([
    ['is late', () => undefined],
    ['is broken', () => ({ status: 503 })],
    ['answers something else', () => ({ data: { _entities: [], _e0: [], _e1: [] } })],
    ['answers no GraphQL', () => ({ hello: 'there' })],
  ])('is missing, with its name, when it %s', async (_, answer) => {
    const hr = await agency('hr', cases, () => ({ data: { rows } }));
    const ask = await asking([hr, await agency('people', people, answer)]);
    const { data, errors } = await ask(query);
    expect(JSON.parse(JSON.stringify(data)).rows[0]).toEqual({ who: { name: null }, other: { name: null } });
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({ path: ['rows'], extensions: { code: 'AGENCY_UNAVAILABLE', agency: 'people' } });
  });

  it('takes along what must be there', async () => {
    const hr = await agency('hr', cases, () => ({ data: { rows } }));
    const ask = await asking([hr, await agency('people', people, () => ({ status: 503 }))]);
    const { data } = await ask('{ rows { who { card } } }');
    expect(JSON.parse(JSON.stringify(data))).toEqual({ rows: [{ who: null }, { who: null }] });
  });

  it('is told with its words, at every place where it is missing', async () => {
    const hr = await agency('hr', cases, () => ({ data: { rows } }));
    const register = await agency('people', people, (heard) => {
      const data = known(heard, ({ id }) => (id === '1' ? { name: null, __as_n: null } : { name: id, __as_n: id }));
      const [list] = Object.keys(data);
      const error = { message: '不可见', path: [list, 0, '__as_n'], extensions: { code: 'FORBIDDEN', law: '第1条' } };
      return { data, errors: [error] };
    });
    const { errors } = await (await asking([hr, register]))('{ rows { who { n: name } } }');
    expect(errors.map(({ path }: Json) => path)).toEqual([
      ['rows', 0, 'who', 'n'],
      ['rows', 1, 'who', 'n'],
    ]);
    expect(errors[0]).toMatchObject({
      message: '不可见',
      extensions: { code: 'FORBIDDEN', law: '第1条', serviceName: 'people' },
    });
  });

  it('asks for a sign-in once, when it knows nobody', async () => {
    const hr = await agency('hr', cases, () => ({ data: { rows } }));
    const body = { status: 401, errors: [{ message: '请先登录 · Sign in first' }] };
    const ask = await asking([hr, await agency('people', people, () => body)]);
    const { errors } = await ask(query);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({ message: '请先登录 · Sign in first', extensions: { code: 'UNAUTHENTICATED' } });
  });
});

describe('a graph', () => {
  it('changes while it runs, and stays as it is when the new one does not fit', async () => {
    let take: (now: readonly Subgraph[]) => void = () => undefined;
    const hr = await agency('hr', cases, () => ({ data: { rows: [{ who: person('1'), note: '新' }] } }));
    const register = await agency('people', people, () => ({ data: {} }));
    const ask = await asking([hr, register], (given) => ((take = given), () => undefined));
    expect((await ask('{ rows { note } }')).errors[0].extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
    take([{ ...hr, sdl: cases.replace('other: Person', 'other: Person note: String') }, register]);
    expect((await ask('{ rows { note } }')).data).toMatchObject({ rows: [{ note: '新' }] });
    expect(() => take([{ ...hr, sdl: cases.replace('id: ID!', 'id: Missing!') }, register])).toThrow(/do not compose/);
    expect((await ask('{ rows { note } }')).data).toMatchObject({ rows: [{ note: '新' }] });
  });

  it('that needs what is not proven is refused by name', async () => {
    const needing = `${people.replace('name: String', 'name: String @external full: String @requires(fields: "name")')}`;
    const naming = `${LINK} type Person @key(fields: "id") { id: ID! name: String }`;
    const subgraphs = [cases, needing, naming].map((sdl, n) => ({ name: `a${n}`, url: 'http://127.0.0.1:1', sdl }));
    expect(() => nativeEngine({ subgraphs, timeout: 1 })).toThrow(/not proven with requires/);
  });
});
