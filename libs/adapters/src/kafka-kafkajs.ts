/** The client kafkajs: known to everybody, and safe as long as the bus keeps one batch in flight. */
import { setTimeout as pause } from 'node:timers/promises';
import {
  Kafka,
  logLevel,
  type Admin,
  type Consumer,
  type EachBatchPayload,
  type KafkaConfig,
  type KafkaMessage,
} from 'kafkajs';
import {
  byTurns,
  closeInTime,
  LARGEST_FETCH,
  REQUEST_MS,
  SESSION_MS,
  TRIES,
  TRY_AGAIN_MS,
  type Complaints,
  type Incoming,
  type KafkaAt,
  type KafkaClient,
  type Offsets,
  type Page,
  type Pager,
  type Receiver,
  type Receiving,
} from './kafka-client.ts';
import { kafkajsSender, trying } from './kafka-kafkajs-sender.ts';

const HEARTBEAT_LOOK_MS = 500;
/** How long the broker holds a request that has nothing to bring: closing waits for it. */
const FETCH_WAIT_MS = 1_000;
/** How long a reader of pages rests between two looks whether it is asked for one. */
const PAGE_WAIT_MS = 20;

export function kafkajsClient(at: KafkaAt, complaints: Complaints): KafkaClient {
  const kafka = clientsOf(at, complaints);
  const { admin, close } = administrating(kafka);
  return {
    ready: () => admin((each) => each.describeCluster()).then(() => {}),
    sender: () => kafkajsSender(kafka()),
    receive: (how) => receive(kafka().consumer(consuming(at, how.group)), how),
    pager: (topic, group) => pager(kafka().consumer({ ...consuming(at, group), maxWaitTimeInMs: PAGE_WAIT_MS }), topic),
    extent: (topic) =>
      admin(async (each) => {
        const found = await each.fetchTopicOffsets(topic);
        return new Map(found.map(({ partition, low, high }) => [partition, { low: BigInt(low), high: BigInt(high) }]));
      }),
    since: (topic, moment) =>
      admin(async (each) => {
        const found = await each.fetchTopicOffsetsByTimestamp(topic, moment);
        return new Map(found.map(({ partition, offset }) => [partition, BigInt(offset)]));
      }),
    committed: (groupId, topic) =>
      admin(async (each) => {
        const [found] = await each.fetchOffsets({ groupId, topics: [topic] });
        const known = (found?.partitions ?? []).filter(({ offset }) => !offset.startsWith('-'));
        return new Map(known.map(({ partition, offset }) => [partition, BigInt(offset)]));
      }),
    close,
  };
}

/** One after the other. */
function clientsOf({ brokers, login }: KafkaAt, { note }: Complaints): () => Kafka {
  const next = byTurns(brokers);
  const access = login && {
    ssl: login.ca ? { ca: [login.ca] } : true,
    sasl: { mechanism: 'scram-sha-512' as const, username: login.username, password: login.password },
  };
  const how: Omit<KafkaConfig, 'brokers'> = {
    clientId: 'yimen',
    connectionTimeout: 5_000,
    requestTimeout: REQUEST_MS,
    retry: { retries: 3, initialRetryTime: TRY_AGAIN_MS, maxRetryTime: 1_000 },
    logLevel: logLevel.ERROR,
    logCreator:
      () =>
      ({ log }) =>
        note(new Error([log.message, log['error']].filter(Boolean).join(' '))),
    ...access,
  };
  return () => new Kafka({ ...how, brokers: next() });
}

/** One connection for questions, opened when first needed and thrown away when it fails. */
function administrating(kafka: () => Kafka) {
  let open: Promise<Admin> | undefined;
  const connected = async () => {
    // Whoever asks tries again, and then with another broker.
    const admin = kafka().admin({ retry: { retries: 0 } });
    await admin.connect();
    return admin;
  };
  const close = async () => {
    const closing = open;
    open = undefined;
    if (closing) await closeInTime(closing.then((each) => each.disconnect()));
  };
  return {
    close,
    async admin<T>(ask: (admin: Admin) => Promise<T>): Promise<T> {
      try {
        return await ask(await (open ??= connected()));
      } catch (error) {
        await close();
        throw error;
      }
    },
  };
}

const consuming = ({ sessionMs = SESSION_MS }: KafkaAt, groupId: string) => ({
  groupId,
  sessionTimeout: sessionMs,
  rebalanceTimeout: Math.max(sessionMs, 30_000),
  heartbeatInterval: Math.ceil(sessionMs / 4),
  maxBytes: LARGEST_FETCH,
  maxWaitTimeInMs: FETCH_WAIT_MS,
  allowAutoTopicCreation: false,
  retry: { ...trying(TRIES), restartOnFailure: async () => false },
});

async function receive(consumer: Consumer, { topic, starts, assigned, take, lost }: Receiving): Promise<Receiver> {
  const close = () => closeInTime(consumer.disconnect());
  const commit = (offsets: Offsets) =>
    consumer.commitOffsets([...offsets].map(([partition, offset]) => ({ topic, partition, offset: String(offset) })));
  let began: Offsets | undefined;
  consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
    const partitions = payload.memberAssignment[topic] ?? [];
    const first = began === undefined;
    began ??= new Map([...starts].filter(([partition]) => partitions.includes(partition)));
    if (first) for (const [partition, offset] of began) consumer.seek({ topic, partition, offset: String(offset) });
    assigned(partitions);
  });
  const crashed = new Promise<never>((_, reject) =>
    consumer.on(consumer.events.CRASH, ({ payload }) => {
      reject(payload.error);
      lost(payload.error);
    }),
  );
  crashed.catch(() => {});
  const begin = async () => {
    await consumer.connect();
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    await consumer.run({ autoCommit: false, eachBatchAutoResolve: false, eachBatch: (batch) => handOn(batch, take) });
    if (began && began.size > 0) await commit(began);
  };
  try {
    await Promise.race([begin(), crashed]);
  } catch (error) {
    await close();
    throw error;
  }
  return { commit, close };
}

interface Wanted {
  readonly partition: number;
  readonly offset: bigint;
  readonly take: (page: Page) => void;
}

/** It reads only as a member of a group, so all partitions of its own group are held but the one that is asked for. */
async function pager(consumer: Consumer, topic: string): Promise<Pager> {
  const close = () => closeInTime(consumer.disconnect());
  const joined = Promise.withResolvers<void>();
  const failed = Promise.withResolvers<never>();
  failed.promise.catch(() => {});
  let wanted: Wanted | undefined;
  consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
    consumer.pause([{ topic, partitions: payload.memberAssignment[topic] ?? [] }]);
    joined.resolve();
  });
  consumer.on(consumer.events.CRASH, ({ payload }) => failed.reject(payload.error));
  const eachBatch = async ({ batch, isStale }: EachBatchPayload) => {
    const { partition } = batch;
    if (isStale() || wanted?.partition !== partition) return;
    consumer.pause([{ topic, partitions: [partition] }]);
    const { offset, take } = wanted;
    wanted = undefined;
    const messages = batch.messages
      .map((message) => incoming(partition, message))
      .filter((each) => each.offset >= offset);
    take({ messages, next: BigInt(batch.lastOffset()) + 1n });
  };
  try {
    await consumer.connect();
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    await Promise.race([consumer.run({ autoCommit: false, eachBatch }), failed.promise]);
    await Promise.race([joined.promise, failed.promise]);
  } catch (error) {
    await close();
    throw error;
  }
  const page = (partition: number, offset: bigint) => {
    const { promise, resolve: take } = Promise.withResolvers<Page>();
    wanted = { partition, offset, take };
    consumer.seek({ topic, partition, offset: String(offset) });
    consumer.resume([{ topic, partitions: [partition] }]);
    return Promise.race([promise, failed.promise]);
  };
  return { page, close };
}

/** While `take` waits the group must still hear that we are alive; a rearrangement ends the waiting with an error. */
async function handOn(payload: EachBatchPayload, take: Receiving['take']): Promise<void> {
  const { batch, resolveOffset, heartbeat, isRunning, isStale } = payload;
  if (!isRunning() || isStale()) return;
  let taken = false;
  const taking = take(batch.messages.map((message) => incoming(batch.partition, message))).then(() => (taken = true));
  while (!taken) {
    const ended = new AbortController();
    await Promise.race([taking, pause(HEARTBEAT_LOOK_MS, undefined, { signal: ended.signal }).catch(() => {})]);
    ended.abort();
    if (!taken) await heartbeat();
  }
  resolveOffset(batch.lastOffset());
}

function incoming(partition: number, { offset, key, value, headers }: KafkaMessage): Incoming {
  const last = Object.entries(headers ?? {}).map(([name, each]) => {
    const said = Array.isArray(each) ? each.at(-1) : each;
    return [name, said ?? Buffer.alloc(0)] as [string, Buffer];
  });
  return { partition, offset: BigInt(offset), key, value, headers: new Map(last) };
}
