/**
 * A Kafka broker for specifications: the one of KAFKA_BROKERS, else one in a container where Docker is, else one of our
 * own on this machine. Only the last can be stood before and crashed, and asks who wants it to for a log-in.
 */
import { execFile, spawnSync } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Admin } from '@platformatic/kafka';
import type { Recorded, Source } from '@yimen/kernel';
import { contained, whose } from './container-under-test.ts';
import { deadLetterOf, kafkaBus, topicOf, type KafkaBus, type KafkaBusAt, type KafkaDriver } from './kafka-bus.ts';
import type { Incoming, KafkaClient, Login, Outgoing } from './kafka-client.ts';
import { kafkaContainer } from './kafka-container.ts';
import { platformaticClient } from './kafka-platformatic.ts';
import { stored } from './store.contract.ts';

export { FETCH_MS } from './container-under-test.ts';

const TOOL = fileURLToPath(new URL('../../../tools/kafka/kafka.ts', import.meta.url));
const run = promisify(execFile);
/** Runs `npm run kafka` for brokers of our own, whatever other one was given; what it printed. */
export async function tool(...args: string[]): Promise<string> {
  const env = { ...process.env, KAFKA_BROKERS: undefined };
  return (await run(process.execPath, [TOOL, ...args], { env, maxBuffer: 1e9 })).stdout;
}

export const drivers: readonly KafkaDriver[] = ['platformatic', 'kafkajs'];

export interface BrokerUnderTest {
  readonly brokers: string;
  readonly login?: Login | undefined;
  /** How many hold each topic; one if left out. */
  readonly replicas?: number;
  /** The door behind `detour`, if one was asked for. */
  readonly detour?: string | undefined;
  /** Only of a broker of our own: ends it as a crash does, and starts it again with its data. */
  readonly crash?: () => Promise<void>;
  readonly restart?: () => Promise<void>;
  /** Brings the cluster to the plan of `infra/kafka`; what was done. */
  readonly apply?: (passwords: Readonly<Record<string, string>>, more?: readonly string[]) => Promise<string>;
  /** A tool of Kafka's own; what it printed. */
  readonly java?: (...args: string[]) => Promise<string>;
  readonly close: () => Promise<void>;
}

const given = () => process.env['KAFKA_BROKERS'];

/** Whether specifications start a broker of their own, with Kafka's own programs beside it. */
export const isOwnBroker = (): boolean => whose(given()) === 'own';

/** Why this machine can have no broker, or none of our own; undefined if it can. Fetches Kafka if need be. */
export function whyNoBroker({ own = false } = {}): string | undefined {
  if (!own && !isOwnBroker()) return undefined;
  const { status, stderr } = spawnSync(process.execPath, [TOOL, 'install'], { encoding: 'utf8' });
  return status === 0 ? undefined : stderr.trim().split('\n').at(-1);
}

/** Why nobody may stand before a broker or crash it. Beside a container one of our own is started for that. */
export const whyNoHarm = (): string | undefined =>
  given() ? 'the broker of KAFKA_BROKERS is not ours to stand before or to kill' : whyNoBroker({ own: true });

export interface BrokerWanted {
  readonly secure?: boolean;
  /** Where somebody stands between. */
  readonly detour?: number;
}

export async function brokerUnderTest(wanted: BrokerWanted = {}): Promise<BrokerUnderTest> {
  const found = wanted.secure || wanted.detour ? 'own' : whose(given());
  if (found === 'given') return { brokers: given()!, close: async () => {} };
  if (found === 'own') return ownBroker(wanted);
  const { address, close } = await contained(kafkaContainer);
  return { brokers: address, close };
}

async function ownBroker({ secure = false, detour = 0 }: BrokerWanted): Promise<BrokerUnderTest> {
  const dir = mkdtempSync(join(tmpdir(), 'yimen-kafka-'));
  const how = ['--dir', dir, '--watch', String(process.pid), '--once', '--json'];
  const start = () =>
    tool('start', ...how, ...(secure ? ['--secure'] : []), ...(detour ? ['--detour', `${detour}`] : []));
  const { brokers, detour: behind, ...login } = JSON.parse(await start()) as { brokers: string; detour?: string };
  return {
    brokers,
    detour: behind,
    login: secure ? (login as unknown as Login) : undefined,
    crash: () => kill(dir),
    restart: async () => void (await start()),
    apply: async (passwords, more = []) => {
      const users = join(dir, 'users.json');
      writeFileSync(users, JSON.stringify(passwords));
      return tool('apply', '--dir', dir, '--replicas', '1', '--users', users, ...more);
    },
    java: (...args) => tool('tool', '--dir', dir, ...args),
    async close() {
      await kill(dir);
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** The number of the process of a node of our own, which is our own child's child. */
export const pidOf = (dir: string): number =>
  (JSON.parse(readFileSync(join(dir, 'life.json'), 'utf8')) as { pid: number }).pid;

/** At once, as a crash does. */
export async function kill(dir: string): Promise<void> {
  const pid = pidOf(dir);
  try {
    for (process.kill(pid, 'SIGKILL'); ; await pause(20)) process.kill(pid, 0);
  } catch (error) {
    if ((error as { code?: string }).code !== 'ESRCH') throw error;
  }
}

/** A name that no other run has used, so that a given broker needs no cleaning. */
export const freshPrefix = (): string => `spec-${randomBytes(5).toString('hex')}`;

export interface Place {
  readonly at: Pick<BrokerUnderTest, 'brokers' | 'login' | 'replicas'>;
  readonly prefix: string;
}

/** Its topics are there, and nobody else's events in them. */
export async function prepared(at: Place['at']): Promise<Place> {
  const place = { at, prefix: freshPrefix() };
  await makeTopics(place, ['union'], ['court']);
  return place;
}

/** The topics of these agencies and of what these listeners cannot read. */
export async function makeTopics(
  { at, prefix }: Place,
  agencies: readonly string[],
  consumers: readonly string[] = [],
) {
  const topics = agencies.map((agency) => topicOf(agency, prefix));
  const letters = agencies.flatMap((agency) => consumers.map((consumer) => deadLetterOf(agency, consumer, prefix)));
  await administer(at, async (admin) => {
    const { replicas = 1 } = at;
    await admin.createTopics({ topics, partitions: 3, replicas });
    if (letters.length > 0) await admin.createTopics({ topics: letters, partitions: 1, replicas });
  });
  const client = clientOf(at);
  for (const topic of [...topics, ...letters]) await served(client, topic);
  await client.close();
}

const SERVED_MS = 30_000;

/** It is made when the controller has it; a moment later whoever serves it knows of it. */
async function served(client: KafkaClient, topic: string): Promise<void> {
  for (const end = performance.now() + SERVED_MS; ; await pause(20))
    try {
      return void (await client.extent(topic));
    } catch (error) {
      if (performance.now() > end) throw error;
    }
}

export async function administer<T>({ brokers, login }: Place['at'], work: (admin: Admin) => Promise<T>): Promise<T> {
  const access = login && {
    tls: login.ca ? { ca: login.ca } : {},
    sasl: { mechanism: 'SCRAM-SHA-512' as const, username: login.username, password: login.password },
  };
  const admin = new Admin({
    clientId: 'spec',
    bootstrapBrokers: brokers.split(','),
    retries: 20,
    retryDelay: 200,
    ...access,
  });
  try {
    return await work(admin);
  } finally {
    await admin.close();
  }
}

export const openBus = ({ at, prefix }: Place, more: Partial<KafkaBusAt> = {}): Promise<KafkaBus> =>
  kafkaBus({ brokers: at.brokers.split(','), login: at.login, prefix, ...more });

/** Sends whatever it is given, as nobody of ours would. */
export async function sendRaw({ at }: Pick<Place, 'at'>, topic: string, messages: readonly Outgoing[]): Promise<void> {
  const client = clientOf(at);
  const sender = await client.sender();
  try {
    await sender.send(topic, messages);
  } finally {
    await sender.close();
    await client.close();
  }
}

const clientOf = ({ brokers, login }: Place['at']) =>
  platformaticClient({ brokers: brokers.split(','), login }, { since: () => undefined, note() {} });

/** Everything that stands in a topic now. */
export async function readTopic({ at }: Pick<Place, 'at'>, topic: string): Promise<readonly Incoming[]> {
  const client = clientOf(at);
  const extents = [...(await client.extent(topic))];
  const wanted = extents.reduce((sum, [, { low, high }]) => sum + Number(high - low), 0);
  const starts = new Map(extents.map(([partition, { low }]) => [partition, low]));
  const found: Incoming[] = [];
  const done = Promise.withResolvers<void>();
  const take = async (messages: readonly Incoming[]) => {
    found.push(...messages);
    if (found.length >= wanted) done.resolve();
  };
  const how = { topic, group: freshPrefix(), starts, take, assigned() {}, lost: done.reject };
  const receiver = await client.receive(how);
  if (wanted > 0) await done.promise;
  await receiver.close();
  await client.close();
  return found;
}

let said = 0;

/** An event to publish, of a case of its own unless one is named. */
export function published(data: unknown, caseId: string = randomUUID(), version = 1): Recorded {
  const event = stored(data, `event-${process.pid}-${(said += 1)}`);
  return { ...event, meta: { ...event.meta, caseId }, stream: `union.mediation-${caseId}`, version, position: '' };
}

/** Numbered events over so many cases, each with its own stream. */
export const manyPublished = (count: number, cases: number, from = 0): Recorded[] =>
  Array.from({ length: count }, (_, i) => {
    const n = from + i;
    return published(n, `case-${n % cases}`, Math.floor(n / cases) + 1);
  });

export interface Heard {
  readonly events: readonly Recorded[];
  /** Of the last batch; as long as it is not said to `follow`, that batch is not confirmed. */
  readonly place: string;
}

type Followed = Pick<Source, 'follow' | 'changed'>;

/** The same for a reader that has noted only so far, whatever it has heard since. */
export const notedTo = (noted: string, source: Source): Followed => ({
  follow: (after, limit) => source.follow(after, limit, noted),
  changed: (ms, signal) => source.changed(ms, signal),
});

/** Follows until so many events have come, as a listener does. */
export async function hear(source: Followed, count: number, after = ''): Promise<Heard> {
  const events: Recorded[] = [];
  const patience = AbortSignal.timeout(60_000);
  let place = after;
  while (events.length < count && !patience.aborted) {
    const batch = await source.follow(place, 50);
    if (batch.events.length === 0) await source.changed(300, patience);
    events.push(...batch.events);
    place = batch.position;
  }
  return { events, place };
}

export const numbersOf = (events: readonly Recorded[]): number[] => events.map(({ data }) => data as number);

export const ascending = (numbers: readonly number[]): number[] => numbers.toSorted((a, b) => a - b);
