/** What the bus over Kafka promises besides what every bus does, with either client. */
import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { deadLetterOf, groupOf, topicOf, type KafkaBus, type KafkaBusAt, type KafkaDriver } from './kafka-bus.ts';
import { KafkaFailure } from './kafka-failure.ts';
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
  type BrokerUnderTest,
  type Place,
} from './kafka-under-test.ts';

const to = (count: number, from = 0) => Array.from({ length: count }, (_, i) => from + i);

export function kafkaContract(driver: KafkaDriver, broker: () => BrokerUnderTest): void {
  describe(`Kafka with ${driver}`, () => {
    let place: Place;
    const open: KafkaBus[] = [];
    const bus = async (more: Partial<KafkaBusAt> = {}) => {
      const opened = await openBus(place, { driver, sessionMs: 3_000, ...more });
      open.push(opened);
      return opened;
    };
    beforeAll(() => void (place = { at: broker(), prefix: freshPrefix() }));
    afterEach(async () => void (await Promise.all(open.splice(0).map((each) => each.close()))));

    it('hands out again what was not confirmed, and commits what was', async () => {
      await makeTopics(place, ['union'], ['court']);
      const first = await bus();
      await first.publish('union', manyPublished(20, 1));
      const source = first.source('union', 'court');
      const { events, place: after } = await hear(source, 20);
      expect(numbersOf(events)).toEqual(to(20));
      expect(await first.lag()).toEqual([{ agency: 'union', consumer: 'court', behind: 20 }]);
      await first.publish('union', manyPublished(5, 1, 20));
      const [before] = [after];
      const next = await hear(source, 5, before);
      expect(numbersOf(next.events)).toEqual(to(5, 20));
      expect(numbersOf((await source.follow(before, 50)).events)).toEqual(to(5, 20));
      await source.follow(next.place, 50);
      await first.close();
      const second = await bus();
      expect((await second.source('union', 'court').follow(next.place, 50)).events).toEqual([]);
      expect(await second.lag()).toEqual([{ agency: 'union', consumer: 'court', behind: 0 }]);
    });
    void deadLetterOf, groupOf, topicOf, KafkaFailure, administer, ascending, published, readTopic;
  });
}
