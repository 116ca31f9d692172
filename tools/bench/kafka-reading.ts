/** Reading from the broker: into events, and into the rows of a view with its place and what was heard of a stream. */
import { join } from 'node:path';
import { connect, embeddedPostgres, kafkaBus, postgresRows, type KafkaDriver } from '@yimen/adapters';
import {
  change,
  event as eventType,
  HEARD,
  listen,
  on,
  PLACE,
  project,
  touchedBy,
  view,
  type Listener,
  type Rows,
} from '@yimen/kernel';
import { z } from 'zod';
import { bareReader, drivers, event, type BareAt } from './kafka-bare.ts';
import { BATCH, EVENTS, ROUNDS, speed, type Bench } from './kafka.ts';
import { against, type Measured } from './measured.ts';

const OF_A_STREAM = 10;

async function fill(brokers: string, prefix: string): Promise<void> {
  const bus = await kafkaBus({ brokers: [brokers], prefix });
  const all = Array.from({ length: EVENTS }, (_, n) => {
    const [of, version] = [Math.floor(n / OF_A_STREAM), (n % OF_A_STREAM) + 1];
    // A stream belongs to one case, which keeps it in one partition.
    return { ...event(of), stream: `union.s-${of}`, version, previous: version - 1, position: '' };
  });
  await bus.publish('union', all);
  await bus.close();
}

/** Each against the same client that only parses the values that it fetches. */
export async function consumed({ brokers, topic }: Bench, dir: string): Promise<readonly Measured[]> {
  const server = await embeddedPostgres({ dataDir: join(dir, 'rows') });
  const database = await connect(server.url);
  const rows = await postgresRows({ database, schema: 'es_bench' });
  const figures: Measured[] = [];
  try {
    const prefix = await topic();
    await fill(brokers, prefix);
    for (const driver of drivers) figures.push(...(await byDriver({ brokers, driver, prefix, rows })));
    return figures;
  } finally {
    await database.close();
    await server.stop();
  }
}

interface By {
  readonly brokers: string;
  readonly driver: KafkaDriver;
  readonly prefix: string;
  readonly rows: Rows;
}

async function byDriver({ brokers, driver, prefix, rows }: By): Promise<readonly Measured[]> {
  const speeds = { bare: [] as number[], parsed: [] as number[], kept: [] as number[] };
  const at = { brokers: [brokers], driver, prefix };
  for (let round = 0; round < ROUNDS; round += 1) {
    speeds.bare.push(await bareReading({ brokers, driver, topic: `${prefix}.union.v1` }));
    speeds.parsed.push(await reading(at));
    speeds.kept.push(await keeping(at, rows));
  }
  const row = (name: string, values: readonly number[]) =>
    against({
      name: `${name} by ${driver} ÷ its bare fetching and parsing`,
      unit: 'events/s',
      values,
      floors: speeds.bare,
      target: 0.3,
    });
  return [row('consuming parsed', speeds.parsed), row('listening into rows of PostgreSQL', speeds.kept)];
}

async function reading(at: Parameters<typeof kafkaBus>[0]): Promise<number> {
  const bus = await kafkaBus(at);
  const source = bus.source('union', 'court');
  // The group is joined before the clock starts; what was fetched meanwhile is a small part.
  let { events, position } = await source.follow('', 1);
  const toTheEnd = async () => {
    for (let heard = events.length; heard < EVENTS; heard += events.length) {
      ({ events, position } = await source.follow(position, BATCH));
      if (events.length === 0) await source.changed(1_000, new AbortController().signal);
    }
  };
  const figure = await speed(EVENTS, toTheEnd);
  await bus.close();
  return figure;
}

const { data } = event(0);
const Opened = eventType({ name: 'MediationOpened', zh: '', en: '', data: z.unknown() });
const counts = view<{ events: number; last: unknown }>({
  name: 'counts',
  on: [on(Opened, ({ stream }) => [change(stream, (row) => ({ events: (row?.events ?? 0) + 1, last: data }))])],
});

async function keeping(at: Parameters<typeof kafkaBus>[0], rows: Rows): Promise<number> {
  await rows.transaction(async (tx) => {
    for (const each of [counts.name, HEARD, PLACE]) await tx.clear(each);
  });
  const bus = await kafkaBus(at);
  const listener: Listener = {
    ...{ name: 'view:counts', types: new Set([Opened.type]) },
    handle: (heard, tx) => project(counts, heard, tx),
    ahead: (heard) => touchedBy(counts, heard),
  };
  const ear = {
    from: 'union',
    source: bus.source('union', 'court'),
    listeners: [listener],
    rows,
    world: { now: () => '', digest: String },
  };
  const first = await listen(ear, 1);
  const toTheEnd = async () => {
    for (let heard = first; heard < EVENTS;) {
      const read = await listen(ear, BATCH);
      heard += read;
      if (read === 0) await ear.source.changed(1_000, new AbortController().signal);
    }
  };
  const figure = await speed(EVENTS, toTheEnd);
  await bus.close();
  return figure;
}

async function bareReading(at: BareAt): Promise<number> {
  const done = Promise.withResolvers<void>();
  let [read, began] = [0, 0];
  const close = await bareReader(at, (values) => {
    began ||= performance.now();
    for (const value of values) JSON.parse(value.toString());
    if ((read += values.length) >= EVENTS) done.resolve();
  });
  await done.promise;
  const figure = (EVENTS * 1_000) / (performance.now() - began);
  await close();
  return figure;
}
