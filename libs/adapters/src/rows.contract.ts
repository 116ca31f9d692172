/** What every read side promises. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Row, Rows } from '@yimen/kernel';

export interface RowsUnderTest {
  readonly rows: Rows;
  readonly close: () => Promise<void>;
}

const fresh = () => `open-mediations-${randomUUID()}`;
const keys = (rows: readonly Row[]) => rows.map(({ key }) => key);

/** Rows whose names are out of order on purpose; the four-byte 𠮷 sorts after every three-byte character. */
const cases = [
  { key: 'd', caseId: 'case-1', order: '2026-03-02', data: { status: 'open', workers: 3 } },
  { key: 'a', caseId: 'case-1', order: '2026-03-02', data: { status: 'open', workers: 1 } },
  { key: 'c', caseId: 'case-2', order: '2026-01-31', data: { status: 'closed', workers: 3, late: true } },
  { key: 'b', order: '𠮷', data: { status: 'open' } },
  { key: 'e', caseId: 'case-3', order: '！', data: ['open'] },
  { key: 'f', data: null },
].map((row): Row => ({ ...row, foundBy: ['status', 'workers', 'late', 'length'] }));

const QUERIES = [
  [undefined, 'fcadeb'],
  [{ descending: true }, 'bedacf'],
  [{ where: { status: 'open' } }, 'adb'],
  [{ where: { status: 'open', workers: 3 } }, 'd'],
  [{ where: { late: true } }, 'c'],
  [{ where: { workers: '3' } }, ''],
  [{ where: { length: 1 } }, ''],
  [{ where: { status: 'open\0' } }, ''],
  [{ where: { status: '\ud83d' } }, ''],
  [{ caseIds: ['case\0', 'case-1'], where: { status: 'open' } }, 'ad'],
  [{ after: { order: '', key: 'a\0' } }, ''],
  [{ where: {} }, 'fcadeb'],
  [{ caseIds: ['case-1', 'case-3'] }, 'ade'],
  [{ caseIds: [] }, ''],
  [{ upTo: '2026-03-02' }, 'fcad'],
  [{ upTo: '2026-03-01', descending: true }, 'cf'],
  [{ limit: 2 }, 'fc'],
  [{ limit: 0 }, ''],
  [{ after: { order: '2026-03-02', key: 'a' } }, 'deb'],
  [{ after: { order: '2026-03-02', key: 'd' }, descending: true, limit: 2 }, 'ac'],
  [{ where: { status: 'open' }, caseIds: ['case-1'], upTo: '2027', descending: true, limit: 1 }, 'd'],
] as const;

export function rowsContract(name: string, open: () => Promise<RowsUnderTest>): void {
  describe(`the rows of ${name}`, () => {
    let under: RowsUnderTest;
    const rows = () => under.rows;
    beforeAll(async () => void (under = await open()));
    afterAll(() => under?.close());
    keeping(rows);
    asking(rows);
    inside(rows);
    apart(rows);
  });
}

function keeping(rows: () => Rows): void {
  it('gives back what was put, the newest of each key', async () => {
    const view = fresh();
    const data = { id: '12345678901234567890', name: '测试𠮷', amount: 0.1, big: 9007199254740991, none: null };
    await rows().transaction(async (tx) => {
      await tx.put(view, { key: 'k', data: 'old' });
      await tx.put(view, { key: 'k', caseId: 'case-1', order: '2026', data });
    });
    expect(await rows().row(view, 'k')).toEqual({ key: 'k', caseId: 'case-1', order: '2026', data });
    await rows().transaction((tx) => tx.put(view, { key: 'k', data: false }));
    expect(await rows().row(view, 'k')).toEqual({ key: 'k', data: false });
    expect(await rows().row(view, 'other')).toBeUndefined();
    expect(await rows().row(view, 'no\0key')).toBeUndefined();
  });

  it('drops a row and clears a view', async () => {
    const [one, two] = [fresh(), fresh()];
    await rows().transaction(async (tx) => {
      for (const view of [one, two]) for (const row of cases) await tx.put(view, row);
    });
    await rows().transaction(async (tx) => {
      await tx.drop(one, 'a');
      await tx.drop(one, 'never there');
      await tx.clear(two);
      await tx.put(two, { key: 'a', data: 'new' });
    });
    expect(keys(await rows().rows(one))).toEqual([...'fcdeb']);
    expect(await rows().rows(two)).toEqual([{ key: 'a', data: 'new' }]);
  });

  it('is out of reach of those who hold its rows', async () => {
    const view = fresh();
    const data = { list: [1] };
    await rows().transaction((tx) => tx.put(view, { key: 'k', data }));
    data.list.push(2);
    const held = await rows().row(view, 'k');
    try {
      held!.data.list.push(3);
    } catch {
      // Frozen, which is as good.
    }
    expect((await rows().row(view, 'k'))?.data).toEqual({ list: [1] });
  });

  it('refuses text that it could not give back unchanged', async () => {
    const view = fresh();
    for (const row of [
      { key: 'k\0', data: 1 },
      { key: '\ud800', data: 1 },
      { key: 'k', data: { a: ['\0'] } },
    ]) {
      await expect(rows().transaction((tx) => tx.put(view, row))).rejects.toThrow('无法原样保存');
    }
    await rows().transaction((tx) => tx.put(view, { key: 'k', data: 'a\\u0000 b' }));
    expect(await rows().rows(view)).toEqual([{ key: 'k', data: 'a\\u0000 b' }]);
  });

  it('takes three thousand rows at once', async () => {
    const view = fresh();
    const put = (n: number) => ({
      key: `k${n}`,
      caseId: `case-${n % 10}`,
      order: String(n).padStart(6, '0'),
      data: { n },
    });
    await rows().transaction(async (tx) => {
      for (let n = 0; n < 3_000; n += 1) await tx.put(view, put(n));
    });
    expect(await rows().count(view, { caseIds: ['case-3'] })).toBe(300);
    expect((await rows().rows(view, { descending: true, limit: 1 }))[0]?.data).toEqual({ n: 2_999 });
    expect(await Promise.all([1, 2_000].map(async (n) => (await rows().row(view, `k${n}`))?.data.n))).toEqual([
      1, 2_000,
    ]);
  });
}

function asking(rows: () => Rows): void {
  it('answers each question alike, also where half of the rows are not committed yet', async () => {
    const view = fresh();
    await rows().transaction(async (tx) => {
      for (const row of cases.slice(0, 3)) await tx.put(view, { ...row, order: 'other', data: { status: 'other' } });
      for (const row of cases.slice(3)) await tx.put(view, row);
      await tx.put(view, { key: 'gone', order: '0', data: { status: 'open' }, foundBy: ['status'] });
    });
    await rows().transaction(async (tx) => {
      await tx.drop(view, 'gone');
      for (const row of cases.slice(0, 3)) await tx.put(view, row);
      for (const [query, found] of QUERIES)
        expect([query, keys(await tx.rows(view, query)).join('')]).toEqual([query, found]);
      expect(await tx.count(view, { where: { status: 'open' }, limit: 1 })).toBe(3);
    });
    for (const [query, found] of QUERIES)
      expect([query, keys(await rows().rows(view, query)).join('')]).toEqual([query, found]);
  });

  it('counts all that belong, whatever page is asked for', async () => {
    const view = fresh();
    await rows().transaction((tx) => Promise.all(cases.map((row) => tx.put(view, row))));
    expect(await rows().count(view)).toBe(6);
    const query = { where: { status: 'open' }, limit: 1, after: { order: '2026-03-02', key: 'a' } };
    expect(await rows().count(view, query)).toBe(3);
    expect(await rows().count(fresh())).toBe(0);
  });

  it('finds a row by nothing but what it was put to be found by, and keeps that no longer than the row', async () => {
    const view = fresh();
    const data = { status: 'open', person: '018f3a52-7c1e-7b60-9c57-0a4de2f5b0c1' };
    const having = (where: Partial<typeof data>) => rows().rows(view, { where });
    await rows().transaction((tx) => tx.put(view, { key: 'k', data, foundBy: ['status', 'never there'] }));
    expect(await having({ status: 'open' })).toEqual([{ key: 'k', data }]);
    expect(await having({ person: data.person }).catch(() => [])).toEqual([]);
    await rows().transaction((tx) => tx.put(view, { key: 'k', data, foundBy: ['person'] }));
    expect(await having({ person: data.person })).toEqual([{ key: 'k', data }]);
    expect(await having({ status: 'open' }).catch(() => [])).toEqual([]);
  });

  it('takes a condition without a value for a mistake', async () => {
    const query = { where: { agency: undefined as unknown as string } };
    await expect(rows().rows(fresh(), query)).rejects.toThrow('no value for "agency"');
  });
}

function inside(rows: () => Rows): void {
  it('shows what was written inside, and nobody else sees it before the end', async () => {
    const view = fresh();
    await rows().transaction(async (tx) => {
      await tx.put(view, { key: 'k', data: 1 });
      expect((await tx.row(view, 'k'))?.data).toBe(1);
      expect(await rows().row(view, 'k')).toBeUndefined();
      await tx.drop(view, 'k');
      expect(await tx.row(view, 'k')).toBeUndefined();
      await tx.put(view, { key: 'k', data: 2 });
      await tx.clear(view);
      expect(await tx.count(view)).toBe(0);
      await tx.put(view, { key: 'k', data: 3 });
    });
    expect(await rows().rows(view)).toEqual([{ key: 'k', data: 3 }]);
  });

  it('writes nothing when the work fails, and hands the failure on', async () => {
    const view = fresh();
    await rows().transaction((tx) => tx.put(view, { key: 'k', data: 'kept' }));
    const failing = rows().transaction(async (tx) => {
      await tx.clear(view);
      expect([await tx.row(view, 'k'), await tx.rows(view), await tx.count(view)]).toEqual([undefined, [], 0]);
      await tx.put(view, { key: 'new', data: 1 });
      throw new RangeError('no');
    });
    await expect(failing).rejects.toThrow(RangeError);
    expect(await rows().rows(view)).toEqual([{ key: 'k', data: 'kept' }]);
  });

  it('answers with what the work answers, and lets nobody write after the end', async () => {
    const tx = await rows().transaction(async (open) => ({ late: () => open.put(fresh(), { key: 'k', data: 1 }) }));
    await expect(tx.late()).rejects.toThrow('the transaction has ended');
  });
}

function apart(rows: () => Rows): void {
  const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  const raise = (view: string, key: string) =>
    rows().transaction(async (tx) => {
      const was = (await tx.row<number>(view, key))?.data ?? 0;
      await wait(Math.random() * 5);
      await tx.put(view, { key, data: was + 1 });
    });

  it('counts to 20 in 20 transactions at once, whether the row was there or not', async () => {
    const view = fresh();
    await Promise.all(Array.from({ length: 20 }, () => raise(view, 'missing')));
    await rows().transaction((tx) => tx.put(view, { key: 'there', data: 100 }));
    await Promise.all(Array.from({ length: 20 }, () => raise(view, 'there')));
    expect((await rows().rows(view)).map(({ data }) => data)).toEqual([20, 120]);
  });

  it('lets one of two go on who each do so where the other has left no row', async () => {
    const view = fresh();
    const go = (own: string, other: string) =>
      rows().transaction(async (tx) => {
        if (await tx.row(view, other)) return;
        await wait(Math.random() * 2);
        await tx.put(view, { key: own, data: 'went on' });
      });
    for (let round = 1; round <= 30; round += 1) {
      await Promise.all([go(`${round}a`, `${round}b`), go(`${round}b`, `${round}a`)]);
      expect(await rows().count(view)).toBe(round);
    }
  });

  it('drops no row for having missed it that came meanwhile', async () => {
    const view = fresh();
    const [looked, mayGoOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const dropping = rows().transaction(async (tx) => {
      const was = await tx.row(view, 'k');
      looked.resolve();
      await Promise.race([mayGoOn.promise, wait(200)]);
      if (!was) await tx.drop(view, 'k');
      await tx.put(view, { key: 'found', data: was?.data ?? 'nothing' });
    });
    await looked.promise;
    const putting = rows().transaction((tx) => tx.put(view, { key: 'k', data: 'new' }));
    await putting.then(mayGoOn.resolve, mayGoOn.reject);
    await dropping;
    expect((await rows().row(view, 'k'))?.data).toBe('new');
  });

  it('moves amounts between rows in any order and loses none', async () => {
    const view = fresh();
    const names = ['a', 'b', 'c', 'd'];
    await rows().transaction((tx) => Promise.all(names.map((key) => tx.put(view, { key, data: 100 }))));
    const move = (from: string, to: string) =>
      rows().transaction(async (tx) => {
        const [left, right] = [(await tx.row(view, from))?.data, (await tx.row(view, to))?.data];
        await tx.put(view, { key: from, data: left - 1 });
        await tx.put(view, { key: to, data: right + 1 });
      });
    const pairs = Array.from({ length: 12 }, (_, i) => [names[i % 4]!, names[(i * 3 + 1 + (i % 2)) % 4]!] as const);
    await Promise.all(pairs.filter(([from, to]) => from !== to).map(([from, to]) => move(from, to)));
    const sum = (await rows().rows<number>(view)).reduce((total, { data }) => total + data, 0);
    expect(sum).toBe(400);
  });
}
