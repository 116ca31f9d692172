/** One house with clocks and nothing else, beside the log of whoever publishes the calendar; for specs about time. */
import { embeddedBus, memoryRows, memoryStore, worldOf } from '@yimen/adapters';
import { countByLaw } from '@yimen/law';
import { legalDay, order, Unavailable, type EventStore, type Recorded } from '@yimen/kernel';
import { agency, language } from '../agency.ts';
import { clocksOf, TouchClock } from '../deadline-clocks.ts';
import { CalendarPublished, type Notice } from '../deadline-notices.ts';
import { DEADLINES, type DeadlineRow } from '../deadline-rows.ts';
import type { ClockAct, Count } from '../deadline.ts';
import { house, type House } from '../house.ts';

const none = { zh: '', en: '' };
const centre = language('centre', none, [CalendarPublished]);
const made = agency({ speaks: language('south', none, []), hears: [centre], deciders: [] });

interface Touch {
  /** Number of the procedure. */
  readonly of: number;
  readonly rule: string;
  readonly on: string;
  readonly kind?: ClockAct['kind'];
  readonly key?: string;
}

export const procedureId = (n: number): string => `018f3a52-7c1e-7b60-9c57-${String(n).padStart(12, '0')}`;

/** A store that is away after so many appends, until it is let go. */
function breaking(store: EventStore) {
  let left = Infinity;
  return {
    break: (after: number) => void (left = after),
    store: {
      ...store,
      async append(...given: Parameters<EventStore['append']>) {
        left -= 1;
        if (left < 0) throw new Unavailable('the store is away');
        return store.append(...given);
      },
    },
  };
}

export function clockHouse(start: string, count: Count = countByLaw) {
  let now = start;
  const logs = { south: memoryStore(), centre: memoryStore() };
  const rows = memoryRows();
  const world = { ...worldOf({ now: () => now, demonstration: true, set: () => {} }), now: () => now };
  const bus = embeddedBus((name) => ({ store: logs[name as keyof typeof logs], speaks: () => true }));
  const open = (store: EventStore): House => house(made, { store, rows, bus, world, count });
  const faulty = breaking(logs.south);
  let current = open(faulty.store);
  const clocks = clocksOf('south', count);
  let told = 0;

  async function settled(): Promise<void> {
    for (let moved = 1; moved > 0;) moved = (await current.pump()) + (await current.ring());
  }

  /** Touches a clock as an event of its procedure would; `settled` is for the caller. */
  async function touch({ of, rule, on, kind = 'start', key = '' }: Touch): Promise<void> {
    const at = `${on}T00:30:00.000Z`;
    const command = TouchClock({ rule, key, act: { kind, on, at } });
    const actor = { id: 'system', agency: 'south', roles: ['system'] };
    const by = { actor, commandId: world.derive(`touch/${(told += 1)}`), occurredAt: at };
    await current.execute(order(clocks, `south.work/${procedureId(of)}`, command), by);
  }

  /** Says the notice in the log of the centre; `stream` tells several sayings apart. */
  async function publish(notice: Notice & { amends?: boolean }, stream = 'a'): Promise<void> {
    const { type, data } = CalendarPublished({ amends: false, ...notice });
    const past = await logs.centre.read(`centre.calendar-${stream}`);
    const actor = { id: 'coordinator', agency: 'centre', roles: [] };
    const stamp = { agency: 'centre', actor, occurredAt: now, recordedAt: now, commandId: 'c', digest: '', shape: 1 };
    const id = world.derive(`${stream}/${past.length}`);
    await logs.centre.append(`centre.calendar-${stream}`, past.length, [{ id, type, data, meta: stamp }]);
  }

  return {
    rows,
    settled,
    touch,
    publish,
    clockTo: (moment: string) => void (now = moment.length === 10 ? `${moment}T02:00:00.000Z` : moment),
    breakAfter: faulty.break,
    /** The clocks of a procedure hold an event that this build cannot read. */
    async spoil(of: number): Promise<void> {
      const past = await logs.south.read(`south.clocks-south.work/${procedureId(of)}`);
      const { stream, type, data, meta } = past.at(-1)!;
      await logs.south.append(stream, past.length, [{ id: 'spoilt', type, data, meta: { ...meta, shape: 99 } }]);
    },
    /** The house as it was is gone; a new one stands on the same log and rows. */
    restart: () => void (current = open(logs.south)),
    house: () => current,
    /** All that the clocks have said, in the order of the log. */
    said: async (): Promise<readonly Recorded[]> => (await logs.south.follow('', 1_000_000)).events,
    /** Each clock as `number rule due status[ provisional]`. */
    async shown(): Promise<string[]> {
      const found = await rows.rows<DeadlineRow>(DEADLINES);
      const words = found.map(({ data: { procedureId: id, rule, due, status, provisional } }) =>
        [Number(id.slice(-12)), rule, due, status, ...(provisional ? ['provisional'] : [])].join(' '),
      );
      return words.sort();
    },
  };
}

/** The legal days on which events happened. */
export const daysOf = (events: readonly Recorded[]): string[] => events.map(({ meta }) => legalDay(meta.occurredAt));
