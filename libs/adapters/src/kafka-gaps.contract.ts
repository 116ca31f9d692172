/** A session under way when its topic loses messages that were not heard yet, or is made anew. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Recorded } from '@yimen/kernel';
import { until } from '@yimen/kernel/testing';
import { topicOf, type KafkaBus, type KafkaDriver } from './kafka-bus.ts';
import { partitionOf } from './kafka-platformatic.ts';
import { to } from './kafka-running.ts';
import {
  administer,
  hear,
  makeTopics,
  manyPublished,
  numbersOf,
  openBus,
  prepared,
  type BrokerUnderTest,
  type Place,
} from './kafka-under-test.ts';

export function kafkaGaps(driver: KafkaDriver, broker: () => BrokerUnderTest): void {
  describe(`Kafka with ${driver}, in a session under way`, () => {
    let place: Place;
    let topic: string;
    let bus: KafkaBus;
    beforeEach(async () => {
      place = await prepared(broker());
      topic = topicOf('union', place.prefix);
      bus = await openBus(place, { driver, sessionMs: 3_000 });
    });
    afterEach(() => bus.close());

    /** What one case has said, heard and noted. */
    const begun = async (count: number) => {
      await bus.publish('union', manyPublished(count, 1));
      const source = bus.source('union', 'court');
      const { place: at } = await hear(source, count);
      await source.follow(at, 50);
      return { source, at };
    };

    it('stops where events were deleted ahead of it, rather than go on behind them', async () => {
      const { source, at } = await begun(5);
      // More than a reader that is busy takes in: what it has not got is deleted.
      for (const thousand of to(8)) await bus.publish('union', manyPublished(1_000, 1, 5 + thousand * 1_000));
      await emptied(place, topic);
      await bus.publish('union', manyPublished(5, 1, 9_000));
      const heard: Recorded[] = [];
      const counting = {
        changed: source.changed.bind(source),
        async follow(after: string, limit: number) {
          const batch = await source.follow(after, limit);
          heard.push(...batch.events);
          return batch;
        },
      };
      const failure = await hear(counting, 8_005, at).catch((error: unknown) => error);
      expect(failure).toMatchObject({ reason: 'forgotten' });
      expect(numbersOf(heard)).toEqual(to(heard.length, 5));
      await expect(source.follow(at, 50)).rejects.toMatchObject({ reason: 'forgotten' });
    });

    it('hears all of a topic that is made anew', async () => {
      const { source, at } = await begun(60);
      await administer(place.at, (admin) => admin.deleteTopics({ topics: [topic] }));
      await until(() =>
        makeTopics(place, ['union'])
          .then(() => true)
          .catch(() => false),
      );
      const other = await openBus(place, { driver });
      await other.publish('union', manyPublished(20, 1, 1_000));
      await other.close();
      const heard: Recorded[] = [];
      let after = at;
      await until(async () => {
        const batch = await source.follow(after, 50).catch(() => ({ events: [], position: after }));
        heard.push(...batch.events);
        after = batch.position;
        return heard.length >= 20;
      });
      expect(numbersOf(heard)).toEqual(to(20, 1_000));
    });
  });
}

/** Deletes all that stands where the one case is. */
async function emptied({ at }: Place, name: string): Promise<void> {
  const topics = [{ name, partitions: [{ partition: partitionOf('case-0') % 3, offset: TO_THE_END }] }];
  await administer(at, (admin) => admin.deleteRecords({ topics }));
}

const TO_THE_END = -1n;
