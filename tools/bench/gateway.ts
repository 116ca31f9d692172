/**
 * One case over all services through the gateway, with each engine behind the same server, against the same rows
 * fetched by hand from the same services. Everything is in one process, so a ratio says what the gateway adds to the
 * work.
 */
import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { clientOf, post, type Found } from '@yimen/hall/client';
import { openGateway, openHall, type Hall } from '@yimen/hall';
import { median, rate, type Measured } from './measured.ts';

/** Readers at once, rounds of each kind by turns, seconds of a round. */
const [READERS, ROUNDS, SECONDS] = [10, 2, 1];
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
  const answered = await new Promise<Parameters<typeof text>[0]>((resolve, reject) => {
    request(url, { method: 'POST', agent, headers }, resolve).on('error', reject).end(sent);
  });
  return JSON.parse(await text(answered)) as Found;
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

/** What somebody would write who knows the services: all at once, and then the people of whom the joint centre tells. */
const byHand = ({ hall, token, id, files }: Asked) => {
  const entities = async (name: string, type: string, part: string, ids = [id]): Promise<Found[]> => {
    const query = `query($r: [_Any!]!) { _entities(representations: $r) { ... on ${type} { ${part} } } }`;
    const variables = { r: ids.map((each) => ({ __typename: type, id: each })) };
    return (await ask(hall.services.get(name)!.url, token, { query, variables }))['data']._entities;
  };
  const joint = async (): Promise<Found[]> => {
    const file = files.find(({ name }) => name === 'joint-centre')!;
    const [found] = await entities(file.name, 'Case', `${file.field} ${FILE} ${JOINT.replace('%s', '')}`);
    const people = found!['members'].map(({ person }: Found) => person);
    const names = await entities(
      'people',
      'Person',
      NAME,
      people.map((person: Found) => person.id),
    );
    people.forEach((person: Found, at: number) => Object.assign(person, names[at]));
    return [found!];
  };
  const others = files.filter(({ name }) => name !== 'joint-centre');
  return async () => {
    const files = others.map(({ name, field }) => entities(name, 'Case', `${field} ${FILE}`));
    const parts = await Promise.all([...files, joint(), entities('insight', 'Case', INSIGHT)]);
    return Object.assign({ id }, ...parts.flat()) as Found;
  };
};

/** The same by either way, or nothing is measured. */
function same(one: Found, other: Found): void {
  const inOrder = (found: Found) =>
    JSON.stringify(found, (key, value: unknown) =>
      key === 'asOf'
        ? ''
        : value && typeof value === 'object' && !Array.isArray(value)
          ? Object.fromEntries(Object.entries(value).sort())
          : value,
    );
  if (inOrder(one) !== inOrder(other))
    throw new Error(`not the same rows:\n${JSON.stringify(one)}\n${JSON.stringify(other)}`);
}

export async function gatewayFigures(): Promise<Measured[]> {
  const hall = await openHall();
  const subgraphs = [...hall.services.values()].map(({ name, url, sdl }) => ({ name, url, sdl }));
  const engines = ['apollo', 'native'] as const;
  const gateways = await Promise.all(
    engines.map((engine) => openGateway({ port: 0, introspection: false, subgraphs, engine })),
  );
  try {
    const asked = await openCase(hall);
    const ways = [byHand(asked), ...gateways.map(({ url }) => through(url, asked))];
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
      return {
        name: `case over all services, ${engine}`,
        value,
        unit: '/s',
        floor,
        ratio,
        target,
        met: ratio >= target,
      };
    });
  } finally {
    await Promise.all(gateways.map((gateway) => gateway.close()));
    await hall.close();
    agent.destroy();
  }
}
