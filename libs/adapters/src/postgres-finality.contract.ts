/** An event on PostgreSQL is followed once nothing before it can come any more, whoever else writes meanwhile. */
import { expect, it } from '@jest/globals';
import pg from 'pg';
import { postgresStore } from './postgres-store.ts';
import { connect, type Database } from './postgres.ts';
import { stored } from './store.contract.ts';

/** However an event is written: alone, with others of its stream, with others of other streams. */
const WAYS = [
  ['append_one', `'slow', 0, 'slow-1', 'T', '1', '{}'`],
  ['append', `'slow', 0, '{slow-1}', '{T}', '{1}', array['{}']::json[]`],
  ['append_many', `'{slow}', '{0}', '{1}', '{slow-1}', '{T}', '{1}', array['{}']::json[]`],
] as const;

export function finality(database: () => Database, url: () => string): void {
  it.each(WAYS)('does not pass an event that a slow writer commits late by %s', async (way, event) => {
    const schema = `es_late_${way}`;
    const store = await postgresStore({ database: database(), schema });
    await store.append('first', 0, [stored(0)]);
    const { position } = await store.follow('', 10);
    const slow = await database().pool.connect();
    await slow.query('begin');
    await slow.query(`select * from ${schema}.${way}(${event})`);
    await store.append('quick', 0, [stored(2)]);
    const naive = await database().pool.query(`select id from ${schema}.events where position > 1`);
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
    await postgresStore({ database: database(), schema });
    await database().pool.query(`create function es_taken.falls(reads int) returns int language plpgsql as $$
      declare last bigint := 0; now bigint; falls int := 0;
      begin
        for i in 1..reads loop
          now := es_taken.taken();
          falls := falls + (now < last)::int;
          last := now;
        end loop;
        return falls;
      end $$`);
    const take = () =>
      database().pool.query(`select max(nextval('es_taken.position')) from generate_series(1, 500000)`);
    const [{ rows }] = await Promise.all([
      database().pool.query('select es_taken.falls(200000) as falls'),
      take(),
      take(),
    ]);
    expect(rows[0].falls).toBe(0);
  });

  it('is not held back by a writer in another database of the server', async () => {
    const elsewhere = new URL(url());
    elsewhere.pathname += '_elsewhere';
    const far = await connect(elsewhere.href, 2);
    const stores = [database(), far].map((each) => postgresStore({ database: each, schema: 'es_far' }));
    const [store] = await Promise.all(stores);
    const open = await far.pool.connect();
    await open.query('begin');
    await open.query(`select * from es_far.append_one('open', 0, 'x', 'T', '1', '{}')`);
    await store!.append('s', 0, [stored(1)]);
    await store!.append('s', 1, [stored(2)]);
    const { position, events } = await store!.follow('', 1);
    // A hole, so that it is asked what is final.
    await database().pool.query(`select nextval('es_far.position')`);
    await store!.append('s', 2, [stored(3)]);
    expect([...events, ...(await store!.follow(position, 9)).events].map(({ data }) => data)).toEqual([1, 2, 3]);
    await open.query('rollback');
    open.release();
    await far.close();
    await database().pool.query(
      `drop database ${pg.escapeIdentifier(decodeURIComponent(elsewhere.pathname.slice(1)))}`,
    );
  });

  it('is not held back by a writer that rolls back, by one of another agency, nor by a long reader', async () => {
    const [store, other] = [
      await postgresStore({ database: database(), schema: 'es_a' }),
      await postgresStore({ database: database(), schema: 'es_b' }),
    ];
    await store.append(
      's',
      0,
      Array.from({ length: 20 }, (_, n) => stored(n)),
    );
    await other.append('s', 0, [stored(0)]);
    const { position } = await store.follow('', 100);
    const open = await Promise.all([0, 1, 2].map(() => database().pool.connect()));
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
}
