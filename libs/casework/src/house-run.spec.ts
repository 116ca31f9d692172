/** A house that runs by itself: it waits without missing anything, and ends without forgetting anything. */
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { memoryBus, memoryRows, memoryStore, realClock, worldOf } from '@yimen/adapters';
import { countByLaw } from '@yimen/law';
import { HEARD, RELAY, type Recorded } from '@yimen/kernel';
import { until } from '@yimen/kernel/testing';
import { DeadlineStarted } from './deadline.ts';
import { DEADLINES } from './deadline-rows.ts';
import { house } from './house.ts';
import { forever } from './steps.ts';
import { Moved, Noted, south, sums } from './test/north-and-south.ts';

const world = worldOf(realClock);

const said = (version: number, { type }: { type: string }, data: object = { fen: version }): Recorded => {
  const at = world.now();
  const stamp = { occurredAt: at, recordedAt: at, commandId: '', digest: '', shape: 1 };
  const meta = { agency: 'north', actor: { id: 'a', agency: 'north', roles: [] }, caseId: world.derive('a'), ...stamp };
  const place = { id: world.derive(`${type}/${version}`), stream: 'a', version, previous: version - 1, position: '' };
  return { ...place, type, data, meta };
};

/** The southern house, running, with a broker before it. */
function run() {
  const [bus, rows, store] = [memoryBus(), memoryRows(), memoryStore()];
  const here = house(south, { store, rows, bus, world, count: countByLaw });
  const ended = new AbortController();
  const failures: unknown[] = [];
  const done = here.run(ended.signal, async (error) => void failures.push(error));
  const say = (...events: Recorded[]) => bus.publish!('north', events);
  const end = async () => {
    ended.abort();
    await done;
  };
  return { bus, store, rows, say, end, failures };
}

describe('a house that runs', () => {
  it('notes what nobody wants in a moment, together', async () => {
    const { rows, say, end, failures } = run();
    await say(said(1, Moved));
    await pause(20);
    await say(said(2, Moved));
    await pause(20);
    expect(await rows.count(HEARD)).toBe(0);
    await until(async () => (await rows.row(HEARD, 'north|a'))?.data === 2);
    await end();
    expect(failures).toEqual([]);
  });

  it('notes at its end what it has held back', async () => {
    const { rows, say, end, failures } = run();
    await say(said(1, Noted), said(2, Moved));
    await until(async () => (await rows.count(sums.name)) === 1);
    await say(said(3, Moved));
    await pause(20);
    expect((await rows.row(HEARD, 'north|a'))?.data).toBe(2);
    await end();
    expect([(await rows.row(HEARD, 'north|a'))?.data, failures]).toEqual([3, []]);
  });

  it('keeps at its end up to where it has published', async () => {
    const { bus, store, rows, end, failures } = run();
    const { id, type, data, meta } = said(1, DeadlineStarted, {});
    await store.append('b', 0, [{ id, type, data, meta }]);
    const topic = bus.source('south', 'reader');
    await until(async () => (await topic.follow('', 9)).events.length === 1);
    expect(await rows.count(RELAY)).toBe(0);
    await end();
    const { position } = await store.follow('', 9);
    expect([(await rows.row(RELAY, 'south'))?.data, failures]).toEqual([position, []]);
  });

  it('believes a neighbour no words of a third, notes that they were heard, and believes that one', async () => {
    const { bus, rows, say, end, failures } = run();
    const word = said(1, Noted, { fen: 7 });
    await bus.publish!('west', [{ ...word, stream: 'west.b', meta: { ...word.meta, agency: 'west' } }]);
    await say(said(1, Noted, { fen: 1 }));
    await until(async () => (await rows.row(HEARD, 'west|west.b'))?.data === 1);
    await until(async () => (await rows.count(sums.name)) > 0);
    await end();
    expect((await rows.rows(sums.name)).map(({ key, data }) => [key, data])).toEqual([['a', 1]]);
    expect(failures).toEqual([]);
  });

  it('keeps no rows of the clocks of others', async () => {
    const { rows, say, end, failures } = run();
    await say(said(1, DeadlineStarted, {}), said(2, Noted));
    await until(async () => (await rows.count(sums.name)) === 1);
    await end();
    expect([await rows.count(DEADLINES), failures]).toEqual([0, []]);
  });
});

describe('a house that is pumped by several', () => {
  it('follows each log with one question at a time', async () => {
    let [running, most] = [0, 0];
    const store = memoryStore();
    const follow: typeof store.follow = async (...asked) => {
      most = Math.max(most, (running += 1));
      await pause(5);
      running -= 1;
      return store.follow(...asked);
    };
    const bus = { source: () => memoryStore() };
    const ports = { store: { ...store, follow }, rows: memoryRows(), bus, world, count: countByLaw };
    const here = house(south, ports);
    await Promise.all([here.pump(), here.pump()]);
    expect(most).toBe(1);
  });
});

describe('step after step', () => {
  /** Changes when it is told to; a step looks how much there is. */
  function open(full?: number) {
    const ended = new AbortController();
    const steps: number[] = [];
    let changes = () => {};
    const changed = (ms: number, signal: AbortSignal) =>
      new Promise<void>((resolve) => {
        changes = resolve;
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
    const failures: unknown[] = [];
    const failed = async (error: unknown) => void failures.push(error);
    const go = (step: () => Promise<number>) =>
      forever(
        () => {
          steps.push(steps.length);
          return step();
        },
        { changed },
        { signal: ended.signal, failed, ...(full ? { full } : {}) },
      );
    return { go, end: () => ended.abort(), change: () => changes(), steps, failures };
  }

  it('counts the failures in a row, and from one again after a step that went well', async () => {
    const counted: number[] = [];
    const ended = new AbortController();
    const wrong = [true, true, false, true];
    const step = async () => {
      if (wrong.length === 0) ended.abort();
      if (wrong.shift()) throw new Error('away');
      return 1;
    };
    const failed = async (_: unknown, inRow: number) => void counted.push(inRow);
    await forever(step, { changed: () => Promise.resolve() }, { signal: ended.signal, failed });
    expect(counted).toEqual([1, 2, 1]);
  });

  it('misses no change that comes while it looks', async () => {
    const { go, end, change, steps } = open(10);
    const going = go(async () => {
      if (steps.length === 1) change();
      return 0;
    });
    await pause(10);
    expect(steps).toHaveLength(2);
    end();
    await going;
  });

  it('goes on at once where more may be left, and after a failure, and else waits for a change', async () => {
    const { go, end, change, steps, failures } = open(10);
    const going = go(async () => {
      if (steps.length === 2) throw new Error('away');
      return steps.length === 1 ? 10 : 3;
    });
    await pause(10);
    expect([steps.length, failures.length]).toEqual([3, 1]);
    change();
    await pause(10);
    expect(steps).toHaveLength(4);
    end();
    await going;
  });
});
