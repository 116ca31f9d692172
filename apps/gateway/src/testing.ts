/** Agencies of straw for specifications: they note what they are asked and answer what they are told to. */
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach } from '@jest/globals';
import { ApolloServer } from '@apollo/server';
import type { Agencies } from './engine-agencies.ts';
import { engineOf, type EngineName } from './engine.ts';
import type { Subgraph } from './supergraph.ts';

export const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable", "@external", "@requires"])';
export const cases = `${LINK} type Query { rows(first: Int = 2): [Row!]! } type Row { who: Person other: Person }
  type Person @key(fields: "id", resolvable: false) { id: ID! } type Mutation { open: Int shut: Int }`;
export const people = `${LINK} type Person @key(fields: "id") { id: ID! name: String card: String! } type Mutation { erase: Int }`;

export type Json = Record<string, any>;
export interface Heard {
  readonly query: string;
  readonly variables: Json;
  readonly headers: IncomingHttpHeaders;
}
export type Straw = Subgraph & { readonly heard: Heard[] };

const servers: Server[] = [];
afterEach(() => servers.splice(0).forEach((server) => (server.close(), server.closeAllConnections())));

/** Answers what it is told to; undefined is no answer at all. */
export async function agency(name: string, sdl: string, answer: (heard: Heard) => Json | undefined): Promise<Straw> {
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

export const person = (id: string) => ({ __typename: 'Person', id });
export const rows = [
  { who: person('1'), other: person('2') },
  { who: person('1'), other: null },
];
/** Of the plan's own names for lists, each with what `make` says of every key. */
export const known = ({ variables }: Heard, make: (key: Json) => Json | null): Json =>
  Object.fromEntries(
    Object.entries(variables)
      .filter(([, keys]) => Array.isArray(keys))
      .map(([name, keys]) => [
        name.replace(/^__batch_reps_/, '_e').replace('representations', '_entities'),
        keys.map(make),
      ]),
  );

/** A server over an engine; the answer is what a client would have. */
export async function asking(engine: EngineName | undefined, agencies: Pick<Agencies, 'subgraphs' | 'follow'>) {
  const gateway = await engineOf({ ...agencies, timeout: 3_000 }, engine);
  const server = new ApolloServer({ gateway, logger: console } as never);
  await server.start();
  return async (query: string, variables: Json = {}): Promise<Json> => {
    const contextValue = { token: 'secret', trace: 'trace-1' };
    const { body } = await server.executeOperation({ query, variables }, { contextValue } as never);
    return (body as Json)['singleResult'];
  };
}
