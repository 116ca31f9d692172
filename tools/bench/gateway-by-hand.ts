/** The floor: what one would write by hand who knows the services and this one question. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { Pool } from 'undici';
import type { Found } from '@yimen/hall/client';
import { ask } from './gateway-ask.ts';

/** A case that is to be read, and who has something to say of it. */
export interface Asked {
  readonly token: string;
  readonly id: string;
  readonly files: readonly { readonly name: string; readonly field: string }[];
}

const FILE = '{ agency asOf procedures { id kind status version facts { value kind } } }';
const INSIGHT = 'timeline { id type occurredAt } money { claimed paid } sections { agency status }';
const JOINT = 'number status claimed members { role person { id %s } }';
const NAME = 'name masked';

export const questionOf = ({ id, files }: Asked) => {
  const parts = [...files.map(({ field }) => `${field} ${FILE}`), INSIGHT, JOINT.replace('%s', NAME)];
  return { query: `query($id: ID!) { case(id: $id) { id ${parts.join(' ')} } }`, variables: { id } };
};

/** How a service is asked: with the client of Node, or with the one that the gateway has. */
export type Client = typeof ask;
export const clients: Readonly<Record<'node' | 'undici', () => Client>> = { node: () => ask, undici: askByUndici };

function askByUndici(): Client {
  const pools = new Map<string, Pool>();
  return async (url, token, body) => {
    const { origin, pathname: path } = new URL(url);
    const pool = pools.get(origin) ?? new Pool(origin);
    pools.set(origin, pool);
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    return (await (
      await pool.request({ method: 'POST', path, headers, body: JSON.stringify(body) })
    ).body.json()) as Found;
  };
}

/** All at once, then the people of whom the joint centre tells. */
const fetching =
  ({ token, files }: Asked, urls: Readonly<Record<string, string>>, put: Client) =>
  async (id: string): Promise<Found> => {
    const entities = async (name: string, part: string, keys = [{ __typename: 'Case', id }]): Promise<Found[]> => {
      const query = `query($r: [_Any!]!) { _entities(representations: $r) { ... on ${keys[0]!.__typename} { ${part} } } }`;
      return (await put(urls[name]!, token, { query, variables: { r: keys } }))['data']._entities;
    };
    const joint = async (): Promise<Found[]> => {
      const file = files.find(({ name }) => name === 'joint-centre')!;
      const [found] = await entities(file.name, `${file.field} ${FILE} ${JOINT.replace('%s', '')}`);
      const people = found!['members'].map(({ person }: Found) => person as { id: string });
      const keys = people.map((person: { id: string }) => ({ __typename: 'Person', id: person.id }));
      const names = await entities('people', NAME, keys);
      people.forEach((person: Found, at: number) => Object.assign(person, names[at]));
      return [found!];
    };
    const others = files.filter(({ name }) => name !== 'joint-centre');
    const asked = others.map(({ name, field }) => entities(name, `${field} ${FILE}`));
    const parts = await Promise.all([...asked, joint(), entities('insight', INSIGHT)]);
    return Object.assign({ id }, ...parts.flat()) as Found;
  };

/** The least that can be called a gateway. Resolves with its address. */
export async function openByHand(asked: Asked, urls: Readonly<Record<string, string>>, put: Client): Promise<string> {
  const fetched = fetching(asked, urls, put);
  const server = createServer(async (request, response) => {
    const { variables } = (await json(request)) as { variables: { id: string } };
    const said = JSON.stringify({ data: { case: await fetched(variables.id) } });
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(said) };
    response.writeHead(200, headers).end(said);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
}
