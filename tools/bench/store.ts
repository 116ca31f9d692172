/** The log and the read side on PostgreSQL, each figure against what the machine gives without them in the same run. */
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { connect, embeddedPostgres, postgresRows, postgresStore, type Database } from '@yimen/adapters';
import type { EventStore } from '@yimen/kernel';
import { besideEmmett } from './emmett.ts';
import { against, quantile, type Measured } from './measured.ts';
import { serverCost } from './server-cost.ts';
import { data, event, meta } from './usual-event.ts';
import { viewFigures } from './views.ts';

const SCHEMA = 'es_bench';
const STREAMS = 64;
const ROUNDS = 5;
const ROUND_MS = 1_200;
const HISTORY = 100_000;

interface Bench {
  readonly url: string;
  readonly database: Database;
  readonly store: EventStore;
}

/** Measures the server at `url`, or an embedded one in a temporary folder. */
export async function storeFigures(url?: string): Promise<readonly Measured[]> {
  const folder = mkdtempSync(join(tmpdir(), 'yimen-bench-'));
  chmodSync(folder, 0o755);
  const server = url ? undefined : await embeddedPostgres({ dataDir: join(folder, 'data') });
  const address = url ?? server!.url;
  const database = await connect(address, 64);
  try {
    const store = await postgresStore({ database, schema: SCHEMA });
    await database.pool.query(floorTable);
    const bench = { url: address, database, store };
    const own = [
      // First, because the server cleans up after everything else in its own time.
      ...(await costs(bench, folder)),
      ...(await appends(bench)),
      ...(await besideEmmett(bench)),
      ...(await latency(bench)),
      await catchUp(bench),
      await projections(bench),
    ];
    return [...own, ...(await views(bench))];
  } finally {
    await database.pool.query(`drop schema if exists ${SCHEMA} cascade; drop table if exists bench_floor`);
    await database.close();
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One row with the same columns and the same two indexes, and nothing else. */
const floorTable = `drop table if exists bench_floor; create table bench_floor (position bigserial primary key,
  stream bigint, version bigint, id text, type text, data json, meta json, unique (stream, version))`;
const floorInsert = `insert into bench_floor (stream, version, id, type, data, meta)
  values ($1, $2, $3, 'MediationOpened', $4, $5)`;

/** Calls a second, by so many who each wait for their answer. */
async function rate(clients: number, call: (client: number, n: number) => Promise<unknown>): Promise<number> {
  const began = performance.now();
  let calls = 0;
  const client = async (at: number) => {
    for (let n = 0; performance.now() - began < ROUND_MS; n += 1, calls += 1) await call(at, n);
  };
  await Promise.all(Array.from({ length: clients }, (_, at) => client(at)));
  return (calls * 1_000) / (performance.now() - began);
}

/** Rounds of writers, each with streams of its own. */
function writing({ store, database }: Bench) {
  const [text, about] = [JSON.stringify(data), JSON.stringify(meta)];
  let round = 0;
  const streams = () => ++round * 1_000;
  const raw = (clients: number) => {
    const from = streams();
    return rate(clients, (client, n) =>
      database.pool.query({ name: 'floor', text: floorInsert, values: [from + client, n, randomUUID(), text, about] }),
    );
  };
  const ours = (clients: number, events: number) => {
    const from = streams();
    return rate(clients, (client, n) =>
      store.append(`bench-${from + client}`, n * events, Array.from({ length: events }, event)),
    );
  };
  return { raw, ours };
}

async function appends(bench: Bench): Promise<readonly Measured[]> {
  const { raw, ours } = writing(bench);
  const crowd = { raw: [] as number[], one: [] as number[], three: [] as number[], pgbench: [] as number[] };
  const alone = { raw: [] as number[], one: [] as number[] };
  for (let n = 0; n < ROUNDS; n += 1) {
    crowd.raw.push(await raw(STREAMS));
    crowd.one.push(await ours(STREAMS, 1));
    crowd.pgbench.push(pgbench(bench.url) ?? Number.NaN);
    crowd.three.push(3 * (await ours(STREAMS, 3)));
    alone.raw.push(await raw(1));
    alone.one.push(await ours(1, 1));
  }
  const to = (floors: readonly number[], target: number): Floor => ({ floors, unit: 'events/s', target });
  const figures = [
    against({ name: `appends, ${STREAMS} streams ÷ raw insert from Node`, values: crowd.one, ...to(crowd.raw, 0.9) }),
    against({
      name: `appends of 3 events, ${STREAMS} streams ÷ raw insert from Node`,
      values: crowd.three,
      ...to(crowd.raw, 1.3),
    }),
    against({ name: 'appends, one after the other ÷ raw insert from Node', values: alone.one, ...to(alone.raw, 0.65) }),
  ];
  if (crowd.pgbench.some(Number.isNaN)) return figures;
  return [
    ...figures,
    against({ name: `appends, ${STREAMS} streams ÷ insert by pgbench`, values: crowd.one, ...to(crowd.pgbench, 0.6) }),
  ];
}

/** Of an embedded server only: the figures of another are on another machine. */
async function costs(bench: Bench, folder: string): Promise<readonly Measured[]> {
  const dataDir = join(folder, 'data', 'postgres');
  if (!existsSync(dataDir)) return [];
  const { ours } = writing(bench);
  return serverCost(bench.database.pool, dataDir, async () =>
    Math.round(((await ours(STREAMS, 1)) * ROUND_MS) / 1_000),
  );
}

interface Floor {
  readonly floors: readonly number[];
  readonly unit: string;
  readonly target: number;
}

/** Transactions a second of the same insert by PostgreSQL's own tool; undefined where it is not installed. */
function pgbench(url: string): number | undefined {
  const script = join(tmpdir(), `yimen-pgbench-${process.pid}.sql`);
  const insert = floorInsert
    .replace('$1', ':client_id + 1000000')
    .replace('$2', `nextval('bench_floor_position_seq')`)
    .replace('$3', `gen_random_uuid()::text`)
    .replace('$4', `'${JSON.stringify(data)}'`)
    .replace('$5', `'${JSON.stringify(meta)}'`);
  writeFileSync(script, `${insert.replaceAll('\n', ' ')};\n`);
  const how = ['-n', '-M', 'prepared', '-c', `${STREAMS}`, '-j', '2', '-T', '2', '-f', script, url];
  try {
    const said = execFileSync('pgbench', how, { stdio: 'pipe' }).toString();
    return Number(/tps = ([\d.]+)/.exec(said)?.[1]);
  } catch (error) {
    if ((error as { code?: string }).code !== 'ENOENT') process.stderr.write(`pgbench: ${(error as Error).message}\n`);
    return undefined;
  } finally {
    rmSync(script, { force: true });
  }
}

const A_SECOND = 200;

/** From the call of append to the event in the hands of a follower, at 200 appends a second. */
async function latency({ store }: Bench): Promise<readonly Measured[]> {
  const sent = new Map<string, number>();
  const taken: number[] = [];
  const done = new AbortController();
  const { position } = await readOn(store);
  const follower = followOn({ store, position }, done.signal, (id) => taken.push(performance.now() - sent.get(id)!));
  const confirmed = await steadily(store, (id) => sent.set(id, performance.now()));
  for (let rests = 0; taken.length < sent.size && rests < 100; rests += 1) await pause(20);
  done.abort();
  await follower;
  // Twice the append alone leaves one more round trip for the follower to read.
  const row = (q: number): Measured => {
    const [value, floor] = [quantile(taken, q), quantile(confirmed, q)];
    const ratio = value / floor;
    const name = `append to follower at ${A_SECOND}/s, p${q * 100} ÷ append alone`;
    return { name, value, unit: 'ms', floor, ratio, target: 2, met: ratio <= 2 };
  };
  const lost = sent.size - taken.length;
  const name = `events that did not arrive of ${sent.size}`;
  return [row(0.5), row(0.99), { name, value: lost, unit: 'events', target: 0, met: lost === 0 }];
}

interface Reader {
  readonly store: EventStore;
  readonly position: string;
}

async function followOn(
  { store, position: from }: Reader,
  signal: AbortSignal,
  hear: (id: string) => void,
): Promise<void> {
  let position = from;
  while (!signal.aborted) {
    const news = store.changed(1_000, signal);
    const batch = await store.follow(position, 500);
    position = batch.position;
    batch.events.forEach(({ id }) => hear(id));
    if (batch.events.length < 500) await news;
  }
}

/** Appends at a steady pace, whether answers come or not; how many milliseconds each took. */
async function steadily(store: EventStore, sending: (id: string) => void): Promise<readonly number[]> {
  const began = performance.now();
  const answers: Promise<number>[] = [];
  for (let n = 0; n < 3 * A_SECOND; n += 1) {
    await pause(Math.max(0, began + (n * 1_000) / A_SECOND - performance.now()));
    const next = event();
    const at = performance.now();
    sending(next.id);
    answers.push(store.append(`latency-${randomUUID()}`, 0, [next]).then(() => performance.now() - at));
  }
  return Promise.all(answers);
}

async function readOn(store: EventStore): Promise<{ position: string; read: number }> {
  let read = 0;
  for (let position = ''; ;) {
    const batch = await store.follow(position, 5_000);
    if (batch.events.length === 0) return { position, read };
    position = batch.position;
    read += batch.events.length;
  }
}

/** Reading the whole log, parsed, against PostgreSQL's COPY of the same columns that nobody parses. */
async function catchUp({ database, store }: Bench): Promise<Measured> {
  const { rows } = await database.pool.query<{ n: number }>(`select count(*) as n from ${SCHEMA}.events`);
  const missing = HISTORY - rows[0]!.n;
  for (let n = 0; n < missing; n += 6_400) {
    const stream = `history-${n}`;
    await Promise.all(
      Array.from({ length: STREAMS }, (_, i) => store.append(`${stream}-${i}`, 0, Array.from({ length: 100 }, event))),
    );
  }
  const copy = `copy (select e.position, s.name, e.version, e.id, e.type, e.data, e.meta from ${SCHEMA}.events e
    join ${SCHEMA}.streams s on s.id = e.stream order by e.position) to stdout`;
  const speeds = { copy: [] as number[], follow: [] as number[] };
  for (let n = 0; n < ROUNDS; n += 1) {
    let began = performance.now();
    const { rowCount } = await database.pool.query(copy);
    speeds.copy.push((rowCount! * 1_000) / (performance.now() - began));
    began = performance.now();
    const { read } = await readOn(store);
    speeds.follow.push((read * 1_000) / (performance.now() - began));
  }
  const floor = { floors: speeds.copy, unit: 'events/s', target: 0.4 };
  return against({ name: 'catching up, parsed ÷ COPY', values: speeds.follow, ...floor });
}

async function views({ url, database }: Bench): Promise<readonly Measured[]> {
  const schema = `${SCHEMA}_views`;
  const at = { database, schema };
  try {
    return await viewFigures({ store: await postgresStore(at), rows: await postgresRows(at) }, database.pool, {
      url,
      schema,
    });
  } finally {
    await database.pool.query(`drop schema if exists ${schema} cascade; drop table if exists bench_sums`);
  }
}

const BATCH = 200;

/**
 * A view's batch: 200 rows read together, raised and put, in one transaction; against one statement that leaves them as
 * that does, so also what they can be found by.
 */
async function projections({ database }: Bench): Promise<Measured> {
  const rows = await postgresRows({ database, schema: SCHEMA });
  const keys = Array.from({ length: BATCH }, (_, i) => `case-${i}`);
  const speeds = { ours: [] as number[], sql: [] as number[] };
  const ours = () =>
    rows.transaction(async (tx) => {
      const found = await Promise.all(keys.map((key) => tx.row<{ n: number }>('bench', key)));
      for (const [i, key] of keys.entries())
        await tx.put('bench', { key, order: key, data: { n: (found[i]?.data.n ?? 0) + 1 } });
    });
  await ours();
  const raised = `jsonb_build_object('n', (data->>'n')::int + 1)`;
  const sql = () =>
    database.pool.query(`update ${SCHEMA}.rows set data = ${raised}, held = ${raised} where view = 'bench'`);
  for (let n = 0; n < ROUNDS; n += 1) {
    speeds.ours.push(BATCH * (await rate(1, ours)));
    speeds.sql.push(BATCH * (await rate(1, sql)));
  }
  const floor = { floors: speeds.sql, unit: 'rows/s', target: 0.4 };
  return against({ name: 'rows of a view in batches of 200 ÷ one UPDATE', values: speeds.ours, ...floor });
}
