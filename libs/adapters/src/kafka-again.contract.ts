/** A topic read once more from its beginning, beside the group that listens. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Again, Recorded } from '@yimen/kernel';
import { REMAINDER } from './kafka-again.ts';
import { topicOf, type KafkaBus, type KafkaDriver } from './kafka-bus.ts';
import {
  administer,
  ascending,
  freshPrefix,
  hear,
  makeTopics,
  manyPublished,
  numbersOf,
  openBus,
  published,
  readTopic,
  sendRaw,
  type BrokerUnderTest,
  type Place,
} from './kafka-under-test.ts';

const to = (count: number, from = 0) => Array.from({ length: count }, (_, i) => from + i);

/** To where the topic ended when the reading began. */
async function all(again: Again, after = '', limit = 50) {
  const events: Recorded[] = [];
  for (let place = after; ;) {
    const batch = await again.follow(place, limit);
    place = batch.position;
    if (batch.events.length === 0) return { events, place };
    events.push(...batch.events);
  }
}

/** Written a second apart, so that it is known in which order. */
const moments = (events: readonly Recorded[]): Recorded[] =>
  events.map((event, n) => {
    const recordedAt = new Date(Date.UTC(2026, 2, 2) + n * 1_000).toISOString();
    return { ...event, meta: { ...event.meta, recordedAt } };
  });

export function kafkaAgain(driver: KafkaDriver, broker: () => BrokerUnderTest): void {
  describe(`Kafka once more with ${driver}`, () => {
    let place: Place;
    let bus: KafkaBus;
    beforeEach(async () => {
      place = { at: broker(), prefix: freshPrefix() };
      await makeTopics(place, ['union'], ['court']);
      bus = await openBus(place, { driver, sessionMs: 3_000 });
    });
    afterEach(() => bus.close());

    it('tells all of it in the order of writing, and the listener is where it was', async () => {
      await bus.publish('union', moments(manyPublished(1_500, 30)));
      const source = bus.source('union', 'court');
      const heard = await hear(source, 20);
      const again = bus.again!('union', 'court');
      expect(numbersOf((await all(again, '', 400)).events)).toEqual(to(1_500));
      const [lag] = await bus.lag();
      expect(lag!.behind).toBe(1_500);
      const rest = await hear(source, 1_500 - heard.events.length, heard.place);
      expect(ascending(numbersOf([...heard.events, ...rest.events]))).toEqual(to(1_500));
    });

    it('ends where the topic ended when it began, and goes on from there when it is asked again', async () => {
      await bus.publish('union', moments(manyPublished(30, 5)));
      const again = bus.again!('union', 'court');
      expect(await again.lacks()).toBeUndefined();
      const first = await again.follow('', 10);
      await bus.publish('union', manyPublished(7, 5, 30));
      const rest = await all(again, first.position);
      expect(numbersOf([...first.events, ...rest.events])).toEqual(to(30));
      const more = await all(again, rest.place);
      expect(ascending(numbersOf(more.events))).toEqual(to(7, 30));
      expect(await all(again, more.place)).toEqual({ events: [], place: more.place });
      expect(ascending(numbersOf((await all(bus.again!('union', 'court'), rest.place)).events))).toEqual(to(7, 30));
    });

    it('passes over what nobody can read, and is empty of a topic that is', async () => {
      expect((await all(bus.again!('union', 'court'))).events).toEqual([]);
      await bus.publish('union', [published(0, 'case')]);
      const bad = { key: 'case', value: 'no event', headers: new Map() };
      for (let n = 0; n < 3; n += 1) await sendRaw(place, topicOf('union', place.prefix), [bad]);
      await bus.publish('union', [published(1, 'case', 2)]);
      expect(numbersOf((await all(bus.again!('union', 'court'), '', 1)).events)).toEqual([0, 1]);
    });

    it('says whose beginning is no longer kept and from when all is there, and tells what is left only if that is asked for', async () => {
      await bus.publish('union', moments(manyPublished(10, 1)));
      const topic = topicOf('union', place.prefix);
      const partition = (await readTopic(place, topic))[0]!.partition;
      const cut = (offset: bigint) => ({ topics: [{ name: topic, partitions: [{ partition, offset }] }] });
      const again = bus.again!('union', 'court');
      const first = await again.follow('', 4);
      await administer(place.at, (admin) => admin.deleteRecords(cut(6n)));
      expect(await again.lacks()).toMatchObject({
        zh: expect.stringMatching(/union.*2026-03-02T00:00:06.000Z/),
        en: expect.stringMatching(/of union; .*whole from 2026-03-02T00:00:06.000Z on/),
      });
      await expect(again.follow('', 10)).rejects.toMatchObject({ reason: 'forgotten' });
      await expect(again.follow(first.position, 10)).rejects.toMatchObject({ reason: 'forgotten' });
      const left = await all(again, REMAINDER, 3);
      expect(numbersOf(left.events)).toEqual(to(4, 6));
      await expect(again.follow('', 10)).rejects.toMatchObject({ reason: 'forgotten' });
      await administer(place.at, (admin) => admin.deleteRecords(cut(10n)));
      expect((await all(again, REMAINDER)).events).toEqual([]);
      expect((await again.lacks())?.en).toContain('what is left is not whole');
    });

    it('says in words that a broker is away', async () => {
      const nowhere = await openBus(place, { driver, brokers: ['127.0.0.1:1'], readyMs: 1_000 });
      await expect(nowhere.again!('union', 'court').follow('', 9)).rejects.toThrow(/Kafka is away/);
      await nowhere.close();
    });
  });
}
