/** What the bus over Kafka promises besides what every bus does, with either client. */
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ConfigResourceTypes, IncrementalAlterConfigOperationTypes } from '@platformatic/kafka';
import { Unavailable, type Recorded } from '@yimen/kernel';
import { until } from '@yimen/kernel/testing';
import { deadLetterOf, topicOf, type KafkaBus, type KafkaBusAt, type KafkaDriver } from './kafka-bus.ts';
import {
  administer,
  ascending,
  freshPrefix,
  hear,
  makeTopics,
  manyPublished,
  notedTo,
  numbersOf,
  openBus,
  published,
  readTopic,
  sendRaw,
  type BrokerUnderTest,
  type Place,
} from './kafka-under-test.ts';
import { saidBy } from './store.contract.ts';

const to = (count: number, from = 0) => Array.from({ length: count }, (_, i) => from + i);
/** Key and hash, as Kafka's own specification of murmur2 has them. */
const JAVA_HASHES: readonly (readonly [string, number])[] = [
  ['21', -973932308],
  ['foobar', -790332482],
  ['a-little-bit-long-string', -985981536],
  ['a-little-bit-longer-string', -1486304829],
  ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971],
  ['abc', 479470107],
];

export function kafkaContract(driver: KafkaDriver, broker: () => BrokerUnderTest): void {
  describe(`Kafka with ${driver}`, () => {
    let place: Place;
    const open: KafkaBus[] = [];
    const bus = async (more: Partial<KafkaBusAt> = {}) => {
      const opened = await openBus(place, { driver, sessionMs: 3_000, ...more });
      open.push(opened);
      return opened;
    };
    const lag = async (of: KafkaBus) => (await of.lag()).map(({ behind }) => behind);
    beforeEach(async () => {
      place = { at: broker(), prefix: freshPrefix() };
      await makeTopics(place, ['union'], ['court']);
    });
    afterEach(async () => void (await Promise.all(open.splice(0).map((each) => each.close()))));

    it('hands out again what was not confirmed, commits what was, and goes on there after a restart', async () => {
      const first = await bus();
      await first.publish('union', manyPublished(20, 1));
      const source = first.source('union', 'court');
      const { events, place: after } = await hear(source, 20);
      expect(numbersOf(events)).toEqual(to(20));
      expect(await lag(first)).toEqual([20]);
      await first.publish('union', manyPublished(5, 1, 20));
      const next = await hear(source, 5, after);
      expect(numbersOf(next.events)).toEqual(to(5, 20));
      expect(numbersOf((await source.follow(after, 50)).events)).toEqual(to(5, 20));
      await first.close();
      const second = await bus();
      expect(numbersOf((await hear(second.source('union', 'court'), 5, after)).events)).toEqual(to(5, 20));
      await second.source('union', 'court').follow(next.place, 50);
      await second.close();
      const third = await bus();
      expect((await third.source('union', 'court').follow(next.place, 50)).events).toEqual([]);
      expect(await lag(third)).toEqual([0]);
    });

    it('commits only what its reader has noted, and tells the rest again to who comes after it', async () => {
      const first = await bus();
      await first.publish('union', manyPublished(20, 1));
      const source = first.source('union', 'court');
      const noted = (await hear(source, 20)).place;
      await first.publish('union', manyPublished(6, 1, 20));
      const held = (await hear(notedTo(noted, source), 6, noted)).place;
      expect((await source.follow(held, 50, noted)).events).toEqual([]);
      await first.close();
      const second = await bus();
      const again = second.source('union', 'court');
      expect(await lag(second)).toEqual([6]);
      const told = await hear(notedTo(noted, again), 6, noted);
      expect(ascending(numbersOf(told.events))).toEqual(to(6, 20));
      await again.follow(told.place, 50, noted);
      await again.follow(told.place, 50);
      await second.close();
      const third = await bus();
      third.source('union', 'court');
      expect(await lag(third)).toEqual([0]);
    });

    it('begins anew for a listener that has lost its rows, in this process and after a restart', async () => {
      const first = await bus();
      await first.publish('union', manyPublished(9, 3));
      const source = first.source('union', 'court');
      await source.follow((await hear(source, 9)).place, 50);
      expect(ascending(numbersOf((await hear(source, 9)).events))).toEqual(to(9));
      await first.close();
      const second = await bus();
      expect(ascending(numbersOf((await hear(second.source('union', 'court'), 9)).events))).toEqual(to(9));
    });

    it('puts a case where the Java client would, and keeps its order while calls overlap', async () => {
      const union = await bus();
      const vectors = JAVA_HASHES.map(([key]) => published('vector', key));
      const many = manyPublished(1_200, 40);
      await Promise.all(
        [vectors, ...to(24).map((n) => many.slice(n * 50, n * 50 + 50))].map((each) => union.publish('union', each)),
      );
      const stored = await readTopic(place, topicOf('union', place.prefix));
      const partitions = new Map(stored.map(({ key, partition }) => [key!.toString(), partition]));
      for (const [key, hash] of JAVA_HASHES) expect([key, partitions.get(key)]).toEqual([key, (hash & 0x7fffffff) % 3]);
      const { events } = await hear(union.source('union', 'court'), many.length + vectors.length);
      const numbers = events.filter(({ data }) => data !== 'vector');
      expect(numbers).toHaveLength(many.length);
      for (const n of to(40)) {
        const versions = numbers.filter(({ meta }) => meta.caseId === `case-${n}`).map(({ version }) => version);
        expect(versions).toEqual(to(30, 1));
      }
    });

    it('sends a batch that is larger than Kafka takes at once, in order', async () => {
      const union = await bus();
      const text = '证'.repeat(2_000);
      const events = to(300).map((n) => published({ n, text }, 'one case', n + 1));
      await union.publish('union', events);
      const heard = await hear(union.source('union', 'court'), 300);
      expect(heard.events.map(({ data }) => (data as { n: number }).n)).toEqual(to(300));
    });

    it('puts aside what cannot be read, confirmed only when the broker has it, and goes on', async () => {
      const union = await bus();
      const letters = deadLetterOf('union', 'court', place.prefix);
      await limitOf(place, letters, '50');
      await union.publish('union', [published(0, 'case')]);
      const bad = {
        key: 'case',
        value: '{"half":',
        headers: new Map(Object.entries({ ce_specversion: '1.0', ce_id: 'bad', own: 'kept' })),
      };
      await sendRaw(place, topicOf('union', place.prefix), [bad]);
      await union.publish('union', [published(1, 'case', 2)]);
      const source = union.source('union', 'court');
      const failure = await hear(source, 2).catch((error: unknown) => error);
      expect(failure).toMatchObject({ reason: 'too-large' });
      expect(await lag(union)).toEqual([3]);
      await limitOf(place, letters, '1000000');
      // A broker goes by a new setting a moment after it has confirmed it; in between a short letter might do.
      await until(() => isTaken(place, letters, 'more than fifty bytes with all that is around it'));
      const heard = await hear(source, 2);
      expect(numbersOf(heard.events)).toEqual([0, 1]);
      await source.follow(heard.place, 50);
      const [, letter, ...more] = await readTopic(place, letters);
      expect(more).toEqual([]);
      expect(letter!.value!.toString()).toBe('{"half":');
      const headers = Object.fromEntries([...letter!.headers].map(([name, value]) => [name, value.toString()]));
      expect(headers).toMatchObject({
        ...Object.fromEntries(bad.headers),
        dlq_topic: topicOf('union', place.prefix),
        dlq_offset: '1',
      });
      expect(headers['dlq_reason']).toMatch(/ce_source is missing/);
    });

    it('goes on behind a message one of whose headers says nothing at all', async () => {
      const union = await bus();
      const silent = { key: 'case', value: 'no event', headers: new Map([['own', null as unknown as Buffer]]) };
      await sendRaw(place, topicOf('union', place.prefix), [silent]);
      await union.publish('union', [published(0, 'case')]);
      expect(numbersOf((await hear(union.source('union', 'court'), 1)).events)).toEqual([0]);
      const [letter] = await readTopic(place, deadLetterOf('union', 'court', place.prefix));
      expect([letter!.value!.toString(), letter!.headers.get('own')?.toString()]).toEqual(['no event', '']);
    });

    it('puts aside the digest of what is too large even to be put aside, and goes on', async () => {
      const union = await bus();
      const letters = deadLetterOf('union', 'court', place.prefix);
      await limitOf(place, letters, '1000');
      const value = 'no event '.repeat(200);
      await until(async () => !(await isTaken(place, letters, value)));
      const large = { key: 'case', value, headers: new Map([['own', 'lost']]) };
      await sendRaw(place, topicOf('union', place.prefix), [
        large,
        { ...large, value: null, headers: new Map([['own', value]]) },
      ]);
      await union.publish('union', [published(0, 'case')]);
      expect(numbersOf((await hear(union.source('union', 'court'), 1)).events)).toEqual([0]);
      const [first, second] = (await readTopic(place, letters)).slice(-2).map(({ value: said, headers }) => ({
        ...Object.fromEntries([...headers].map(([name, each]) => [name, each.toString()])),
        said,
      }));
      const origin = {
        dlq_topic: topicOf('union', place.prefix),
        dlq_partition: expect.any(String),
        dlq_reason: expect.stringMatching(/is missing/),
        said: null,
      };
      const sha256 = createHash('sha256').update(value).digest('hex');
      expect(first).toEqual({ ...origin, dlq_offset: '0', dlq_bytes: '1800', dlq_sha256: sha256 });
      expect(second).toEqual({ ...origin, dlq_offset: '1' });
    });

    it('believes an agency nothing that it says as another, puts it aside and goes on', async () => {
      const union = await bus();
      const asAnother = saidBy('court', published('forged', 'case'));
      const ofAnother = { ...published('forged', 'case'), stream: 'court.trial-1' };
      await union.publish('union', [published(0, 'case')]);
      await union.publish('union', [asAnother, ofAnother]);
      await union.publish('union', [published(1, 'case', 2)]);
      expect(numbersOf((await hear(union.source('union', 'court'), 2)).events)).toEqual([0, 1]);
      const letters = await readTopic(place, deadLetterOf('union', 'court', place.prefix));
      expect(letters.map(({ headers }) => headers.get('dlq_reason')?.toString())).toEqual([
        expect.stringMatching(/ce_agency .* is not of this topic's agency: "court"/),
        expect.stringMatching(/ce_subject .* is not of this topic's agency: "court.trial-1"/),
      ]);
    });

    it('shares the work with a second member, and takes it back when that one leaves', async () => {
      const [one, two] = [await bus(), await bus()];
      const ended = new AbortController();
      const shared = { place: '' };
      const heard = [listenOn(one, shared, ended.signal)];
      await one.publish('union', manyPublished(60, 30));
      await until(() => heard[0]!.events.length >= 60);
      heard.push(listenOn(two, shared, ended.signal));
      await until(async () => {
        await one.publish('union', manyPublished(30, 30, 60));
        return heard[1]!.events.length > 0;
      });
      const leaving = two.close();
      heard[1]!.stop();
      await leaving;
      await one.publish('union', manyPublished(30, 30, 1_000));
      await until(
        () => new Set(numbersOf(heard[0]!.events.filter(({ data }) => (data as number) >= 1_000))).size === 30,
      );
      ended.abort();
      const all = new Set(numbersOf(heard.flatMap(({ events }) => events)));
      expect(ascending([...all])).toEqual([...to(90), ...to(30, 1_000)]);
    });

    it('leaves its group when it ends, so that the next goes on at once and hears nothing twice', async () => {
      const patient = { sessionMs: 30_000 };
      const one = await bus(patient);
      await one.publish('union', manyPublished(9, 3));
      const source = one.source('union', 'court');
      const { place: after } = await hear(source, 9);
      await source.follow(after, 50);
      await one.close();
      const two = await bus(patient);
      await two.publish('union', manyPublished(6, 3, 9));
      const began = performance.now();
      expect(ascending(numbersOf((await hear(two.source('union', 'court'), 6, after)).events))).toEqual(to(6, 9));
      expect(performance.now() - began).toBeLessThan(15_000);
    });

    it('says in words and in time what is wrong', async () => {
      const union = await bus({ readyMs: 8_000 });
      await expect(union.ready()).resolves.toBeUndefined();
      await expect(union.source('union', 'petition').follow('', 9)).rejects.toMatchObject({
        reason: 'no-topic',
        en: expect.stringContaining(deadLetterOf('union', 'petition', place.prefix)),
      });
      const nowhere = await bus({ brokers: ['127.0.0.1:1'], readyMs: 1_000 });
      await expect(nowhere.ready()).rejects.toThrow(Unavailable);
      await expect(nowhere.source('union', 'court').follow('', 9)).rejects.toThrow(/Kafka is away/);
    });

    it('stops rather than go on without events that were deleted before they were heard', async () => {
      const union = await bus();
      await union.publish('union', manyPublished(10, 1));
      const partition = (await readTopic(place, topicOf('union', place.prefix)))[0]!.partition;
      const topics = [{ name: topicOf('union', place.prefix), partitions: [{ partition, offset: 6n }] }];
      await administer(place.at, (admin) => admin.deleteRecords({ topics }));
      const source = union.source('union', 'court');
      await expect(source.follow(`${partition}:4`, 50)).rejects.toMatchObject({ reason: 'forgotten' });
      expect(numbersOf((await hear(source, 4, `${partition}:7`)).events)).toEqual(to(4, 6));
      await union.close();
      const again = await bus();
      expect(numbersOf((await hear(again.source('union', 'court'), 4, `${partition}:9999`)).events)).toEqual(to(4, 6));
    });

    it('reads all of a topic that was made anew, also where more is in it by now than its place says', async () => {
      const before = await bus();
      await before.publish('union', manyPublished(5, 1));
      const source = before.source('union', 'court');
      const { place: after } = await hear(source, 5);
      await source.follow(after, 50);
      await before.close();
      const topic = topicOf('union', place.prefix);
      await administer(place.at, (admin) => admin.deleteTopics({ topics: [topic] }));
      await until(() =>
        makeTopics(place, ['union'])
          .then(() => true)
          .catch(() => false),
      );
      const anew = await bus();
      await anew.publish('union', manyPublished(8, 1));
      const again = anew.source('union', 'court');
      const { events, position } = await again.follow(after, 50);
      // Noted before anything is handed out: what is heard of it is not taken for what was heard at the same numbers.
      expect([events, position === after]).toEqual([[], false]);
      expect(numbersOf((await hear(again, 8, position)).events)).toEqual(to(8));
    });
  });
}

const isTaken = (place: Place, topic: string, value: string): Promise<boolean> =>
  sendRaw(place, topic, [{ key: null, value, headers: new Map() }])
    .then(() => true)
    .catch(() => false);

async function limitOf({ at }: Place, resourceName: string, value: string): Promise<void> {
  const { SET } = IncrementalAlterConfigOperationTypes;
  const configs = [{ name: 'max.message.bytes', configOperation: SET, value }];
  const resources = [{ resourceType: ConfigResourceTypes.TOPIC, resourceName, configs }];
  await administer(at, (admin) => admin.incrementalAlterConfigs({ resources }));
}

/** One of several processes of the same agency: they have one place between them, in their one database. */
function listenOn(bus: KafkaBus, shared: { place: string }, ended: AbortSignal) {
  const events: Recorded[] = [];
  const own = new AbortController();
  const signal = AbortSignal.any([ended, own.signal]);
  const source = bus.source('union', 'court');
  void (async () => {
    while (!signal.aborted) {
      const batch = await source.follow(shared.place, 20).catch(() => undefined);
      if (signal.aborted) return;
      events.push(...(batch?.events ?? []));
      shared.place = batch?.position ?? shared.place;
      if (!batch?.events.length) await source.changed(100, signal);
    }
  })();
  return { events, stop: () => own.abort() };
}
