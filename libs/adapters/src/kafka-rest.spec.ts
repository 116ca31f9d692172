/** Whoever wants nothing of what came last is brought together what comes next, and is in a hurry again at once. */
import { afterEach, expect, it, jest } from '@jest/globals';
import { Consumer } from '@platformatic/kafka';
import { START, type Recorded } from '@yimen/kernel';
import type { KafkaClient, Receiving } from './kafka-client.ts';
import { Unhurried } from './kafka-platformatic.ts';
import { KafkaSource } from './kafka-source.ts';
import { stored } from './testing.ts';

afterEach(() => void jest.restoreAllMocks());

it('asks the broker to gather only while its reader is in no hurry', async () => {
  const asked = jest.spyOn(Consumer.prototype, 'fetch').mockImplementation((() => Promise.resolve()) as never);
  const consumer = new Unhurried({ clientId: 'c', groupId: 'g', bootstrapBrokers: ['127.0.0.1:1'] });
  const options = { node: 1, topics: [], minBytes: 1, maxWaitTime: 3_000 };
  const gathers = async () => {
    await consumer.fetch(options);
    return asked.mock.lastCall?.[0];
  };
  expect(await gathers()).toEqual(options);
  consumer.rest(true);
  expect(await gathers()).toMatchObject({ node: 1, minBytes: 1_048_576, maxWaitTime: 200 });
  consumer.rest(false);
  expect(await gathers()).toEqual(options);
});

it('says that it is in no hurry as long as its reader notes nothing of what it was given', async () => {
  const said: boolean[] = [];
  const given = Promise.withResolvers<Receiving>();
  const client: Pick<KafkaClient, 'extent' | 'committed' | 'receive'> = {
    extent: async () => new Map([[0, { low: 0n, high: 3n }]]),
    committed: async () => new Map(),
    async receive(how) {
      how.assigned([0]);
      given.resolve(how);
      return { commit: async () => {}, close: async () => {}, rest: (isInNoHurry) => void said.push(isInNoHurry) };
    },
  };
  const event = { ...stored(1), stream: 's', version: 1 };
  const source = new KafkaSource({
    ...{ client: client as KafkaClient, topic: 't', group: 'g', deadLetters: 'd' },
    read: async (_, position): Promise<Recorded> => ({ ...event, position }),
    inTime: (work) => work(),
  });
  const next = async (offset: bigint, from: string, kept: string) => {
    const arrived = { partition: 0, offset, key: null, value: null, headers: new Map() };
    await (await given.promise).take([arrived]);
    return (await source.follow(from, 10, kept)).position;
  };
  await source.follow(START, 10);
  const one = await next(0n, START, START);
  const two = await next(1n, one, START);
  await next(2n, two, two);
  expect(said).toEqual([false, false, true, false]);
  await source.close();
});
