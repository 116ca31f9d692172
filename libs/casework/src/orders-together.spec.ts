/** Orders for many procedures come into the log as they were given, however long each takes to read. */
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { memoryRows, memoryStore, realClock, worldOf } from '@yimen/adapters';
import { event, order, type AnyDecider } from '@yimen/kernel';
import { z } from 'zod';
import { giveTogether } from './orders-together.ts';

const Noted = event({ name: 'Noted', zh: '', en: '', data: z.object({}) });
const noting: AnyDecider = {
  ...{ name: 'north.note', label: { zh: '', en: '' }, commands: [], events: [Noted], initial: 0 },
  ...{ decide: { Note: () => [Noted({})] }, evolve: { Noted: (state: number) => state + 1 }, show: () => undefined },
};

it('are appended in the order in which they were given', async () => {
  const store = memoryStore();
  const slow = {
    ...store,
    read: async (stream: string) => (await pause(stream.endsWith('1') ? 20 : 0), store.read(stream)),
  };
  const actor = { id: 'system', agency: 'north', roles: [] };
  const all = ['1', '2', '3'].map((id) => ({
    order: order(noting, id, { type: 'Note', data: {} }),
    by: { actor, commandId: id },
  }));
  const means = { agency: 'north', store: slow, look: memoryRows(), world: worldOf(realClock) };
  expect(await giveTogether(all, means)).toEqual([]);
  const { events } = await store.follow('', 9);
  expect(events.map(({ stream }) => stream)).toEqual(['north.note-1', 'north.note-2', 'north.note-3']);
});
