/** A house whose next build shows other rows than the one before, over the same logs and the same database. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import { demonstrationClock, embeddedBus, memoryRows, memoryStore, worldOf } from '@yimen/adapters';
import { change, event, on, view, type Bus, type EventStore, type NewEvent, type Rows, type View } from '@yimen/kernel';
import { countByLaw } from '@yimen/law';
import { z } from 'zod';
import { agency, language } from './agency.ts';
import { heldAs, isHeldHere } from './editions.ts';
import { house } from './house.ts';
import { operations } from './operate-house.ts';

const words = (text: string) => ({ zh: text, en: text });
const Told = event({ ...words('告知'), name: 'Told', data: z.object({ to: z.string(), fen: z.int() }) });
const north = language('north', words('北'), [Told]);

const summed = (edition?: number): View => ({
  ...view<{ fen: number }>({
    name: 'sums',
    on: [on(Told, ({ data: { to, fen } }) => [change<{ fen: number }>(to, (row) => ({ fen: (row?.fen ?? 0) + fen }))])],
  }),
  ...(edition ? { edition } : {}),
});
/** What the next build makes of the same events. */
const counted = (edition: number): View =>
  view<{ times: number }>({
    ...{ name: 'sums', edition },
    on: [on(Told, ({ data: { to } }) => [change<{ times: number }>(to, (row) => ({ times: (row?.times ?? 0) + 1 }))])],
  });

let store: EventStore;
let logs: Record<string, EventStore>;
let rows: Rows;
beforeEach(() => {
  [store, rows] = [memoryStore(), memoryRows()];
  logs = { south: store, north: memoryStore() };
});

const direct: Bus = embeddedBus((name) => logs[name] && { store: logs[name], speaks: () => true });
const behindBroker: Bus = { publish: async () => {}, source: (from, by) => direct.source(from, by) };

/** A start of the house with these views; what could not be renewed, and a way to hear all that was said. */
async function started(views: readonly View[], bus = direct) {
  const made = agency({ speaks: language('south', words('南'), []), hears: [north], deciders: [], views });
  const ports = { store, rows, bus, world: worldOf(demonstrationClock('2026-03-02T01:00:00Z')) };
  const running = house(made, { ...ports, count: countByLaw });
  const operated = operations(running, ports);
  const failed = await operated.renew();
  const listen = async () => {
    while ((await running.pump()) > 0);
  };
  const renewed = async () => (await operated.look()).rebuilds.map((job) => [job.view, job.state]);
  const rebuild = async (name: string) => {
    await operated.rebuild(name).over;
    await operated.switch(name).catch(() => undefined);
    return (await operated.look()).rebuilds.find((job) => job.view === name)?.why;
  };
  return { failed, listen, renewed, rebuild, retry: running.retry };
}

let said = 0;
async function say(to: string, fen: number): Promise<void> {
  const at = '2026-03-02T01:00:00.000Z';
  const actor = { id: '测试甲', agency: 'north', roles: [] };
  const meta = { agency: 'north', actor, occurredAt: at, recordedAt: at, commandId: 'c', digest: '', shape: 1 };
  const told: NewEvent = { id: `event-${(said += 1)}`, type: Told.type, data: { to, fen }, meta };
  await logs['north']!.append(`north.telling-${said}`, 0, [told]);
}

/** The same rows as `summed`, which are asked for by what is in them. */
const foundBySum = (): View => ({ ...summed(2), foundBy: ['fen'] });

const shown = async () => (await rows.rows('sums')).map(({ key, data }) => [key, data]);

async function heardTwice(): Promise<void> {
  const { listen } = await started([summed()]);
  await say('x', 5);
  await say('x', 7);
  await listen();
  expect(await shown()).toEqual([['x', { fen: 12 }]]);
}

describe('a house that starts', () => {
  it('makes nothing anew where nothing was heard yet, nor where the build before showed the same', async () => {
    expect(await (await started([summed()])).renewed()).toEqual([]);
    await heardTwice();
    expect(await (await started([summed()])).renewed()).toEqual([]);
  });

  it('makes a view of another edition anew before it listens, once, and goes on from there', async () => {
    await heardTwice();
    await say('x', 9);
    const next = await started([counted(2)]);
    expect([next.failed, await next.renewed()]).toEqual([[], [['sums', 'switched']]]);
    expect(await shown()).toEqual([['x', { times: 2 }]]);
    await next.listen();
    expect(await shown()).toEqual([['x', { times: 3 }]]);
    expect(await (await started([counted(2)])).renewed()).toEqual([]);
  });

  it('lets rows be found by what they were not found by before, though they say the same', async () => {
    await heardTwice();
    const found = async () => (await rows.rows('sums', { where: { fen: 12 } })).map(({ key }) => key);
    await expect(found()).rejects.toThrow('not found by "fen"');
    expect(await (await started([foundBySum()])).renewed()).toEqual([['sums', 'switched']]);
    expect(await found()).toEqual(['x']);
  });

  it('lets a process of the build before hear nothing more, whoever comes first to an event', async () => {
    const older = await started([summed()]);
    await say('x', 5);
    await older.listen();
    const newer = await started([counted(2)]);
    await say('x', 7);
    await expect(older.listen()).rejects.toThrow(/another build has taken over the views of this agency/);
    expect(await shown()).toEqual([['x', { times: 1 }]]);
    await newer.listen();
    await older.listen();
    expect(await shown()).toEqual([['x', { times: 2 }]]);
    await expect(older.rebuild('sums')).resolves.toMatch(/another build has taken over/);
    expect(await shown()).toEqual([['x', { times: 2 }]]);
  });

  it('goes no further than to its first look in a process of the build before', async () => {
    const older = agency({ speaks: language('south', words('南'), []), hears: [], deciders: [], views: [summed()] });
    await started([counted(2)]);
    let ordered = false;
    const work = heldAs(older, 'south', rows).transaction(async (tx) => {
      await tx.row('sums', 'x');
      ordered = true;
    });
    await expect(work).rejects.toThrow(/another build has taken over/);
    expect(ordered).toBe(false);
    // Of a batch that nobody wants only the place is noted, and nothing looked at.
    const noting = heldAs(older, 'south', rows).transaction((tx) => tx.put('place', { key: 'south', data: '9' }));
    await expect(noting).rejects.toThrow(/another build has taken over/);
    expect(await rows.row('place', 'south')).toBeUndefined();
  });

  it('takes up nothing that waits in a process of the build before', async () => {
    const older = await started([summed()]);
    await started([counted(2)]);
    await say('x', 5);
    const [event] = (await logs['north']!.follow('', 9)).events;
    const data = { listener: 'view:sums', from: 'north', event, why: '', cause: '', since: '' };
    await rows.transaction((tx) => tx.put('parked', { key: 'k', caseId: 'x', data }));
    await expect(older.retry('x')).rejects.toThrow(/another build has taken over/);
    expect([await shown(), await rows.count('parked')]).toEqual([[], 1]);
  });

  it('is held by another build as long as one source is', async () => {
    await started([summed()]);
    const made = agency({
      speaks: language('south', words('南'), []),
      hears: [north],
      deciders: [],
      views: [summed()],
    });
    expect(await isHeldHere(made, rows)).toBe(true);
    await rows.transaction((tx) => tx.put('hears-as', { key: 'north', data: 'sums 2' }));
    expect(await isHeldHere(made, rows)).toBe(false);
  });

  it('hears beside another process of the same build', async () => {
    const [one, other] = [await started([summed()]), await started([summed()])];
    await say('x', 5);
    await Promise.all([one.listen(), other.listen()]);
    expect(await shown()).toEqual([['x', { fen: 5 }]]);
    await say('x', 7);
    await one.listen();
    expect(await shown()).toEqual([['x', { fen: 12 }]]);
  });

  it('goes back to the build before in the same way', async () => {
    await heardTwice();
    await started([counted(2)]);
    await started([summed()]);
    expect(await shown()).toEqual([['x', { fen: 12 }]]);
  });

  it('makes all anew that a build has left which did not know of editions', async () => {
    await heardTwice();
    await rows.transaction(async (tx) => {
      await tx.clear('editions');
      await tx.clear('sums');
    });
    const next = await started([summed()]);
    expect(await next.renewed()).toEqual(expect.arrayContaining([['sums', 'switched']]));
    expect(await shown()).toEqual([['x', { fen: 12 }]]);
  });

  it('drops what is declared no longer', async () => {
    await heardTwice();
    await started([]);
    expect(await shown()).toEqual([]);
    await started([summed()]);
    expect(await shown()).toEqual([['x', { fen: 12 }]]);
  });

  it('makes a view anew that is too large to be built beside the work of a service', async () => {
    await heardTwice();
    const { count } = rows;
    rows = { ...rows, count: async (name, query) => (name === 'sums' ? 200_001 : count(name, query)) };
    expect((await started([counted(2)])).failed).toEqual([]);
    expect(await shown()).toEqual([['x', { times: 2 }]]);
  });

  it('has changed nothing where it is ended before the exchange, and does it all at its next start', async () => {
    await heardTwice();
    const whole = rows;
    let written = 0;
    const ended = () => Promise.reject(new Error('ended'));
    rows = { ...whole, transaction: (work) => ((written += 1) > 1 ? ended() : whole.transaction(work)) };
    expect((await started([counted(2)])).failed).toEqual([{ view: 'sums', why: 'ended' }]);
    expect(await shown()).toEqual([['x', { fen: 12 }]]);
    rows = whole;
    expect((await started([counted(2)])).failed).toEqual([]);
    expect(await shown()).toEqual([['x', { times: 2 }]]);
  });

  it('says what it could not make anew, leaves it as it was, and tries again at its next start', async () => {
    await heardTwice();
    const { failed } = await started([counted(2)], behindBroker);
    expect(failed).toEqual([{ view: 'sums', why: expect.stringMatching(/logs of north cannot be read here/) }]);
    expect(await shown()).toEqual([['x', { fen: 12 }]]);
    expect((await started([counted(2)])).failed).toEqual([]);
    expect(await shown()).toEqual([['x', { times: 2 }]]);
  });
});
