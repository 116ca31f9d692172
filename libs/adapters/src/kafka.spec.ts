/** The bus over a real broker: one for all of these specifications. */
import { afterAll, beforeAll, describe } from '@jest/globals';
import type { NewEvent } from '@yimen/kernel';
import { busContract } from './bus.contract.ts';
import { detour, type Detour } from './kafka-detour.ts';
import { kafkaFaults, kafkaTakeover } from './kafka-faults.contract.ts';
import { kafkaGaps } from './kafka-gaps.contract.ts';
import { kafkaHouses } from './kafka-houses.contract.ts';
import { kafkaAgain } from './kafka-again.contract.ts';
import { kafkaLag } from './kafka-lag.contract.ts';
import { kafkaContract } from './kafka.contract.ts';
import {
  brokerUnderTest,
  drivers,
  FETCH_MS,
  freshPrefix,
  isOwnBroker,
  makeTopics,
  openBus,
  whyNoBroker,
  whyNoHarm,
  type BrokerUnderTest,
} from './kafka-under-test.ts';

const why = whyNoBroker();
const AGENCIES = ['union', 'court', 'petition', 'justice'];

(why ? describe.skip : describe)(`the bus over Kafka${why ? ` — ${why}` : ''}`, () => {
  let broker: BrokerUnderTest;
  let ours: BrokerUnderTest;
  let between: Detour;
  beforeAll(async () => {
    between = await detour();
    if (!whyNoHarm()) ours = await brokerUnderTest({ detour: between.port });
    if (ours?.detour) between.to(ours.detour);
    broker = isOwnBroker() ? ours : await brokerUnderTest();
  }, FETCH_MS);
  afterAll(async () => {
    await between?.close();
    await Promise.all([...new Set([ours, broker])].map((each) => each?.close()));
  });

  for (const driver of drivers) {
    busContract(`Kafka with ${driver}`, async () => {
      const place = { at: broker, prefix: freshPrefix() };
      await makeTopics(place, AGENCIES, ['court', 'hr', 'union']);
      const bus = await openBus(place, { driver });
      const versions = new Map<string, number>();
      const say = async (agency: string, events: readonly NewEvent[]) => {
        const from = versions.get(agency) ?? 0;
        versions.set(agency, from + events.length);
        const said = events.map((event, i) => ({
          ...{ ...event, stream: `${agency}.mediation-1`, version: from + i + 1, position: '' },
        }));
        await bus.publish(agency, said);
      };
      return { bus, say, close: () => bus.close() };
    });
    kafkaContract(driver, () => broker);
    kafkaAgain(driver, () => broker);
    kafkaLag(driver, () => broker);
    kafkaGaps(driver, () => broker);
  }
  kafkaHouses(() => broker);
  kafkaTakeover(() => broker);
  kafkaFaults(
    () => ours,
    () => between,
  );
});
