/** Two houses over a real broker: one with each client, so that they also understand each other. */
import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from '@jest/globals';
import { HANDOVERS, operations, type House, type HandOverRow } from '@yimen/casework';
import type { Bus, EventStore, Recorded, Rows } from '@yimen/kernel';
import { until } from '@yimen/kernel/testing';
import { topicOf, type KafkaDriver } from './kafka-bus.ts';
import { bare, readBy, readers } from './kafka-readers.ts';
import { drivers, freshPrefix, makeTopics, openBus, type BrokerUnderTest, type Place } from './kafka-under-test.ts';
import { memoryRows, memoryStore } from './memory.ts';
import { openStorage } from './open.ts';
import { serverUnderTest } from './server-under-test.ts';
import { filing, idOf, openHouse, tell, world, type Side } from './two-agencies.contract.ts';

const SESSION_MS = 2_000;
const closing: (() => Promise<unknown>)[] = [];

interface Living {
  readonly house: House;
  readonly store: EventStore;
  readonly rows: Rows;
  readonly bus: Bus;
  readonly failures: unknown[];
}

async function live(place: Place, side: Side, driver: KafkaDriver): Promise<Living> {
  const [store, rows] = [memoryStore(), memoryRows()];
  const bus = await openBus(place, { driver, sessionMs: SESSION_MS });
  const house = openHouse(side, { store, rows, bus });
  const ended = new AbortController();
  const failures: unknown[] = [];
  const running = house.run(ended.signal, async (error) => void failures.push(error));
  closing.push(async () => {
    ended.abort();
    await bus.close();
    await running;
  });
  return { house, store, rows, bus, failures };
}

const receivedIn = async (rows: Rows): Promise<number> =>
  (await rows.rows<HandOverRow>(HANDOVERS)).filter(({ data }) => data.status === 'received').length;
const statusOf = async (rows: Rows, id: string) => (await rows.row<HandOverRow>(HANDOVERS, id))?.data.status;

/** As it stands on the topic: with the version that its stream published before. */
const linked = (event: Recorded, at: number, said: readonly Recorded[]) => {
  const before = said.slice(0, at).findLast(({ stream }) => stream === event.stream);
  return { ...bare(event), previous: before?.version ?? (event.version === 1 ? 0 : undefined) };
};

const offer = (n: number) => ({
  caseId: idOf(`case ${n}`),
  to: 'south',
  kind: 'lead',
  ground: 'statutoryDuty',
  reason: '欠薪',
});

const READING = readers.flatMap((reader) => (reader.why ? [] : [[reader.name, reader] as const]));

export function kafkaHouses(broker: () => BrokerUnderTest): void {
  describe('two houses', () => {
    afterEach(async () => {
      for (const close of closing.splice(0).toReversed()) await close();
    });

    for (const { name, why } of readers) if (why) it.skip(`${name} reads what they said — ${why}`, () => undefined);
    it.each(READING)('hand over through the broker, and %s reads what they said', async (_, reader) => {
      const place = { at: broker(), prefix: freshPrefix() };
      await makeTopics(place, ['north', 'south'], ['north', 'south']);
      const north = await live(place, 'north', 'platformatic');
      const south = await live(place, 'south', 'kafkajs');
      const id = idOf('hand-over');
      expect(await tell(north.house, 'OfferHandOver', [id, offer(1)])).toBe('done');
      await until(async () => (await statusOf(south.rows, id)) === 'received');
      expect(await tell(south.house, 'AcceptHandOver', [id, { terms: { on: '2026-03-02' } }])).toBe('done');
      await until(async () => (await statusOf(north.rows, id)) === 'accepted');
      await until(async () => (await south.house.procedure(filing, id)).state === 'filed');
      expect([...north.failures, ...south.failures]).toEqual([]);
      const spoken = new Set(south.house.agency.speaks.events.map(({ type }) => type));
      const said = (await all(south.store)).filter(({ type }) => spoken.has(type));
      expect(said.map(({ type }) => type)).toEqual(
        expect.arrayContaining(['HandOverReceived', 'HandOverAccepted', 'Filed']),
      );
      const reading = { broker: broker(), topic: topicOf('south', place.prefix), agency: 'south', count: said.length };
      expect(await readBy(reader, reading)).toEqual(said.map(linked));
    });

    it.each(drivers)('can verify and build anew what comes of the words of the other, with %s', async (driver) => {
      const place = { at: broker(), prefix: freshPrefix() };
      await makeTopics(place, ['north', 'south'], ['north', 'south']);
      const north = await live(place, 'north', 'platformatic');
      const south = await live(place, 'south', driver);
      const ids = Array.from({ length: 20 }, (_, n) => idOf(`hand-over ${n}`));
      for (const [n, id] of ids.slice(1).entries())
        expect(await tell(north.house, 'OfferHandOver', [id, offer(n)])).toBe('done');
      await until(async () => (await receivedIn(south.rows)) === 19);
      const before = await south.rows.rows(HANDOVERS);
      const planted = { ...before[3]!, data: { ...before[3]!.data, reason: '乙' } };
      await south.rows.transaction(async (tx) => {
        await tx.put(HANDOVERS, planted);
        await tx.drop(HANDOVERS, before[7]!.key);
      });
      const operated = operations(south.house, { ...south, world });
      await operated.verify().over;
      const found = (await operated.look()).verification;
      expect(found).toMatchObject({ state: 'done', unread: [] });
      expect(found!.findings.map(({ what, where }) => [where, what]).toSorted()).toEqual(
        [before[3]!, before[7]!].map(({ key }) => [`view ${HANDOVERS}`, key]).toSorted(),
      );
      await operated.rebuild(HANDOVERS).over;
      expect((await operated.look()).rebuilds).toEqual([
        expect.objectContaining({ state: 'built', built: expect.objectContaining({ differing: 2, rows: 19 }) }),
      ]);
      expect(await tell(north.house, 'OfferHandOver', [ids[0]!, offer(20)])).toBe('done');
      await until(async () => (await receivedIn(south.rows)) === 19);
      await operated.switch(HANDOVERS);
      const after = await south.rows.rows(HANDOVERS);
      expect(after.filter(({ key }) => key !== ids[0])).toEqual(before);
      expect(after).toHaveLength(20);
      await operated.verify().over;
      expect((await operated.look()).verification).toMatchObject({ state: 'done', findings: [], unread: [] });
      expect([...north.failures, ...south.failures]).toEqual([]);
    });

    it('have no effect twice when the listening process is killed and what it had open comes again', async () => {
      const place = { at: broker(), prefix: freshPrefix() };
      await makeTopics(place, ['north', 'south'], ['north', 'south']);
      const server = await serverUnderTest();
      closing.push(() => server.close());
      const storage = await openStorage({ databaseUrl: server.url });
      closing.push(() => storage.close());
      const { store, rows } = await storage.of('south');
      const north = await live(place, 'north', 'platformatic');
      const ids = Array.from({ length: 60 }, (_, n) => idOf(`hand-over ${n}`));
      const received = async () => (await all(store)).filter(({ type }) => type === 'HandOverReceived');
      const first = southByItself(place, server.url);
      const offered = async (from: number, to: number) => {
        for (let n = from; n < to; n += 1)
          expect(await tell(north.house, 'OfferHandOver', [ids[n]!, offer(n)])).toBe('done');
      };
      await offered(0, 20);
      await until(async () => (await received()).length >= 10);
      first.kill('SIGKILL');
      const before = (await received()).length;
      await offered(20, ids.length);
      southByItself(place, server.url);
      await until(async () => (await receivedIn(north.rows)) === ids.length);
      expect(before).toBeLessThan(ids.length);
      expect((await received()).map(({ data }) => data.handOver).toSorted()).toEqual(ids.toSorted());
      await until(async () => (await receivedIn(rows)) === ids.length);
      for (const id of ids) expect(await store.read(`south.receipt-${id}`)).toHaveLength(1);
    });
  });
}

async function all(store: EventStore): Promise<readonly Recorded[]> {
  return (await store.follow('', 10_000)).events;
}

const AGENCIES = fileURLToPath(new URL('./two-agencies.contract.ts', import.meta.url));

/** The southern house in a process of its own, over a real database. */
function southByItself({ at, prefix }: Place, databaseUrl: string): ChildProcess {
  const how = JSON.stringify({ brokers: at.brokers.split(','), prefix, sessionMs: SESSION_MS });
  const script = `import { kafkaBus, openStorage } from '@yimen/adapters';
    import { openHouse } from ${JSON.stringify(AGENCIES)};
    const storage = await openStorage({ databaseUrl: ${JSON.stringify(databaseUrl)} });
    const bus = await kafkaBus(${how});
    await openHouse('south', { ...(await storage.of('south')), bus }).run(new AbortController().signal, console.error);`;
  const child = spawn(process.execPath, ['--no-warnings', '--input-type=module-typescript', '-e', script], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  closing.push(async () => void child.kill('SIGKILL'));
  return child;
}
