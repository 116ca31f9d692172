/** Serves the harder graph as four services, and answers for it as if there were but one: that is what is true. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, isAbstractType, isObjectType, parse, type GraphQLSchema } from 'graphql';
import { byId, parts, type Found } from './harder-parts.ts';

export interface HarderGraph {
  readonly subgraphs: readonly { readonly name: string; readonly url: string; readonly sdl: string }[];
  close(): Promise<void>;
}

export async function openHarderGraph(): Promise<HarderGraph> {
  const services = await Promise.all(
    Object.entries(parts).map(async ([name, [sdl, resolvers]]) => {
      const schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers }] as never);
      const server = createServer((asked, answer) => void respond(schema, asked, answer));
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      return { name, sdl, server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql` };
    }),
  );
  const close = async () => services.forEach(({ server }) => (server.close(), server.closeAllConnections()));
  return { subgraphs: services.map(({ name, url, sdl }) => ({ name, url, sdl })), close };
}

async function respond(schema: GraphQLSchema, asked: IncomingMessage, answer: ServerResponse): Promise<void> {
  const { query, variables } = JSON.parse(await text(asked)) as { query: string; variables: Found };
  const result = await graphql({ schema, source: query, variableValues: variables });
  const status = result.data === undefined ? 400 : 200;
  answer.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(result));
}

/** The same graph as one service: every type with the fields that any part gives it. Changes the schema it is given. */
export function asOne(schema: GraphQLSchema): GraphQLSchema {
  const all = Object.values(parts).map(([, resolvers]): Found => resolvers);
  for (const type of Object.values(schema.getTypeMap())) {
    if (isAbstractType(type)) type.resolveType = ({ __typename, id }: Found) => __typename ?? byId(id)?.['__typename'];
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    const names = [...type.getInterfaces().map(({ name }) => name), type.name];
    const given: Found = Object.assign({}, ...all.flatMap((resolvers) => names.map((name) => resolvers[name])));
    for (const field of Object.values(type.getFields())) field.resolve = given[field.name];
  }
  return schema;
}
