/** What the operator is told of a listener that is behind. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Producer } from '@platformatic/kafka';
import { headersOf, partitionKey, valueOf } from './cloud-event.ts';
import { topicOf, type KafkaBus, type KafkaDriver } from './kafka-bus.ts';
import {
  administer,
  freshPrefix,
  hear,
  makeTopics,
  manyPublished,
  openBus,
  readTopic,
  type BrokerUnderTest,
  type Place,
} from './kafka-under-test.ts';

export function kafkaLag(driver: KafkaDriver, broker: () => BrokerUnderTest): void {
  describe(`a listener that is behind, with ${driver}`, () => {
    let place: Place;
    let bus: KafkaBus;
    beforeEach(async () => {
      place = { at: broker(), prefix: freshPrefix() };
      await makeTopics(place, ['union'], ['court']);
      bus = await openBus(place, { driver, sessionMs: 3_000 });
    });
    afterEach(() => bus.close());

    const lag = async () => {
      const [{ behind, late, lost } = { behind: 0, late: 0, lost: 0 }] = await bus.lag();
      return { behind, late, lost };
    };

    /** As they were sent a minute and a half ago. */
    async function sentBefore(count: number): Promise<void> {
      const timestamp = BigInt(Date.now() - 90_000);
      const producer = new Producer({ clientId: 'spec', bootstrapBrokers: place.at.brokers.split(',') });
      const messages = manyPublished(count, 1).map((event) => ({
        topic: topicOf('union', place.prefix),
        key: Buffer.from(partitionKey(event)!),
        value: Buffer.from(valueOf(event)!),
        headers: new Map([...headersOf(event, 'union')].map(([name, said]) => [Buffer.from(name), Buffer.from(said)])),
        timestamp,
      }));
      await producer.send({ messages, acks: -1 });
      await producer.close();
    }

    it('has what is a minute old counted by itself, and what was deleted before it was heard', async () => {
      const source = bus.source('union', 'court');
      expect(await lag()).toEqual({ behind: 0, late: 0, lost: 0 });
      await sentBefore(4);
      expect(await lag()).toEqual({ behind: 4, late: 4, lost: 0 });
      await bus.publish('union', manyPublished(3, 1, 4));
      expect(await lag()).toEqual({ behind: 7, late: 4, lost: 0 });
      const { place: after } = await hear(source, 7);
      await source.follow(after, 50);
      await bus.close();

      bus = await openBus(place, { driver, sessionMs: 3_000 });
      bus.source('union', 'court');
      expect(await lag()).toEqual({ behind: 0, late: 0, lost: 0 });
      await bus.publish('union', manyPublished(6, 1, 7));
      const name = topicOf('union', place.prefix);
      const last = (await readTopic(place, name)).toSorted((a, b) => Number(a.offset - b.offset)).at(-1)!;
      const gone = { topics: [{ name, partitions: [{ partition: last.partition, offset: last.offset - 3n }] }] };
      await administer(place.at, (admin) => admin.deleteRecords(gone));
      expect(await lag()).toEqual({ behind: 6, late: 0, lost: 2 });
    });
  });
}
