/** A house behind a broker: what its operator can see and do there, where the logs of neighbours are theirs alone. */
import { describe, expect, it } from '@jest/globals';
import { demonstrationClock, memoryRows, memoryStore, worldOf } from '@yimen/adapters';
import { countByLaw } from '@yimen/law';
import { change, event, on, view, type Bus, type Rows } from '@yimen/kernel';
import { z } from 'zod';
import { agency, language } from './agency.ts';
import { house } from './house.ts';
import { operations } from './operate-house.ts';

const words = (text: string) => ({ zh: text, en: text });
const Told = event({ ...words('告知'), name: 'Told', data: z.object({ id: z.string() }) });
const north = language('north', words('北'), [Told]);
const told = view<{ id: string }>({
  name: 'told',
  on: [on(Told, ({ data: { id } }) => [change<{ id: string }>(id, () => ({ id }))])],
});
const south = agency({ speaks: language('south', words('南'), []), hears: [north], deciders: [], views: [told] });

const nothing = { follow: async (position: string) => ({ events: [], position }), changed: async () => {} };
const broker: Bus = { publish: async () => {}, source: () => nothing };

function open(brokerLag?: Parameters<typeof operations>[1]['brokerLag'], rows: Rows = memoryRows()) {
  const ports = { store: memoryStore(), rows, bus: broker, world: worldOf(demonstrationClock('2026-03-02T01:00:00Z')) };
  return operations(house(south, { ...ports, count: countByLaw }), { ...ports, brokerLag });
}

describe('the operator of a house behind a broker', () => {
  it('sees what the broker says of its listeners, and all the rest while the broker is away', async () => {
    const { behind } = await open(async () => [{ agency: 'north', behind: 7 }]).look();
    expect(behind.map(({ from, count }) => [from, count])).toEqual([
      ['south', 0],
      ['bus', 0],
      ['north', 7],
    ]);
    const away = open(() => Promise.reject(new Error('away')));
    expect((await away.look()).behind.map(({ from }) => from)).toEqual(['south', 'bus']);
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

  it('verifies its own log and says which views it had to leave out', async () => {
    const operated = open();
    const { over } = operated.verify();
    expect(() => operated.verify()).toThrow(/under way already/);
    await over;
    const { verification } = await operated.look();
    expect(verification).toMatchObject({ state: 'done', findings: [], unread: expect.arrayContaining(['told']) });
    expect(verification?.views).toBeGreaterThan(0);
  });

  it('tells a failure in words and without numbers of people, and can be asked again', async () => {
    const rows = memoryRows();
    const trips = { ...rows, transaction: () => Promise.reject(new Error('no room for 110101199001011234')) };
    const operated = open(undefined, trips as Rows);
    await operated.rebuild('procedures').over;
    await operated.rebuild('procedures').over;
    expect((await operated.look()).rebuilds).toEqual([
      expect.objectContaining({ state: 'failed', why: 'no room for ***' }),
    ]);
  });
});
