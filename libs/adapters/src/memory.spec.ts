import { describe, expect, it } from '@jest/globals';
import type { EventStore } from '@yimen/kernel';
import { embeddedBus } from './embedded-bus.ts';
import { memoryBus, memoryRows, memoryStore } from './memory.ts';
import { busContract, rowsContract, storeContract, stored } from './testing.ts';

const close = async () => {};

storeContract('memory', async () => ({ store: memoryStore(), close }));
rowsContract('memory', async () => ({ rows: memoryRows(), close }));
busContract('memory', async () => {
  const bus = memoryBus();
  const version = new Map<string, number>();
  const say = async (agency: string, events: Parameters<EventStore['append']>[2]) => {
    const from = version.get(agency) ?? 0;
    version.set(agency, from + events.length);
    await bus.publish!(
      agency,
      events.map((event, i) => ({ ...event, stream: agency, version: from + i + 1, position: '' })),
    );
  };
  return { bus, say, close };
});
busContract('one process', async () => {
  const stores = new Map(['union', 'court', 'petition', 'justice'].map((agency) => [agency, memoryStore()]));
  const bus = embeddedBus((agency) => ({ store: stores.get(agency)!, speaks: () => true }));
  const say = async (agency: string, events: Parameters<EventStore['append']>[2]) => {
    const store = stores.get(agency)!;
    await store.append(agency, (await store.read(agency)).length, events);
  };
  return { bus, say, close };
});

describe('the bus of one process', () => {
  it('hands on only what an agency speaks, past any length of what it does not', async () => {
    const store = memoryStore();
    const bus = embeddedBus(() => ({ store, speaks: (type) => type === 'Said' }));
    const inside = Array.from({ length: 30 }, (_, n) => stored(n));
    await store.append('s', 0, [...inside, { ...stored('said'), type: 'Said' }, ...inside]);
    const source = bus.source('union', 'court');
    const first = await source.follow('', 4);
    expect(first.events.map(({ data }) => data)).toEqual(['said']);
    const rest = await source.follow(first.position, 4);
    expect(rest.events).toEqual([]);
    expect(rest.position).toBe((await store.read('s')).at(-1)!.position);
    expect(bus.publish).toBeUndefined();
  });

  it('waits for an agency that is not there yet', async () => {
    const bus = embeddedBus(() => undefined);
    const source = bus.source('union', 'court');
    expect(await source.follow('', 4)).toEqual({ events: [], position: '' });
    await source.changed(5, new AbortController().signal);
  });
});
