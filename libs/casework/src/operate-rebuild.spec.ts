/** A view made anew beside the live one: what comes in meanwhile, what waits, and what is taken up. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import { HEARD, order, PARKED, PLACE } from '@yimen/kernel';
import type { Rows } from '@yimen/kernel';
import { parkedIn } from './operate.ts';
import type { Log } from './operate-logs.ts';
import { rebuild } from './operate-rebuild.ts';
import { agreeToSkip, askToSkip } from './operate-skip.ts';
import { verifyView } from './operate-verify.ts';
import { Note, noting, open, south, sums, tripping, uuid } from './test/tripping.ts';

type Opened = Awaited<ReturnType<typeof open>>;

const put = (rows: Rows, name: string, row: Parameters<Parameters<Parameters<Rows['transaction']>[0]>[0]['put']>[1]) =>
  rows.transaction((tx) => tx.put(name, row));
const lost = async (rows: Rows, name: string, key: string) => rows.transaction((tx) => tx.drop(name, key));

/** Five more on the first case, which no listener has heard of yet. */
async function unheard({ execute }: Opened['houses']['north']): Promise<void> {
  const actor = { id: 'test-clerk', agency: 'north', roles: ['north.clerk'] };
  const asked = order(noting, uuid(101), Note({ caseId: uuid(1), fen: 5 }));
  await execute(asked, { actor, commandId: uuid(900) });
}

beforeEach(() => tripping(true));

describe('a rebuild', () => {
  it('gives the rows that are there, and exchanges them for themselves', async () => {
    const { note, verifying, total } = await open();
    for (let n = 1; n <= 5; n += 1) await note(n, 10 * n);
    await note(2, 7);
    const steps: (number | undefined)[][] = [];
    const built = await rebuild({ ...verifying, progress: (...step) => steps.push(step) }, 'sums');
    expect(built).toMatchObject({ events: 6, rows: 5, differing: 0 });
    expect(steps.at(-1)).toEqual([6, 6]);
    expect(await built.switch()).toBe(0);
    expect(await total(2)).toEqual({ caseId: uuid(2), fen: 27, notes: 2, last: 7 });
  });

  it('names what differs by field, and puts it right; what came in meanwhile is there once', async () => {
    const { note, kept, verifying, total } = await open();
    await note(1, 10);
    await note(2, 20);
    await note(3, 30);
    await lost(kept.south.rows, 'sums', uuid(2));
    await put(kept.south.rows, 'sums', {
      key: uuid(1),
      caseId: uuid(1),
      order: '000000010',
      data: { caseId: uuid(1), fen: 99, notes: 1, last: 10 },
    });
    await put(kept.south.rows, 'sums', { key: 'nobody', data: {} });
    const built = await rebuild(verifying, 'sums');
    expect(built.differences).toEqual([
      { key: 'nobody', kind: 'extra', fields: [] },
      { key: uuid(1), kind: 'changed', fields: ['fen'] },
      { key: uuid(2), kind: 'missing', fields: [] },
    ]);
    await note(3, 5);
    await note(4, 40);
    expect(await built.switch()).toBe(2);
    await note(4, 1);
    expect([await total(1), await total(3), await total(4)].map((sum) => sum?.fen)).toEqual([10, 35, 41]);
    expect(await verifyView(verifying, sums)).toEqual([]);
  });

  it('leaves to the listeners what they have not heard yet', async () => {
    const { note, kept, houses, verifying, total, settled } = await open();
    await note(1, 10);
    await unheard(houses.north);
    const built = await rebuild(verifying, 'sums');
    expect(built).toMatchObject({ events: 1, differing: 0 });
    await built.switch();
    expect((await total(1))?.fen).toBe(10);
    await settled();
    expect((await total(1))?.fen).toBe(15);
    expect(await kept.south.rows.count(PARKED)).toBe(0);
  });

  it('adds what they heard meanwhile, whether it was told before or after, and puts right what went wrong then', async () => {
    const { note, kept, houses, verifying, total, settled } = await open();
    await note(1, 10);
    await unheard(houses.north);
    const built = await rebuild(verifying, 'sums');
    await settled();
    await note(1, 1);
    await lost(kept.south.rows, 'sums', uuid(1));
    expect(await built.switch()).toBe(2);
    expect((await total(1))?.fen).toBe(16);
    expect(await verifyView(verifying, sums)).toEqual([]);
  });

  it('is exchanged once more where somebody wrote a row of it while it was', async () => {
    const { note, kept, verifying, total } = await open();
    await note(1, 10);
    await put(kept.south.rows, 'sums', { key: uuid(1), caseId: uuid(1), data: { fen: 99 } });
    const looked: string[] = [];
    const { rows } = kept.south;
    const seeing: Rows = {
      ...rows,
      transaction: (work) =>
        rows.transaction((tx) =>
          work({ ...tx, row: (view, key) => (looked.push(`${view} ${key}`), tx.row(view, key)) }),
        ),
    };
    // Also where it need not read the place to know how far they were.
    const logs = verifying.logs.map((log) => ({ ...log, passed: '9'.repeat(19) }));
    await (await rebuild({ ...verifying, logs, rows: seeing }, 'sums')).switch();
    // What a transaction has not looked at, somebody else may write beside it; and listeners begin with their place.
    expect(looked).toEqual(expect.arrayContaining(['place south', 'place north', `sums ${uuid(1)}`]));
    expect((await total(1))?.fen).toBe(10);
  });

  it('knows what was heard by its versions when the events came by a broker', async () => {
    const { note, kept, verifying } = await open();
    await note(1, 10);
    await note(1, 20);
    await put(kept.south.rows, PLACE, { key: 'north', data: '0:17,1:4' });
    await put(kept.south.rows, HEARD, { key: `north|north.note-${uuid(101)}`, data: 1 });
    const late = await rebuild(verifying, 'sums');
    expect(late).toMatchObject({ events: 1, differing: 1 });
    const logs = verifying.logs.map((log) => (log.from === 'north' ? { ...log, passed: '9'.repeat(19) } : log));
    expect(await rebuild({ ...verifying, logs }, 'sums')).toMatchObject({ events: 2, differing: 0 });
  });

  it('leaves out what is parked and what was skipped, and is not exchanged once some of it was taken up', async () => {
    const { note, kept, houses, world, verifying, total } = await open();
    await note(1, 10);
    await note(1, 5000);
    await note(2, 6000);
    expect(await verifyView(verifying, sums)).toEqual([]);
    const waiting = await parkedIn(south, kept.south.rows);
    const second = waiting.find(({ caseId }) => caseId === uuid(2))!;
    await askToSkip({ ...kept.south, world }, { id: second.id, by: '测试甲', reason: '示例' });
    await agreeToSkip(south, { ...kept.south, world }, { id: second.id, and: '测试乙' });
    tripping(false);
    const built = await rebuild(verifying, 'sums');
    expect(built).toMatchObject({ events: 1, differing: 0 });
    expect(await houses.south.retry(uuid(1))).toBe(1);
    await expect(built.switch()).rejects.toThrow(/went through while sums was built.*build it again/);
    await (await rebuild(verifying, 'sums')).switch();
    expect(await total(1)).toMatchObject({ fen: 5010, notes: 2 });
    expect(await total(2)).toBeUndefined();
    expect(await verifyView(verifying, sums)).toEqual([]);
  });

  it('names the views there are', async () => {
    const { verifying } = await open();
    await expect(rebuild(verifying, 'nothing')).rejects.toThrow(/deadlines.*sums/);
  });

  /** The logs, while something happens once when the one of the north is first read. */
  const meanwhile = (logs: readonly Log[], happens: () => Promise<unknown>): Log[] => {
    let isOver = false;
    const follow =
      (log: Log): Log['follow'] =>
      async (after, limit) => {
        if (!isOver && log.from === 'north') {
          isOver = true;
          await happens();
        }
        return log.follow(after, limit);
      };
    return logs.map((log) => ({ ...log, follow: follow(log) }));
  };

  it('leaves out also what was parked while it was built', async () => {
    const { note, kept, houses, verifying, logs, total } = await open();
    await note(1, 5000);
    await note(2, 10);
    tripping(false);
    const built = await rebuild({ ...verifying, logs: meanwhile(logs, () => note(1, 7)) }, 'sums');
    expect(built.differing).toBe(0);
    await built.switch();
    expect([await total(1), (await parkedIn(south, kept.south.rows)).length]).toEqual([undefined, 2]);
    expect(await houses.south.retry(uuid(1))).toBe(2);
    expect(await total(1)).toMatchObject({ fen: 5007, notes: 2, last: 7 });
    expect(await verifyView(verifying, sums)).toEqual([]);
  });

  it('holds what was taken up and what came after it in their order, or is not exchanged', async () => {
    const { note, houses, verifying, logs, total } = await open();
    await note(1, 5000);
    tripping(false);
    const happens = async () => {
      await houses.south.retry(uuid(1));
      await note(1, 7);
    };
    const during = await rebuild({ ...verifying, logs: meanwhile(logs, happens) }, 'sums');
    await during.switch();
    expect(await total(1)).toMatchObject({ fen: 5007, notes: 2, last: 7 });
    expect(await verifyView(verifying, sums)).toEqual([]);
  });

  it('goes by the versions of a stream where a clock was set back between two of its events', async () => {
    const { note, kept, verifying, logs, settled, total } = await open();
    await note(1, 10);
    const [first] = (await kept.north.store.follow('', 10)).events;
    const fromBroker = logs.map((log) => ({ ...log, isFromBroker: log.from === 'north' }));
    const built = await rebuild({ ...verifying, logs: fromBroker }, 'sums');
    const times = ['2025-09-09T03:00:05.000Z', '2025-09-09T03:00:03.000Z'];
    for (const [at, recordedAt] of times.entries()) {
      const data = { caseId: uuid(1), fen: 20 + at };
      const next = { id: uuid(900 + at), type: 'Noted', data, meta: { ...first!.meta, recordedAt } };
      await kept.north.store.append(first!.stream, at + 1, [next]);
    }
    await settled();
    expect(await total(1)).toMatchObject({ last: 21 });
    await built.switch();
    expect(await total(1)).toMatchObject({ fen: 51, notes: 3, last: 21 });
    expect(await verifyView(verifying, sums)).toEqual([]);
  });
});
