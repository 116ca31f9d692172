/** What appending, following and reading by id cost in a long log, against a short one on the same server. */
import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, embeddedPostgres, postgresStore } from '@yimen/adapters';
import type { EventStore } from '@yimen/kernel';
import pg from 'pg';
import { against, rate, type Measured } from './measured.ts';
import { data, event, meta } from './usual-event.ts';

const SHORT = 10_000;
const OF_A_STREAM = 10;
const FILL = 500_000;
const ROUNDS = 5;
const LANES = 16;
const SECONDS = 1.5;
/** A call on the long log may take so many times as long as on the short one. */
const TARGET = 1.2;

interface Log {
  readonly schema: string;
  readonly store: EventStore;
  readonly events: number;
}

/** Written by the server itself, as its own functions would have written it: appending ten million takes an hour. */
async function fill(url: string, schema: string, events: number): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await client.query(`set synchronous_commit = off`);
    await client.query(
      `insert into ${schema}.streams (name, version) select 'bench.work-' || n, ${OF_A_STREAM} from generate_series(1, $1::int) n`,
      [events / OF_A_STREAM],
    );
    for (let from = 0; from < events; from += FILL)
      await client.query(
        `insert into ${schema}.events (position, stream, version, id, type, data, meta)
         select nextval('${schema}.position'), (n / ${OF_A_STREAM}) + 1, n % ${OF_A_STREAM} + 1, gen_random_uuid()::text,
                'MediationOpened', $3::json, $4::json
           from generate_series($1::int, $2::int) n order by n`,
        [from, Math.min(from + FILL, events) - 1, JSON.stringify(data), JSON.stringify(meta)],
      );
    await client.query(`vacuum analyze ${schema}.events`);
    await client.query(`vacuum analyze ${schema}.streams`);
    await client.query('checkpoint');
  } finally {
    await client.end();
  }
}

const anyStream = (events: number): string => `bench.work-${1 + Math.floor(Math.random() * (events / OF_A_STREAM))}`;

/** Milliseconds of a call, of so many at once. */
async function cost(work: () => Promise<unknown>): Promise<number> {
  return (1_000 * LANES) / (await rate(LANES, SECONDS, work));
}

const works = {
  append: ({ store }: Log) => store.append(`new-${randomUUID()}`, 0, [event()]),
  'read of a stream by its id': ({ store, events }: Log) => store.read(anyStream(events)),
  'follow of the last 50': async ({ store, events }: Log) => store.follow(String(events - 50).padStart(19, '0'), 50),
};

export async function growthFigures(events = 10_000_000): Promise<readonly Measured[]> {
  const folder = mkdtempSync(join(tmpdir(), 'yimen-bench-'));
  chmodSync(folder, 0o755);
  const server = await embeddedPostgres({ dataDir: join(folder, 'data') });
  const database = await connect(server.url, 32);
  try {
    const open = async (schema: string, count: number): Promise<Log> => {
      const store = await postgresStore({ database, schema });
      await fill(server.url, schema, count);
      return { schema, store, events: count };
    };
    const [short, long] = [await open('es_short', SHORT), await open('es_long', events)];
    const rows: Measured[] = [];
    for (const [name, work] of Object.entries(works)) rows.push(await compared(name, { short, long }, work));
    return rows;
  } finally {
    await database.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function compared(
  name: string,
  { short, long }: { short: Log; long: Log },
  work: (log: Log) => Promise<unknown>,
): Promise<Measured> {
  const costs = { short: [] as number[], long: [] as number[] };
  for (let round = 0; round < ROUNDS; round += 1) {
    costs.short.push(await cost(() => work(short)));
    costs.long.push(await cost(() => work(long)));
  }
  const of = `${name}, ${long.events.toLocaleString('en')} events ÷ ${SHORT.toLocaleString('en')}`;
  const rounds = { values: costs.long, floors: costs.short };
  return against({ name: of, unit: 'ms', ...rounds, target: TARGET, atMost: true });
}
