/**
 * PostgreSQL hands out positions before transactions commit, so commits do not come in the order of positions. A reader
 * that keeps the last position it saw then loses what is committed late. Here writers pause inside of transactions, a
 * fifth of them rolls back, and two readers follow: ours, and one that only compares positions.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import type { EventStore, Recorded } from '@yimen/kernel';
import { postgresStore } from './postgres-store.ts';
import { connect, type Database } from './postgres.ts';
import { serverUnderTest, type ServerUnderTest } from './server-under-test.ts';
import { stored } from './testing.ts';

const WRITERS = 12;
const EVENTS = 20_000;
const SCHEMA = 'es_gap';

let server: ServerUnderTest;
let database: Database;
let store: EventStore;
beforeAll(async () => {
  server = await serverUnderTest();
  database = await connect(server.url);
  store = await postgresStore({ database, schema: SCHEMA });
});
afterAll(async () => {
  await database?.close();
  await server?.close();
});

const pause = (most: number) => new Promise((resolve) => setTimeout(resolve, Math.random() * most));

/** Appends to a stream of its own with pauses before and after; returns how many events it committed. */
async function slowWriter(writer: number, enough: () => boolean): Promise<number> {
  const client = new pg.Client(server.url);
  await client.connect();
  const own = { name: `own-${writer}`, version: 0 };
  let committed = 0;
  while (!enough()) {
    const ids = Array.from({ length: 1 + Math.floor(Math.random() * 4) }, () => randomUUID());
    const json = ids.map(() => '{}');
    await client.query('begin');
    await pause(2);
    const { rows } = await client.query(`select * from ${SCHEMA}.append($1, $2, $3, $4, $5, $6)`, [
      own.name,
      own.version,
      ids,
      ids.map(() => 'T'),
      json,
      json,
    ]);
    expect(rows[0].ok).toBe(true);
    await pause(5);
    const rollback = Math.random() < 0.2;
    await client.query(rollback ? 'rollback' : 'commit');
    if (rollback) continue;
    own.version += ids.length;
    committed += ids.length;
  }
  await client.end();
  return committed;
}

/** Appends through the store, so that groups of appends run between the slow ones. */
async function quickWriters(enough: () => boolean): Promise<number> {
  let committed = 0;
  for (let round = 0; !enough(); round += 1) {
    const streams = Array.from({ length: 8 }, (_, i) => `quick-${i}`);
    const answers = await Promise.all(streams.map((stream) => store.append(stream, round, [stored(round)])));
    committed += answers.filter(({ outcome }) => outcome === 'appended').length;
    await pause(20);
  }
  return committed;
}

async function reader(done: () => boolean): Promise<readonly Recorded[]> {
  const seen: Recorded[] = [];
  for (let position = ''; ;) {
    const last = done();
    const batch = await store.follow(position, 100);
    seen.push(...batch.events);
    position = batch.position;
    if (batch.events.length > 0) continue;
    if (last) return seen;
    await store.changed(100, new AbortController().signal);
  }
}

async function naiveReader(done: () => boolean): Promise<number> {
  let seen = 0;
  for (let position = 0; ;) {
    const last = done();
    const query = `select position from ${SCHEMA}.events where position > $1 order by position limit 100`;
    const { rows } = await database.pool.query<{ position: number }>(query, [position]);
    seen += rows.length;
    position = rows.at(-1)?.position ?? position;
    if (rows.length === 0 && last) return seen;
    await pause(2);
  }
}

it('misses nothing, doubles nothing and keeps the order, where a plain cursor misses', async () => {
  let finished = false;
  const count = async () => (await database.pool.query(`select last_value as n from ${SCHEMA}.position`)).rows[0].n;
  let taken = 0;
  const timer = setInterval(() => void count().then((n) => (taken = n)), 25);
  // A fifth of what is taken is rolled back.
  const enough = () => taken >= EVENTS * 1.4;
  const readers = Promise.all([reader(() => finished), naiveReader(() => finished)]);
  const writers = Array.from({ length: WRITERS }, (_, writer) => slowWriter(writer, enough));
  const committed = (await Promise.all([...writers, quickWriters(enough)])).reduce((sum, n) => sum + n, 0);
  clearInterval(timer);
  finished = true;
  const [seen, naive] = await readers;

  expect(committed).toBeGreaterThanOrEqual(EVENTS);
  expect({ missed: committed - new Set(seen.map(({ id }) => id)).size, doubled: seen.length - committed }).toEqual({
    missed: 0,
    doubled: 0,
  });
  const next = new Map<string, number>();
  const disorder = seen.filter(({ stream, version }) => {
    const expected = next.get(stream) ?? 1;
    next.set(stream, version + 1);
    return version !== expected;
  });
  expect(disorder).toEqual([]);
  expect(committed - naive).toBeGreaterThan(200);
});
