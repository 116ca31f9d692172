import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { Unavailable } from '@yimen/kernel';
import { StorageFailure } from './failure.ts';
import { openStorage } from './open.ts';
import { postgresRows } from './postgres-rows.ts';
import { postgresStore } from './postgres-store.ts';
import { migrate } from './postgres-migrate.ts';
import { connect, type Database } from './postgres.ts';
import { serverUnderTest, type ServerUnderTest } from './server-under-test.ts';
import { storeContract, stored } from './testing.ts';

let server: ServerUnderTest;
let database: Database;
beforeAll(async () => {
  server = await serverUnderTest();
  database = await connect(server.url);
});
afterAll(async () => {
  await database?.close();
  await server?.close();
});

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

storeContract('PostgreSQL', async () => {
  const again = () => postgresStore({ database: server.url, schema: 'es_contract' });
  const store = await postgresStore({ database, schema: 'es_contract' });
  return { store, again, close: () => store.close() };
});

describe('the log of PostgreSQL', () => {
  it('does not pass an event that a slow writer commits late', async () => {
    const schema = 'es_late';
    const store = await postgresStore({ database, schema });
    await store.append('first', 0, [stored(0)]);
    const { position } = await store.follow('', 10);
    const slow = await database.pool.connect();
    await slow.query('begin');
    await slow.query(`select * from ${schema}.append_one('slow', 0, 'slow-1', 'T', '1', '{}')`);
    await store.append('quick', 0, [stored(2)]);
    const naive = await database.pool.query(`select id from ${schema}.events where position > 1`);
    expect(naive.rows).toHaveLength(1);
    expect((await store.follow(position, 10)).events).toEqual([]);
    const heard = store.changed(10_000, new AbortController().signal);
    await slow.query('commit');
    slow.release();
    await heard;
    expect((await store.follow(position, 10)).events.map(({ stream }) => stream)).toEqual(['slow', 'quick']);
  });

  it('never sees the count of positions run ahead and fall back', async () => {
    const schema = 'es_taken';
    await postgresStore({ database, schema });
    await database.pool.query(`create function es_taken.falls(reads int) returns int language plpgsql as $$
      declare last bigint := 0; now bigint; falls int := 0;
      begin
        for i in 1..reads loop
          now := es_taken.taken();
          falls := falls + (now < last)::int;
          last := now;
        end loop;
        return falls;
      end $$`);
    const take = () => database.pool.query(`select max(nextval('es_taken.position')) from generate_series(1, 500000)`);
    const [{ rows }] = await Promise.all([
      database.pool.query('select es_taken.falls(200000) as falls'),
      take(),
      take(),
    ]);
    expect(rows[0].falls).toBe(0);
  });

  it('is not held back by a writer that rolls back, by one of another agency, nor by a long reader', async () => {
    const [store, other] = [
      await postgresStore({ database, schema: 'es_a' }),
      await postgresStore({ database, schema: 'es_b' }),
    ];
    await store.append(
      's',
      0,
      Array.from({ length: 20 }, (_, n) => stored(n)),
    );
    await other.append('s', 0, [stored(0)]);
    const { position } = await store.follow('', 100);
    const open = await Promise.all([0, 1, 2].map(() => database.pool.connect()));
    await Promise.all(open.map((client) => client.query('begin isolation level repeatable read')));
    await open[0]!.query(`select * from es_b.append_one('open', 0, 'x', 'T', '1', '{}')`);
    await open[1]!.query(`select count(*) from es_a.events`);
    await open[2]!.query(`select * from es_a.append_one('open', 0, 'x', 'T', '1', '{}')`);
    await store.append('s', 20, [stored('visible')]);
    expect((await store.follow(position, 10)).events).toEqual([]);
    const heard = store.changed(60_000, new AbortController().signal);
    await open[2]!.query('rollback');
    await heard;
    expect((await store.follow(position, 10)).events.map(({ data }) => data)).toEqual(['visible']);
    for (const client of open) await client.query('rollback').then(() => client.release());
  });

  it('reads ahead for whoever takes page after page, who yet misses nothing that comes meanwhile', async () => {
    const store = await postgresStore({ database, schema: 'es_ahead' });
    const all = Array.from({ length: 44 }, (_, n) => stored(n));
    const say = (from: number, to: number) => store.append('s', from, all.slice(from, to));
    const query = database.pool.query.bind(database.pool) as (...args: unknown[]) => unknown;
    let asked = 0;
    let failing = 0;
    const counting = (...args: unknown[]) =>
      (asked += 1) === failing ? Promise.reject(new Error('away')) : query(...args);
    let { position } = await say(0, 40).then(() => store.follow('', 10));
    const page = async () => {
      asked = 0;
      const batch = await store.follow(position, 10);
      position = batch.position;
      return { data: batch.events.map(({ data }) => data), asked };
    };
    const numbers = (from: number, to: number) => all.slice(from, to).map(({ data }) => data);
    Object.assign(database.pool, { query: counting });
    try {
      expect(await page()).toEqual({ data: numbers(10, 20), asked: 2 });
      failing = 1;
      expect(await page()).toEqual({ data: numbers(20, 30), asked: 1 });
      failing = 0;
      expect(await page()).toEqual({ data: numbers(30, 40), asked: 2 });
      await say(40, 44);
      // Nothing was there yet when it was read ahead.
      expect(await page()).toEqual({ data: numbers(40, 44), asked: 1 });
    } finally {
      Object.assign(database.pool, { query });
    }
  });

  it('wakes a listener in another process', async () => {
    const far = await connect(server.url, 4);
    const [here, there] = [
      await postgresStore({ database, schema: 'es_far' }),
      await postgresStore({ database: far, schema: 'es_far' }),
    ];
    await there.changed(200, new AbortController().signal);
    await wait(200);
    const took: number[] = [];
    // One alone would measure what else the machine does.
    while (took.length < 4) {
      const began = performance.now();
      const heard = there.changed(5_000, new AbortController().signal);
      await here.append('s', took.length, [stored(1)]);
      await heard;
      took.push(performance.now() - began);
    }
    expect(Math.min(...took)).toBeLessThan(1_000);
    expect((await there.follow('', 9)).events).toHaveLength(4);
    await far.close();
  });

  it('leaves the parsers of other clients alone', async () => {
    const client = new pg.Client(server.url);
    await client.connect();
    const { rows } = await client.query(
      `select 9007199254740993::bigint as big, '{"id":12345678901234567890}'::json as j`,
    );
    expect(rows[0]).toEqual({ big: '9007199254740993', j: { id: 12345678901234567000 } });
    await client.end();
  });
});

describe('a database that is away', () => {
  it('is named with what to do, and the password stays out of it', async () => {
    const nowhere = openStorage({ databaseUrl: 'postgres://someone:secret@127.0.0.1:1/yimen' });
    await expect(nowhere).rejects.toThrow(StorageFailure);
    await expect(openStorage({ databaseUrl: 'localhost' })).rejects.toThrow('not the address of a database');
    await nowhere.catch(({ zh, en }: StorageFailure) => {
      expect(zh).toContain('127.0.0.1:1/yimen');
      expect(zh + en).not.toContain('secret');
    });
  });

  it('comes out as unavailable, and everything goes on when it is back', async () => {
    const store = await postgresStore({ database, schema: 'es_cut' });
    const rows = await postgresRows({ database, schema: 'es_cut' });
    const cut = () =>
      database.pool.query(`select pg_terminate_backend(pid) from pg_stat_activity
        where pid <> pg_backend_pid() and datname = current_database()`);
    await rows.transaction((tx) => tx.put('v', { key: 'k', data: 0 }));
    const broken = database.inTransaction(async (client) => {
      await client.query(`select 1 from es_cut.rows for update`);
      const waiting = rows.transaction((tx) => tx.put('v', { key: 'k', data: 1 }));
      waiting.catch(() => undefined);
      const isWaiting = `select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`;
      while ((await database.pool.query(isWaiting)).rows.length === 0) await wait(5);
      await cut();
      await expect(waiting).rejects.toThrow(Unavailable);
    });
    await expect(broken).rejects.toThrow(Unavailable);
    const appends = Array.from({ length: 200 }, (_, n) => store.append(`s-${n}`, 0, [stored(n), stored(n)]));
    await cut();
    expect((await Promise.all(appends)).filter(({ outcome }) => outcome !== 'appended')).toEqual([]);
    expect((await store.follow('', 1_000)).events).toHaveLength(400);
    await rows.transaction((tx) => tx.put('v', { key: 'k', data: 1 }));
    const heard = store.changed(5_000, new AbortController().signal);
    await store.append('s', 0, [stored('after')]);
    await heard;
  });

  it('has written nothing when a failed statement was overlooked', async () => {
    const overlooked = database.inTransaction(async (client) => {
      await client.query('select 1/0').catch(() => {});
    });
    await expect(overlooked).rejects.toThrow('nothing was written');
  });
});

describe('the schema of an agency', () => {
  it('is made once by starts that come together, next to those of other agencies', async () => {
    const storages = await Promise.all([1, 2, 3].map(() => openStorage({ databaseUrl: server.url, connections: 3 })));
    const made = await Promise.all(storages.flatMap((storage) => [storage.of('joint-centre'), storage.of('hr')]));
    await made[0]!.store.append('s', 0, [stored(1)]);
    expect(await made[2]!.store.read('s')).toHaveLength(1);
    expect(await made[1]!.store.read('s')).toEqual([]);
    expect(await storages[0]!.of('hr')).toBe(await storages[0]!.of('hr'));
    await Promise.all(storages.map((storage) => storage.close()));
  });

  it('refuses to start on a step that was edited after its release', async () => {
    const step = (sql: string) => [{ name: '0001-x.sql', sql, checksum: sql }];
    await migrate(database, 'es_edited', step('create table es.t (n int);'));
    await migrate(database, 'es_edited', step('create table es.t (n int);'));
    const edited = migrate(database, 'es_edited', step('create table es.t (n bigint);'));
    await expect(edited).rejects.toThrow(StorageFailure);
    await expect(edited).rejects.toThrow('0001-x.sql');
    const newer = migrate(database, 'es_edited', []);
    await expect(newer).rejects.toThrow('Nothing was changed');
  });

  it('leaves nothing half made behind', async () => {
    const broken = [{ name: '0001-x.sql', sql: 'create table es.t (n int); select 1/0;', checksum: 'x' }];
    await expect(migrate(database, 'es_half', broken)).rejects.toThrow('division by zero');
    const { rows } = await database.pool.query(`select to_regnamespace('es_half') as there`);
    expect(rows[0].there).toBeNull();
  });

  it('has a plain name', async () => {
    await expect(postgresStore({ database, schema: 'es; drop table x' })).rejects.toThrow('no plain name');
  });
});
