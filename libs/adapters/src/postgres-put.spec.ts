/** What is too much for one statement is written in parts, of which nobody sees one without the others. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Row } from '@yimen/kernel';
import type { Changes } from './buffer.ts';
import { place } from './postgres-look.ts';
import { putting, type Put, type Writing } from './postgres-put.ts';
import { postgresRows } from './postgres-rows.ts';
import { connect, type Database } from './postgres.ts';
import { serverUnderTest, type ServerUnderTest } from './server-under-test.ts';

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

const SCHEMA = 'es_parts';
const MOST = { rows: 3, bytes: 100 };

/** Writes in parts of three rows or a hundred bytes, and says of how many rows and bytes each statement was. */
async function inParts(put: Partial<Put>): Promise<readonly string[]> {
  const asked: string[] = [];
  const told = (on: Parameters<Parameters<Writing['run']>[0]>[0]): typeof on => ({
    query: ((query: { text?: string; values?: unknown[][] } | string) => {
      const [seen, , , dropped, , , fresh, , , , firsts, , others, , , , seconds] = (query as any).values ?? [];
      const bytes = [...(firsts ?? []), ...(seconds ?? [])].join('').length;
      const counts = [seen, dropped, fresh, others].map((list) => list?.length ?? 0);
      if (JSON.stringify(query).includes('put_rows')) asked.push(`${counts.join()} ${bytes}`);
      else asked.push((typeof query === 'string' ? query : query.text!).split(' ')[0]!);
      return on.query(query as string);
    }) as typeof on.query,
  });
  const run: Writing['run'] = (call) => call(told(database.pool));
  const together: Writing['together'] = (write) =>
    database.inTransaction((client) => write((call) => call(told(client))));
  const nothing = { changes: new Map(), read: new Map(), seen: new Map() };
  await putting({ schema: SCHEMA, run, together, most: MOST })({ ...nothing, ...put });
  return asked;
}

const rowOf = (key: string, data: unknown): Row => ({ key, data });
const writes = (view: string, keys: string, data: unknown = 1): [string, Changes] => [
  view,
  { cleared: false, rows: new Map([...keys].map((key) => [key, rowOf(key, data)])) },
];
const missed = (view: string, keys: string) => new Map([...keys].map((key) => [place(view, key), undefined]));

describe('rows in parts', () => {
  const there = async (view: string) => {
    const rows = await postgresRows({ database, schema: SCHEMA });
    return (await rows.rows(view)).map(({ key }) => key).join('');
  };
  beforeAll(() => postgresRows({ database, schema: SCHEMA }));

  it('are one statement up to the most rows and bytes that it takes, and as many as they need beyond', async () => {
    const put = (keys: string, data?: unknown) => inParts({ changes: new Map([writes('most', keys, data)]) });
    expect(await put('')).toEqual([]);
    expect(await put('abc')).toEqual(['0,0,0,3 3']);
    expect(await put('abcd')).toEqual(['0,0,0,3 3', '0,0,0,1 1']);
    expect(await put('abcdefg')).toEqual(['0,0,0,3 3', '0,0,0,3 3', '0,0,0,1 1']);
    expect(await put('ab', 'x'.repeat(48))).toEqual(['0,0,0,2 100']);
    expect(await put('ab', 'x'.repeat(49))).toEqual(['0,0,0,1 51', '0,0,0,1 51']);
    expect(await put('ab', '文'.repeat(33))).toEqual(['0,0,0,1 35', '0,0,0,1 35']);
    expect(await put('a', 'x'.repeat(1_000))).toEqual(['0,0,0,1 1002']);
    expect(await there('most')).toBe('abcdefg');
  });

  it('are looked at, dropped, cleared and written in this order', async () => {
    await inParts({ changes: new Map([writes('seen', 'ab'), writes('gone', 'abcd'), writes('all', 'abc')]) });
    const { rows: found } = await database.pool.query(
      `select view, key, xmin::text from ${SCHEMA}.rows where view in ('seen', 'gone', 'all')`,
    );
    const seen = new Map(found.map((each) => [place(each.view, each.key), each]));
    const drops: Changes = { cleared: false, rows: new Map([...'abcd'].map((key) => [key, undefined])) };
    const anew: Changes = { cleared: true, rows: new Map([['x', rowOf('x', 1)]]) };
    const changes = new Map([['gone', drops], ['all', anew], writes('new', 'abc')]);
    const asked = await inParts({ changes, seen, read: missed('new', 'abc') });
    expect(asked).toEqual(['2,1,0,0 0', '0,3,0,0 0', '0,3,0,0 0', 'set', 'with', 'set', '0,0,3,0 3', '0,0,0,1 1']);
    expect(await Promise.all(['seen', 'gone', 'all', 'new'].map(there))).toEqual(['ab', '', 'x', 'abc']);
  });

  it('are all or none: a row that has come or gone before the last of them leaves nothing of the first', async () => {
    await inParts({ changes: new Map([writes('taken', 'g')]) });
    const fresh = { changes: new Map([writes('taken', 'abcdefg')]), read: missed('taken', 'abcdefg') };
    await expect(inParts(fresh)).rejects.toMatchObject({ code: '40001' });
    const seen = new Map([[place('taken', 'g'), { view: 'taken', key: 'g', xmin: '1' }]]);
    const late = { changes: new Map([writes('taken', 'abcdefg')]), seen };
    await expect(inParts(late)).rejects.toMatchObject({ code: '40001' });
    expect(await there('taken')).toBe('g');
    const alone = { changes: new Map([writes('others', 'abcd')]), read: missed('taken', 'f') };
    const asked = await inParts(alone);
    expect(asked).toEqual(['0,0,0,3 3', '0,0,0,1 1', 'select', '0,0,0,0 0']);
    const come = { changes: new Map([writes('taken', 'abcd')]), read: missed('taken', 'g') };
    await expect(inParts(come)).rejects.toMatchObject({ code: '40001' });
    expect(await there('taken')).toBe('g');
  });
});

describe('sixty thousand rows', () => {
  const ALL = 60_000;
  it('are written and cleared, each in one transaction, by a server that gives a statement three seconds', async () => {
    const hasty = await connect(`${server.url}?statement_timeout=3000&query_timeout=3500`);
    const rows = await postgresRows({ database: hasty, schema: 'es_many' });
    // As on a slow disk: sixty thousand rows in one statement take longer than that, ten thousand do not.
    await database.pool.query(`
      create function es_many.slowly() returns trigger language plpgsql as $$
      begin perform pg_sleep((select count(*) from written) * 0.00006); return null; end $$;
      create trigger slowly after insert on es_many.rows referencing new table as written
        for each statement execute function es_many.slowly();
      create trigger slowly_gone after delete on es_many.rows referencing old table as written
        for each statement execute function es_many.slowly();`);
    const counts = new Set<number>();
    let over = false;
    const looking = (async () => {
      while (!over) counts.add(await rows.count('v'));
    })();
    await rows.transaction(async (tx) => {
      for (let n = 0; n < ALL; n += 1) await tx.put('v', { key: `${n}`, data: n });
    });
    expect(await rows.count('v')).toBe(ALL);
    await rows.transaction(async (tx) => {
      await tx.clear('v');
      await tx.put('v', { key: 'left', data: 1 });
    });
    over = true;
    await looking;
    expect(await rows.rows('v')).toEqual([{ key: 'left', data: 1 }]);
    expect([...counts].filter((count) => ![0, ALL, 1].includes(count))).toEqual([]);
    await hasty.close();
  });
});
