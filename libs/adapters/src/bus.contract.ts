/** What every bus promises. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Bus, NewEvent, Recorded, Source } from '@yimen/kernel';
import { saidBy, stored } from './store.contract.ts';

export interface BusUnderTest {
  readonly bus: Bus;
  /** Lets an agency say something in the way of this bus. */
  readonly say: (agency: string, events: readonly NewEvent[]) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Reads until `count` events are there, as a listener does. */
async function hear(source: Source, count: number, after = ''): Promise<readonly Recorded[]> {
  const heard: Recorded[] = [];
  const patience = AbortSignal.timeout(60_000);
  for (let position = after; heard.length < count && !patience.aborted;) {
    const batch = await source.follow(position, 7);
    if (batch.events.length === 0) await source.changed(500, patience);
    heard.push(...batch.events);
    position = batch.position;
  }
  return heard;
}

const data = (events: readonly Recorded[]) => events.map((event) => event.data);
const numbers = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);

export function busContract(name: string, open: () => Promise<BusUnderTest>): void {
  describe(`the bus of ${name}`, () => {
    let under: BusUnderTest;
    beforeAll(async () => void (under = await open()));
    afterAll(() => under?.close());

    it('hands on in order, to each consumer at its own pace', async () => {
      await under.say(
        'union',
        numbers(0, 20).map((n) => stored(n)),
      );
      expect(data(await hear(under.bus.source('union', 'court'), 20))).toEqual(numbers(0, 20));
      const half = await hear(under.bus.source('union', 'hr'), 7);
      expect(data(half)).toEqual(numbers(0, 7));
      await under.say(
        'union',
        numbers(20, 25).map((n) => stored(n)),
      );
      expect(data(await hear(under.bus.source('union', 'hr'), 18, half.at(-1)!.position))).toEqual(numbers(7, 25));
    });

    it('keeps agencies apart', async () => {
      const event = saidBy('court', stored('受理'));
      await under.say('court', [event]);
      const [heard] = await hear(under.bus.source('court', 'union'), 1);
      expect(heard).toMatchObject(event);
    });

    it('is silent about an agency that has said nothing', async () => {
      const source = under.bus.source('justice', 'union');
      expect(await source.follow('', 10)).toEqual({ events: [], position: '' });
      await source.changed(10, new AbortController().signal);
    });

    it('wakes a listener at once', async () => {
      const source = under.bus.source('petition', 'union');
      const took: number[] = [];
      // The first opens what it listens on; one alone would measure what else the machine does.
      for (let place = ''; took.length < 4;) {
        const began = performance.now();
        const waiting = source.changed(5_000, new AbortController().signal);
        await under.say('petition', [saidBy('petition', stored('来访'))]);
        await waiting;
        took.push(performance.now() - began);
        place = (await hear(source, 1, place)).at(-1)!.position;
      }
      expect(Math.min(...took)).toBeLessThan(2_000);
    });
  });
}
