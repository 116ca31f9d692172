/**
 * Listening: follow a source, hand each event to whoever asked for it, keep the place in the transaction of what was
 * written. What cannot be handled is parked with its case; only that case waits.
 */
import { Unavailable } from './execute.ts';
import type { Recorded } from './message.ts';
import type { Rows, RowsTransaction } from './rows.ts';
import { START, type Source } from './store.ts';

/** One part of a house that hears events: a view, a policy, the clocks. */
export interface Listener {
  readonly name: string;
  readonly types: ReadonlySet<string>;
  handle(event: Recorded, tx: RowsTransaction): Promise<void>;
}

/** A source with the name under which its place is kept. */
export interface Ear {
  readonly from: string;
  readonly source: Source;
  readonly listeners: readonly Listener[];
  readonly rows: Rows;
  readonly now: () => string;
  /** The place as it was last kept; read from the rows when it is not known yet. */
  place?: string;
}

/** An event that waits, in words for the operator. */
export interface Parked {
  readonly listener: string;
  readonly from: string;
  readonly event: Recorded;
  readonly why: string;
  readonly since: string;
}

const BEHIND = 'behind a parked event of its case';
/** Rows of where each source is read next, and of what was heard of each stream; the operator compares them. */
export const PLACE = 'place';
export const HEARD = 'heard';
export const PARKED = 'parked';

/** Handles the next batch; how many events it read. A batch that fails is taken again one by one. */
export async function listen(ear: Ear, limit = 200): Promise<number> {
  const from = ear.place ?? (await ear.rows.row<string>(PLACE, ear.from))?.data ?? START;
  const { events, position } = await ear.source.follow(from, limit);
  if (events.length === 0 && position === from) return 0;
  delete ear.place;
  try {
    await ear.rows.transaction(async (tx) => {
      for (const event of events) await hear({ ear, event, failed: new Map() }, tx);
      await tx.put(PLACE, { key: ear.from, data: position });
    });
  } catch (error) {
    if (error instanceof Unavailable) throw error;
    for (const event of events) await hearAlone(ear, event);
    await ear.rows.transaction((tx) => tx.put(PLACE, { key: ear.from, data: position }));
  }
  ear.place = position;
  return events.length;
}

/** Which listener failed on an event, and why. */
class Failed extends Error {
  readonly listener: string;
  constructor(listener: string, error: unknown) {
    super(error instanceof Error ? error.message : String(error));
    this.listener = listener;
  }
}

interface Hearing {
  readonly ear: Ear;
  readonly event: Recorded;
  /** Who has failed on it already, and why. */
  readonly failed: ReadonlyMap<string, string>;
}

/** Redelivery is ordinary: what a stream has said up to a version is not heard again. */
async function hear({ ear, event, failed }: Hearing, tx: RowsTransaction): Promise<void> {
  const wanted = ear.listeners.filter((listener) => listener.types.has(event.type));
  if (wanted.length === 0) return;
  const key = `${ear.from}|${event.stream}`;
  const last = (await tx.row<number>(HEARD, key))?.data ?? 0;
  if (event.version <= last) return;
  for (const listener of wanted) {
    const why = failed.get(listener.name) ?? ((await waiting(listener, event, tx)) ? BEHIND : undefined);
    if (why) await park({ ear, listener, event, why }, tx);
    else await handle(listener, event, tx);
  }
  await tx.put(HEARD, { key, data: event.version });
}

async function handle(listener: Listener, event: Recorded, tx: RowsTransaction): Promise<void> {
  try {
    await listener.handle(event, tx);
  } catch (error) {
    throw error instanceof Unavailable ? error : new Failed(listener.name, error);
  }
}

/** Who fails parks the event; the others hear it in the same transaction. */
async function hearAlone(ear: Ear, event: Recorded): Promise<void> {
  const failed = new Map<string, string>();
  for (let left = ear.listeners.length; left >= 0; left -= 1) {
    try {
      return await ear.rows.transaction((tx) => hear({ ear, event, failed }, tx));
    } catch (error) {
      if (!(error instanceof Failed)) throw error;
      failed.set(error.listener, error.message);
    }
  }
}

const caseOf = (event: Recorded): string => event.meta.caseId ?? event.stream;

async function waiting(listener: Listener, event: Recorded, tx: RowsTransaction): Promise<boolean> {
  return (await tx.count(PARKED, { where: { listener: listener.name }, caseIds: [caseOf(event)], limit: 1 })) > 0;
}

interface Parking {
  ear: Ear;
  listener: Listener;
  event: Recorded;
  why: string;
}

async function park({ ear, listener, event, why }: Parking, tx: RowsTransaction): Promise<void> {
  const data: Parked = { listener: listener.name, from: ear.from, event, why, since: ear.now() };
  await tx.put(PARKED, { key: `${listener.name}|${event.id}`, caseId: caseOf(event), order: event.position, data });
}

/** Takes the parked events of a case again, in order; stops at the first that still fails. How many went through. */
export async function retry(ear: Pick<Ear, 'rows' | 'listeners'>, caseId: string): Promise<number> {
  let through = 0;
  const parked = await ear.rows.rows<Parked>(PARKED, { caseIds: [caseId] });
  for (const { key, data } of parked) {
    const listener = ear.listeners.find(({ name }) => name === data.listener);
    if (!listener) continue;
    await ear.rows.transaction(async (tx) => {
      await listener.handle(data.event, tx);
      await tx.drop(PARKED, key);
    });
    through += 1;
  }
  return through;
}
