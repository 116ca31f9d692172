/** The bus over Kafka, each figure against the same client without us in the same run, on a broker of this machine. */
import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Admin } from '@platformatic/kafka';
import {
  connect,
  embeddedPostgres,
  kafkaBus,
  memoryRows,
  memoryStore,
  postgresRows,
  postgresStore,
  type KafkaDriver,
} from '@yimen/adapters';
import { relay, type EventStore, type Rows } from '@yimen/kernel';
import { start, stop } from '../kafka/broker.ts';
import { Missing } from '../kafka/machine.ts';
import { bareMessage, bareSender, drivers, event } from './kafka-bare.ts';
import { latencies } from './kafka-latency.ts';
import { consumed } from './kafka-reading.ts';
import { against, type Measured } from './measured.ts';

export const EVENTS = 20_000;
export const BATCH = 500;
export const ROUNDS = 3;

/** How many a second, of work that handles so many. */
export async function speed(count: number, work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (count * 1_000) / (performance.now() - began);
}

export interface Bench {
  readonly brokers: string;
  /** Makes the topic of the agency `union` under a new prefix, which it answers. */
  readonly topic: () => Promise<string>;
}

/** Nothing where there is no Java or Maven: then it says so. */
export async function kafkaFigures(): Promise<readonly Measured[]> {
  const dir = mkdtempSync(join(tmpdir(), 'yimen-bench-kafka-'));
  chmodSync(dir, 0o755);
  try {
    const { brokers } = await start({ dir: join(dir, 'kafka'), fast: true });
    const bench = { brokers, topic: () => newTopic(brokers) };
    return [...(await relays(bench, dir)), ...(await consumed(bench, dir)), ...(await latencies(bench))];
  } catch (error) {
    if (!(error instanceof Missing)) throw error;
    console.error(error.message);
    return [];
  } finally {
    await stop(join(dir, 'kafka'), 'SIGKILL');
    rmSync(dir, { recursive: true, force: true });
  }
}

async function relays(bench: Bench, dir: string): Promise<readonly Measured[]> {
  const logs = await fullLogs(dir);
  const figures: Measured[] = [];
  try {
    for (const log of logs.all) for (const driver of drivers) figures.push(await relayed(bench, log, driver));
    return figures;
  } finally {
    await logs.close();
  }
}

async function newTopic(brokers: string): Promise<string> {
  const prefix = `bench-${randomUUID().slice(0, 8)}`;
  const admin = new Admin({ clientId: 'bench', bootstrapBrokers: [brokers], retries: 20 });
  await admin.createTopics({ topics: [`${prefix}.union.v1`], partitions: 6, replicas: 1 });
  await admin.createTopics({ topics: [`${prefix}.union.v1.court.dlq.v1`], partitions: 1, replicas: 1 });
  await admin.close();
  return prefix;
}

interface Log {
  readonly name: string;
  readonly store: EventStore;
  readonly rows: Rows;
}

/** The same events in memory and in PostgreSQL. */
async function fullLogs(dir: string): Promise<{ all: readonly Log[]; close: () => Promise<void> }> {
  const server = await embeddedPostgres({ dataDir: join(dir, 'postgres') });
  const database = await connect(server.url, 16);
  const at = { database, schema: 'es_bench' };
  const all = [
    { name: 'memory', store: memoryStore(), rows: memoryRows() },
    { name: 'PostgreSQL', store: await postgresStore(at), rows: await postgresRows(at) },
  ];
  for (const { store } of all)
    for (let n = 0; n < EVENTS; n += 100)
      await store.append(
        `union.mediation-${n}`,
        0,
        Array.from({ length: 100 }, (_, i) => event(n + i)),
      );
  const close = async () => {
    await database.close();
    await server.stop();
  };
  return { all, close };
}

async function relayed({ brokers, topic }: Bench, { name, store, rows }: Log, driver: KafkaDriver): Promise<Measured> {
  const speeds = { ours: [] as number[], bare: [] as number[] };
  for (let round = 0; round < ROUNDS; round += 1) {
    const [prefix, other] = [await topic(), await topic()];
    const bare = await bareSender({ brokers, driver, topic: `${other}.union.v1` });
    const messages = Array.from({ length: BATCH }, (_, n) => bareMessage(n));
    await bare.send(messages);
    const inBatches = async () => {
      for (let n = 0; n < EVENTS; n += BATCH) await bare.send(messages);
    };
    speeds.bare.push(await speed(EVENTS, inBatches));
    await bare.close();
    const bus = await kafkaBus({ brokers: [brokers], driver, prefix });
    await bus.ready();
    await rows.transaction((tx) => tx.clear('relay'));
    const relayed = { agency: 'union', store, rows, bus, speaks: () => true, published: new Map() };
    const toTheEnd = async () => {
      while ((await relay(relayed, BATCH)) > 0);
    };
    speeds.ours.push(await speed(EVENTS, toTheEnd));
    await bus.close();
  }
  const { ours: values, bare: floors } = speeds;
  const relayed = `relay from ${name} by ${driver} ÷ its bare batches of 500`;
  return against({ name: relayed, unit: 'events/s', values, floors, target: 0.7 });
}
