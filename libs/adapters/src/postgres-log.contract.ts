/** What the log on PostgreSQL promises besides what every store does; on every version that a machine has. */
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { Unavailable } from '@yimen/kernel';
import { reachable } from './failure.ts';
import { finality } from './postgres-finality.contract.ts';
import { postgresStore } from './postgres-store.ts';
import { connect, type Database } from './postgres.ts';
import { asking } from './server-under-test.ts';
import { stored } from './store.contract.ts';

export interface PostgresUnderTest {
  readonly database: Database;
  readonly url: string;
}

export function postgresLogContract(name: string, on: () => PostgresUnderTest): void {
  const database = () => on().database;
  describe(`the log of ${name}`, () => {
    finality(database, () => on().url);
    planned(() => on().url);
    asked(database, () => on().url);
    woken(database, () => on().url);
    readable(database, () => on().url);
  });
}

function planned(url: () => string): void {
  it('finds streams by their names also where the server has counted wrong', async () => {
    const [schema, streams] = ['es_miscounted', 30_000];
    const nameOf = (n: number) => `union.dossier-${String(n).padStart(36, '0')}`;
    // One connection, so that what it has read is told when it is asked for.
    const alone = await connect(url(), 1);
    const store = await postgresStore({ database: alone, schema });
    await alone.pool.query(`insert into ${schema}.streams (name, version)
        select 'union.dossier-' || lpad(n::text, 36, '0'), 1 from generate_series(1, ${streams}) n;
      insert into ${schema}.events (position, stream, version, id, type, data, meta)
        select nextval('${schema}.position'), id, 1, id::text, 'T', '1', '{}' from ${schema}.streams;
      alter table ${schema}.events alter column stream set (n_distinct = 1); analyze ${schema}.events`);
    const looked = async (): Promise<number> => {
      await alone.pool.query('select pg_stat_force_next_flush()');
      const all = `select sum(idx_tup_read)::int as n from pg_stat_user_indexes where schemaname = $1`;
      return (await alone.pool.query(`${all} and relname = 'streams'`, [schema])).rows[0].n;
    };
    const before = await looked();
    const found = await Promise.all([1, 2_000, 4_000, 6_000].map((n) => store.read(nameOf(n))));
    expect(found.map(({ length }) => length)).toEqual(Array(4).fill(1));
    expect((await looked()) - before).toBeLessThan(100);
    await alone.close();
  });
}

function asked(database: () => Database, url: () => string): void {
  it('reads ahead for whoever takes page after page, who yet misses nothing that comes meanwhile', async () => {
    const store = await postgresStore({ database: database(), schema: 'es_ahead' });
    const all = Array.from({ length: 44 }, (_, n) => stored(n));
    const say = (from: number, to: number) => store.append('s', from, all.slice(from, to));
    const query = database().pool.query.bind(database().pool) as (...args: unknown[]) => unknown;
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
    Object.assign(database().pool, { query: counting });
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
      Object.assign(database().pool, { query });
    }
  });

  it('asks once for an append, and hardly more often for many that come together', async () => {
    const store = await postgresStore({ database: database(), schema: 'es_once' });
    const say = (stream: string) => store.append(stream, 0, [stored(1), stored(2)]);
    const { calls, end } = asking(database());
    await say('alone');
    const alone = calls.length;
    await Promise.all(Array.from({ length: 64 }, (_, n) => say(`s-${n}`)));
    end();
    expect([alone, calls.length - alone]).toEqual([1, 1]);
    expect((await store.follow('', 200)).events).toHaveLength(130);
  });

  it('leaves the parsers of other clients alone', async () => {
    const client = new pg.Client(url());
    await client.connect();
    const { rows } = await client.query(
      `select 9007199254740993::bigint as big, '{"id":12345678901234567890}'::json as j`,
    );
    expect(rows[0]).toEqual({ big: '9007199254740993', j: { id: 12345678901234567000 } });
    await client.end();
  });

  it('asks once where several stand at the same place and are woken together', async () => {
    const store = await postgresStore({ database: database(), schema: 'es_same' });
    await store.append('s', 0, [stored(1)]);
    const woken = Array.from({ length: 3 }, () => store.changed(20_000, new AbortController().signal));
    const { calls, end } = asking(database());
    const found = woken.map(async (news) => (await news, store.follow('', 500)));
    await store.append('s', 1, [stored(2)]);
    const [first, ...others] = await Promise.all(found);
    expect(calls).toHaveLength(2);
    expect(first?.events.map(({ data }) => data)).toEqual([1, 2]);
    expect(others).toEqual([first, first]);
    await Promise.all([store.follow('', 500), pause(0).then(() => store.follow('', 500))]);
    end();
    expect(calls).toHaveLength(4);
  });

  it('lets no statement and no forgotten transaction last', async () => {
    const setting = async (of: string) => (await database().pool.query(`show ${of}`)).rows[0][of];
    expect(await setting('statement_timeout')).toBe('30s');
    expect(await setting('idle_in_transaction_session_timeout')).toBe('1min');
    const long = database().inTransaction(async (client) => {
      await client.query('set local statement_timeout = 50');
      await reachable(() => client.query('select pg_sleep(20)'));
    });
    await expect(long).rejects.toThrow(Unavailable);
  });
}

function woken(database: () => Database, url: () => string): void {
  const never = new AbortController().signal;
  const soon = async (waiting: Promise<unknown>) => {
    const began = performance.now();
    await waiting;
    return performance.now() - began;
  };

  it('wakes listeners in other processes by a word of its own, which nobody has to look for', async () => {
    const schema = 'es_word';
    const far = await connect(url(), 4);
    await postgresStore({ database: database(), schema });
    const bell = far.wakeUps.of(schema);
    // Nothing is appended, so that who looks sees nothing; the first look rings anyway.
    await bell.wait(2_000, never);
    await pause(600);
    const rung = bell.wait(20_000, never);
    await pause(10);
    database().wakeUps.appended(schema);
    expect(await soon(rung)).toBeLessThan(10_000);
    await far.close();
  });

  it('wakes them also where the word was lost', async () => {
    const far = await connect(url(), 4);
    const store = await postgresStore({ database: far, schema: 'es_lost' });
    const { position } = await store.follow('', 10);
    const heard = store.changed(20_000, never);
    await pause(10);
    await database().pool.query(`select * from es_lost.append_one('s', 0, $1, 'T', '1', '{}')`, [randomUUID()]);
    expect(await soon(heard)).toBeLessThan(10_000);
    expect((await store.follow(position, 10)).events).toHaveLength(1);
    await far.close();
  });

  it('says one word for many appends, after their commit and beside it', async () => {
    const schema = 'es_words';
    const store = await postgresStore({ database: database(), schema });
    const client = new pg.Client(url());
    await client.connect();
    const words: { pid: number; visible: Promise<number> }[] = [];
    const visible = async () => (await client.query(`select count(*)::int as n from ${schema}.events`)).rows[0].n;
    client.on('notification', ({ processId }) => words.push({ pid: processId, visible: visible() }));
    await client.query(`listen yimen_log_${schema}`);
    // Twenty at once, for where the disk is slow, one after the other would have a word each.
    for (let n = 0; n < 10; n += 1)
      await Promise.all(Array.from({ length: 20 }, (_, at) => store.append(`s-${at}`, n, [stored(n)])));
    const wrote = `select pid from pg_stat_activity where query like '%${schema}.append%' and pid <> pg_backend_pid()`;
    const writers = (await client.query<{ pid: number }>(wrote)).rows.map(({ pid }) => pid);
    for (const end = performance.now() + 20_000; performance.now() < end; await pause(20))
      if ((await words.at(-1)?.visible) === 200) break;
    await client.query('unlisten *');
    const seen = await Promise.all(words.map((word) => word.visible));
    expect(seen.at(-1)).toBe(200);
    expect(Math.min(...seen)).toBeGreaterThan(0);
    expect(words.length).toBeLessThan(150);
    expect(writers.length).toBeGreaterThan(0);
    expect(words.filter(({ pid }) => writers.includes(pid))).toEqual([]);
    await client.end();
  });
}

function readable(database: () => Database, url: () => string): void {
  const psql = spawnSync('psql', ['--version']).status === 0;
  (psql ? it : it.skip)(`is read by psql through its view${psql ? '' : ' — there is no psql here'}`, async () => {
    const store = await postgresStore({ database: database(), schema: 'es_readable' });
    const [first, second] = [stored({ fen: 1_800_000 }), stored('第二')];
    await store.append('union.dossier-1', 0, [first]);
    await store.append('union.dossier-1', 1, [second]);
    const asking = `set timezone = 'UTC'; select stream, version, type, id, to_char(recorded_at, 'YYYY-MM-DD HH24:MI:SS'),
      occurred_at = recorded_at, case_id, actor, data, position from es_readable.log order by position`;
    const { stdout, stderr } = spawnSync('psql', [url(), '-qAt', '-c', asking], { encoding: 'utf8' });
    expect(stderr).toBe('');
    const expected = [first, second].map(({ id, type, data, meta: { recordedAt, caseId = '', actor } }, at) =>
      [
        ...['union.dossier-1', at + 1, type, id, recordedAt.replace('T', ' ').slice(0, 19)],
        ...['t', caseId, actor.id, JSON.stringify(data), at + 1],
      ].join('|'),
    );
    expect(stdout.trim().split('\n')).toEqual(expected);
  });
}
