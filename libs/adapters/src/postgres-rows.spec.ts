import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Unavailable, type Rows, type RowsTransaction } from '@yimen/kernel';
import { apply, steps } from './postgres-migrate.ts';
import { postgresRows } from './postgres-rows.ts';
import { connect, type Database } from './postgres.ts';
import { asking, serverUnderTest, type ServerUnderTest } from './server-under-test.ts';
import { rowsContract } from './testing.ts';

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

rowsContract('PostgreSQL', async () => {
  const rows = await postgresRows({ database, schema: 'es_contract' });
  return { rows, close: () => rows.close() };
});

/** Lets everybody go on when so many have come. */
function meeting(of: number) {
  const come = new Set<string>();
  const { promise, resolve } = Promise.withResolvers<void>();
  return (who: string) => (come.add(who).size === of && resolve(), promise);
}

const keep = (rows: Rows, key: string, data: unknown) => rows.transaction((tx) => tx.put('v', { key, data }));

describe('the rows of PostgreSQL', () => {
  it('end a deadlock by themselves: the victim runs once more', async () => {
    const rows = await postgresRows({ database, schema: 'es_cross' });
    const runs = { ab: 0, ba: 0 };
    await rows.transaction((tx) => Promise.all(['a', 'b'].map((key) => tx.put('v', { key, data: 0 }))));
    // Only who was overtaken locks: both are, and then each holds its first row before it asks for the second.
    const [overtaken, holding] = [meeting(2), meeting(2)];
    const raise = async (order: 'ab' | 'ba') =>
      rows.transaction(async (tx) => {
        runs[order] += 1;
        for (const key of order) {
          const was = (await tx.row<number>('v', key))!.data;
          await tx.put('v', { key, data: was + 1 });
          if (runs[order] > 1) await holding(order);
        }
        if (runs[order] > 1) return;
        await overtaken(order);
        await rows.transaction((other) => other.put('v', { key: order[0]!, data: 0 }));
      });
    await Promise.all([raise('ab'), raise('ba')]);
    expect((await rows.rows('v')).map(({ data }) => data)).toEqual([2, 2]);
    // On a busy machine the victim may come back before the other has woken up, and meet it again.
    expect(runs.ab + runs.ba).toBeGreaterThanOrEqual(5);
  });

  it('are read with one question where many are asked for together', async () => {
    const rows = await postgresRows({ database, schema: 'es_cross' });
    await rows.transaction((tx) => Promise.all([1, 2, 3].map((n) => tx.put('w', { key: `${n}`, data: n }))));
    const { calls, end } = asking(database);
    const found = await Promise.all(['1', '3', 'none', '1'].map((key) => rows.row<number>('w', key)));
    end();
    expect(found.map((row) => row?.data)).toEqual([1, 3, undefined, 1]);
    expect(calls).toHaveLength(1);
  });
});

describe('a transaction of rows on PostgreSQL', () => {
  it('is one question and one statement where nobody comes between', async () => {
    const rows = await postgresRows({ database, schema: 'es_two' });
    await keep(rows, 'a', 1);
    const { calls, end } = asking(database);
    await rows.transaction(async (tx) => {
      const [a, b] = await Promise.all([tx.row<number>('v', 'a'), tx.row<number>('v', 'b')]);
      await tx.put('v', { key: 'a', data: a!.data + 1 });
      await tx.put('v', { key: 'b', data: b === undefined });
      await tx.drop('v', 'none');
    });
    end();
    expect(calls).toHaveLength(2);
    expect((await rows.rows('v')).map(({ data }) => data)).toEqual([2, true]);
  });

  it.each([
    ['changed', (rows: Rows) => keep(rows, 'other', 7)],
    ['gone', (rows: Rows) => rows.transaction((tx) => tx.drop('v', 'other'))],
    ['written as it was', (rows: Rows) => keep(rows, 'other', 5)],
  ])('runs again where a row is %s that it has only read', async (_, between) => {
    const rows = await postgresRows({ database, schema: 'es_read' });
    await keep(rows, 'other', 5);
    const found: unknown[] = [];
    await rows.transaction(async (tx) => {
      found.push((await tx.row('v', 'other'))?.data);
      if (found.length === 1) await between(rows);
      await tx.put('v', { key: 'own', data: found.at(-1) ?? 'none' });
    });
    expect(found).toHaveLength(2);
    expect((await rows.row('v', 'own'))?.data).toEqual(found[1] ?? 'none');
  });

  it.each([
    ['was there', 5],
    ['was missing', undefined],
  ])('runs again where a row that %s is another when it is found once more', async (_, first) => {
    const rows = await postgresRows({ database, schema: 'es_twice' });
    await rows.transaction((tx) => (first ? tx.put('v', { key: 'k', data: first }) : tx.drop('v', 'k')));
    const found: unknown[] = [];
    await rows.transaction(async (tx) => {
      found.push((await tx.row('v', 'k'))?.data);
      if (found.length === 1) await keep(rows, 'k', 7);
      await tx.rows('v');
      await tx.put('w', { key: 'found', data: found.at(-1) });
    });
    expect([found, (await rows.row('w', 'found'))?.data]).toEqual([[first, 7], 7]);
  });

  it.each([
    ['drops', (tx: RowsTransaction) => tx.drop('v', 'k')],
    ['clears with its view', (tx: RowsTransaction) => tx.clear('v')],
    ['writes', (tx: RowsTransaction) => tx.put('v', { key: 'k', data: 0 })],
    ['clears and writes', (tx: RowsTransaction) => tx.clear('v').then(() => tx.put('v', { key: 'k', data: 0 }))],
  ])('runs again where a row is changed that it has read and %s', async (_, end) => {
    const rows = await postgresRows({ database, schema: 'es_seen' });
    await keep(rows, 'k', 5);
    const found: unknown[] = [];
    await rows.transaction(async (tx) => {
      found.push((await tx.row('v', 'k'))?.data);
      if (found.length === 1) await keep(rows, 'k', 7);
      await end(tx);
      await tx.put('w', { key: 'found', data: found.at(-1) });
    });
    expect(found).toEqual([5, 7]);
    expect((await rows.row('w', 'found'))?.data).toBe(7);
    expect((await rows.row('v', 'k'))?.data ?? 0).toBe(0);
  });

  it.each([
    ['only missed', async () => undefined],
    ['missed and drops', (tx: RowsTransaction) => tx.drop('v', 'k')],
    ['missed and clears with its view', (tx: RowsTransaction) => tx.clear('v')],
    [
      'missed, clears and writes',
      (tx: RowsTransaction) => tx.clear('v').then(() => tx.put('v', { key: 'k', data: 0 })),
    ],
  ])('runs again where a row has come that it has %s', async (_, end) => {
    const rows = await postgresRows({ database, schema: 'es_missed' });
    await rows.transaction((tx) => tx.drop('v', 'k'));
    const found: unknown[] = [];
    const { calls, end: told } = asking(database);
    await rows.transaction(async (tx) => {
      found.push((await tx.row('v', 'k'))?.data);
      if (found.length === 1) await keep(rows, 'k', 7);
      await end(tx);
      await tx.put('w', { key: 'found', data: found.at(-1) });
    });
    told();
    expect(found).toEqual([undefined, 7]);
    expect((await rows.row('w', 'found'))?.data).toBe(7);
    // The question, what came meanwhile, and one statement unless a view is cleared; the second try has its own line.
    expect(calls.length).toBeLessThanOrEqual(3);
  });

  it('runs again where it failed for want of a row that has come since', async () => {
    const rows = await postgresRows({ database, schema: 'es_wanted' });
    let runs = 0;
    const wanted = rows.transaction(async (tx) => {
      const found = await tx.row('v', 'k');
      if ((runs += 1) === 1) await keep(rows, 'k', 7);
      if (!found) throw new RangeError('none');
      return found.data;
    });
    expect(await wanted).toBe(7);
  });

  it('runs again under locks where yet another row comes that it has missed, and gives up in the end', async () => {
    const rows = await postgresRows({ database, schema: 'es_coming' });
    const taking = (most: number) => {
      let runs = 0;
      return rows.transaction(async (tx) => {
        let first = 0;
        while (await tx.row('v', `${first}`)) first += 1;
        if ((runs += 1) <= most) await keep(rows, `${first}`, 'taken');
        await tx.put('w', { key: 'first', data: first });
        return runs;
      });
    };
    expect(await taking(3)).toBe(4);
    expect((await rows.row('w', 'first'))?.data).toBe(3);
    await expect(taking(Infinity)).rejects.toThrow(Unavailable);
    expect((await rows.row('w', 'first'))?.data).toBe(3);
  });

  it('is written by builds before it as they have it', async () => {
    await postgresRows({ database, schema: 'es_builds' });
    const { rows } = await database.pool.query(
      `select pronargs from pg_proc where proname = 'put_rows' and pronamespace = 'es_builds'::regnamespace order by 1`,
    );
    expect(rows.map(({ pronargs }) => pronargs)).toEqual([18, 20, 21]);
  });

  it('waits for nobody who writes what it has read and reads what it writes, and neither sees half', async () => {
    const rows = await postgresRows({ database, schema: 'es_skew' });
    await Promise.all([keep(rows, 'a', 0), keep(rows, 'b', 0)]);
    // Each raises its own by one above the other: whoever came second must have seen the first.
    const above = (own: string, other: string) =>
      rows.transaction(async (tx) => {
        const { data } = (await tx.row<number>('v', other))!;
        await tx.put('v', { key: own, data: data + 1 });
      });
    const began = performance.now();
    for (let round = 1; round <= 50; round += 1) {
      await Promise.all([above('a', 'b'), above('b', 'a')]);
      const [a, b] = (await rows.rows<number>('v')).map(({ data }) => data);
      expect(Math.abs(a! - b!)).toBe(1);
    }
    // A deadlock is found after a second.
    expect(performance.now() - began).toBeLessThan(20_000);
  });

  it('runs again where it failed on what has changed since, and hands on what fails on what is there', async () => {
    const rows = await postgresRows({ database, schema: 'es_torn' });
    await Promise.all([keep(rows, 'one', 1), keep(rows, 'two', 1)]);
    let runs = 0;
    const even = () =>
      rows.transaction(async (tx) => {
        const one = await tx.row('v', 'one');
        if ((runs += 1) === 1) await rows.transaction((own) => both(own, 2));
        const two = await tx.row('v', 'two');
        if (one?.data !== two?.data) throw new RangeError('torn');
        return two?.data as unknown;
      });
    const both = (tx: RowsTransaction, data: number) =>
      Promise.all(['one', 'two'].map((key) => tx.put('v', { key, data })));
    expect(await even()).toBe(2);
    expect(runs).toBe(2);
    await keep(rows, 'two', 3);
    await expect(even()).rejects.toThrow('torn');
    expect(runs).toBe(3);
  });

  it('locks what it reads when it runs again, so that nobody comes between twice', async () => {
    const rows = await postgresRows({ database, schema: 'es_twice' });
    await keep(rows, 'k', 0);
    const late: Promise<unknown>[] = [];
    let runs = 0;
    await rows.transaction(async (tx) => {
      const was = (await tx.row<number>('v', 'k'))!.data;
      const between = keep(rows, 'k', 100 * (runs += 1));
      if (runs === 1) await between;
      late.push(between);
      await tx.put('v', { key: 'k', data: was + 1 });
    });
    expect(runs).toBe(2);
    await Promise.all(late);
    expect((await rows.row('v', 'k'))?.data).toBe(200);
  });
});

describe('rows that were written before what they hold was indexed', () => {
  it('are found by it', async () => {
    const schema = 'es_before';
    const first = (await steps()).filter(({ name }) => name <= '0002-rows.sql');
    await database.inTransaction((client) => apply(client, schema, first));
    await database.pool.query(`insert into es_before.rows (view, key, ord, data)
      values ('v', 'a', '', '{"open": true, "n": 3, "deep": {"x": 1}}'),
        ('v', 'b', '', '{"open": false}'), ('v', 'c', '', '5'), ('v', 'd', '', '[1]'), ('v', 'e', '', '{}')`);
    const rows = await postgresRows({ database, schema });
    expect(await rows.rows('v', { where: { open: true, n: 3 } })).toEqual([
      { key: 'a', data: { open: true, n: 3, deep: { x: 1 } } },
    ]);
    expect(await rows.count('v')).toBe(5);
  });
});
