/**
 * Listening: follow a source, hand each event to whoever asked for it, keep the place in the transaction of what was
 * written. What cannot be handled is parked with its case; only that case waits.
 */
import { Unavailable, type World } from './execute.ts';
import { mayWait } from './hold.ts';
import type { Recorded } from './message.ts';
import { gapWords, HEARD, heardKey, lastHeard, PARKED, type Parked } from './parked.ts';
import type { RowName, Rows, RowsTransaction } from './rows.ts';
import { START, type Source } from './store.ts';

/** One part of a house that hears events: a view, a policy, the clocks. */
export interface Listener {
  readonly name: string;
  readonly types: ReadonlySet<string>;
  /** Who must have said it; anybody if left out. */
  readonly of?: string | undefined;
  handle(event: Recorded, tx: RowsTransaction): Promise<void>;
  /**
   * It gives orders and writes no rows: it hears a batch when all rows of it are there, different cases side by side.
   */
  readonly orders?: boolean;
  /** The rows that it will look at first, so that those of a whole batch come with one question. */
  readonly ahead?: ((event: Recorded) => readonly RowName[]) | undefined;
}

/** One source as one house hears it. */
export interface Ear {
  /** Whose words come from it; its place is kept under this name. */
  readonly from: string;
  readonly source: Source;
  readonly listeners: readonly Listener[];
  readonly rows: Rows;
  readonly world: Pick<World, 'now' | 'digest'>;
  /** Every event is noted, wanted or not: where one may be lost, only so is it known that none is missing. */
  readonly counts?: boolean;
  /** Told of the cases in which what was missing has come: who waited for it can go on. */
  readonly filled?: (caseIds: readonly string[]) => Promise<void>;
  /** The place as it was last kept; read from the rows when it is not known yet. */
  place?: string;
  /** What nobody here wants and what is noted with the next that somebody wants, or soon. */
  held?: Held;
}

interface Held {
  readonly events: readonly Recorded[];
  /** The place after them. */
  readonly position: string;
  readonly since: string;
}

/** What differs between failures that are alike: numbers and ids. */
const VARYING = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d+/gi;
const BEHIND = 'behind a parked event of its case';
/** Rows of where each source is read next; the operator compares them with what was heard. */
export const PLACE = 'place';
/** Rows of sources that whoever starts next hears from their beginning. */
export const AGAIN = 'hear-again';

/**
 * Handles the next batch; how many events it read. A batch that fails is taken again one by one. If it may hold back, a
 * batch that nobody wants is only kept in mind.
 */
export async function listen(ear: Ear, limit = 500, mayHold = false): Promise<number> {
  const kept = async () => (await ear.rows.row<string>(PLACE, ear.from))?.data ?? START;
  ear.place ??= (await ear.rows.row(AGAIN, ear.from)) ? START : await kept();
  const from = ear.held?.position ?? ear.place;
  const { events, position } = await ear.source.follow(from, limit, ear.place);
  if (events.length === 0 && !ear.held && position === ear.place) return 0;
  const { events: before = [], since = ear.world.now() } = ear.held ?? {};
  const held = { events: [...before, ...events], position, since };
  if (mayHold && isPatient(ear, held, limit)) ear.held = held;
  else await note(ear, held);
  return events.length;
}

const isPatient = (ear: Ear, { events, since }: Held, limit: number): boolean =>
  events.length < limit && mayWait(since, ear.world.now()) && !events.some((event) => isWanted(ear.listeners, event));

/** Hears what is held back, and keeps the place after it. */
export async function note(ear: Ear, held = ear.held): Promise<void> {
  if (!held) return;
  const [{ events, position }, isFirst] = [held, ear.place === START];
  delete ear.place;
  const keep = async (tx: RowsTransaction) => {
    await tx.put(PLACE, { key: ear.from, data: position });
    if (isFirst) await tx.drop(AGAIN, ear.from);
  };
  let filled: readonly string[];
  try {
    filled = await ear.rows.transaction(async (tx) => {
      const heard = await hearAll({ ear, events, failed: new Map() }, tx);
      await keep(tx);
      return heard;
    });
  } catch (error) {
    if (error instanceof Unavailable) throw error;
    const alone = [];
    for (const event of events) alone.push(...(await hearAlone(ear, event)));
    filled = alone;
    await ear.rows.transaction(keep);
  }
  delete ear.held;
  ear.place = position;
  if (filled.length > 0) await ear.filled?.([...new Set(filled)]);
}

/** Which listener failed on an event, and why, in words that a row can hold, whatever they repeat. */
class Failed extends Error {
  readonly listener: string;
  constructor(listener: string, error: unknown) {
    super((error instanceof Error ? error.message : String(error)).toWellFormed().replaceAll('\0', '\ufffd'));
    this.listener = listener;
  }
}

interface Hearing {
  readonly ear: Ear;
  readonly events: readonly Recorded[];
  /** Who has failed already, and why; only for a single event. */
  readonly failed: ReadonlyMap<string, string>;
}

const wants =
  ({ type, meta: { agency } }: Recorded) =>
  ({ types, of = agency }: Listener): boolean =>
    types.has(type) && of === agency;
const wantedBy = ({ listeners }: Ear, event: Recorded): readonly Listener[] => listeners.filter(wants(event));
export const isWanted = (listeners: readonly Listener[], event: Recorded): boolean => listeners.some(wants(event));

/** Hears events in order; the cases in which something that was missing has come. */
async function hearAll(hearing: Hearing, tx: RowsTransaction): Promise<readonly string[]> {
  const { ear, events } = hearing;
  const { from } = ear;
  const told = ear.counts ? events : events.filter((event) => isWanted(ear.listeners, event));
  if (told.length === 0) return [];
  const [rows] = await Promise.all([
    tx.rows<Parked>(PARKED, { caseIds: [...new Set(told.map(caseOf))] }),
    ...once(told.flatMap((event) => [[HEARD, heardKey({ from, event })] as const, ...aheadOf(ear, event)])).map(
      ([view, key]) => tx.row(view, key),
    ),
  ]);
  const parked = rows.map(({ data }) => data);
  const waiting = new Set(parked.map(({ listener, event }) => waits(listener, event)));
  const news = await unheard(ear, [told, parked], tx);
  const give = (each: News, listener: Listener) => hear({ ...hearing, ...each, waiting }, listener, tx);
  for (const each of news) for (const to of each.hearers) if (!to.orders) await give(each, to);
  await sideBySide(byCase(news), async (ofOneCase) => {
    for (const each of ofOneCase) for (const to of each.hearers) if (to.orders) await give(each, to);
  });
  const behind = [...parked, ...news.map((each) => ({ from, ...each }))].filter(({ awaits }) => awaits !== undefined);
  const last = await Promise.all(behind.map((each) => lastHeard(tx, each)));
  return behind.filter(({ awaits }, at) => awaits! <= last[at]!).map(({ event }) => caseOf(event));
}

const once = (names: readonly RowName[]): readonly RowName[] => [
  ...new Map(names.map((name) => [name.join('\0'), name])).values(),
];

function aheadOf(ear: Ear, event: Recorded): readonly RowName[] {
  try {
    return wantedBy(ear, event).flatMap((listener) => listener.ahead?.(event) ?? []);
  } catch {
    // Whoever cannot read the event says so when it is its turn.
    return [];
  }
}

/** An event that was not heard before, who hears it, and which one should have come before it and has not. */
interface News {
  readonly event: Recorded;
  readonly hearers: readonly Listener[];
  readonly awaits?: number;
  readonly missing?: string;
}

type Told = readonly [told: readonly Recorded[], parked: readonly Parked[]];

/** Redelivery is ordinary: what a stream has said up to a version is not heard again, and is noted as heard. */
async function unheard(ear: Ear, [told, parked]: Told, tx: RowsTransaction): Promise<readonly News[]> {
  const heard = new Map<string, number>();
  // What is known to be missing, for a publisher that was started anew does not know what was published before.
  const awaited: Map<string, Pick<Parked, 'awaits'>[]> = Map.groupBy(parked, heardKey);
  const news: News[] = [];
  for (const event of told) {
    const key = heardKey({ from: ear.from, event });
    const last = heard.get(key) ?? (await lastHeard(tx, { from: ear.from, event }));
    if (event.version <= last) continue;
    const known = (awaited.get(key) ?? []).map(({ awaits = 0 }) => awaits).filter((each) => each < event.version);
    const awaits = ear.counts ? Math.max(event.previous ?? 0, ...known) : 0;
    const hearers = wantedBy(ear, event);
    if (awaits <= last) {
      heard.set(key, event.version);
      news.push({ event, hearers });
    } else {
      awaited.set(key, [...(awaited.get(key) ?? []), { awaits }]);
      // Whoever comes after an event before which something is missing must find it, wanted or not.
      const missing = gapWords(awaits, last);
      news.push({ event, hearers: hearers.length > 0 ? hearers : [nobody], awaits, missing });
    }
  }
  for (const [key, data] of heard) await tx.put(HEARD, { key, data });
  return news;
}

const caseOf = (event: Recorded): string => event.meta.caseId ?? event.stream;
const waits = (listener: string, event: Recorded): string => `${listener}|${caseOf(event)}`;
const byCase = (news: readonly News[]) => [...Map.groupBy(news, ({ event }) => caseOf(event)).values()];

/**
 * So many cases at once. What they ask for goes in the same questions and commits, so a full batch waits for few of
 * these; and never so many that those at their desks have to wait.
 */
const ABREAST = 128;

/** All of it has come to an end when this does, also where something of it fails: the first failure is thrown. */
async function sideBySide<T>(all: readonly T[], work: (each: T) => Promise<void>): Promise<void> {
  const left = all.values();
  const lane = async () => {
    for (const each of left) await work(each);
  };
  const lanes = await Promise.allSettled(Array.from({ length: Math.min(ABREAST, all.length) }, lane));
  for (const each of lanes) if (each.status === 'rejected') throw each.reason;
}

interface One extends Hearing, News {
  /** Who waits in which case, behind a parked event. */
  readonly waiting: Set<string>;
}

/** Where events before this one have not come, or one of its case is parked, it waits for them. */
async function hear({ ear, event, awaits, missing, failed, waiting }: One, listener: Listener, tx: RowsTransaction) {
  const waiter = waits(listener.name, event);
  const why = missing ?? failed.get(listener.name) ?? (waiting.has(waiter) ? BEHIND : undefined);
  if (!why) return handle(listener, event, tx);
  waiting.add(waiter);
  const cause = ear.world.digest(`${listener.name}|${why.replaceAll(VARYING, '#')}`);
  const about = { listener: listener.name, from: ear.from, event: { ...event, data: JSON.stringify(event.data) } };
  const data: Parked = { ...about, ...(awaits ? { awaits } : {}), why, cause, since: ear.world.now() };
  // In the order in which they were said, for one that was missing comes after those that wait for it.
  const order = `${event.meta.recordedAt} ${String(event.version).padStart(9, '0')}`;
  // By its stream and not its id alone, which another agency may have used, by mistake or not.
  const key = `${listener.name}|${heardKey(data)}|${event.id}`;
  await tx.put(PARKED, { key, caseId: caseOf(event), order, data, foundBy: ['listener'] });
}

/** For an event that nobody wants, and that only keeps the count of its stream. */
export const nobody: Listener = { name: 'nobody', types: new Set(), handle: async () => {} };

async function handle(listener: Listener, event: Recorded, tx: RowsTransaction): Promise<void> {
  try {
    await listener.handle(event, tx);
  } catch (error) {
    throw error instanceof Unavailable ? error : new Failed(listener.name, error);
  }
}

/** Who fails parks the event; the others hear it in the same transaction. */
async function hearAlone(ear: Ear, event: Recorded): Promise<readonly string[]> {
  const failed = new Map<string, string>();
  for (;;) {
    try {
      return await ear.rows.transaction((tx) => hearAll({ ear, events: [event], failed }, tx));
    } catch (error) {
      if (!(error instanceof Failed)) throw error;
      failed.set(error.listener, error.message);
    }
  }
}
