/** The bus over Kafka: a topic for each agency, a group for each listener of it, CloudEvents between them. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Bus, Recorded } from '@yimen/kernel';
import { headersOf, partitionKey, readEvent, valueOf } from './cloud-event.ts';
import {
  closeInTime,
  type Complaints,
  type Incoming,
  type KafkaAt,
  type KafkaClient,
  type OpenClient,
  type Outgoing,
  type Sender,
} from './kafka-client.ts';
import { isRefusal, KafkaFailure, told } from './kafka-failure.ts';
import { KafkaSource } from './kafka-source.ts';

export type KafkaDriver = 'platformatic' | 'kafkajs';

export interface KafkaBusAt extends KafkaAt {
  /** `platformatic` if left out. */
  readonly driver?: KafkaDriver | undefined;
  /** What the names of topics and groups begin with; `yimen` if left out. */
  readonly prefix?: string | undefined;
}

/** How far a listener is behind an agency: messages that are at the broker and not yet confirmed. */
export interface Lag {
  readonly agency: string;
  readonly consumer: string;
  readonly behind: number;
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
/** Half of what Kafka takes at once by default, for a whole batch may be of one partition. */
const LARGEST_BATCH = 500_000;

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
  const pairs = new Map<string, Pair>();
  const { prefix } = at;

  function pair(agency: string, consumer: string): Pair {
    const [topic, group] = [topicOf(agency, prefix), groupOf(consumer, agency, prefix)];
    const known = pairs.get(group);
    if (known) return known;
    const deadLetters = deadLetterOf(agency, consumer, prefix);
    const source = new KafkaSource({
      ...{ client, topic, group, deadLetters },
      read: reading({ agency, topic, deadLetters, send: sending.send }),
      inTime: (work, discard) => inTime(group, work, discard),
    });
    const made = { agency, consumer, topic, group, source };
    pairs.set(group, made);
    return made;
  }

  return {
    publish: (agency, events) => sending.send(topicOf(agency, prefix), events.map(outgoing(agency))),
    source: (agency, consumer) => pair(agency, consumer).source,
    ready: () => inTime(at.brokers.join(), () => client.ready(), nothing),
    lag: () => inTime('lag', () => Promise.all([...pairs.values()].map((each) => lagOf(client, each))), nothing),
    async close() {
      // Whoever still waits for a broker that is away need not wait until the end of its patience.
      end();
      await Promise.allSettled([...pairs.values()].map(({ source }) => source.close()));
      await sending.close();
      await client.close();
    },
  };
}

const nothing = async (): Promise<void> => {};

interface Pair {
  readonly agency: string;
  readonly consumer: string;
  readonly topic: string;
  readonly group: string;
  readonly source: KafkaSource;
}

async function lagOf(client: KafkaClient, { agency, consumer, topic, group }: Pair): Promise<Lag> {
  const [extents, committed] = await Promise.all([client.extent(topic), client.committed(group, topic)]);
  const behind = [...extents].map(([partition, { low, high }]) => high - (committed.get(partition) ?? low));
  return { agency, consumer, behind: Number(behind.reduce((sum, each) => sum + each, 0n)) };
}

const outgoing =
  (agency: string) =>
  (event: Recorded): Outgoing => ({
    key: partitionKey(event),
    value: valueOf(event),
    headers: headersOf(event, agency),
  });

/**
 * Batches wait for each other. Both clients lose or reorder acknowledged events when idempotent sends overlap and an
 * acknowledgement is lost; with one batch in flight neither did. A sender that has failed is thrown away.
 */
function oneAtATime(client: KafkaClient, { unlessRefused }: Heeded) {
  let sender: Sender | undefined;
  let last: Promise<unknown> = Promise.resolve();

  async function batch(topic: string, messages: readonly Outgoing[]): Promise<void> {
    try {
      sender ??= await unlessRefused(client.sender());
      await unlessRefused(sender.send(topic, messages));
    } catch (error) {
      const failed = sender;
      sender = undefined;
      await failed?.close().catch(() => {});
      throw told(error, topic);
    }
  }

  async function all(topic: string, messages: readonly Outgoing[]): Promise<void> {
    for (const part of parts(messages)) await batch(topic, part);
  }

  return {
    send(topic: string, messages: readonly Outgoing[]): Promise<void> {
      const mine = last.then(() => all(topic, messages));
      last = mine.catch(() => {});
      return mine;
    },
    async close(): Promise<void> {
      await closeInTime(last);
      await sender?.close();
    },
  };
}

const HEADERS_WEIGH = 1_000;

/** In pieces that a broker takes; an event that is larger alone goes alone. */
function parts(messages: readonly Outgoing[]): Outgoing[][] {
  const found: Outgoing[][] = [];
  let weight = Infinity;
  for (const message of messages) {
    const its = HEADERS_WEIGH + Buffer.byteLength(message.value ?? '');
    if (weight + its > LARGEST_BATCH) {
      found.push([]);
      weight = 0;
    }
    weight += its;
    found.at(-1)!.push(message);
  }
  return found;
}

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
    const origin = {
      dlq_reason: read.unreadable,
      dlq_topic: topic,
      dlq_partition: String(message.partition),
      dlq_offset: String(message.offset),
    };
    const { key, value } = message;
    await send(deadLetters, [
      { key: key?.toString() ?? null, value, headers: { ...Object.fromEntries(message.headers), ...origin } },
    ]);
    return undefined;
  };
}

interface Heeded extends Complaints {
  /** Waits for the work, but not once somebody was refused: the clients would try that password for minutes. */
  unlessRefused<T>(work: Promise<T>): Promise<T>;
}

function heeded(): Heeded {
  let last: { readonly error: unknown; readonly at: number } | undefined;
  const waiting = new Set<(error: unknown) => void>();
  return {
    since: (moment) => (last && last.at >= moment ? last.error : undefined),
    note(error) {
      last = { error, at: performance.now() };
      if (waiting.size > 0 && isRefusal(error)) for (const refuse of waiting) refuse(error);
    },
    async unlessRefused(work) {
      const refused = Promise.withResolvers<never>();
      waiting.add(refused.reject);
      try {
        return await Promise.race([work, refused.promise]);
      } finally {
        waiting.delete(refused.reject);
      }
    },
  };
}

const AGAIN_MS = 200;

/**
 * Tries until it works, until it cannot, or until the time is over: then in the words of the last complaint. What comes
 * later after all is thrown away.
 */
function deadline(ms: number, complaints: Heeded) {
  const open = new Set<AbortController>();
  const inTime = async <T>(about: string, work: () => Promise<T>, discard: (late: T) => Promise<void>): Promise<T> => {
    const began = performance.now();
    const ended = new AbortController();
    open.add(ended);
    const working = trying(work, { about, complaints, ended: ended.signal });
    const late = pause(ms, undefined, { signal: ended.signal }).then(() => {
      throw complaints.since(began) ?? new Error(`no answer in ${ms} ms`);
    });
    try {
      return await complaints.unlessRefused(Promise.race([working, late]));
    } catch (error) {
      void working.then(discard).catch(() => {});
      throw told(error, about);
    } finally {
      late.catch(() => {});
      open.delete(ended);
      ended.abort();
    }
  };
  const end = (): void => open.forEach((ended) => ended.abort(new Error('the bus is being closed')));
  return { inTime, end };
}

interface Trying {
  readonly about: string;
  readonly complaints: Complaints;
  readonly ended: AbortSignal;
}

/** A broker that has just started refuses some questions for a moment. */
async function trying<T>(work: () => Promise<T>, { about, complaints, ended }: Trying): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (ended.aborted || told(error, about) instanceof KafkaFailure) throw error;
      complaints.note(error);
    }
    await pause(AGAIN_MS);
  }
}
