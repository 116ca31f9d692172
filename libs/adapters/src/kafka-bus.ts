/** The bus over Kafka: a topic for each agency, a group for each listener of it, CloudEvents between them. */
import { createHash, randomUUID } from 'node:crypto';
import type { Bus, Recorded } from '@yimen/kernel';
import { headersOf, partitionKey, readEvent, valueOf } from './cloud-event.ts';
import { rereading } from './kafka-again.ts';
import { type Incoming, type KafkaAt, type KafkaClient, type OpenClient, type Outgoing } from './kafka-client.ts';
import { deadline, heeded, type Deadline } from './kafka-deadline.ts';
import { isTooLarge } from './kafka-failure.ts';
import { lagOf, type Lag } from './kafka-lag.ts';
import { oneAtATime } from './kafka-sending.ts';
import { KafkaSource } from './kafka-source.ts';

export type KafkaDriver = 'platformatic' | 'kafkajs';

export interface KafkaBusAt extends KafkaAt {
  /** `platformatic` if left out. */
  readonly driver?: KafkaDriver | undefined;
  /** What the names of topics and groups begin with; `yimen` if left out. */
  readonly prefix?: string | undefined;
}

export interface KafkaBus extends Bus {
  /** Resolves when every batch is acknowledged by the broker; batches of one bus never overlap. */
  publish(agency: string, events: readonly Recorded[]): Promise<void>;
  /** Resolves when the broker answers; fails in time and in words, above all of a wrong password. */
  ready(): Promise<void>;
  /** Of every listener that was asked for on this bus. */
  lag(): Promise<readonly Lag[]>;
  /** Ends publishing after the batch under way, confirms what was handled, and leaves all groups. */
  close(): Promise<void>;
}

export const topicOf = (agency: string, prefix = 'yimen'): string => `${prefix}.${agency}.v1`;
/** A group of its own for each topic: members of one group must all read the same topics. */
export const groupOf = (consumer: string, agency: string, prefix = 'yimen'): string =>
  `${prefix}.${consumer}.${agency}`;
/** Where a listener puts what it cannot read. */
export const deadLetterOf = (agency: string, consumer: string, prefix = 'yimen'): string =>
  `${topicOf(agency, prefix)}.${consumer}.dlq.v1`;

const READY_MS = 10_000;

const drivers: Readonly<Record<KafkaDriver, () => Promise<OpenClient>>> = {
  platformatic: async () => (await import('./kafka-platformatic.ts')).platformaticClient,
  kafkajs: async () => (await import('./kafka-kafkajs.ts')).kafkajsClient,
};

/** Opens nothing yet: a service starts while the broker is away, and goes on when it comes. */
export async function kafkaBus(at: KafkaBusAt): Promise<KafkaBus> {
  const openClient = await drivers[at.driver ?? 'platformatic']();
  const complaints = heeded();
  const client = openClient(at, complaints);
  const { inTime, end } = deadline(at.readyMs ?? READY_MS, complaints);
  const sending = oneAtATime(client, complaints);
  const { prefix } = at;
  const pairs = pairsOf({ client, inTime, send: sending.send, prefix });
  const past = rereading(client, inTime);

  return {
    again(agency, consumer) {
      const [topic, group] = [topicOf(agency, prefix), groupOf(consumer, agency, prefix)];
      return past.again({ agency, topic, group: `${group}.again-${randomUUID()}` });
    },
    publish: (agency, events) => sending.send(topicOf(agency, prefix), events.map(outgoing(agency))),
    source: (agency, consumer) => pairs.of(agency, consumer).source,
    ready: () => inTime(at.brokers.join(), () => client.ready(), nothing),
    lag: () => inTime('lag', () => Promise.all(pairs.all().map((each) => lagOf(client, each))), nothing),
    async close() {
      // Whoever still waits for a broker that is away need not wait until the end of its patience.
      end();
      await Promise.allSettled(pairs.all().map(({ source }) => source.close()));
      await past.close();
      await sending.close();
      await client.close();
    },
  };
}

const nothing = async (): Promise<void> => {};

interface Pairing extends Pick<Deadline, 'inTime'>, Pick<Reading, 'send'> {
  readonly client: KafkaClient;
  readonly prefix: string | undefined;
}

/** Every agency that somebody here listens to; asked for twice it is the same. */
function pairsOf({ client, inTime, send, prefix }: Pairing) {
  const known = new Map<string, Pair>();
  const made = (agency: string, consumer: string, group: string): Pair => {
    const [topic, deadLetters] = [topicOf(agency, prefix), deadLetterOf(agency, consumer, prefix)];
    const source = new KafkaSource({
      ...{ client, topic, group, deadLetters },
      read: reading({ agency, topic, deadLetters, send }),
      inTime: (work, discard) => inTime(group, work, discard),
    });
    return { agency, consumer, topic, group, source };
  };
  return {
    all: () => [...known.values()],
    of(agency: string, consumer: string): Pair {
      const group = groupOf(consumer, agency, prefix);
      const pair = known.get(group) ?? made(agency, consumer, group);
      known.set(group, pair);
      return pair;
    },
  };
}

interface Pair {
  readonly agency: string;
  readonly consumer: string;
  readonly topic: string;
  readonly group: string;
  readonly source: KafkaSource;
}

const outgoing =
  (agency: string) =>
  (event: Recorded): Outgoing => ({
    key: partitionKey(event),
    value: valueOf(event),
    headers: headersOf(event, agency),
  });

interface Reading {
  readonly agency: string;
  readonly topic: string;
  readonly deadLetters: string;
  readonly send: (topic: string, messages: readonly Outgoing[]) => Promise<void>;
}

/** What nobody can read is put aside as it came, with the reason. Until the broker has it, nothing goes on. */
function reading({ agency, topic, deadLetters, send }: Reading) {
  return async (message: Incoming, position: string): Promise<Recorded | undefined> => {
    const header = (name: string) => message.headers.get(name)?.toString();
    const read = readEvent({ header, value: message.value?.toString(), agency, position });
    if ('event' in read) return read.event;
    const origin = new Map([
      ['dlq_reason', read.unreadable],
      ['dlq_topic', topic],
      ['dlq_partition', String(message.partition)],
      ['dlq_offset', String(message.offset)],
    ]);
    const { key, value, headers } = message;
    const whole = {
      key: key?.toString() ?? null,
      value,
      headers: new Map<string, string | Buffer>([...headers, ...origin]),
    };
    await send(deadLetters, [whole]).catch((error: unknown) => {
      if (!isTooLarge(error)) throw error;
      return send(deadLetters, [{ key: null, value: null, headers: new Map([...origin, ...digestOf(value)]) }]);
    });
    return undefined;
  };
}

/** By which the message is known again: it came compressed, or its own topic takes larger ones. */
const digestOf = (value: Buffer | null): Iterable<readonly [name: string, said: string]> =>
  value === null
    ? []
    : [
        ['dlq_bytes', String(value.length)],
        ['dlq_sha256', createHash('sha256').update(value).digest('hex')],
      ];
