/** A view as a service keeps it and as it is made anew, against one statement that folds the same log, in one run. */
import { randomUUID } from 'node:crypto';
import { HEARD, listen, PLACE, project, START, touchedBy, type Ear, type NewEvent } from '@yimen/kernel';
import pg from 'pg';
import { against, type Measured } from './measured.ts';
import { madeAnew, Paid, sums, type Storage } from './sums.ts';
import { besideReaders } from './views-beside.ts';

const EVENTS = 100_000;
const OF_A_STREAM = 10;
const ABREAST = 64;
const ROUNDS = 3;
/** Of the listener, from a small one that keeps a reader waiting little to one that catches up. */
const BATCHES = [500, 2_000, 5_000] as const;

interface Where {
  readonly url: string;
  readonly schema: string;
}

function paid(n: number): NewEvent {
  const at = '2026-03-02T01:00:00.000Z';
  const { type, data } = Paid({ fen: n % 1_000, to: `测试工人${n % 43}` });
  const actor = { id: 'bench', agency: 'bench', roles: [] };
  const stamp = { occurredAt: at, recordedAt: at, commandId: `c${n}`, digest: 'd'.repeat(64), shape: 1 };
  return { id: randomUUID(), type, data, meta: { agency: 'bench', actor, ...stamp } };
}

async function seed({ store }: Storage): Promise<void> {
  const streams = EVENTS / OF_A_STREAM;
  const tell = (n: number) =>
    store.append(
      `bench.work-${n}`,
      0,
      Array.from({ length: OF_A_STREAM }, (_, at) => paid(n * OF_A_STREAM + at)),
    );
  for (let n = 0; n < streams; n += ABREAST)
    await Promise.all(Array.from({ length: Math.min(ABREAST, streams - n) }, (_, at) => tell(n + at)));
}

/** Events a second. */
async function speed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (EVENTS * 1_000) / (performance.now() - began);
}

/** The same fold in one statement, into a table with the same indexes; nobody can write a view of ours so. */
const setBased = (schema: string) => `truncate bench_sums; insert into bench_sums (view, key, ord, data, held)
  select 'sums', s.name, '', json_build_object('fen', x.fen, 'last', x.last), jsonb_build_object('fen', x.fen, 'last', x.last)
    from (select stream, sum((data->>'fen')::int) as fen, (array_agg(data->>'to' order by version desc))[1] as last
            from ${schema}.events where type = 'Paid' group by stream) x join ${schema}.streams s on s.id = x.stream`;

const earOf = ({ store, rows }: Storage): Ear => ({
  ...{ from: 'bench', source: store, rows, world: { now: () => '', digest: String } },
  listeners: [
    {
      ...{ name: 'view:sums', types: new Set(['Paid']) },
      handle: (heard, tx) => project(sums, heard, tx),
      ahead: (heard) => touchedBy(sums, heard),
    },
  ],
});

async function kept(storage: Storage, batch: number): Promise<void> {
  const ear = earOf(storage);
  for (let read = 1; read > 0;) read = await listen(ear, batch);
}

const forget = ({ rows }: Storage) =>
  rows.transaction(async (tx) => {
    for (const each of [sums.name, HEARD]) await tx.clear(each);
    await tx.put(PLACE, { key: 'bench', data: START });
  });

/** `pool` reaches the server at `url`, `schema` is where `storage` keeps its log. */
export async function viewFigures(storage: Storage, pool: pg.Pool, { url, schema }: Where): Promise<Measured[]> {
  await seed(storage);
  await pool.query(`create table bench_sums (like ${schema}.rows including all); analyze ${schema}.events`);
  const speeds = new Map<string, number[]>();
  const note = async (name: string, work: () => Promise<unknown>) =>
    speeds.set(name, [...(speeds.get(name) ?? []), await speed(work)]);
  const floor = new pg.Client({ connectionString: url });
  await floor.connect();
  for (let round = 0; round < ROUNDS; round += 1) {
    await note('floor', () => floor.query(setBased(schema)));
    for (const batch of BATCHES) {
      await forget(storage);
      await note(`batches of ${batch}`, () => kept(storage, batch));
    }
    await note('anew', () => madeAnew(storage));
  }
  await floor.end();
  const row = (name: string, of: string, target: number): Measured => {
    const figure = against({ name, unit: 'events/s', values: speeds.get(of)!, floors: speeds.get('floor')! });
    return { ...figure, target, met: figure.value >= target };
  };
  return [
    ...BATCHES.map((batch) =>
      row(`view with its place, batches of ${batch}; floor: one statement`, `batches of ${batch}`, 40_000),
    ),
    row('view made anew beside the live one and switched; floor: one statement', 'anew', 100_000),
    await besideReaders(url, schema),
  ];
}
