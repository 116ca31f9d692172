/** People work over a hall in memory; what a policy has not done afterwards, or has done twice, is found. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { worldOf, type Storage } from '@yimen/adapters';
import { openHall, type Hall } from '@yimen/hall';
import { desks } from '@yimen/hall/desks';
import type { EventStore, Recorded } from '@yimen/kernel';
import { siteOver } from '../ops/site.ts';
import { load } from './load.ts';
import { workplaces } from './matters.ts';
import { judgeOrders } from './ordered.ts';

const SPEAKERS = [...workplaces, 'joint-centre'];
const AGENCIES = [...SPEAKERS, 'insight'];

let hall: Hall;
beforeAll(async () => {
  hall = await openHall();
  const people = await load({ url: hall.url, seed: 7, clients: 8, now: () => performance.now() });
  await people.given(80);
  await people.finish(60_000);
  await hall.settled();
});
afterAll(() => hall.close());

/** The logs as they were if something had gone otherwise. */
async function complaints(otherwise: (event: Recorded) => Recorded | undefined): Promise<readonly string[]> {
  const told = (events: readonly Recorded[]) => events.map(otherwise).filter((event) => event !== undefined);
  const of: Storage['of'] = async (agency) => {
    const { store, rows } = await hall.storage.of(agency);
    const other: EventStore = {
      ...store,
      read: async (stream) => told(await store.read(stream)),
      follow: async (after, limit) => {
        const { events, position } = await store.follow(after, limit);
        return { events: told(events), position };
      },
    };
    return { store: other, rows };
  };
  const site = await siteOver({ desks, storage: { of }, world: worldOf(hall.clock) });
  return (await judgeOrders(site, AGENCIES, new Set())).complaints;
}

const isOrder = ({ meta: { cause } }: Recorded): boolean => cause !== undefined;

describe('a judgement of what policies and clocks have ordered', () => {
  it('finds nothing where everything was done once', async () => {
    expect(await complaints((event) => event)).toEqual([]);
  });

  it.each(SPEAKERS)('finds that %s has not given an order that was due', async (agency) => {
    let from: Recorded | undefined;
    // What came after it in its stream could not have come.
    const found = await complaints((event) => {
      if (isOrder(event) && event.meta.agency === agency) from ??= event;
      return event.stream === from?.stream && event.version >= from.version ? undefined : event;
    });
    expect(found.some((words) => words.startsWith(`${agency}: `) && words.includes(' has not said '))).toBe(true);
  });

  it('finds what was done under an id by which it would be done again', async () => {
    const found = await complaints((event) =>
      isOrder(event) && event.type === 'DeadlineStarted'
        ? { ...event, meta: { ...event.meta, commandId: randomUUID() } }
        : event,
    );
    expect(found).not.toEqual([]);
  });
});
