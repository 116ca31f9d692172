import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Unavailable } from '@yimen/kernel';
import { until } from '@yimen/kernel/testing';
import { reachable, StorageFailure } from './failure.ts';
import { silentLine } from './test/silent-line.ts';
import { openStorage } from './open.ts';
import { postgresLogContract } from './postgres-log.contract.ts';
import { postgresRows } from './postgres-rows.ts';
import { postgresStore } from './postgres-store.ts';
import { migrate, steps } from './postgres-migrate.ts';
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

/** The next question is answered into a line that is broken; those after it fail so, or are asked in peace. */
function answeringNoMore({ pool }: Database, code?: string) {
  const query = pool.query.bind(pool) as (...args: unknown[]) => Promise<unknown>;
  let asked = 0;
  const broken = async (...args: unknown[]) => {
    asked += 1;
    if (asked > 1 && code) throw Object.assign(new Error('refused'), { code });
    const answer = await query(...args);
    if (asked > 1) return answer;
    throw new Error('Connection terminated unexpectedly');
  };
  Object.assign(pool, { query: broken });
  return { back: () => void Object.assign(pool, { query }) };
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

storeContract('PostgreSQL', async () => {
  const again = () => postgresStore({ database: server.url, schema: 'es_contract' });
  const store = await postgresStore({ database, schema: 'es_contract' });
  return { store, again, close: () => store.close() };
});

postgresLogContract('PostgreSQL', () => ({ database, url: server.url }));

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
    // Who waits for a lock first, or it would get it from who held it and be done before it is ended.
    const cut = () =>
      database.pool.query(`select pg_terminate_backend(pid) from
        (select pid from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()
          order by (wait_event_type = 'Lock') desc nulls last) as others`);
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

  it.each([
    ['cannot be found any more', 'EAI_AGAIN'],
    ['only reads', '25006'],
    ['lets nobody in', '28P01'],
  ])('may have saved an append whose answer was lost, also where whoever comes next %s', async (_, code) => {
    const store = await postgresStore({ database, schema: 'es_unknown' });
    for (const streams of [[`${code}-alone`], [`${code}-a`, `${code}-b`, `${code}-c`]]) {
      const all = streams.map((stream) => [stream, 0, [stored(stream)]] as const);
      const { back } = answeringNoMore(database, code);
      const failed = await Promise.allSettled(all.map((each) => store.append(...each)));
      back();
      for (const each of failed) expect((each as PromiseRejectedResult).reason).toBeInstanceOf(Unavailable);
      for (const stream of streams) expect(await store.read(stream)).toHaveLength(1);
      const again = await Promise.all(all.map((each) => store.append(...each)));
      expect(again).toEqual(streams.map(() => expect.objectContaining({ outcome: 'appended', version: 1 })));
      // What the log decides is an outcome, also where it comes after a lost answer.
      const lost = answeringNoMore(database);
      expect(await store.append(streams[0]!, 0, [stored(2)])).toEqual({ outcome: 'conflict', actual: 1 });
      lost.back();
    }
  });

  it('is given up when it says nothing any more, and everything goes on over new connections', async () => {
    const line = await silentLine(server.url);
    const far = await connect(`${line.url}?query_timeout=1000`);
    const [at, gone] = [{ database: far, schema: 'es_silent' }, new AbortController().signal];
    const [store, rows] = [await postgresStore(at), await postgresRows(at)];
    await store.append('s', 0, [stored('before')]);
    await rows.transaction((tx) => tx.put('v', { key: 'k', data: 0 }));
    await wait(100);
    line.fallSilent();
    const meanwhile = [stored('meanwhile')];
    const asked = [
      store.append('s', 1, meanwhile),
      store.follow('', 10),
      rows.row('v', 'k'),
      rows.transaction((tx) => tx.put('v', { key: 'k', data: 1 })),
    ];
    const failed = (await Promise.allSettled(asked)).filter(({ status }) => status === 'rejected');
    expect(failed.length).toBeGreaterThan(0);
    for (const { reason } of failed as PromiseRejectedResult[]) expect(reason).toBeInstanceOf(Unavailable);
    const again = () => store.append('s', 1, meanwhile).catch(() => undefined);
    await until(async () => (await again())?.outcome === 'appended');
    await until(async () => (await store.follow('', 10).catch(() => undefined))?.events.length === 2);
    const elsewhere = await postgresStore({ database, schema: 'es_silent' });
    const woken = async () => {
      const began = performance.now();
      const heard = store.changed(5_000, gone);
      await elsewhere.append(randomUUID(), 0, [stored('elsewhere')]);
      await heard;
      return performance.now() - began;
    };
    // By a word of the server, for without one it is looked twice a second.
    await until(async () => Math.max(await woken(), await woken(), await woken()) < 150);
    await far.close();
    await line.close();
  });

  it('gives nobody a connection on which it has said nothing any more', async () => {
    const line = await silentLine(server.url);
    const far = await connect(`${line.url}?query_timeout=500`, 1);
    const ask = () => far.inTransaction(async (client) => reachable(() => client.query('select 1')));
    await ask();
    line.fallSilent();
    await expect(ask()).rejects.toThrow(Unavailable);
    expect((await ask()).rowCount).toBe(1);
    // What waits for wake-ups is still silent, and says no farewell.
    await line.close();
    await far.close();
  });

  it('is no log without events: whoever reads is told that it is away', async () => {
    const store = await postgresStore({ database, schema: 'es_away' });
    await store.append('s', 0, [stored(1)]);
    const query = database.pool.query.bind(database.pool);
    const away = async () => Promise.reject(Object.assign(new Error('ended'), { code: '57P01' }));
    Object.assign(database.pool, { query: away });
    const asked = await Promise.allSettled([store.read('s'), store.read('t'), store.follow('', 9)]);
    Object.assign(database.pool, { query });
    for (const each of asked) expect((each as PromiseRejectedResult).reason).toBeInstanceOf(Unavailable);
    expect(await store.read('s')).toHaveLength(1);
  });

  it('is left with no connection behind', async () => {
    const far = await connect(`${server.url}?application_name=leaving`);
    const store = await postgresStore({ database: far, schema: 'es_leaving' });
    await store.append('s', 0, [stored(1)]);
    const left = async () =>
      (await database.pool.query(`select 1 from pg_stat_activity where application_name = 'leaving'`)).rows.length;
    expect(await left()).toBeGreaterThan(1);
    await far.close();
    await until(async () => (await left()) === 0, 10_000);
  });

  it('leaves half of its connections to those who append, however many transactions there are', async () => {
    const few = await connect(server.url, 4);
    let [running, most] = [0, 0];
    const work = async () => {
      most = Math.max(most, (running += 1));
      await wait(5);
      running -= 1;
    };
    for (let wave = 0; wave < 3; wave += 1) await Promise.all(Array.from({ length: 6 }, () => few.inTransaction(work)));
    expect(most).toBe(2);
    await few.close();
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

  it('is made by steps that stay as they are: whoever had one of them before could not start on another', async () => {
    const told = (await steps()).map(({ name, checksum }) => `${name} ${checksum.slice(0, 12)}`);
    expect(told).toEqual([
      '0001-log.sql 013dc331e76c',
      '0002-rows.sql 60125838f480',
      '0003-held.sql 5447c0262e74',
      '0004-many.sql 5ffbf2e8385e',
      '0005-put-rows.sql 2c0d5502ad45',
      '0006-readable.sql f463a258270d',
      '0007-put-seen.sql ee5db0f80470',
      '0008-put-missed.sql 5825c304ad4b',
      '0009-append-many.sql 540bd0ca4e6e',
    ]);
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
