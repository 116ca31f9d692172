/** The client of Platformatic: pure TypeScript, kept up with Kafka. */
import {
  Admin,
  Consumer,
  kGetApi,
  murmur2,
  ProduceAcks,
  Producer,
  type API,
  type BaseOptions,
  type Callback,
  type CallbackWithPromise,
  type FetchOptions,
  type GroupAssignment,
  type KafkaRecord,
  type Message,
  type MessagesStream,
  type RetryDelayGetter,
} from '@platformatic/kafka';
import {
  byTurns,
  closeInTime,
  LARGEST_FETCH,
  QUESTION_MS,
  REQUEST_MS,
  SEND_TRIES,
  SESSION_MS,
  TRIES,
  TRY_AGAIN_MS,
  type Complaints,
  type Incoming,
  type KafkaAt,
  type KafkaClient,
  type Offsets,
  type Outgoing,
  type Pager,
  type Receiver,
  type Receiving,
  type Sender,
} from './kafka-client.ts';
import { isBeyond } from './kafka-failure.ts';
import { asking, committed, extent, firstSince } from './kafka-platformatic-asking.ts';
import { written } from './kafka-records.ts';

/** Messages as the stream hands them over: names of headers as text, everything else as bytes. */
type Fetched = Message<Buffer, Buffer, string, Buffer>;
type Stream = MessagesStream<Buffer, Buffer, string, Buffer>;

/** Messages that are handed on together. */
const SOME = 500;

export function platformaticClient(at: KafkaAt, complaints: Complaints): KafkaClient {
  const base = basesOf(at, complaints);
  const { ask, close } = asking(() =>
    watched(new Admin({ ...base(), retries: 3, ...answering(QUESTION_MS) }), complaints),
  );
  return {
    ready: () => ask(async (admin) => void (await admin.metadata({ forceUpdate: true }))),
    sender: async () => sender(watched(new OwnWriting({ ...base(), ...producing }), complaints)),
    receive: (how) =>
      receive(watched(new Unhurried({ ...base(), ...consuming(at), groupId: how.group }), complaints), how),
    pager: async (topic, group) =>
      pager(watched(new Consumer({ ...base(), ...consuming(at), groupId: group }), complaints), topic),
    extent: (topic) => ask((admin) => extent(admin, topic)),
    since: (topic, moment) => ask((admin) => firstSince(admin, topic, moment)),
    committed: (group, topic) => ask((admin) => committed(admin, group, topic)),
    close,
  };
}

/** Of connections; the type of clients, which hand it on to them, does not know it. */
const answering = (requestTimeout: number): object => ({ requestTimeout });

/** For one client after the other. */
function basesOf({ brokers, login }: KafkaAt, { note }: Complaints): () => BaseOptions {
  // It keeps its complaints to itself; being asked how long to wait is the one moment when it tells them.
  const retryDelay: RetryDelayGetter = (...[, , , , error]) => {
    note(error);
    return TRY_AGAIN_MS;
  };
  const next = byTurns(brokers);
  const how = { clientId: 'yimen', retries: TRIES, retryDelay, ...answering(REQUEST_MS) };
  const access = login && {
    tls: login.ca ? { ca: login.ca } : {},
    sasl: { mechanism: 'SCRAM-SHA-512' as const, username: login.username, password: login.password },
  };
  return () => ({ ...how, ...access, bootstrapBrokers: next() });
}

/** Left to itself an error event would end the process; what matters comes back with the call that failed. */
function watched<T extends Heard>(client: T, { note }: Complaints): T {
  client.on('error', note);
  return client;
}

interface Heard {
  on(name: 'error', hear: (payload: unknown) => void): unknown;
}

const producing = { idempotent: true, acks: ProduceAcks.ALL, retries: SEND_TRIES };

/** Everything is the client's, above all how batches are numbered and tried again, but not how they are written. */
class OwnWriting extends Producer<string, Outgoing> {
  override [kGetApi](name: string, callback: Callback<API<any, any>>): void {
    super[kGetApi](name, (error, api) => callback(error, name === 'Produce' ? api && written(api) : api));
  }
}

function sender(producer: OwnWriting): Sender {
  return {
    send: async (topic, messages) =>
      void (await producer.send({
        messages: messages.map((value) => ({ topic, partition: partitionOf(value.key), value })),
      })),
    close: () => closeInTime(producer.close()),
  };
}

/** Java's choice, of which the client takes the remainder by the number of partitions. */
export const partitionOf = (key: string | null): number => (key === null ? 0 : murmur2(key, true) & 0x7fff_ffff);

/** A district has fifty such readers, and each request that brings nothing costs all of them; closing cuts it off. */
const LONG_WAIT_MS = 3_000;

const consuming = ({ sessionMs = SESSION_MS, instance }: KafkaAt) => ({
  autocommit: false,
  ...(instance && { groupInstanceId: instance }),
  sessionTimeout: sessionMs,
  rebalanceTimeout: Math.max(sessionMs, 30_000),
  // Whoever joins is answered when the session of a member that died has ended.
  ...answering(REQUEST_MS + sessionMs),
  heartbeatInterval: Math.ceil(sessionMs / 3),
  maxBytes: LARGEST_FETCH,
  maxWaitTime: LONG_WAIT_MS,
  deserializers: {
    headerKey: (name?: Buffer) => name?.toString() ?? '',
    headerValue: (said?: Buffer) => said ?? Buffer.alloc(0),
  },
});

/** Whoever wants little is woken so often and no more, and leaves the processor to those who are waited for. */
const REST_MS = 200;
/** After so long without a word from its reader it is in a hurry again. */
const HOLDS_MS = 1_000;

type Answer = ReturnType<Consumer['fetch']>;
type Asked = [options: FetchOptions<Buffer, Buffer, string, Buffer>, then?: CallbackWithPromise<Awaited<Answer>>];

/** Everything is the client's but how long the broker may gather before it answers. */
export class Unhurried extends Consumer<Buffer, Buffer, string, Buffer> {
  #until = 0;

  rest(isInNoHurry: boolean): void {
    this.#until = isInNoHurry ? performance.now() + HOLDS_MS : 0;
  }

  override fetch(...[options, then]: Asked): Answer {
    const resting = performance.now() < this.#until ? { minBytes: LARGEST_FETCH, maxWaitTime: REST_MS } : {};
    return (super.fetch as (...asked: Asked) => Answer)({ ...options, ...resting }, then);
  }
}

async function receive(consumer: Unhurried, how: Receiving): Promise<Receiver> {
  const { topic, assigned, lost } = how;
  const gained = new Map<number, number>();
  const commit = async (offsets: Offsets) => {
    const places = [...offsets].map(([partition, offset]) => ({ topic, partition, offset, leaderEpoch: -1 }));
    if (places.length > 0) await consumer.commit({ offsets: places });
  };
  const assign = (assignments: readonly GroupAssignment[] | null) => {
    const partitions = assignments?.find((each) => each.topic === topic)?.partitions ?? [];
    for (const partition of gained.keys()) if (!partitions.includes(partition)) gained.delete(partition);
    for (const partition of partitions) if (!gained.has(partition)) gained.set(partition, consumer.generationId);
    assigned(partitions);
  };
  let closing = false;
  const close = () => {
    closing = true;
    return closeInTime(consumer.close(true));
  };
  try {
    consumer.topics.track(topic);
    await consumer.joinGroup();
    assign(consumer.assignments);
    consumer.on('consumer:group:join', ({ assignments }) => assign(assignments ?? null));
    consumer.on('consumer:heartbeat:stalled', ({ lastError }) => lost(lastError));
    // The stream begins where the group stands, so the group is first put where the reader stands.
    await commit(new Map([...how.starts].filter(([partition]) => gained.has(partition))));
    // With `fail` it would end as well where another member has a partition before ours; the inbox judges instead.
    const stream = await consumer.consume({ topics: [topic], mode: 'committed', fallbackMode: 'earliest' });
    stream.on('error', lost).on('close', () => closing || lost(new Error('the stream was closed')));
    handOn(stream, (messages) => how.take(messages.filter(since(gained)).map(incoming)));
  } catch (error) {
    await close();
    throw error;
  }
  return { commit, close, rest: (isInNoHurry) => consumer.rest(isInNoHurry) };
}

/** What was fetched before a partition was lost and won back says nothing about where it stands now. */
const since =
  (gained: ReadonlyMap<number, number>) =>
  ({ partition, metadata }: Fetched) =>
    (metadata['consumer'] as { generationId: number }).generationId >= (gained.get(partition) ?? Infinity);

const incoming = ({ partition, offset, key, value, headers }: Fetched): Incoming => ({
  partition,
  offset,
  key: key ?? null,
  value: value ?? null,
  headers,
});

/** While `take` waits nothing is read, and the stream stops fetching by itself. */
function handOn(stream: Stream, take: (messages: readonly Fetched[]) => Promise<void>): void {
  let busy = false;
  const some = () => {
    const found: Fetched[] = [];
    for (let next; found.length < SOME && (next = stream.read() as Fetched | null);) found.push(next);
    return found;
  };
  stream.on('readable', async () => {
    if (busy) return;
    busy = true;
    for (let messages = some(); messages.length > 0; messages = some()) await take(messages);
    busy = false;
  });
}

/** Of a batch that says something about transactions and nothing to readers. */
const IS_CONTROL = 1 << 5;

/** It fetches by itself, without ever joining the group. */
function pager(consumer: Consumer<Buffer, Buffer, string, Buffer>, topic: string): Pager {
  consumer.topics.track(topic);
  const about = { currentLeaderEpoch: -1, lastFetchedEpoch: -1, partitionMaxBytes: LARGEST_FETCH };
  return {
    async page(partition, offset) {
      const { id: topicId, partitions } = (await consumer.metadata({ topics: [topic] })).topics.get(topic)!;
      const topics = [{ topicId, partitions: [{ ...about, partition, fetchOffset: offset }] }];
      const none = (error: unknown) => (isBeyond(error) ? { responses: [] } : Promise.reject(error));
      const { responses } = await consumer.fetch({ node: partitions[partition]!.leader, topics }).catch(none);
      const fetched = responses.flatMap((each) => each.partitions).find((each) => each.partitionIndex === partition);
      const batches = fetched?.records ?? [];
      const messages = batches
        .filter(({ attributes }) => (attributes & IS_CONTROL) === 0)
        .flatMap(({ firstOffset, records }) => records.map((record) => paged(partition, firstOffset, record)))
        .filter((message) => message.offset >= offset);
      const last = batches.at(-1);
      return { messages, next: last ? last.firstOffset + BigInt(last.lastOffsetDelta) + 1n : offset };
    },
    close: () => closeInTime(consumer.close(true)),
  };
}

const paged = (partition: number, first: bigint, { offsetDelta, key, value, headers }: Kept): Incoming => ({
  ...{ partition, offset: first + BigInt(offsetDelta), key, value },
  headers: new Map(headers.map(([name, said]) => [String(name ?? ''), said ?? Buffer.alloc(0)])),
});

type Kept = Pick<KafkaRecord, 'offsetDelta' | 'key' | 'value' | 'headers'>;
