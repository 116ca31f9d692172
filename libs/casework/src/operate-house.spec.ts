/** A house behind a broker: what its operator can see and do there, where the logs of neighbours are theirs alone. */
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { demonstrationClock, memoryRows, memoryStore, worldOf } from '@yimen/adapters';
import { countByLaw } from '@yimen/law';
import {
  change,
  event,
  on,
  view,
  type Bus,
  type Label,
  type Recorded,
  type Row,
  type Rows,
  type Source,
} from '@yimen/kernel';
import { z } from 'zod';
import { agency, language } from './agency.ts';
import { house } from './house.ts';
import { operations } from './operate-house.ts';

const words = (text: string) => ({ zh: text, en: text });
const data = z.object({ id: z.string(), said: z.string() });
const Told = event({ ...words('告知'), name: 'Told', data });
/** In the language of nobody whom the south hears. */
const ToldElsewhere = event({ ...words('他处告知'), name: 'ToldElsewhere', data });
const north = language('north', words('北'), [Told]);
const told = view<{ said: string }>({
  name: 'told',
  on: [
    ...[Told, ToldElsewhere].map((type) =>
      on(type, ({ data: { id, said } }) => [
        change<{ said: string }>(id, (row) => ({ said: (row?.said ?? '') + said })),
      ]),
    ),
  ],
});
const south = agency({ speaks: language('south', words('南'), []), hears: [north], deciders: [], views: [told] });

const nothing = { follow: async (position: string) => ({ events: [], position }), changed: async () => {} };
const broker: Bus = { publish: async () => {}, source: () => nothing };

function open(brokerLag?: Parameters<typeof operations>[1]['brokerLag'], rows: Rows = memoryRows()) {
  const ports = { store: memoryStore(), rows, bus: broker, world: worldOf(demonstrationClock('2026-03-02T01:00:00Z')) };
  return operations(house(south, { ...ports, count: countByLaw }), { ...ports, brokerLag });
}

/** The words of north in one stream; what its view has made of them is their versions, one behind the other. */
function saying(version: number, previous = 0): Recorded {
  const at = `2026-03-02T01:00:0${version}.000Z`;
  const actor = { id: '测试甲', agency: 'north', roles: [] };
  const meta = { agency: 'north', actor, caseId: 'case', occurredAt: at, recordedAt: at };
  return {
    ...{ id: `event-${version}`, type: Told.type, stream: 'north.telling-x', version, previous, position: '' },
    data: { id: 'x', said: String(version) },
    meta: { ...meta, commandId: `command-${version}`, digest: '', shape: 1 },
  };
}

const counted = (found: readonly Row[]) => found.map(({ key, data }) => [key, data.said]);

function topicOf(topic: readonly Recorded[], lacks?: Label) {
  const follow: Source['follow'] = async (after, limit) => {
    const from = Number(after.slice(2) || 0);
    const events = topic.slice(from, from + limit);
    return {
      events: events.map((event, i) => ({ ...event, position: `0:${from + i}` })),
      position: `0:${from + events.length}`,
    };
  };
  const again = () => ({ follow, lacks: async () => lacks, close: async () => {} });
  return { publish: async () => {}, source: () => ({ follow, changed: async () => {} }), again };
}

function behindBroker(rows: Rows, topic: readonly Recorded[], lacks?: Label) {
  const bus: Bus = topicOf(topic, lacks);
  const ports = { store: memoryStore(), rows, bus, world: worldOf(demonstrationClock('2026-03-02T01:00:00Z')) };
  const made = house(south, { ...ports, count: countByLaw });
  const listen = async () => {
    while ((await made.pump()) > 0);
  };
  return { operated: operations(made, ports), listen };
}

describe('the operator of a house behind a broker', () => {
  it('sees what the broker says of its listeners, and all the rest while the broker is away', async () => {
    const { behind, wrong } = await open(async () => [{ agency: 'north', behind: 7, late: 0, lost: 0 }]).look();
    expect(wrong).toEqual([]);
    expect(behind.map(({ from, count }) => [from, count])).toEqual([
      ['south', 0],
      ['bus', 0],
      ['north', 7],
    ]);
    const away = open(() => Promise.reject(new Error('away')));
    expect((await away.look()).behind.map(({ from }) => from)).toEqual(['south', 'bus']);
  });

  it('is told who has waited for a minute, and what was deleted before it was heard, with the way out', async () => {
    const wrongIn = async (late: number, lost: number) =>
      (await open(async () => [{ agency: 'north', behind: 7, late, lost }]).look()).wrong.map(({ zh, en }) => [zh, en]);
    expect(await wrongIn(5, 0)).toEqual([
      ['南有 5 个 north 事件超过一分钟未听取', '南 has not heard 5 events of north for more than a minute'],
    ]);
    const wayOut = expect.stringMatching(/deleted 2 events.*npm run ops -- rehear south north$/);
    expect(await wrongIn(5, 2)).toEqual([[expect.stringContaining('听取已停止'), wayOut]]);
  });

  it('builds anew what comes of its own log, and refuses what it cannot read, with the way that is left', async () => {
    const operated = open();
    expect(() => operated.rebuild('told')).toThrow(/logs of north cannot be read here.*npm run ops/);
    await operated.rebuild('procedures').over;
    expect((await operated.look()).rebuilds).toEqual([
      expect.objectContaining({ view: 'procedures', state: 'built', built: expect.objectContaining({ differing: 0 }) }),
    ]);
    await operated.discard('procedures');
    await expect(operated.switch('procedures')).rejects.toThrow(/nothing of procedures is built/);
  });

  it('builds anew from what the broker tells once more: each event once, in its order, and beside the listener', async () => {
    const rows = memoryRows();
    // Told twice, and the second after the third, as a broker may that was interrupted.
    const topic = [saying(1), saying(3, 2), saying(1), saying(2, 1), saying(3, 2), saying(4, 3)];
    const { operated, listen } = behindBroker(rows, topic);
    await listen();
    expect(counted(await rows.rows('told'))).toEqual([['x', '1234']]);
    await rows.transaction((tx) => tx.put('told', { key: 'x', data: { said: 'planted' } }));
    await operated.verify().over;
    expect((await operated.look()).verification).toMatchObject({
      ...{ state: 'done', unread: [] },
      findings: [expect.objectContaining({ where: 'view told', what: 'x' })],
    });
    await operated.rebuild('told').over;
    topic.push(saying(5, 4), saying(4, 3));
    await listen();
    await operated.switch('told');
    expect((await operated.look()).rebuilds).toEqual([expect.objectContaining({ state: 'switched', came: 1 })]);
    expect(counted(await rows.rows('told'))).toEqual([['x', '12345']]);
    await operated.verify().over;
    expect((await operated.look()).verification).toMatchObject({ findings: [], unread: [] });
  });

  it('builds nothing of words that were not for its neighbour to say', async () => {
    const rows = memoryRows();
    const other = { ...saying(2, 1), type: ToldElsewhere.type };
    const { operated, listen } = behindBroker(rows, [saying(1), other]);
    await listen();
    await operated.verify().over;
    expect((await operated.look()).verification).toMatchObject({ findings: [], unread: [] });
    await operated.rebuild('told').over;
    await operated.switch('told');
    expect(counted(await rows.rows('told'))).toEqual([['x', '1']]);
  });

  it('comes to the same where an event never came and was given up', async () => {
    const rows = memoryRows();
    const { operated, listen } = behindBroker(rows, [saying(1), saying(3, 2), saying(4, 3)]);
    await listen();
    await operated.verify().over;
    expect((await operated.look()).verification).toMatchObject({ findings: [], unread: [] });
    const [first] = (await operated.look()).waiting;
    await operated.askToSkip({ id: first!.id, by: '测试甲', reason: '示例' });
    await operated.agreeToSkip({ id: first!.id, and: '测试乙' });
    await operated.retry(first!.caseId);
    expect(counted(await rows.rows('told'))).toEqual([['x', '14']]);
    await operated.verify().over;
    expect((await operated.look()).verification).toMatchObject({ findings: [], unread: [] });
  });

  it('leaves a view alone whose beginning the broker no longer has, and says whose and from when', async () => {
    const rows = memoryRows();
    const lacks = words('north 现存的自 2026-03-02 起完整');
    const { operated, listen } = behindBroker(rows, [saying(1)], lacks);
    await listen();
    await operated.rebuild('told').over;
    await operated.verify().over;
    const { rebuilds, verification } = await operated.look();
    expect(rebuilds).toEqual([
      expect.objectContaining({
        state: 'failed',
        why: expect.stringMatching(/north.*2026-03-02.*nothing was changed/),
      }),
    ]);
    expect(verification).toMatchObject({ state: 'done', findings: [], unread: expect.arrayContaining(['told']) });
    expect(counted(await rows.rows('told'))).toEqual([['x', '1']]);
  });

  it('verifies its own log and says which views it had to leave out', async () => {
    const operated = open();
    const { over } = operated.verify();
    expect(() => operated.verify()).toThrow(/under way already/);
    await over;
    const { verification } = await operated.look();
    expect(verification).toMatchObject({ state: 'done', findings: [], unread: expect.arrayContaining(['told']) });
    expect(verification?.views).toBeGreaterThan(0);
  });

  it('says how far a rebuild is that is half done, and how long the rest will take', async () => {
    const [gate, reading] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const topic = Array.from({ length: 5_000 }, (_, n) => ({ ...saying(1), stream: `north.telling-${n}` }));
    const { again, ...rest } = topicOf(topic);
    // The first batch is read, and the next one comes only when the gate is opened.
    const halting: Source['follow'] = async (after, limit) => {
      if (after !== '') {
        reading.resolve();
        await gate.promise;
      }
      return again().follow(after, limit);
    };
    let now = '2026-03-02T01:00:00.000Z';
    const world = { ...worldOf(demonstrationClock(now)), now: () => now };
    const bus: Bus = { ...rest, again: () => ({ ...again(), follow: halting, count: async () => topic.length }) };
    const ports = { store: memoryStore(), rows: memoryRows(), bus, world, count: countByLaw };
    const operated = operations(house(south, ports), ports);
    const { over } = operated.rebuild('told');
    expect(() => operated.rebuild('told')).toThrow(/under way already; nothing was changed/);
    expect((await operated.look()).rebuilds).toEqual([{ view: 'told', state: 'building', startedAt: now, done: 0 }]);
    await reading.promise;
    for (let left = 500; left > 0 && (await operated.look()).rebuilds[0]!.done === 0; left -= 1) await pause(10);
    now = '2026-03-02T01:00:20.000Z';
    const { rebuilds } = await operated.look();
    expect(rebuilds).toMatchObject([{ state: 'building', done: 2_000, total: 5_000, secondsLeft: 30 }]);
    gate.resolve();
    await over;
    expect((await operated.look()).rebuilds).toMatchObject([
      { state: 'built', done: 5_000, total: 5_000, secondsLeft: 0 },
    ]);
  });

  it('tells a failure in words and without numbers of people, and can be asked again', async () => {
    const rows = memoryRows();
    const trips = { ...rows, transaction: () => Promise.reject(new Error('no room for 110101199001011234')) };
    const operated = open(undefined, trips as Rows);
    await operated.rebuild('procedures').over;
    await operated.switch('procedures');
    expect((await operated.look()).rebuilds).toEqual([
      expect.objectContaining({ state: 'failed', why: 'no room for ***' }),
    ]);
    await operated.rebuild('procedures').over;
    expect((await operated.look()).rebuilds).toEqual([expect.objectContaining({ state: 'built' })]);
  });

  it('builds no view that is too large to be held beside the work of the service', async () => {
    const rows = memoryRows();
    const operated = open(undefined, { ...rows, count: async () => 200_001 });
    await operated.rebuild('procedures').over;
    expect((await operated.look()).rebuilds).toEqual([
      expect.objectContaining({ state: 'failed', why: expect.stringMatching(/at most 200000.*npm run ops/) }),
    ]);
  });
});
