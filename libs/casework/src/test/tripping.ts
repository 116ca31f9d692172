/** Two invented houses for specifications: the south sums what the north notes, and may trip over large sums. */
import { expect } from '@jest/globals';
import { demonstrationClock, embeddedBus, memoryRows, memoryStore, worldOf } from '@yimen/adapters';
import { countByLaw } from '@yimen/law';
import { change, command, event, on, order, view } from '@yimen/kernel';
import type { Decider, EventStore, Messages, Rows } from '@yimen/kernel';
import { z } from 'zod';
import { agency, language } from '../agency.ts';
import { house } from '../house.ts';
import type { Log } from '../operate-logs.ts';

export const uuid = (n: number) => `018f3a52-7c1e-7b60-9c57-${String(n).padStart(12, '0')}`;
const words = (zh: string, en: string) => ({ zh, en });
const Noted = event({ ...words('记录', 'Noted'), name: 'Noted', data: z.object({ caseId: z.uuid(), fen: z.int() }) });
export const Note = command({ ...words('记录', 'Note'), name: 'Note', by: ['north.clerk'], input: Noted.schema });
export const noting = {
  name: 'north.note',
  label: words('记录', 'Note'),
  commands: [Note],
  events: [Noted],
  initial: 0,
  decide: { Note: ({ data }) => [Noted(data)] },
  evolve: { Noted: (count) => count + 1 },
  show: () => undefined,
} satisfies Decider<Messages<[typeof Note]>, number, Messages<[typeof Noted]>>;

/** Whether the build that runs is one that trips over large sums. */
let trips = true;
export const tripping = (does: boolean): void => void (trips = does);
export interface Sum {
  readonly caseId: string;
  readonly fen: number;
  readonly notes: number;
  readonly last: number;
}
export const sums = view<Sum>({
  name: 'sums',
  on: [
    on(Noted, ({ data: { caseId, fen } }) => {
      if (trips && fen > 1000) throw new Error(`cannot hold ${fen} of 测试 110101199001011234\nsecond line`);
      return [
        change<Sum>(caseId, (row) => ({ caseId, fen: (row?.fen ?? 0) + fen, notes: (row?.notes ?? 0) + 1, last: fen })),
      ];
    }),
  ],
  order: (row) => String(row.fen).padStart(9, '0'),
  caseId: (row) => row.caseId,
});

const offers = { by: ['north.clerk'], offers: { lead: { ...words('线索', 'Lead'), to: ['south'] } }, accepts: {} };
const takes = { by: ['south.clerk'], offers: {}, accepts: { lead: { ...words('线索', 'Lead'), opens: () => [] } } };
const northSays = language('north', words('北', 'North'), [Noted]);
const southSays = language('south', words('南', 'South'), []);
export const north = agency({ speaks: northSays, hears: [southSays], deciders: [noting], handOvers: offers });
export const south = agency({ speaks: southSays, hears: [northSays], deciders: [], views: [sums], handOvers: takes });

export interface Kept {
  readonly store: EventStore;
  readonly rows: Rows;
}

export async function open() {
  const world = worldOf(demonstrationClock('2025-09-09T02:00:00.000Z'));
  const kept = {
    north: { store: memoryStore(), rows: memoryRows() } as Kept,
    south: { store: memoryStore(), rows: memoryRows() } as Kept,
  };
  const bus = embeddedBus((name) => ({ store: kept[name as keyof typeof kept].store, speaks: () => true }));
  const ports = { bus, world, count: countByLaw };
  const houses = { north: house(north, { ...ports, ...kept.north }), south: house(south, { ...ports, ...kept.south }) };
  let told = 0;
  const settled = async () => {
    for (let moved = 1; moved > 0;) moved = (await houses.north.pump()) + (await houses.south.pump());
  };
  const tell = async (at: 'north' | 'south', name: string, [id, data]: readonly [string, object]) => {
    const { agency: made, execute } = houses[at];
    const decider = made.deciders.find(({ commands }) => commands.some(({ type }) => type === name))!;
    const asked = decider.commands.find(({ type }) => type === name)!(data);
    const actor = { id: 'test-clerk', agency: at, roles: [`${at}.clerk`] };
    const { refusal } = await execute(order(decider, id, asked), { actor, commandId: uuid((told += 1)) });
    expect(refusal).toBeUndefined();
    await settled();
  };
  const logs: Log[] = [
    { from: 'south', follow: kept.south.store.follow },
    { from: 'north', follow: bus.source('north', 'south').follow },
  ];
  const note = (n: number, fen: number) => tell('north', 'Note', [uuid(100 + n), { caseId: uuid(n), fen }]);
  const total = async (n: number) => (await kept.south.rows.row<Sum>('sums', uuid(n)))?.data;
  const verifying = { agency: south, ...kept.south, logs };
  return { world, kept, houses, settled, tell, note, total, logs, verifying };
}
