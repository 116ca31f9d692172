/** That what is planted is a harm indeed: a batch that nobody publishes again would prove nothing of listeners. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { embeddedPostgres, kafkaBus, openStorage, type Embedded, type Storage } from '@yimen/adapters';
import { relay, type NewEvent, type Recorded } from '@yimen/kernel';
import { until, uuid } from '@yimen/kernel/testing';
import { readAgencies } from '@yimen/process';
import { LIST, makeTopics } from '../fleet/fleet.ts';
import { start, stop } from '../kafka/broker.ts';
import { whyNoBroker } from '../kafka/jars.ts';
import { chance } from './chance.ts';
import { judgeLetters } from './judged.ts';
import { planting, type Planting } from './planting.ts';
import { readLetters, readTopic } from './topics.ts';

let folder: string;
let server: Embedded;
let storage: Storage;
let planted: Planting;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'yimen-planting-'));
  chmodSync(folder, 0o755);
  server = await embeddedPostgres({ dataDir: join(folder, 'data') });
  const databaseUrl = server.url;
  storage = await openStorage({ databaseUrl, connections: 4 });
  planted = await planting({ databaseUrl, brokers: '127.0.0.1:1', dice: chance(1, 'planting') });
});
afterAll(async () => {
  await planted?.close();
  await storage?.close();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const told = (n: number): NewEvent => ({ id: uuid(n), type: 'Told', data: { n }, meta: {} as never });

it.each([
  ['has kept its place', undefined],
  ['keeps its place a moment after it has published', '2026-03-02T01:00:00.000Z'],
])('a batch is published again by a relay that %s', async (how, now) => {
  const agency = now ? 'hr' : 'union';
  const { store, rows } = await storage.of(agency);
  const published: number[] = [];
  const publish = async (_: string, events: readonly Recorded[]) => {
    published.push(...events.map(({ data }) => data.n as number));
  };
  const bus = { publish, source: () => store };
  const relayed = { agency, store, rows, bus, speaks: () => true, published: new Map<string, number>() };
  const goOn = async (at?: string) => {
    while ((await relay(relayed, 100, at)) > 0);
  };
  const all = Array.from({ length: 300 }, (_, n) => told(n + 1));
  await store.append('told', 0, all);
  await goOn();
  await store.append('told', 300, [told(301)]);
  await goOn(now);
  expect([how, published.length]).toEqual([how, 301]);

  await planted.publishAgain(agency);
  // Whoever has a place in hand sees first that somebody has put it elsewhere.
  await goOn();
  await goOn();
  const again = published.slice(301);
  expect(again.length).toBeGreaterThanOrEqual(199);
  expect(again).toEqual(Array.from({ length: again.length }, (_, n) => 302 - again.length + n));
});

const why = whyNoBroker();
(why ? it.skip : it)(
  `a listener puts aside what nobody can read, and a judge finds it${why ? ` — ${why}` : ''}`,
  async () => {
    const kafkaDir = join(folder, 'kafka');
    const { brokers } = await start({ dir: kafkaDir });
    const bus = await kafkaBus({ brokers: [brokers] });
    const unread = await planting({ databaseUrl: server.url, brokers, dice: chance(2, 'planting') });
    try {
      await makeTopics(brokers, readAgencies(LIST));
      await unread.unreadable();
      const judged = async () =>
        judgeLetters([await readLetters(brokers, 'union', 'hr')], unread.unreadableSent()).complaints;
      expect(await judged()).toEqual([
        'hr has not put aside unreadable-0 of union',
        'hr has not put aside forged-0 of union',
      ]);
      const source = bus.source('union', 'hr');
      await until(async () => {
        expect((await source.follow('', 50)).events).toEqual([]);
        return (await judged()).length === 0;
      });
      expect(await readTopic(brokers, 'union')).toEqual([]);
    } finally {
      await unread.close();
      await bus.close();
      await stop(kafkaDir, 'SIGKILL');
    }
  },
);
