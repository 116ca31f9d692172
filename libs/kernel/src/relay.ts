/** The log is its own outbox: the relay follows it and publishes what the language allows, one batch at a time. */
import { mayWait } from './hold.ts';
import type { Recorded } from './message.ts';
import type { Look, Rows } from './rows.ts';
import { START, type Batch, type Bus, type EventStore } from './store.ts';

/** Row of what was published last. */
export const RELAY = 'relay';

export interface Relayed {
  agency: string;
  store: EventStore;
  rows: Rows;
  bus: Bus;
  /** What leaves the house; everything else stays in the log. */
  speaks: (type: string) => boolean;
  /** What this relay has published of each stream: its last version. */
  readonly published: Map<string, number>;
  /** Read while the batch before it was on its way. */
  ahead?: { readonly from: string; readonly batch: Promise<Batch> } | undefined;
  /** Published, while the place in the rows is still the one before. */
  passed?: { readonly kept: string; readonly position: string; readonly since: string } | undefined;
}

/**
 * Publishes the next batch and then keeps the position; how many events it passed. A crash in between publishes the
 * batch again, which listeners notice. Where the moment is given, the position may be kept with that of later batches.
 * Never two batches in flight: overlapping sends lose acknowledged events on real brokers.
 */
export async function relay(relayed: Relayed, limit = 500, now?: string): Promise<number> {
  const { agency, store, rows, speaks } = relayed;
  const { kept, position: from, since = now ?? '' } = relayed.passed ?? (await keptBy(rows, agency));
  const { ahead } = relayed;
  // Forgotten before it is waited for: what failed once is asked for anew.
  relayed.ahead = undefined;
  const { events, position } = await (ahead?.from === from ? ahead.batch : store.follow(from, limit));
  if (events.length === 0 && !relayed.passed) return 0;
  if (events.length === limit) relayed.ahead = { from: position, batch: begun(store.follow(position, limit)) };
  const said = events.filter((event) => speaks(event.type));
  if (said.length > 0) await publish(relayed, said);
  relayed.passed = { kept, position, since };
  if (now === undefined || !mayWait(since, now)) await keepPassed(relayed);
  return events.length;
}

async function keptBy(look: Look, agency: string) {
  const kept = (await look.row<string>(RELAY, agency))?.data ?? START;
  return { kept, position: kept, since: undefined };
}

/** Keeps up to where was published, unless somebody has put the place elsewhere: from there it goes on. */
export async function keepPassed(relayed: Relayed): Promise<void> {
  const { agency, rows, passed } = relayed;
  if (!passed) return;
  await rows.transaction(async (tx) => {
    if ((await keptBy(tx, agency)).kept === passed.kept) await tx.put(RELAY, { key: agency, data: passed.position });
  });
  relayed.passed = undefined;
}

/** What is begun before anybody waits for it: whoever does meets its error, and if nobody does, it is nobody's. */
export function begun<T>(work: Promise<T>): Promise<T> {
  work.catch(() => undefined);
  return work;
}

const REMEMBERED = 50_000;

/** Tells with each event which version of its stream was published before it, as far as this relay knows. */
async function publish({ agency, bus, published }: Relayed, said: readonly Recorded[]): Promise<void> {
  if (!bus.publish) return;
  const now = new Map<string, number>();
  const linked = said.map((event) => {
    const { stream, version } = event;
    const previous = now.get(stream) ?? published.get(stream) ?? (version === 1 ? 0 : undefined);
    now.set(stream, version);
    return previous === undefined || previous >= version ? event : { ...event, previous };
  });
  await bus.publish(agency, linked);
  for (const [stream, version] of now) {
    // Written anew, it is the last: the streams that have been silent longest come first, and are forgotten first.
    published.delete(stream);
    published.set(stream, version);
  }
  for (const stream of published.keys())
    if (published.size > REMEMBERED) published.delete(stream);
    else break;
}
