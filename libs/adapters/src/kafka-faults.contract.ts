/** What is kept when brokers, lines and listeners fail. */
import { spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from '@jest/globals';
import { until } from '@yimen/kernel/testing';
import { Kafka, logLevel } from 'kafkajs';
import { topicOf, type KafkaBus, type KafkaBusAt } from './kafka-bus.ts';
import type { Detour } from './kafka-detour.ts';
import { running, to, wholeAndInOrder } from './kafka-running.ts';
import {
  ascending,
  drivers,
  hear,
  manyPublished,
  numbersOf,
  openBus,
  prepared,
  published,
  readTopic,
  whyNoHarm,
  type BrokerUnderTest,
  type Place,
} from './kafka-under-test.ts';

const open: { close(): Promise<void> }[] = [];

async function bus(place: Place, more: Partial<KafkaBusAt>): Promise<KafkaBus> {
  const opened = await openBus(place, more);
  open.push(opened);
  return opened;
}

const closeAll = async () => void (await Promise.all(open.splice(0).map((each) => each.close())));

/** What listeners do to each other, which any broker allows. */
export function kafkaTakeover(broker: () => BrokerUnderTest): void {
  describe('under faults', () => {
    afterEach(closeAll);

    it.each(drivers)(
      'another process takes over with %s when one is killed, and hears anew what was open',
      async (driver) => {
        const place = await prepared(broker());
        const own = await bus(place, { driver, sessionMs: 2_000 });
        await own.publish('union', manyPublished(12, 6));
        const { place: after } = await listenAndDie(place, { driver, sessionMs: 2_000 });
        const began = performance.now();
        const { events } = await hear(own.source('union', 'court'), 12, after);
        expect(ascending(numbersOf(events))).toEqual(to(12));
        expect(performance.now() - began).toBeLessThan(50_000);
      },
    );

    it('who was killed goes on at once when it is started again, long before its session would have ended', async () => {
      const place = await prepared(broker());
      const itself = { sessionMs: 30_000, instance: 'court-1' };
      const own = await bus(place, itself);
      await own.publish('union', manyPublished(12, 6));
      const { place: after } = await listenAndDie(place, itself);
      const began = performance.now();
      const { events } = await hear(own.source('union', 'court'), 12, after);
      expect(ascending(numbersOf(events))).toEqual(to(12));
      expect(performance.now() - began).toBeLessThan(15_000);
    });
  });
}

/** What is done to the broker, and between it and its clients: only to one of our own. */
export function kafkaFaults(broker: () => BrokerUnderTest, detour: () => Detour): void {
  const why = whyNoHarm();
  (why ? describe.skip : describe)(`under faults of the broker${why ? ` — ${why}` : ''}`, () => {
    afterEach(closeAll);

    it('kafkajs by itself loses acknowledged events when sends overlap and an answer is lost', async () => {
      const place = await prepared(broker());
      const kafka = new Kafka({
        brokers: [`127.0.0.1:${detour().port}`],
        logLevel: logLevel.NOTHING,
        retry: { retries: 20 },
      });
      const producer = kafka.producer({ idempotent: true, maxInFlightRequests: 1 });
      await producer.connect();
      open.push({ close: () => producer.disconnect() });
      const topic = topicOf('union', place.prefix);
      const send = async (value: string) => {
        await producer.send({ topic, acks: -1, messages: [{ key: 'case', value }] });
        return value;
      };
      await send('first');
      const acknowledged: string[] = [];
      for (const n of to(5)) {
        detour().loseAnswers(1);
        acknowledged.push(...(await Promise.all([send(`a${n}`), send(`b${n}`)])));
      }
      const kept = new Set((await readTopic(place, topic)).map(({ value }) => value!.toString()));
      expect(acknowledged.filter((value) => !kept.has(value))).not.toEqual([]);
    });

    it.each(drivers)('the bus with %s loses, doubles and disorders nothing then', async (driver) => {
      const place = await prepared(broker());
      const through = await bus(place, { driver, brokers: [`127.0.0.1:${detour().port}`] });
      await through.publish('union', [published(0, 'case')]);
      for (const n of to(5)) {
        detour().loseAnswers(1);
        const [one, two] = [2 * n + 1, 2 * n + 2].map((each) => published(each, 'case', each + 1));
        await Promise.all([through.publish('union', [one!]), through.publish('union', [two!])]);
      }
      expect(detour().left()).toBe(0);
      const kept = await readTopic(place, topicOf('union', place.prefix));
      expect(kept.map(({ value }) => Number(value))).toEqual(to(11));
    });

    it('nothing acknowledged is lost over three kills of the broker, and all go on by themselves', async () => {
      const { crash, restart } = broker();
      const runs = await Promise.all(drivers.map(async (driver) => running(await prepared(broker()), driver)));
      open.push(...runs);
      for (const turn of to(3)) {
        const before = runs.map((run) => run.acknowledged());
        await pause(200 * turn);
        await crash!();
        await restart!();
        await until(() => runs.every((run, i) => run.acknowledged() > before[i]! + 300));
      }
      for (const run of runs) await wholeAndInOrder(run);
    }, 300_000);
  });
}

const BUS = fileURLToPath(new URL('./kafka-bus.ts', import.meta.url));

/** Hears a first batch in a process of its own, which is killed before it has confirmed it. */
function listenAndDie({ at, prefix }: Place, more: Partial<KafkaBusAt>): Promise<{ place: string; heard: number }> {
  const how = JSON.stringify({ brokers: at.brokers.split(','), prefix, ...more });
  const script = `import { kafkaBus } from ${JSON.stringify(BUS)};
    const source = (await kafkaBus(${how})).source('union', 'court');
    for (let batch; ; await source.changed(200, new AbortController().signal)) {
      batch = await source.follow('', 50);
      if (batch.events.length > 0) console.log(batch.events.length);
    }`;
  const child = spawn(process.execPath, ['--no-warnings', '--input-type=module-typescript', '-e', script]);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.stderr.on('data', (part: Buffer) => reject(new Error(part.toString())));
    child.stdout.once('data', (part: Buffer) => {
      child.kill('SIGKILL');
      child.once('exit', () => resolve({ place: '', heard: Number(part) }));
    });
  });
}
