/** The log is its own outbox: the relay follows it and publishes what the language allows, one batch at a time. */
import type { Rows } from './rows.ts';
import { START, type Bus, type EventStore } from './store.ts';

/** Row of what was published last. */
export const RELAY = 'relay';

export interface Relayed {
  agency: string;
  store: EventStore;
  rows: Rows;
  bus: Bus;
  /** What leaves the house; everything else stays in the log. */
  speaks: (type: string) => boolean;
}

/**
 * Publishes the next batch and then keeps the position; how many events it passed. A crash in between publishes the
 * batch
 * again, which listeners notice. Never two batches in flight: overlapping sends lose acknowledged events on real
 * brokers.
 */
export async function relay({ agency, store, rows, bus, speaks }: Relayed, limit = 500): Promise<number> {
  const from = (await rows.row<string>(RELAY, agency))?.data ?? START;
  const { events, position } = await store.follow(from, limit);
  if (events.length === 0) return 0;
  const public_ = events.filter((event) => speaks(event.type));
  if (public_.length > 0) await bus.publish?.(agency, public_);
  await rows.transaction((tx) => tx.put(RELAY, { key: agency, data: position }));
  return events.length;
}
