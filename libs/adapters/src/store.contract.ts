/** What every log promises. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EventStore, Meta, NewEvent, Recorded } from '@yimen/kernel';

export interface StoreUnderTest {
  readonly store: EventStore;
  /** Opens what is on disk once more, as after a restart. Absent where a restart forgets. */
  readonly again?: () => Promise<EventStore>;
  readonly close: () => Promise<void>;
}

const meta: Meta = {
  agency: 'union',
  actor: { id: '测试调解员', agency: 'union', roles: ['mediator'] },
  caseId: '018f3a52-7c1e-7b60-9c57-0a4de2f5b0c1',
  occurredAt: '2026-03-02T01:00:00.000Z',
  recordedAt: '2026-03-02T01:00:00.000Z',
  commandId: 'command-1',
  digest: 'digest-1',
  shape: 1,
};

/** An event to append, with an id of its own unless one is given. */
export function stored(data: unknown, id: string = randomUUID()): NewEvent {
  return { id, type: 'MediationOpened', data, meta };
}

/** The same, said by another agency. */
export const saidBy = <E extends NewEvent>(agency: string, event: E): E => ({
  ...event,
  meta: { ...event.meta, agency },
});

/** A stream that no other test uses. */
const fresh = () => `union.mediation-${randomUUID()}`;
const START = '';
const idle = () => new AbortController().signal;

/** Follows to the end, a few at a time. */
async function drain(store: EventStore, after = START, limit = 500): Promise<readonly Recorded[]> {
  const found: Recorded[] = [];
  for (let position = after; ;) {
    const batch = await store.follow(position, limit);
    if (batch.events.length === 0) return found;
    found.push(...batch.events);
    position = batch.position;
  }
}

export function storeContract(name: string, open: () => Promise<StoreUnderTest>): void {
  describe(`the log of ${name}`, () => {
    let under: StoreUnderTest;
    const store = () => under.store;
    beforeAll(async () => void (under = await open()));
    afterAll(() => under?.close());
    appending(store);
    keeping(store);
    following(store);
    waking(store);
    it('counts its events, if it can do so without reading them', async () => {
      await store().append(fresh(), 0, [stored({ n: 1 }), stored({ n: 2 })]);
      const count = await store().count?.();
      if (count === undefined) return expect(name).toMatch('KurrentDB');
      expect(count).toBe((await drain(store())).length);
    });
    it('keeps everything over a restart, and goes on after it', async () => {
      if (!under.again) return expect(name).toBe('memory');
      const stream = fresh();
      await store().append(stream, 0, [stored({ n: 1 })]);
      const before = await drain(store());
      const second = await under.again();
      expect(await drain(second)).toEqual(before);
      expect(await second.append(stream, 1, [stored({ n: 2 })])).toMatchObject({ outcome: 'appended', version: 2 });
      await second.close();
    });
  });
}

function appending(store: () => EventStore): void {
  it('answers with the version, counted from one', async () => {
    const stream = fresh();
    expect(await store().append(stream, 0, [stored(1), stored(2)])).toMatchObject({ outcome: 'appended', version: 2 });
    expect(await store().append(stream, 2, [stored(3)])).toMatchObject({ outcome: 'appended', version: 3 });
    expect((await store().read(stream)).map(({ version, data }) => [version, data])).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
    ]);
  });

  it('refuses another version, says the actual one and writes nothing', async () => {
    const stream = fresh();
    expect(await store().append(stream, 1, [stored(1)])).toEqual({ outcome: 'conflict', actual: 0 });
    await store().append(stream, 0, [stored(1)]);
    for (const expected of [0, 2, 7]) {
      expect(await store().append(stream, expected, [stored(9), stored(9)])).toEqual({
        outcome: 'conflict',
        actual: 1,
      });
    }
    expect(await store().read(stream)).toHaveLength(1);
  });

  it('takes the same ids at the same version as a retry', async () => {
    const stream = fresh();
    const pair = [stored(1), stored(2)];
    const first = await store().append(stream, 0, pair);
    expect(await store().append(stream, 0, [...pair, stored(4)])).toEqual({ outcome: 'conflict', actual: 2 });
    await store().append(stream, 2, [stored(3)]);
    expect(await store().append(stream, 0, pair)).toEqual(first);
    expect(await store().append(stream, 0, [pair[0]!, stored(2)])).toEqual({ outcome: 'conflict', actual: 3 });
    expect(await store().append(stream, 1, pair)).toEqual({ outcome: 'conflict', actual: 3 });
    expect(await store().append(stream, 0, [...pair, stored(4)])).toEqual({ outcome: 'conflict', actual: 3 });
    expect(await store().read(stream)).toHaveLength(3);
  });

  it('lets one of 16 writers through for each version', async () => {
    const stream = fresh();
    let won = 0;
    const writer = async () => {
      for (let attempt = 0; attempt < 20; attempt += 1) {
        const version = (await store().read(stream)).length;
        const { outcome } = await store().append(stream, version, [stored(attempt)]);
        if (outcome === 'appended') won += 1;
      }
    };
    await Promise.all(Array.from({ length: 16 }, writer));
    const events = await store().read(stream);
    expect(events).toHaveLength(won);
    expect(events.map(({ version }) => version)).toEqual(events.map((_, i) => i + 1));
  });

  it('lets the winners of a crowd through and only the losers go empty, who are behind or ahead', async () => {
    const crowd = Array.from({ length: 64 }, (_, i) => ({ stream: fresh(), there: i % 2, expected: i % 5 }));
    const taken = crowd.filter(({ there }) => there);
    await Promise.all(taken.map(({ stream }) => store().append(stream, 0, [stored('there')])));
    const both = () => [stored(1), stored(2)];
    const answers = await Promise.all(crowd.map(({ stream, expected }) => store().append(stream, expected, both())));
    expect(answers).toEqual(
      crowd.map(({ there, expected }) =>
        there === expected
          ? { outcome: 'appended', version: there + 2, position: expect.any(String) }
          : { outcome: 'conflict', actual: there },
      ),
    );
    const kept = await Promise.all(crowd.map(({ stream }) => store().read(stream)));
    expect(kept.map(({ length }) => length)).toEqual(
      crowd.map(({ there, expected }) => (there === expected ? there + 2 : there)),
    );
  });

  it('has no use for an append of nothing', async () => {
    await expect(store().append(fresh(), 0, [])).rejects.toThrow('nothing to append');
  });
}

function keeping(store: () => EventStore): void {
  it('keeps what was said to the letter', async () => {
    const data = {
      id: '12345678901234567890',
      name: '测试𠮷野家',
      fen: 9007199254740991,
      none: null,
      deep: [{ a: [] }],
    };
    const stream = `${fresh()}-𠮷`;
    const event = stored(data);
    await store().append(stream, 0, [event]);
    const [read] = await store().read(stream);
    expect(read).toMatchObject({ ...event, stream, version: 1 });
    expect(JSON.stringify(read?.data)).toBe(JSON.stringify(data));
    await store().append(stream, 1, [stored(undefined)]);
    expect((await store().read(stream))[1]).toHaveProperty('data', null);
  });

  it('keeps an event of a megabyte', async () => {
    const stream = fresh();
    const text = '汉'.repeat(350_000);
    await store().append(stream, 0, [stored({ text }), stored('after')]);
    expect((await store().read(stream))[0]?.data).toEqual({ text });
  });

  it('is out of reach of those who hold its events', async () => {
    const stream = fresh();
    const data = { list: [1] };
    await store().append(stream, 0, [stored(data)]);
    data.list.push(2);
    const [held] = await store().read(stream);
    try {
      held!.data.list.push(3);
    } catch {
      // Frozen, which is as good.
    }
    expect((await store().read(stream))[0]?.data).toEqual({ list: [1] });
  });

  it('knows nothing of a stream that does not exist', async () => {
    expect(await store().read(fresh())).toEqual([]);
    expect(await store().read('no\0stream')).toEqual([]);
    await expect(store().append('no\0stream', 0, [stored(1)])).rejects.toThrow('无法原样保存');
  });

  it('reads many at once, each for itself: long ones, short ones, twice the same, and one that does not exist', async () => {
    const [long, short, missing] = [fresh(), fresh(), fresh()];
    const many = Array.from({ length: 150 }, (_, i) => stored(i));
    await Promise.all([store().append(long, 0, many), store().append(short, 0, [stored('one')])]);
    const found = await Promise.all([long, short, missing, long].map((stream) => store().read(stream)));
    const told = found.map((events) => events.map(({ stream, version, data }) => [stream, version, data]));
    const all = many.map(({ data }, i) => [long, i + 1, data]);
    expect(told).toEqual([all, [[short, 1, 'one']], [], all]);
  });

  it('holds ten thousand streams', async () => {
    const streams = Array.from({ length: 10_000 }, fresh);
    const answers = await Promise.all(streams.map((stream, i) => store().append(stream, 0, [stored(i)])));
    expect(answers.filter(({ outcome }) => outcome !== 'appended')).toEqual([]);
    for (const i of [0, 4_999, 9_999]) expect((await store().read(streams[i]!))[0]?.data).toBe(i);
  });
}

function following(store: () => EventStore): void {
  it('is followed in order from any place, whatever the size of the steps', async () => {
    const stream = fresh();
    const { events } = await store().follow(START, 1);
    for (let n = 0; n < 20; n += 1) await store().append(stream, n, [stored(n)]);
    const all = await drain(store());
    expect(await drain(store(), START, 1_000)).toEqual(all);
    expect(all[0]).toEqual(events[0] ?? all[0]);
    const own = all.filter((event) => event.stream === stream);
    expect(own.map(({ data }) => data)).toEqual(own.map((_, i) => i));
    expect(await drain(store(), own[9]!.position, 3)).toEqual(own.slice(10));
    expect(all.map(({ position }) => position)).toEqual(all.map(({ position }) => position).toSorted());
  });

  it('is followed in the order of each stream, also where many were appended together', async () => {
    const streams = Array.from({ length: 64 }, fresh);
    const { position } = (await drain(store())).at(-1) ?? { position: START };
    const three = () => [stored(1), stored(2), stored(3)];
    const answers = await Promise.all(streams.map((stream) => store().append(stream, 0, three())));
    const followed = Map.groupBy(await drain(store(), position, 100), ({ stream }) => stream);
    const told = streams.map((stream) => followed.get(stream)?.map(({ version, data }) => [version, data]));
    const inOrder = [1, 2, 3].map((n) => [n, n]);
    expect(told).toEqual(streams.map(() => inOrder));
    const last = streams.map((stream) => followed.get(stream)?.at(-1)?.position);
    expect(answers).toEqual(last.map((at) => ({ outcome: 'appended', version: 3, position: at })));
  });

  it('answers with the same place when there is nothing new', async () => {
    await store().append(fresh(), 0, [stored(1)]);
    const last = (await drain(store())).at(-1)!.position;
    expect(await store().follow(last, 10)).toEqual({ events: [], position: last });
  });
}

function waking(store: () => EventStore): void {
  const waited = async (ms: number, signal = idle()) => {
    const began = performance.now();
    await store().changed(ms, signal);
    return performance.now() - began;
  };

  it('wakes at once when something is appended here', async () => {
    await new Promise((resolve) => setTimeout(resolve, 150));
    const took: number[] = [];
    // One alone would measure what else the machine does.
    while (took.length < 4) {
      const waiting = waited(5_000);
      await store().append(fresh(), 0, [stored(1)]);
      took.push(await waiting);
    }
    expect(Math.min(...took)).toBeLessThan(1_000);
  });

  it('gives up after a time, or when it is told to', async () => {
    await new Promise((resolve) => setTimeout(resolve, 150));
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 20);
    expect(await waited(60_000, stop.signal)).toBeLessThan(30_000);
    expect(await waited(60_000, AbortSignal.abort())).toBeLessThan(30_000);
    expect(await waited(30)).toBeLessThan(30_000);
  });
}
