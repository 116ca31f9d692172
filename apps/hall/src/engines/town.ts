/** A hall with a story in it, and over its agencies two gateways that differ in their engine alone. */
import { type GraphQLSchema, buildClientSchema, getIntrospectionQuery } from 'graphql';
import { demonstrationClock, type Clock } from '@yimen/adapters';
import { clientOf, post, type Found } from '../client.ts';
import { openGateway, openHall, type Hall } from '../hall.ts';
import { stories } from '../stories/stories.ts';
import { teller } from '../stories/teller.ts';
import { ailing, type Ailment } from './ailing.ts';
import { plainGraph, publicSchema } from './plain-graph.ts';
import type { MadeQuery } from './query-maker.ts';
import type { Pool } from './query-values.ts';
import { settledBySpecification } from './truth.ts';

/** Time that stands still once it is told to, so that whoever asks later is not told another time. */
function haltingClock(): Clock & { halt(): void } {
  const running = demonstrationClock('2026-01-05T01:00:00.000Z');
  let halted: string | undefined;
  return { ...running, now: () => halted ?? running.now(), halt: () => void (halted = running.now()) };
}

export interface Town {
  readonly hall: Hall;
  readonly schema: GraphQLSchema;
  readonly pool: Pool;
  /** Of several people, of nobody, and a forged one. */
  readonly tokens: readonly (string | undefined)[];
  close(): Promise<void>;
}

const PEOPLE = ['coordinator', 'union-clerk', 'hr-inspector', 'housing-officer', 'analyst'];

/** Plays the stories of these names. */
export async function openTown(names: readonly string[]): Promise<Town> {
  const clock = haltingClock();
  const hall = await openHall({ clock });
  // A story that breaks off is the matter of its own specification; what it left behind is enough to be asked about.
  for (const { name, play } of stories) if (names.includes(name)) await play(teller(hall, name)).catch(() => undefined);
  await hall.settled();
  clock.halt();
  const token = async (persona: string) => (await post(`${hall.url}/sign-in`, { persona }))['token'] as string;
  const client = await clientOf(hall.url, 'coordinator');
  const { data } = await client.graph(getIntrospectionQuery());
  return {
    hall,
    schema: buildClientSchema(data as never),
    pool: poolOf((await client.graph(KNOWN)).data!),
    tokens: [...(await Promise.all(PEOPLE.map(token))), undefined, 'forged'],
    close: () => hall.close(),
  };
}

const KNOWN = '{ cases(first: 50) { next cases { id number employers { id } members { person { id } } } } }';

function poolOf({ cases: { next, cases } }: Found): Pool {
  const ids = cases.map(({ id }: Found) => id);
  const people = cases.flatMap(({ members }: Found) => members.map(({ person }: Found) => person.id));
  const employers = cases.flatMap((found: Found) => found.employers.map(({ id }: Found) => id));
  return {
    id: [...ids, ...ids, ...people.slice(0, 3), ...employers.slice(0, 3)],
    person: people,
    caseId: ids,
    search: ['云岚', '示例', ids[0], people[0], cases[0].number],
    after: [next ?? ids[0], ids[0]],
    status: ['open', 'closed', 'merged'],
    first: [0, 1, 2, 20],
    within: [0, 3, 400],
  };
}

export interface Pair {
  readonly native: string;
  readonly apollo: string;
  /** What is true about the same agencies, as somebody with this token may know it. */
  truth(made: MadeQuery, token: string | undefined): Promise<string>;
  close(): Promise<void>;
}

export interface Illness {
  readonly agency: string;
  readonly ailment: Ailment;
  /** How long an agency may take then, in ms. */
  readonly timeout: number;
}

/** Two gateways over the agencies of a hall, one of which may be ill. */
export async function openPair(hall: Hall, illness?: Illness): Promise<Pair> {
  const patient = illness && (await ailing(illness.ailment, hall.services.get(illness.agency)!.url));
  const subgraphs = [...hall.services.values()].map(({ name, url, sdl }) => {
    return { name, url: patient && name === illness?.agency ? patient.url : url, sdl };
  });
  const spec = { port: 0, introspection: true, timeout: illness?.timeout ?? 4000, subgraphs };
  const [native, apollo] = [
    await openGateway({ ...spec, engine: 'native' }),
    await openGateway({ ...spec, engine: 'apollo' }),
  ];
  const timeout = spec.timeout;
  const plain = plainGraph(publicSchema(subgraphs), subgraphs);
  const truth: Pair['truth'] = async (made, token) =>
    settledBySpecification(JSON.parse(JSON.stringify(await plain(made, { token, timeout }))) as Found);
  const close = async () => void (await Promise.all([native.close(), apollo.close(), patient?.close()]));
  return { native: native.url, apollo: apollo.url, truth, close };
}
