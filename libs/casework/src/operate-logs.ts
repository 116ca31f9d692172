/** Logs as the operator reads them again: everything that a house has heard, in the order in which it was recorded. */
import {
  begun,
  HEARD,
  PARKED,
  PLACE,
  START,
  type Again,
  type Batch,
  type Look,
  type Parked,
  type Recorded,
  type Source,
} from '@yimen/kernel';
import { isForItToSay } from './handover-language.ts';
import { asItCame, straightened, type Straightening, type Streams } from './operate-straighten.ts';

/** A log that a house follows, under the name by which it keeps its place. */
export interface Log {
  readonly from: string;
  readonly follow: Source['follow'];
  /** How many events it holds, where that can be told without reading them. */
  readonly count?: Source['count'] | undefined;
  /**
   * Up to which position everything was handed to the listeners, where that cannot be read from the house's own place
   * because the events came by a broker.
   */
  readonly passed?: string | undefined;
  /** The types that whoever wrote it may say; left out where nothing else can stand in it. */
  readonly words?: ReadonlySet<string>;
  /** In words what of it is no longer kept; left out where all of it always is. */
  readonly lacks?: Again['lacks'];
  /** It came by a broker, which may tell an event twice or late. */
  readonly isFromBroker?: boolean;
  readonly close?: Again['close'];
}

/** One that can be read where it lies. */
export const logOf = (from: string, { follow, count }: Pick<Source, 'follow' | 'count'>): Log => ({
  from,
  follow,
  count,
});

const LIMIT = 1_000;

/** All that stands in a log when its end is reached; the last batch is empty and says where that is. */
export async function* batchesOf(log: Pick<Source, 'follow'>): AsyncGenerator<Batch> {
  for (let place = START, isOver = false; !isOver;) {
    const batch = await log.follow(place, LIMIT);
    yield batch;
    place = batch.position;
    isOver = batch.events.length === 0;
  }
}

/** How far logs were read. */
export interface Reached extends Streams {
  readonly places: Map<string, string>;
  /** Events that were read, whatever their types. */
  read: number;
}

export const reached = (so?: Reached): Reached => ({
  read: so?.read ?? 0,
  places: new Map(so?.places),
  last: new Map(so?.last),
  beyond: new Set(so?.beyond),
});

export interface Told {
  readonly from: string;
  readonly event: Recorded;
}

const BATCH = 2_000;
/**
 * Positions of a log are as long as each other, so they compare as text: one number, or commit and prepare of an event
 * store. Places of a broker look otherwise.
 */
const POSITION = /^\d{19}$|^\d{20}\/\d{20}$/;

interface Head {
  readonly log: Log;
  place: string;
  /** What was read, and how many of it have been told. */
  waiting: readonly Recorded[];
  told: number;
  ended: boolean;
  readonly straightening: Straightening;
  /** Read while the batch before it is worked on. */
  ahead?: Promise<Batch>;
}

async function fill(head: Head, types: ReadonlySet<string>, so: Reached): Promise<void> {
  while (head.told === head.waiting.length && !head.ended) {
    const { events, position } = await (head.ahead ?? head.log.follow(head.place, BATCH));
    so.read += events.length;
    head.ended = events.length === 0;
    head.place = position;
    if (!head.ended) head.ahead = begun(head.log.follow(head.place, BATCH));
    const told = head.ended ? head.straightening.rest() : head.straightening.take(events);
    const { words = types } = head.log;
    head.waiting = told.filter((event) => types.has(event.type) && words.has(event.type) && isForItToSay(event));
    head.told = 0;
  }
}

/** What can be told before more has to be read: merged by the moment of writing. */
function merged(heads: readonly Head[]): Told[] {
  const told: Told[] = [];
  for (;;) {
    let next: { readonly head: Head; readonly event: Recorded } | undefined;
    for (const head of heads) {
      const event = head.waiting[head.told];
      if (!event && !head.ended) return told;
      if (event && (!next || event.meta.recordedAt < next.event.meta.recordedAt)) next = { head, event };
    }
    if (!next) return told;
    next.head.told += 1;
    told.push({ from: next.head.log.from, event: next.event });
  }
}

/**
 * All events of these types that were not reached yet, as many at a time as there are, each log in its own order and
 * the logs merged by the moment of writing. At the end `so` says how far they were read.
 */
export async function* retold(
  logs: readonly Log[],
  types: ReadonlySet<string>,
  so: Reached = reached(),
): AsyncGenerator<readonly Told[]> {
  const heads = logs.map((log): Head => {
    const straightening = log.isFromBroker ? straightened(log.from, so) : asItCame;
    return { log, place: so.places.get(log.from) ?? START, waiting: [], told: 0, ended: false, straightening };
  });
  for (;;) {
    for (const head of heads) await fill(head, types, so);
    const told = merged(heads);
    if (told.length === 0) break;
    yield told;
  }
  for (const { log, place } of heads) so.places.set(log.from, place);
}

/** How many events the logs hold; undefined where one of them can only tell by being read. */
export async function countOf(logs: readonly Log[]): Promise<number | undefined> {
  const counts = await Promise.all(logs.map(({ count }) => count?.()));
  return counts.reduce((sum, each) => (sum === undefined || each === undefined ? undefined : sum + each), 0);
}

/** Up to where the listeners of a house were handed everything. */
export async function passedOf(look: Look, { from, passed }: Log): Promise<string> {
  if (passed !== undefined) return passed;
  const place = (await look.row<string>(PLACE, from))?.data ?? START;
  return POSITION.test(place) ? place : START;
}

export const isPosition = (place: string): boolean => POSITION.test(place);

/** Tells apart what the listeners of a house have had, as its rows say now, and what they have yet to hear. */
export async function covering(look: Look, logs: readonly Log[]): Promise<(told: readonly Told[]) => Promise<Covered>> {
  const passed = new Map(await Promise.all(logs.map(async (log) => [log.from, await passedOf(look, log)] as const)));
  const isPassed = ({ from, event }: Told) => event.position <= (passed.get(from) ?? START);
  return async (told) => {
    const others = told.filter((each) => !isPassed(each));
    const heard = await Promise.all(others.map((each) => isHeard(look, each)));
    const late = new Set(others.filter((_, at) => !heard[at]));
    return { had: told.filter((each) => !late.has(each)), late };
  };
}

interface Covered {
  readonly had: readonly Told[];
  readonly late: ReadonlySet<Told>;
}

async function isHeard(look: Look, { from, event: { stream, version } }: Told): Promise<boolean> {
  return version <= ((await look.row<number>(HEARD, `${from}|${stream}`))?.data ?? 0);
}

export const SKIPPED = 'skipped';

/** Events that a listener has had and not handled: parked, or left out by two persons. */
export async function leftOut(look: Look, listener: string): Promise<ReadonlySet<string>> {
  const where = { listener };
  const [parked, skipped] = [await look.rows<Parked>(PARKED, { where }), await look.rows<Parked>(SKIPPED, { where })];
  return new Set([...parked, ...skipped].map(({ data }) => data.event.id));
}
