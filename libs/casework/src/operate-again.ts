/**
 * Publishing again (重新发布): where a broker has lost something, the place of the relay goes back. Whoever has heard an
 * event leaves it aside, and whoever waits for one that was missing goes on by itself. Hearing again (从头听取): whoever
 * listens next begins anew, where what it was to read next is gone.
 */
import { AGAIN, legalDay, PLACE, RELAY, START, type EventStore, type Rows } from '@yimen/kernel';
import type { Agency } from './agency.ts';
import { batchesOf } from './operate-logs.ts';

export interface Publisher {
  readonly agency: Agency;
  readonly store: EventStore;
  readonly rows: Rows;
}

/** How many public events go out again: those that were recorded on that day or after it, or all. */
export async function publishAgain({ agency, store, rows }: Publisher, since = ''): Promise<number> {
  const spoken = new Set(agency.speaks.events.map(({ type }) => type));
  const kept = (await rows.row<string>(RELAY, agency.name))?.data ?? START;
  let before: string | undefined;
  let last = START;
  let count = 0;
  for await (const { events } of batchesOf(store)) {
    for (const { type, position, meta } of events.filter((event) => event.position <= kept)) {
      if (legalDay(meta.recordedAt) >= since) before ??= last;
      if (before !== undefined && spoken.has(type)) count += 1;
      last = position;
    }
    if (events.some(({ position }) => position > kept)) break;
  }
  if (count > 0) await rows.transaction((tx) => tx.put(RELAY, { key: agency.name, data: before }));
  return count;
}

/** From the first event on that a neighbour's topic still has; false where this agency has heard nothing from there. */
export async function hearAgain({ rows }: Pick<Publisher, 'rows'>, from: string): Promise<boolean> {
  if (!(await rows.row(PLACE, from))) return false;
  // Beside the place and not in it: a process that still hears, or ends, would put that back.
  await rows.transaction((tx) => tx.put(AGAIN, { key: from, data: true }));
  return true;
}
