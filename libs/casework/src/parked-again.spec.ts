/** What a broker has lost is noticed by the next event of the stream; its case waits until it comes. */
import { describe, expect, it } from '@jest/globals';
import { memoryRows, memoryStore } from '@yimen/adapters';
import {
  listen,
  PARKED,
  RELAY,
  relay,
  START,
  Unavailable,
  type Ear,
  type NewEvent,
  type Parked,
  type Recorded,
  type Relayed,
  type Rows,
} from '@yimen/kernel';
import { goOn, retry, settle } from './parked-again.ts';

const now = '2026-03-02T01:00:00.000Z';
const actor = { id: 'a', agency: 'north', roles: [] };
const noted = (id: string, caseId: string, type = 'Noted'): NewEvent => ({
  ...{ id, type, data: {} },
  meta: { agency: 'north', actor, caseId, occurredAt: now, recordedAt: now, commandId: id, digest: '', shape: 1 },
});

/** A house that speaks and one that hears, with a wire between them that can lose and repeat. */
function open() {
  const [store, rows] = [memoryStore(), memoryRows()];
  const wire: Recorded[] = [];
  const bus = {
    publish: async (_: string, events: readonly Recorded[]) => void wire.push(...events),
    source: () => store,
  };
  const relayed: Relayed = {
    agency: 'north',
    store,
    rows,
    bus,
    speaks: (type: string) => type !== 'Inner',
    published: new Map(),
  };
  const heard: string[] = [];
  const follow = async (after: string) => {
    const events = wire.slice(Number(after));
    return { events, position: String(wire.length) };
  };
  const ear: Ear = {
    from: 'north',
    source: { follow, changed: async () => {} },
    rows: memoryRows(),
    world: { now: () => now, digest: String },
    counts: true,
    listeners: [
      {
        name: 'ear',
        types: new Set(['Noted']),
        handle: async ({ stream, version }) => void heard.push(stream + version),
      },
    ],
    filled: (caseIds) => goOn(ear, caseIds),
  };
  const say = async (stream: string, from: number, ...events: NewEvent[]) =>
    void (await store.append(stream, from, events));
  const lose = (stream: string, version: number) => {
    const at = wire.findIndex((event) => event.stream === stream && event.version === version);
    return wire.splice(at, 1)[0]!;
  };
  return { relayed, rows, wire, ear, heard, say, lose };
}

const why = async ({ rows }: Ear) => (await rows.rows<Parked>(PARKED)).map(({ data }) => data.why);

describe('a listener from whom something is kept', () => {
  it('holds the case until the missing event comes, and then hears all in order; others go on', async () => {
    const { relayed, ear, heard, wire, say, lose } = open();
    await say('a', 0, noted('1', 'x'), noted('2', 'x'), noted('3', 'x'), noted('4', 'x'));
    await say('b', 0, noted('5', 'y'));
    await relay(relayed);
    const lost = lose('a', 2);
    await listen(ear);
    expect(heard).toEqual(['a1', 'b1']);
    expect(await why(ear)).toEqual([
      expect.stringContaining('heard up to 1, and 2 was published before it: wait, or publish again'),
      expect.stringContaining('heard up to 1, and 3 was published before it: wait, or publish again'),
    ]);
    await expect(retry(ear, 'x')).rejects.toThrow('2 was published before it');
    wire.push(lost);
    await listen(ear);
    expect(heard).toEqual(['a1', 'b1', 'a2', 'a3', 'a4']);
    expect(await why(ear)).toEqual([]);
  });

  it('hears a stream in its order also where the clock of its house was set back meanwhile', async () => {
    const { relayed, wire, ear, heard, say, lose } = open();
    const early = { ...noted('3', 'x'), meta: { ...noted('3', 'x').meta, recordedAt: '2026-03-02T00:59:58.000Z' } };
    await say('a', 0, noted('1', 'x'), noted('2', 'x'), early);
    await relay(relayed);
    const missing = lose('a', 1);
    await listen(ear);
    expect(heard).toEqual([]);
    wire.push(missing);
    await listen(ear);
    expect(heard).toEqual(['a1', 'a2', 'a3']);
    expect(await why(ear)).toEqual([]);
  });

  it('goes on by itself also where the missing event comes with the same batch', async () => {
    const { relayed, ear, heard, wire, say, lose } = open();
    await say('a', 0, noted('1', 'x'), noted('2', 'x'), noted('3', 'x'));
    await relay(relayed);
    wire.push(lose('a', 2));
    await listen(ear);
    expect([heard, await why(ear)]).toEqual([['a1', 'a2', 'a3'], []]);
  });

  it('notices it also where it does not want the event itself', async () => {
    const { relayed, ear, heard, say, lose } = open();
    await say('a', 0, noted('1', 'x'), noted('2', 'x', 'Other'), noted('3', 'x'));
    await relay(relayed);
    lose('a', 2);
    await listen(ear);
    expect([heard, (await why(ear)).length]).toEqual([['a1'], 1]);
  });

  it('goes on after it over what it does not want', async () => {
    const { relayed, ear, heard, wire, say, lose } = open();
    await say('a', 0, noted('1', 'x'), noted('2', 'x'), noted('3', 'x', 'Other'), noted('4', 'x'));
    await relay(relayed);
    const lost = lose('a', 2);
    await listen(ear);
    expect([heard, (await why(ear)).length]).toEqual([['a1'], 2]);
    wire.push(lost);
    await listen(ear);
    expect([heard, await why(ear)]).toEqual([['a1', 'a2', 'a4'], []]);
  });

  it('keeps both of two events that wait, also where somebody has given them the same id', async () => {
    const { relayed, ear, say } = open();
    const listeners = ear.listeners.map((each) => ({ ...each, handle: () => Promise.reject(new Error('no')) }));
    await say('a', 0, noted('same', 'case-a'));
    await say('b', 0, noted('same', 'case-b'));
    await relay(relayed);
    await listen({ ...ear, listeners });
    const parked = await ear.rows.rows<Parked>(PARKED);
    expect(parked.map(({ data: { event } }) => event.stream).toSorted()).toEqual(['a', 'b']);
  });

  it('takes the first that it hears of a stream as it is, where the relay did not know what came before', async () => {
    const { relayed, ear, heard, say } = open();
    await say('a', 0, noted('1', 'x', 'Inner'), noted('2', 'x', 'Other'), noted('3', 'x'));
    await relay(relayed);
    await say('b', 0, noted('4', 'y', 'Other'), noted('5', 'y'));
    await relay({ ...relayed, published: new Map() });
    await say('b', 2, noted('6', 'y', 'Other'));
    await relay({ ...relayed, published: new Map() });
    await say('b', 3, noted('7', 'y'));
    await relay({ ...relayed, published: new Map([['b', 3]]) });
    await listen(ear);
    expect([heard, await why(ear)]).toEqual([['a3', 'b2', 'b4'], []]);
  });

  it('goes on without it once it is given up', async () => {
    const { relayed, ear, heard, say, lose } = open();
    await say('a', 0, noted('1', 'x'), noted('2', 'x'), noted('3', 'x'), noted('4', 'x'));
    await relay(relayed);
    lose('a', 2);
    await listen(ear);
    const [first] = await ear.rows.rows<Parked>(PARKED);
    await ear.rows.transaction((tx) => settle(first!.data, tx));
    expect(await retry(ear, 'x')).toBe(2);
    expect(heard).toEqual(['a1', 'a3', 'a4']);
  });

  it('takes nothing for unheard that was heard, where an older one is left out', async () => {
    const { relayed, ear, say } = open();
    await say('a', 0, noted('1', 'x'), noted('2', 'x'));
    await relay(relayed);
    await listen(ear);
    const [first] = (await relayed.store.follow('', 9)).events;
    await ear.rows.transaction((tx) => settle({ from: 'north', event: first! }, tx));
    expect((await ear.rows.row('heard', 'north|a'))?.data).toBe(2);
  });

  it('hears everything again without a second effect', async () => {
    const { relayed, ear, heard, rows, say } = open();
    await say('a', 0, noted('1', 'x'), noted('2', 'x'));
    await relay(relayed);
    await rows.transaction((tx) => tx.put(RELAY, { key: 'north', data: START }));
    await relay(relayed);
    await listen(ear);
    expect(heard).toEqual(['a1', 'a2']);
    expect(await why(ear)).toEqual([]);
  });

  it('goes on also where it was interrupted before those who waited were taken up', async () => {
    const { relayed, ear, heard, wire, say, lose } = open();
    await say('a', 0, noted('1', 'x'), noted('2', 'x'), noted('3', 'x'));
    await relay(relayed);
    const lost = lose('a', 2);
    await listen(ear);
    wire.push(lost);
    await listen({ ...ear, filled: async () => {} });
    expect([heard, (await why(ear)).length]).toEqual([['a1'], 2]);
    await say('b', 0, noted('4', 'x'));
    await relay(relayed);
    await listen(ear);
    // All were recorded at the same moment, and the version decides.
    expect([heard, await why(ear)]).toEqual([['a1', 'b1', 'a2', 'a3'], []]);
  });

  it('knows what is missing also of a publisher that was started anew and does not', async () => {
    const { relayed, ear, heard, rows, say, lose } = open();
    await say('a', 0, noted('1', 'x'), noted('2', 'x'), noted('3', 'x'));
    await relay(relayed);
    lose('a', 2);
    await listen(ear);
    const anew = { ...relayed, published: new Map<string, number>() };
    await say('a', 3, noted('4', 'x'));
    await relay(anew);
    await listen(ear);
    expect([heard, (await why(ear)).length]).toEqual([['a1'], 2]);
    await rows.transaction((tx) => tx.put(RELAY, { key: 'north', data: START }));
    await relay(anew);
    await listen(ear);
    expect([heard, await why(ear)]).toEqual([['a1', 'a2', 'a3', 'a4'], []]);
  });

  it('lets nobody wait for another listener, who fails for a reason of his own', async () => {
    const { relayed, ear, heard, wire, say, lose } = open();
    const poisoned = {
      name: 'poisoned',
      types: new Set(['Bad']),
      handle: () => Promise.reject(new Error('cannot be read')),
    };
    const both: Ear = { ...ear, listeners: [...ear.listeners, poisoned], filled: (caseIds) => goOn(both, caseIds) };
    await say('p', 0, noted('1', 'x', 'Bad'));
    await say('a', 0, noted('2', 'x'), noted('3', 'x'), noted('4', 'x'));
    await relay(relayed);
    const lost = lose('a', 2);
    await listen(both);
    wire.push(lost);
    await listen(both);
    expect([heard, await why(both)]).toEqual([['a1', 'a2', 'a3'], ['cannot be read']]);
    await expect(retry(both, 'x')).rejects.toThrow('cannot be read');
  });
});

describe('what was parked', () => {
  /** One that fails until it is mended, and counts what it handles in a row. */
  function counting({ rows }: Ear) {
    let isBroken = true;
    const counts = {
      name: 'counts',
      types: new Set(['Noted']),
      handle: async (_: Recorded, tx: Parameters<Ear['listeners'][number]['handle']>[1]) => {
        if (isBroken) throw new Error('an older build');
        await tx.put('sums', { key: 'x', data: ((await tx.row<number>('sums', 'x'))?.data ?? 0) + 1 });
      },
    };
    const sum = async () => (await rows.row<number>('sums', 'x'))?.data;
    return { listeners: [counts], sum, mend: () => void (isBroken = false) };
  }

  /** So many wait, and could be handled now. */
  async function mended(count = 1) {
    const houses = open();
    const { listeners, sum, mend } = counting(houses.ear);
    await houses.say('a', 0, ...Array.from({ length: count }, (_, n) => noted(String(n), 'x')));
    await relay(houses.relayed);
    await listen({ ...houses.ear, listeners });
    mend();
    return { ...houses, listeners, sum };
  }

  it('has its effect once, however many take it up at the same time', async () => {
    const { ear, listeners, sum } = await mended(3);
    const went = await Promise.all([1, 2, 3].map(() => retry({ ...ear, listeners }, 'x')));
    expect(went.reduce((all, each) => all + each)).toBe(3);
    expect([await sum(), await why(ear)]).toEqual([3, []]);
  });

  it('has none where it was left out meanwhile', async () => {
    const { ear, listeners, sum } = await mended();
    const [row] = await ear.rows.rows(PARKED);
    const rows: Rows = {
      ...ear.rows,
      transaction: async (work) => {
        await ear.rows.transaction((tx) => tx.drop(PARKED, row!.key));
        return ear.rows.transaction(work);
      },
    };
    expect([await retry({ rows, listeners }, 'x'), await sum()]).toEqual([0, undefined]);
  });

  it('leaves nothing behind that was parked while it was taken up', async () => {
    const { relayed, ear, say, listeners, sum } = await mended();
    let found = 0;
    const rows: Rows = {
      ...ear.rows,
      rows: async (view, query) => {
        const before = await ear.rows.rows(view, query);
        if (view === PARKED && (found += 1) === 1) {
          await say('a', 1, noted('2', 'x'));
          await relay(relayed);
          await listen({ ...ear, listeners });
        }
        return before as never;
      },
    };
    expect([await retry({ rows, listeners }, 'x'), await sum(), await why(ear)]).toEqual([2, 2, []]);
  });

  it.each(['a\0b', '祥里\ud83d'])('may hold what no row can, and hinders nobody else (%j)', async (said) => {
    const { relayed, ear, heard, say } = open();
    const texts: unknown[] = [];
    const shows = {
      name: 'shows',
      types: new Set(['Noted']),
      handle: async ({ stream, data }: Recorded, tx: Parameters<Ear['listeners'][number]['handle']>[1]) => {
        texts.push(data);
        await tx.put('shown', { key: stream, data });
      },
    };
    await say('a', 0, { ...noted('1', 'x'), data: { said } });
    await say('b', 0, noted('2', 'y'));
    await relay(relayed);
    await listen({ ...ear, listeners: [...ear.listeners, shows] });
    expect(new Set(heard)).toEqual(new Set(['a1', 'b1']));
    expect([(await why(ear)).length, await ear.rows.count('shown')]).toEqual([1, 1]);
    await expect(retry({ rows: ear.rows, listeners: [shows] }, 'x')).rejects.toThrow(/cannot be stored unchanged/);
    expect(texts.at(-1)).toEqual({ said });
  });

  it('is away, not lost, while the rows are', async () => {
    const { ear, listeners } = await mended();
    const rows: Rows = { ...ear.rows, transaction: () => Promise.reject(new Unavailable('away')) };
    await expect(retry({ rows, listeners }, 'x')).rejects.toThrow('away');
    expect((await why(ear)).length).toBe(1);
  });
});
