/**
 * One case over all services through the gateway, with each engine behind the same server, against a server that
 * fetches the same rows by hand. Readers and services are in another process and cost little, so a ratio says what the
 * gateway costs.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { openGateway, openHall, type Hall } from '@yimen/hall';
import { clientOf, post, type Found } from '@yimen/hall/client';
import { agent, ask } from './gateway-ask.ts';
import type { Order } from './gateway-around.ts';
import { against, type Measured } from './measured.ts';

/** Readers at once, rounds of each kind by turns, seconds of a round. */
const [READERS, ROUNDS, SECONDS] = [10, 5, 2];
const targets = { apollo: 0.4, native: 0.65 } as const;
const engines = ['apollo', 'native'] as const;

const FILE = '{ agency asOf procedures { id kind status version facts { value kind } } }';
const INSIGHT = 'timeline { id type occurredAt } money { claimed paid } sections { agency status }';
const JOINT = 'number status claimed members { role person { id %s } }';
const NAME = 'name masked';

type Around = (order: Order) => Promise<string | number>;

/** The other process, which takes one order after the other. */
function around(child: ChildProcess): Around {
  return (order) =>
    new Promise((resolve, reject) => {
      child.once('message', ({ done, failed }: { done: string | number; failed?: string }) =>
        failed ? reject(new Error(failed)) : resolve(done),
      );
      child.send(order);
    });
}

interface Asked {
  readonly token: string;
  readonly id: string;
  readonly files: readonly { readonly name: string; readonly field: string }[];
}

/** A case of five people at the union, known to the joint centre and to the observers. */
async function openCase(hall: Hall): Promise<Asked> {
  const clerk = await clientOf(hall.url, 'union-clerk');
  const { token } = await post(`${hall.url}/sign-in`, { persona: 'union-clerk' });
  const id = randomUUID();
  const item = () => ({ id: randomUUID(), person: randomUUID(), kind: 'wages', from: '2025-06', to: '2025-08' });
  const claimItems = Array.from({ length: 5 }, () => ({ ...item(), fen: 1_800_000 }));
  const input = { caseId: id, door: 'window', employer: randomUUID(), claimItems };
  await clerk.give({ mutation: 'openDossier', id: randomUUID(), commandId: randomUUID(), input });
  await hall.settled();
  const files = (await (await fetch(`${hall.url}/agencies.json`)).json()) as Asked['files'];
  return { token: String(token), id, files };
}

const questionOf = ({ id, files }: Asked) => {
  const parts = [...files.map(({ field }) => `${field} ${FILE}`), INSIGHT, JOINT.replace('%s', NAME)];
  return { query: `query($id: ID!) { case(id: $id) { id ${parts.join(' ')} } }`, variables: { id } };
};

/** What one would write who knows the services: all at once, then the people of whom the joint centre tells. */
const byHand =
  ({ token, files }: Asked, urls: ReadonlyMap<string, string>) =>
  async (id: string) => {
    const entities = async (name: string, part: string, keys = [{ __typename: 'Case', id }]): Promise<Found[]> => {
      const query = `query($r: [_Any!]!) { _entities(representations: $r) { ... on ${keys[0]!.__typename} { ${part} } } }`;
      return (await ask(urls.get(name)!, token, { query, variables: { r: keys } }))['data']._entities;
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

/** The least that can be called a gateway. */
async function serving(fetched: (id: string) => Promise<Found>): Promise<{ server: Server; url: string }> {
  const server = createServer(async (request, response) => {
    const { variables } = (await json(request)) as { variables: { id: string } };
    const said = JSON.stringify({ data: { case: await fetched(variables.id) } });
    response.writeHead(200, { 'content-type': 'application/json' }).end(said);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql` };
}

/** The order of keys is nobody's promise. */
const inOrder = (_: string, value: unknown): unknown => {
  const isObject = value !== null && typeof value === 'object' && !Array.isArray(value);
  return isObject ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))) : value;
};

/** The same by every way, or nothing is measured. The moment of an answer is its own. */
async function same(urls: readonly string[], asked: Asked): Promise<void> {
  const answers = await Promise.all(urls.map((url) => ask(url, asked.token, questionOf(asked))));
  const [first, ...others] = answers.map((answer) => JSON.stringify(answer, inOrder).replaceAll(/"asOf":"[^"]*"/g, ''));
  for (const other of others) if (other !== first) throw new Error(`not the same rows:\n${first}\n${other}`);
}

export async function gatewayFigures(): Promise<Measured[]> {
  const hall = await openHall();
  const child = fork(fileURLToPath(new URL('gateway-around.ts', import.meta.url)));
  const ends: (() => unknown)[] = [() => hall.close(), () => child.kill(), () => agent.destroy()];
  try {
    const asked = await openCase(hall);
    const tell = around(child);
    const urls = new Map<string, string>();
    for (const { name, url } of hall.services.values()) urls.set(name, String(await tell({ kind: 'stand-in', url })));
    const subgraphs = [...hall.services.values()].map(({ name, sdl }) => ({ name, url: urls.get(name)!, sdl }));
    const hand = await serving(byHand(asked, urls));
    ends.unshift(() => (hand.server.close(), hand.server.closeAllConnections()));
    const ways = [hand.url];
    for (const engine of engines) {
      const gateway = await openGateway({ port: 0, introspection: false, subgraphs, engine });
      ends.unshift(() => gateway.close());
      ways.push(`${gateway.url}/graphql`);
    }
    await same(ways, asked);
    return await measured(ways, asked, tell);
  } finally {
    for (const end of ends) await end();
  }
}

/** Each way by turns, after a round to warm up; the first is the floor. */
async function measured(ways: readonly string[], asked: Asked, tell: Around): Promise<Measured[]> {
  const reading = { token: asked.token, body: questionOf(asked), lanes: READERS, seconds: SECONDS };
  const read = async (url: string) => Number(await tell({ kind: 'read', url, ...reading }));
  for (const way of ways) await read(way);
  const rates = ways.map((): number[] => []);
  for (let round = 0; round < ROUNDS; round += 1)
    for (const [at, way] of ways.entries()) rates[at]!.push(await read(way));
  const [floors = [], ...ours] = rates;
  return engines.map((engine, at) => {
    const name = `case over all services, ${engine}`;
    return against({ name, unit: '/s', values: ours[at]!, floors, target: targets[engine] });
  });
}
