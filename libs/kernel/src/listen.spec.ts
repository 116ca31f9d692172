/** Several listeners and several cases in one batch: who waits for whom, and what a failure leaves to the others. */
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { memoryRows } from '@yimen/adapters';
import { Unavailable } from './execute.ts';
import { listen, PLACE, type Ear, type Listener } from './listen.ts';
import type { Recorded } from './message.ts';
import { PARKED, type Parked } from './parked.ts';
import { recorded } from './testing.ts';

const said = (stream: string, version: number, previous = version - 1): Recorded =>
  recorded(
    { type: 'Noted', data: {} },
    { id: stream + version, stream, version, previous, meta: { agency: 'north', caseId: stream } },
  );

const hearer = (name: string, handle: (event: Recorded) => Promise<void>, more: Partial<Listener> = {}): Listener => ({
  ...{ name, types: new Set(['Noted']), handle },
  ...more,
});

/** A house at the end of a wire. */
function open(wire: Recorded[], ...listeners: Listener[]) {
  const rows = memoryRows();
  const filled: string[] = [];
  const follow: Ear['source']['follow'] = async (after, limit) => {
    const events = wire.slice(Number(after), Number(after) + limit);
    return { events, position: events.length > 0 ? String(Number(after) + events.length) : after };
  };
  const ear: Ear = {
    ...{ from: 'north', source: { follow, changed: async () => {} }, rows, listeners, counts: true },
    world: { now: () => '2026-03-02T01:00:00.000Z', digest: String },
    filled: async (caseIds) => void filled.push(...caseIds),
  };
  const parked = async () =>
    (await rows.rows<Parked>(PARKED)).map(({ data: { listener, event } }) => `${listener} ${event.id}`).toSorted();
  return { ear, rows, filled, parked };
}

const fails = (event: Recorded): Promise<void> => Promise.reject(new Error(`cannot read ${event.id}`));

describe('a batch in which something fails', () => {
  it('waits for each listener that could not take it', async () => {
    const { ear, parked } = open([said('a', 1)], hearer('one', fails), hearer('two', fails));
    await listen(ear);
    expect(await parked()).toEqual(['one a1', 'two a1']);
  });

  it('is noted as read where nothing follows it', async () => {
    const { ear, rows } = open([said('a', 1)], hearer('one', fails));
    await listen(ear);
    expect((await rows.row(PLACE, 'north'))?.data).toBe('1');
  });

  it('waits also where the words of the failure hold what no row can', async () => {
    const halved = () => Promise.reject(new Error('“祥里\ud83d” is no month\0'));
    const { ear, rows } = open([said('a', 1), said('b', 1)], hearer('one', halved));
    await listen(ear);
    const why = (await rows.rows<Parked>(PARKED)).map(({ data }) => data.why);
    expect(why).toEqual(Array(2).fill('“祥里\ufffd” is no month\ufffd'));
  });

  it('still tells that what another case has waited for is there', async () => {
    const wire = [said('a', 1), said('a', 3)];
    const { ear, filled, parked } = open(
      wire,
      hearer('one', async (event) => (event.stream === 'b' ? fails(event) : undefined)),
    );
    await listen(ear);
    expect(await parked()).toEqual(['one a3']);
    wire.push(said('a', 2), said('b', 1));
    await listen(ear);
    expect([await parked(), filled]).toEqual([['one a2', 'one a3', 'one b1'], ['a']]);
  });

  it('is not taken again before all of it has come to an end', async () => {
    let [running, most, times] = [0, 0, 0];
    const slow = async (event: Recorded) => {
      if (event.stream === 'a') return fails(event);
      most = Math.max(most, (running += 1));
      times += 1;
      await pause(20);
      running -= 1;
    };
    const { ear, parked } = open([said('a', 1), said('b', 1)], hearer('rule', slow, { orders: true }));
    await listen(ear);
    expect([most, times, running, await parked()]).toEqual([1, 2, 0, ['rule a1']]);
  });

  it('is left where it is while a store is away, and nothing of it is parked', async () => {
    let isAway = true;
    const heard: string[] = [];
    const { ear, rows, parked } = open(
      [said('a', 1), said('a', 2)],
      hearer('rule', async ({ id }) => {
        if (isAway) throw new Unavailable('away');
        heard.push(id);
      }),
    );
    await expect(listen(ear)).rejects.toThrow(Unavailable);
    expect([await parked(), await rows.count(PLACE)]).toEqual([[], 0]);
    isAway = false;
    await listen(ear);
    expect(heard).toEqual(['a1', 'a2']);
  });
});

describe('who gives orders', () => {
  it('hears those of one case one after the other, and other cases meanwhile', async () => {
    const heard: string[] = [];
    const slow = async ({ id, version }: Recorded) => {
      heard.push(`${id} begun`);
      await pause(version === 1 ? 20 : 0);
      heard.push(`${id} over`);
    };
    const { ear } = open([said('a', 1), said('a', 2), said('b', 1)], hearer('rule', slow, { orders: true }));
    await listen(ear);
    expect(heard.filter((each) => each.startsWith('a'))).toEqual(['a1 begun', 'a1 over', 'a2 begun', 'a2 over']);
    expect(heard.indexOf('b1 begun')).toBeLessThan(heard.indexOf('a1 over'));
  });
});
