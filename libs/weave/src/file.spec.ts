import { describe, expect, it } from '@jest/globals';
import { embeddedBus, memoryRows, memoryStore, realClock, worldOf } from '@yimen/adapters';
import { agency, house, language } from '@yimen/casework';
import { command, event, order, type Decider, type Messages } from '@yimen/kernel';
import { countByLaw } from '@yimen/law';
import { z } from 'zod';
import { fileOf } from './file.ts';

const words = { zh: '卷宗', en: 'File' };
const Opened = event({ ...words, name: 'Opened', data: z.object({ caseId: z.uuid() }) });
const Ended = event({ ...words, name: 'Ended', data: z.object({}) });
const Open = command({ ...words, name: 'Open', by: ['north.clerk'], input: Opened.schema });
const End = command({ ...words, name: 'End', by: ['north.clerk'], input: Ended.schema });
const filing = {
  ...{ name: 'north.file', label: words, commands: [Open, End], events: [Opened, Ended], opens: [Open], single: true },
  initial: 'none',
  decide: { Open: ({ data }) => [Opened(data)], End: () => [Ended({})] },
  evolve: { Opened: () => 'open', Ended: () => 'ended' },
  show: (state) => ({
    ...{ status: state, label: words, next: [], closed: state === 'ended' },
    facts: [{ label: words, value: 'orange', kind: 'text', words: { zh: '橙色', en: 'Orange' } }],
  }),
} satisfies Decider<Messages<[typeof Open, typeof End]>, string, Messages<[typeof Opened, typeof Ended]>>;

const uuid = (n: number) => `018f3a52-7c1e-7b60-9c57-${String(n).padStart(12, '0')}`;
const actor = { id: 'test-clerk', agency: 'north', roles: ['north.clerk'] };

describe('the file of an agency', () => {
  it('offers no second one of what a case has once, until the first has ended', async () => {
    const north = agency({ speaks: language('north', words, [Opened, Ended]), hears: [], deciders: [filing] });
    const store = memoryStore();
    const bus = embeddedBus(() => ({ store, speaks: () => true }));
    const running = house(north, { store, bus, rows: memoryRows(), world: worldOf(realClock), count: countByLaw });
    const offered = async () => {
      await running.pump();
      const asking = { actor, house: running, now: realClock.now, trace: 'test' };
      const { openings, procedures } = await fileOf(asking, uuid(1));
      return [openings.map(({ command: name }) => name), procedures.map(({ facts }) => facts[0]?.words?.en)];
    };
    expect(await offered()).toEqual([['Open'], []]);
    await running.execute(order(filing, uuid(2), Open({ caseId: uuid(1) })), { actor, commandId: uuid(3) });
    expect(await offered()).toEqual([[], ['Orange']]);
    await running.execute(order(filing, uuid(2), End({})), { actor, commandId: uuid(4) });
    expect(await offered()).toEqual([['Open'], ['Orange']]);
  });
});
