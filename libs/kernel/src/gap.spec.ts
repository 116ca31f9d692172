/** What a broker has lost is noticed by the next event of the stream; its case waits until it comes. */
import { describe, expect, it } from '@jest/globals';
import { memoryRows, memoryStore } from '@yimen/adapters';
import { listen, PARKED, retry, settle, type Ear, type Parked } from './listen.ts';
import type { NewEvent, Recorded } from './message.ts';
import { keepPassed, RELAY, relay, type Relayed } from './relay.ts';
import { START } from './store.ts';

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

describe('the relay', () => {
  it('says with each event which one of its stream was published before', async () => {
    const { relayed, wire, say } = open();
    await say('a', 0, noted('1', 'x'), noted('2', 'x', 'Inner'), noted('3', 'x'));
    await say('b', 0, noted('4', 'y', 'Inner'), noted('5', 'y'));
    await relay(relayed);
    await say('a', 3, noted('6', 'x'));
    await relay(relayed);
    expect(wire.map(({ stream, version, previous }) => [stream + version, previous])).toEqual([
      ['a1', 0],
      ['a3', 1],
      ['b2', undefined],
      ['a4', 3],
    ]);
  });

  it('reads the next batch while one is on its way, but never publishes two at once', async () => {
    const { relayed, say, wire } = open();
    for (let n = 0; n < 9; n += 1) await say('a', n, noted(String(n), 'x'));
    let open_ = 0;
    const most: number[] = [];
    const publish = async (agency: string, events: readonly Recorded[]) => {
      most.push((open_ += 1));
      await new Promise((go) => setTimeout(go, 2));
      await relayed.bus.publish?.(agency, events);
      open_ -= 1;
    };
    const slow = { ...relayed, bus: { ...relayed.bus, publish } };
    while ((await relay(slow, 2)) > 0);
    expect(Math.max(...most)).toBe(1);
    expect(wire.map(({ version }) => version)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('publishes again from where its place was put back, whatever it has read ahead', async () => {
    const { relayed, rows, say, wire } = open();
    for (let n = 0; n < 4; n += 1) await say('a', n, noted(String(n), 'x'));
    await relay(relayed, 2);
    await rows.transaction((tx) => tx.put(RELAY, { key: 'north', data: START }));
    while ((await relay(relayed, 2)) > 0);
    expect(wire.map(({ version }) => version)).toEqual([1, 2, 1, 2, 3, 4]);
  });
});

describe('a relay that may keep its place later', () => {
  const at = (ms: number) => new Date(Date.parse(now) + ms).toISOString();
  const place = async ({ rows }: ReturnType<typeof open>) => (await rows.row(RELAY, 'north'))?.data;
  const said = ({ wire }: ReturnType<typeof open>) => wire.map(({ version }) => version);

  it('publishes at once and keeps its place after a moment, also where nothing else is said', async () => {
    const house = open();
    await house.say('a', 0, noted('1', 'x'));
    expect(await relay(house.relayed, 500, at(0))).toBe(1);
    await house.say('a', 1, noted('2', 'x'));
    expect(await relay(house.relayed, 500, at(999))).toBe(1);
    expect([said(house), await place(house)]).toEqual([[1, 2], undefined]);
    expect(await relay(house.relayed, 500, at(1_000))).toBe(0);
    const { position } = (await house.relayed.store.follow(START, 9)).events[1]!;
    expect([said(house), await place(house)]).toEqual([[1, 2], position]);
  });

  it('publishes again what it had not kept when it was killed, and at its end it keeps it', async () => {
    const house = open();
    await house.say('a', 0, noted('1', 'x'), noted('2', 'x'));
    await relay(house.relayed, 500, at(0));
    const next = { ...house.relayed, passed: undefined, published: new Map() };
    await relay(next, 500, at(0));
    expect(said(house)).toEqual([1, 2, 1, 2]);
    await keepPassed(next);
    await relay({ ...house.relayed, passed: undefined }, 500, at(0));
    expect(said(house)).toHaveLength(4);
  });

  it('goes back where its place was put back meanwhile', async () => {
    const house = open();
    await house.say('a', 0, noted('1', 'x'));
    await relay(house.relayed);
    await house.say('a', 1, noted('2', 'x'));
    await relay(house.relayed, 500, at(0));
    await house.rows.transaction((tx) => tx.put(RELAY, { key: 'north', data: START }));
    await relay(house.relayed, 500, at(1_000));
    await relay(house.relayed, 500, at(1_001));
    expect(said(house)).toEqual([1, 2, 1, 2]);
  });
});

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
    await ear.rows.transaction((tx) => settle('north', first!.data.event, tx));
    expect(await retry(ear, 'x')).toBe(2);
    expect(heard).toEqual(['a1', 'a3', 'a4']);
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
});
