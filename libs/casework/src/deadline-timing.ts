/** Time in a house: whoever keeps the rows of clocks tells those who ring and recount them, once the rows are there. */
import { project, touchedBy, type Listener, type Recorded, type View } from '@yimen/kernel';
import type { clocksOf } from './deadline-clocks.ts';
import { CalendarPublished } from './deadline-notices.ts';
import { recounting } from './deadline-recount.ts';
import { ringing } from './deadline-ring.ts';
import { countedView, DEADLINES } from './deadline-rows.ts';
import { deadlineEvents, type DeadlineData } from './deadline.ts';
import type { RowMeans } from './orders-together.ts';

export interface Timing {
  /** The same listener; where it keeps the rows of clocks, it also keeps how each was counted, and passes word on. */
  heard(listener: Listener): Listener;
  /** After a step that heard this agency: now its rows are there. */
  stepped(from: string): void;
  /** After rows were changed in any other way. */
  changed(): void;
  ring(): Promise<number>;
}

const ticking: ReadonlySet<string> = new Set(deadlineEvents.map(({ type }) => type));

/** The rows that a listener looks at, and those of a view that is kept together with them. */
const aheadOf =
  ({ ahead }: Listener, shown: View): Listener['ahead'] =>
  (event) => [...(ahead?.(event) ?? []), ...touchedBy(shown, event)];

export function timing(clocks: ReturnType<typeof clocksOf>, means: RowMeans): Timing {
  const bells = ringing(clocks, means);
  const counts = recounting(clocks, means);
  const counted = countedView(means.agency);
  /** By whom it was said, because steps that hear different agencies run side by side. */
  const noted = new Map<string, string[]>();

  function note({ type, data, meta: { agency } }: Recorded): void {
    if (type !== CalendarPublished.type && (agency !== means.agency || !ticking.has(type))) return;
    const alarms = noted.get(agency) ?? [];
    noted.set(agency, alarms);
    const { status, alarms: next } = data as Partial<DeadlineData>;
    if (status === 'running' && next?.[0]) alarms.push(next[0]);
  }

  return {
    heard(listener) {
      const keepsClocks = listener.name === `view:${DEADLINES}`;
      if (!keepsClocks && !listener.types.has(CalendarPublished.type)) return listener;
      const handle: Listener['handle'] = async (event, tx) => {
        note(event);
        await listener.handle(event, tx);
        if (keepsClocks) await project(counted, event, tx);
      };
      return { ...listener, handle, ahead: keepsClocks ? aheadOf(listener, counted) : listener.ahead };
    },
    stepped(from) {
      const alarms = noted.get(from);
      if (!alarms) return;
      noted.delete(from);
      for (const alarm of alarms) bells.announce(alarm);
      counts.doubt();
    },
    changed() {
      bells.lookAgain();
      counts.doubt();
    },
    ring: async () => (await counts.recount()) + (await bells.ring()),
  };
}
