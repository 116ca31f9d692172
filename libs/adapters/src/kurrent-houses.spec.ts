/** Two houses whose logs are on one KurrentDB: a hand-over between them, also while the server is away for a while. */
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { HANDOVERS, type House, type HandOverRow } from '@yimen/casework';
import { Unavailable } from '@yimen/kernel';
import { until } from '@yimen/kernel/testing';
import { FETCH_MS } from './container-under-test.ts';
import { embeddedBus } from './embedded-bus.ts';
import { freshAgency } from './kurrent.contract.ts';
import { standIn } from './kurrent-stand-in.ts';
import { kurrentUnderTest } from './kurrent-under-test.ts';
import { kurrentLogs, type KurrentLogs } from './kurrent.ts';
import { memoryRows } from './memory.ts';
import { filing, idOf, openHouse, tell } from './two-agencies.contract.ts';

const id = idOf('hand-over');
const offer = { caseId: idOf('case'), to: 'south', kind: 'lead', ground: 'statutoryDuty', reason: '欠薪' };
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

/** Rows are made anew from the logs at every opening, as after a restart that has lost them. */
function openBoth(logs: KurrentLogs, name: string) {
  const stores = { north: logs.of(`${name}-north`), south: logs.of(`${name}-south`) };
  const bus = embeddedBus((agency) => ({ store: stores[agency as keyof typeof stores], speaks: () => true }));
  const rows = { north: memoryRows(), south: memoryRows() };
  const north = openHouse('north', { store: stores.north, rows: rows.north, bus });
  const south = openHouse('south', { store: stores.south, rows: rows.south, bus });
  const settled = async () => {
    for (let moved = 1; moved > 0;) moved = (await north.pump()) + (await south.pump());
  };
  return { north, south, stores, settled };
}

const statusAt = async (house: House) => (await house.rows.row<HandOverRow>(HANDOVERS, id))?.data.status;

describe('two houses over KurrentDB', () => {
  it(
    'hand over, and say the same when all is read anew',
    async () => {
      const { url, close } = await kurrentUnderTest();
      closing.push(close);
      const logs = await kurrentLogs(url);
      closing.push(logs.close);
      const name = freshAgency();
      const { north, south, stores, settled } = openBoth(logs, name);
      expect(await tell(north, 'OfferHandOver', [id, offer])).toBe('done');
      await settled();
      expect(await statusAt(south)).toBe('received');
      expect(await tell(south, 'AcceptHandOver', [id, { terms: { on: '2026-03-02' } }])).toBe('done');
      await settled();
      expect(await statusAt(north)).toBe('accepted');
      expect((await south.procedure(filing, id)).state).toBe('filed');
      const said = (await stores.south.follow('', 100)).events.map(({ type }) => type);
      expect(said).toEqual(expect.arrayContaining(['HandOverReceived', 'HandOverAccepted', 'Filed']));

      const again = openBoth(logs, name);
      await again.settled();
      expect([await statusAt(again.north), await statusAt(again.south)]).toEqual(['accepted', 'accepted']);
      expect((await again.stores.south.follow('', 100)).events.map(({ type }) => type)).toEqual(said);
      expect(await tell(again.north, 'OfferHandOver', [id, offer])).toBe('done');
      expect(await again.stores.north.read(`north.handover-${id}`)).toHaveLength(
        (await stores.north.read(`north.handover-${id}`)).length,
      );
    },
    FETCH_MS,
  );

  it('run by themselves, wait while the server is away and go on when it is back', async () => {
    const server = await standIn();
    closing.push(server.stop);
    const logs = await kurrentLogs(server.url);
    closing.push(logs.close);
    const { north, south } = openBoth(logs, 'spec');
    const ended = new AbortController();
    const failures: unknown[] = [];
    const failed = async (error: unknown) => {
      failures.push(error);
      await pause(100);
    };
    const running = Promise.all([north.run(ended.signal, failed), south.run(ended.signal, failed)]);
    closing.push(() => (ended.abort(), running));
    expect(await tell(north, 'OfferHandOver', [id, offer])).toBe('done');
    await until(async () => (await statusAt(south)) === 'received');
    await server.stop();
    await expect(tell(south, 'AcceptHandOver', [id, { terms: { on: '2026-03-02' } }])).rejects.toThrow(Unavailable);
    await until(async () => failures.length > 3);
    await server.start();
    expect(await tell(south, 'AcceptHandOver', [id, { terms: { on: '2026-03-02' } }])).toBe('done');
    await until(async () => (await statusAt(north)) === 'accepted');
    // The sender may hear of the answer before the receiver has opened its own procedure.
    await until(async () => (await south.procedure(filing, id)).version === 1);
    expect(failures.filter((error) => !(error instanceof Unavailable))).toEqual([]);
    expect(await south.procedure(filing, id)).toMatchObject({ state: 'filed', version: 1 });
  });
});
