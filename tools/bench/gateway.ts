/**
 * One case over all services through the gateway, with each engine behind the same server, against the same rows
 * fetched by hand from the same services. Everything is in one process, so a ratio says what the gateway adds to the
 * work.
 */
import { randomUUID } from 'node:crypto';
import { Agent, request, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { clientOf, post, type Found } from '@yimen/hall/client';
import { openGateway, openHall, type Hall } from '@yimen/hall';
import { median, rate, type Measured } from './measured.ts';

/** Readers at once, rounds of each kind by turns, seconds of a round. */
const [READERS, ROUNDS, SECONDS] = [10, 5, 2];
const targets = { apollo: 0.4, native: 0.65 } as const;

const FILE = '{ agency asOf procedures { id kind status version facts { value kind } } }';
const INSIGHT = 'timeline { id type occurredAt } money { claimed paid } sections { agency status }';
const JOINT = 'number status claimed members { role person { id %s } }';
const NAME = 'name masked';

const agent = new Agent({ keepAlive: true });

async function ask(url: string, token: string, body: object): Promise<Found> {
  const sent = JSON.stringify(body);
  const length = String(Buffer.byteLength(sent));
  const headers = { 'content-type': 'application/json', 'content-length': length, authorization: `Bearer ${token}` };
  const put = () =>
    new Promise<IncomingMessage>((resolve, reject) => {
      request(url, { method: 'POST', agent, headers }, resolve).on('error', reject).end(sent);
    });
  // A connection that was kept over the rounds of the others may be closed just then.
  return JSON.parse(await text(await put().catch(put))) as Found;
}

interface Asked {
  readonly hall: Hall;
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
  return { hall, token: String(token), id, files };
}

const through = (gateway: string, { token, id, files }: Asked) => {
  const parts = [...files.map(({ field }) => `${field} ${FILE}`), INSIGHT, JOINT.replace('%s', NAME)];
  const query = `query($id: ID!) { case(id: $id) { id ${parts.join(' ')} } }`;
  return async () => {
    const { data, errors } = await ask(`${gateway}/graphql`, token, { query, variables: { id } });
    return errors ? Promise.reject(new Error(JSON.stringify(errors))) : (data.case as Found);
  };
};

/** What one would write who knows the services: all at once, then the people of whom the joint centre tells. */
const byHand = ({ hall, token, id, files }: Asked) => {
  const entities = async (name: string, part: string, keys = [{ __typename: 'Case', id }]): Promise<Found[]> => {
    const query = `query($r: [_Any!]!) { _entities(representations: $r) { ... on ${keys[0]!.__typename} { ${part} } } }`;
    return (await ask(hall.services.get(name)!.url, token, { query, variables: { r: keys } }))['data']._entities;
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
  return async () => {
    const asked = others.map(({ name, field }) => entities(name, `${field} ${FILE}`));
    const parts = await Promise.all([...asked, joint(), entities('insight', INSIGHT)]);
    return Object.assign({ id }, ...parts.flat()) as Found;
  };
};

/** The moment of an answer is its own, and the order of keys is nobody's promise. */
const plain = (key: string, value: unknown): unknown => {
  if (key === 'asOf') return '';
  const isObject = value !== null && typeof value === 'object' && !Array.isArray(value);
  return isObject ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))) : value;
};

/** The same by every way, or nothing is measured. */
function same(one: Found, other: Found): void {
  const [here, there] = [one, other].map((found) => JSON.stringify(found, plain));
  if (here !== there) throw new Error(`not the same rows:\n${here}\n${there}`);
}

const engines = ['apollo', 'native'] as const;

export async function gatewayFigures(): Promise<Measured[]> {
  const hall = await openHall();
  const subgraphs = [...hall.services.values()].map(({ name, url, sdl }) => ({ name, url, sdl }));
  const open = (engine: (typeof engines)[number]) => openGateway({ port: 0, introspection: false, subgraphs, engine });
  const gateways = await Promise.all(engines.map(open));
  try {
    const asked = await openCase(hall);
    return await measured([byHand(asked), ...gateways.map(({ url }) => through(url, asked))]);
  } finally {
    await Promise.all(gateways.map((gateway) => gateway.close()));
    await hall.close();
    agent.destroy();
  }
}

/** Each way by turns, after a round to warm up; the first is the floor. */
async function measured(ways: readonly (() => Promise<Found>)[]): Promise<Measured[]> {
  const [hand, ...answers] = await Promise.all(ways.map((way) => way()));
  answers.forEach((answer) => same(answer, hand!));
  for (const way of ways) await rate(READERS, SECONDS, way);
  const rates = ways.map((): number[] => []);
  for (let round = 0; round < ROUNDS; round += 1)
    for (const [at, way] of ways.entries()) rates[at]!.push(await rate(READERS, SECONDS, way));
  const [floor, ...values] = rates.map(median) as [number, ...number[]];
  return engines.map((engine, at) => {
    const [value, target] = [values[at]!, targets[engine]];
    const ratio = value / floor;
    return { name: `case over all services, ${engine}`, value, unit: '/s', floor, ratio, target, met: ratio >= target };
  });
}
