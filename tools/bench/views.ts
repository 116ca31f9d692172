/** A view as a service keeps it and as it is made anew, against one statement that folds the same log, in one run. */
import { randomUUID } from 'node:crypto';
import { agency, language, rebuild } from '@yimen/casework';
import {
  change,
  event,
  HEARD,
  listen,
  on,
  PLACE,
  project,
  START,
  touchedBy,
  view,
  type Ear,
  type EventStore,
  type NewEvent,
  type Rows,
} from '@yimen/kernel';
import type pg from 'pg';
import { z } from 'zod';
import { median, type Measured } from './measured.ts';

const EVENTS = 100_000;
const OF_A_STREAM = 10;
const ABREAST = 64;
const ROUNDS = 3;
/** Of the listener, from a small one that keeps a reader waiting little to one that catches up. */
const BATCHES = [500, 2_000, 5_000] as const;

interface Storage {
  readonly store: EventStore;
  readonly rows: Rows;
}

const none = { zh: '', en: '' };
const Paid = event({ name: 'Paid', ...none, data: z.object({ fen: z.int(), to: z.string() }) });
interface Sum {
  readonly fen: number;
  readonly last: string;
}
const sums = view<Sum>({
  name: 'sums',
  on: [
    on(Paid, ({ data, stream }) => [
      change<Sum>(stream, (row) => ({ fen: (row?.fen ?? 0) + data.fen, last: data.to })),
    ]),
  ],
});
const made = agency({ speaks: language('bench', none, []), hears: [], deciders: [], views: [sums] });

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
  ...{ from: 'bench', source: store, rows, now: () => '' },
  listeners: [
    {
      ...{ name: 'view:sums', types: new Set(['Paid']) },
      handle: (heard, tx) => project(sums, heard, tx),
      ahead: (heard, look) => touchedBy(sums, heard, look),
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

/** `pool` reaches the same server, `schema` is where `storage` keeps its log. */
export async function viewFigures(storage: Storage, pool: pg.Pool, schema: string): Promise<Measured[]> {
  await seed(storage);
  await pool.query(`create table bench_sums (like ${schema}.rows including all); analyze ${schema}.events`);
  const speeds = new Map<string, number[]>();
  const note = async (name: string, work: () => Promise<unknown>) =>
    speeds.set(name, [...(speeds.get(name) ?? []), await speed(work)]);
  const log = { from: 'bench', follow: storage.store.follow };
  for (let round = 0; round < ROUNDS; round += 1) {
    await note('floor', () => pool.query(setBased(schema)));
    for (const batch of BATCHES) {
      await forget(storage);
      await note(`batches of ${batch}`, () => kept(storage, batch));
    }
    await note('anew', async () => (await rebuild({ agency: made, rows: storage.rows, logs: [log] }, 'sums')).switch());
  }
  const floor = median(speeds.get('floor')!);
  const row = (name: string, of: string, target: number): Measured => {
    const value = median(speeds.get(of)!);
    return { name, value, unit: 'events/s', floor, ratio: value / floor, target, met: value >= target };
  };
  return [
    ...BATCHES.map((batch) =>
      row(`view with its place, batches of ${batch}; floor: one statement`, `batches of ${batch}`, 40_000),
    ),
    row('view made anew beside the live one and switched; floor: one statement', 'anew', 100_000),
  ];
}
