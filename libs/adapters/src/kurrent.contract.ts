/** What a log on KurrentDB promises besides what every log does: to share a server with others. */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EventStore, Recorded } from '@yimen/kernel';
import type { KurrentUnderTest } from './kurrent-under-test.ts';
import { kurrentStore } from './kurrent.ts';
import { openStorage } from './open.ts';
import { stored } from './store.contract.ts';

/** No two runs on one server get in each other's way. */
export const freshAgency = () => `spec-${randomUUID().slice(0, 8)}`;

const dataOf = (events: readonly Recorded[]) => events.map(({ data }) => data);

export function kurrentContract(name: string, open: () => Promise<KurrentUnderTest>): void {
  describe(`a log that shares ${name}`, () => {
    let under: KurrentUnderTest;
    const opened: EventStore[] = [];
    const log = async (agency = freshAgency()) => {
      const store = await kurrentStore({ connectionString: under.url, agency });
      opened.push(store);
      return store;
    };
    beforeAll(async () => void (under = await open()));
    afterAll(async () => {
      await Promise.all(opened.map((store) => store.close()));
      await under?.close();
    });
    sharing(log);
    waking(log);
    it('is opened by its address beside rows that are elsewhere', async () => {
      const storage = await openStorage({ memory: true, kurrentUrl: under.url });
      const agency = freshAgency();
      const { store, rows } = await storage.of(agency);
      expect((await storage.of(agency)).store).toBe(store);
      await store.append('s', 0, [stored('kept')]);
      await rows.transaction((tx) => tx.put('place', { key: 'k', data: 1 }));
      await storage.close();
      expect(dataOf(await (await log(agency)).read('s'))).toEqual(['kept']);
    });
  });
}

type Open = (agency?: string) => Promise<EventStore>;

function sharing(log: Open): void {
  it('hears its own agency alone, also where names begin alike', async () => {
    const name = freshAgency();
    const [own, longer, other] = [await log(name), await log(`${name}-2`), await log()];
    for (let n = 0; n < 5; n += 1)
      for (const [whose, store] of Object.entries({ own, longer, other }))
        await store.append('same-name', n, [stored(`${whose} ${n}`)]);
    expect(dataOf((await own.follow('', 100)).events)).toEqual([0, 1, 2, 3, 4].map((n) => `own ${n}`));
    expect(dataOf(await longer.read('same-name'))).toEqual([0, 1, 2, 3, 4].map((n) => `longer ${n}`));
  });

  it('says with an append where its last event is followed', async () => {
    const store = await log();
    const positions: string[] = [];
    for (let n = 0; n < 12; n += 1) {
      const appended = await store.append('s', n * 2, [stored(`a ${n}`), stored(`b ${n}`)]);
      if (appended.outcome === 'appended') positions.push(appended.position);
    }
    const { events } = await store.follow('', 100);
    const ends = events.filter((_, i) => i % 2 === 1);
    expect(ends.map(({ position }) => position)).toEqual(positions);
    expect((await store.read('s')).map(({ position }) => position)).toEqual(events.map(({ position }) => position));
    expect(dataOf((await store.follow(positions[10]!, 100)).events)).toEqual(['a 11', 'b 11']);
    expect(dataOf((await store.follow(positions[10]!, 1)).events)).toEqual(['a 11']);
  });

  it('misses nothing and repeats nothing while many append, among them others', async () => {
    const [store, other] = [await log(), await log()];
    const each = 40;
    const writer = async (to: EventStore, stream: string) => {
      for (let n = 0; n < each; n += 1) await to.append(stream, n, [stored(`${stream} ${n}`)]);
    };
    const writers = Promise.all([0, 1, 2, 3].flatMap((w) => [writer(store, `s-${w}`), writer(other, `s-${w}`)]));
    const found: Recorded[] = [];
    let position = '';
    for (const end = performance.now() + 90_000; found.length < 4 * each && performance.now() < end;) {
      const batch = await store.follow(position, 7);
      found.push(...batch.events);
      position = batch.position;
      if (batch.events.length === 0) await store.changed(50, AbortSignal.timeout(50));
    }
    await writers;
    expect(found).toEqual((await store.follow('', 1_000)).events);
    expect(new Set(dataOf(found)).size).toBe(4 * each);
  });
}

function waking(log: Open): void {
  it('wakes when another process appends, and not for another agency', async () => {
    const name = freshAgency();
    const [here, there, other] = [await log(name), await log(name), await log()];
    const waited = async () => {
      const began = performance.now();
      await here.changed(3_000, new AbortController().signal);
      return performance.now() - began;
    };
    const took: number[] = [];
    // The first opens the line; one alone would measure what else the machine does.
    while (took.length < 4) {
      const woken = waited();
      await pause(150);
      await there.append('s', took.length, [stored(1)]);
      took.push(await woken);
    }
    expect(Math.min(...took)).toBeLessThan(2_000);
    expect((await here.follow('', 10)).events).toHaveLength(4);
    await pause(500);
    const quiet = waited();
    await other.append('s', 0, [stored(1)]);
    expect(await quiet).toBeGreaterThan(2_900);
  });
}
