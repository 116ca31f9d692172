/**
 * What policies and clocks have ordered, against what they hear: each house hears everything once more, beside its rows
 * and without writing. Whatever it would still say then, or be refused, is an effect that is missing, or one that was
 * had under another id and would be had again.
 */
import { memoryRows } from '@yimen/adapters';
import { house, type Log } from '@yimen/casework';
import { countByLaw } from '@yimen/law';
import { PARKED, START, type Bus, type EventStore, type NewEvent, type Parked } from '@yimen/kernel';
import type { Verdict } from '../check/verdict.ts';
import { placeOf } from '../ops/acts.ts';
import type { Site } from '../ops/site.ts';

/** Of all cases but these, in which events were planted that nobody can obey. */
export async function judgeOrders(
  site: Site,
  agencies: readonly string[],
  planted: { has(caseId: string): boolean },
): Promise<Verdict> {
  const complaints: string[] = [];
  let heard = 0;
  for (const name of agencies) {
    const { agency, store } = placeOf(site, name);
    const unsaid = (stream: string, { type, meta: { actor, cause } }: NewEvent) =>
      complaints.push(`${name}: ${actor.id} has not said ${type} of ${stream}, which answers ${cause}`);
    const [rows, bus] = [memoryRows(), readingOf(await site.logsOf(name))];
    const again = house(agency, { store: mute(store, unsaid), rows, bus, world: site.world, count: countByLaw });
    for (let read = Infinity; read > 0; heard += read) read = await again.pump();
    for (const { caseId = '', data } of await rows.rows<Parked>(PARKED))
      if (!planted.has(caseId)) complaints.push(`${name}: ${data.listener} on ${data.event.type}: ${data.why}`);
  }
  return { name: 'orders of policies and clocks', figure: `${heard} events heard once more`, complaints };
}

/** A log that only says what would have been written. */
const mute = (store: EventStore, unsaid: (stream: string, event: NewEvent) => void): EventStore => ({
  ...store,
  async append(stream, expected, events) {
    for (const event of events) unsaid(stream, event);
    return { outcome: 'appended', version: expected + events.length, position: START };
  },
});

/** What neighbours have said, from their logs. */
function readingOf(logs: readonly Log[]): Bus {
  const known = new Map(logs.map((log) => [log.from, log]));
  return {
    source: (from) => ({
      follow: async (after, limit) => (await known.get(from)?.follow(after, limit)) ?? { events: [], position: after },
      changed: async () => undefined,
    }),
  };
}
