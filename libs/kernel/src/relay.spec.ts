/** What a relay says with each event, so that what a broker loses is noticed, and how it keeps its place. */
import { describe, expect, it } from '@jest/globals';
import { memoryRows, memoryStore } from '@yimen/adapters';
import { Unavailable } from './execute.ts';
import type { NewEvent, Recorded } from './message.ts';
import { keepPassed, RELAY, relay, type Relayed } from './relay.ts';
import { START } from './store.ts';

const now = '2026-03-02T01:00:00.000Z';
const actor = { id: 'a', agency: 'north', roles: [] };
const noted = (id: string, caseId: string, type = 'Noted'): NewEvent => ({
  ...{ id, type, data: {} },
  meta: { agency: 'north', actor, caseId, occurredAt: now, recordedAt: now, commandId: id, digest: '', shape: 1 },
});

/** A house that speaks, and the wire at which it does. */
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
  const say = async (stream: string, from: number, ...events: NewEvent[]) =>
    void (await store.append(stream, from, events));
  return { relayed, rows, wire, say };
}

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

  it('goes on after what it read ahead could not be read', async () => {
    const { relayed, say, wire } = open();
    for (let n = 0; n < 5; n += 1) await say('a', n, noted(String(n), 'x'));
    let asked = 0;
    const { store } = relayed;
    const follow: typeof store.follow = async (after, limit) => {
      if ((asked += 1) === 2) throw new Unavailable('away for a moment');
      return store.follow(after, limit);
    };
    const blinking = { ...relayed, store: { ...store, follow } };
    expect(await relay(blinking, 2)).toBe(2);
    await expect(relay(blinking, 2)).rejects.toThrow('away for a moment');
    while ((await relay(blinking, 2)) > 0);
    expect(wire.map(({ version }) => version)).toEqual([1, 2, 3, 4, 5]);
  });

  it('publishes again from where its place was put back, whatever it has read ahead', async () => {
    const { relayed, rows, say, wire } = open();
    for (let n = 0; n < 4; n += 1) await say('a', n, noted(String(n), 'x'));
    await relay(relayed, 2);
    await rows.transaction((tx) => tx.put(RELAY, { key: 'north', data: START }));
    while ((await relay(relayed, 2)) > 0);
    expect(wire.map(({ version, previous }) => [version, previous])).toEqual([
      [1, 0],
      [2, 1],
      [1, undefined],
      [2, 1],
      [3, 2],
      [4, 3],
    ]);
  });

  it('publishes again what the broker did not take, and has passed nothing meanwhile', async () => {
    for (const now_ of [undefined, now]) {
      const { relayed, rows, say, wire } = open();
      await say('a', 0, noted('1', 'x'), noted('2', 'x'));
      const publish = async () => Promise.reject(new Unavailable('away'));
      const { bus } = relayed;
      relayed.bus = { ...bus, publish };
      for (let times = 0; times < 2; times += 1) await expect(relay(relayed, 500, now_)).rejects.toThrow('away');
      await keepPassed(relayed);
      expect(await rows.count(RELAY)).toBe(0);
      relayed.bus = bus;
      await relay(relayed, 500, now_);
      expect(wire.map(({ version, previous }) => [version, previous])).toEqual([
        [1, 0],
        [2, 1],
      ]);
    }
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
