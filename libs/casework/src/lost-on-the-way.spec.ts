/** A broker that loses an event between two houses: the one that hears notices, holds the case, and heals by itself. */
import { describe, expect, it } from '@jest/globals';
import { demonstrationClock, embeddedBus, memoryBus, memoryRows, memoryStore, worldOf } from '@yimen/adapters';
import { countByLaw } from '@yimen/law';
import { PARKED, RELAY, START, type Bus, type NewEvent, type Recorded } from '@yimen/kernel';
import { house } from './house.ts';
import { Moved, north, Noted, south, sums } from './test/north-and-south.ts';

const world = worldOf(demonstrationClock());
const now = world.now();
const actor = { id: 'clerk', agency: 'north', roles: [] };
const noted = (stream: string, fen: number, { type } = Noted as { type: string }): NewEvent => {
  const id = world.derive(`${stream}/${fen}/${type}`);
  const stamp = { occurredAt: now, recordedAt: now, commandId: id, digest: '', shape: 1 };
  return { id, type, data: { fen }, meta: { agency: 'north', actor, caseId: world.derive(stream), ...stamp } };
};

/** Two houses with a broker between them that loses what does not pass. */
function open(passes: (event: Recorded) => boolean) {
  const broker = memoryBus();
  const publish: Bus['publish'] = async (from, events) => broker.publish?.(from, events.filter(passes));
  const bus = { ...broker, publish };
  const [store, rows] = [memoryStore(), memoryRows()];
  const heard = memoryRows();
  const count = countByLaw;
  const houses = [
    house(north, { store, rows, bus, world, count }),
    house(south, { store: memoryStore(), rows: heard, bus, world, count }),
  ];
  const settled = async () => {
    for (let moved = 1; moved > 0;) {
      moved = 0;
      for (const each of houses) moved += await each.pump();
    }
  };
  const shown = async () => Object.fromEntries((await heard.rows(sums.name)).map(({ key, data }) => [key, data]));
  return { store, rows, heard, settled, shown };
}

describe('an event that a broker has lost', () => {
  it.each([
    ['that is wanted', Noted, 6],
    ['that nobody wants', Moved, 4],
  ])('%s holds its case until it is published again; other cases go on', async (_, type, sum) => {
    let isLost = true;
    const { store, rows, heard, settled, shown } = open(
      ({ stream, version }) => !isLost || stream !== 'a' || version !== 2,
    );
    await store.append('a', 0, [noted('a', 1), noted('a', 2, type), noted('a', 3)]);
    await store.append('b', 0, [noted('b', 7)]);
    await settled();
    expect(await shown()).toEqual({ a: 1, b: 7 });
    expect(await heard.count(PARKED)).toBe(1);
    isLost = false;
    await rows.transaction((tx) => tx.put(RELAY, { key: 'north', data: START }));
    await settled();
    expect(await shown()).toEqual({ a: sum, b: 7 });
    expect(await heard.count(PARKED)).toBe(0);
  });
});

describe('a log that is read where it lies', () => {
  it('is not noted for what nobody wants', async () => {
    const store = memoryStore();
    const rows = memoryRows();
    const bus = embeddedBus((name) => ({ store: name === 'north' ? store : memoryStore(), speaks: () => true }));
    const hears = house(south, { store: memoryStore(), rows, bus, world, count: countByLaw });
    await store.append('a', 0, [noted('a', 1), noted('a', 2, Moved)]);
    await store.append('b', 0, [noted('b', 3, Moved)]);
    while ((await hears.pump()) > 0);
    expect((await rows.rows('heard')).map(({ key, data }) => [key, data])).toEqual([['north|a', 1]]);
  });
});
