/** Logs as the operator reads them again: everything that a house has heard, in the order in which it was recorded. */
import {
  HEARD,
  PARKED,
  PLACE,
  readAhead,
  START,
  type Again,
  type Batch,
  type Look,
  type Parked,
  type Recorded,
  type Source,
} from '@yimen/kernel';
import { asItCame, straightened, type Straightening, type Streams } from './operate-straighten.ts';

/** A log that a house follows, under the name by which it keeps its place. */
export interface Log {
  readonly from: string;
  readonly follow: Source['follow'];
  /**
   * Up to which position everything was handed to the listeners, where that cannot be read from the house's own place
   * because the events came by a broker.
   */
  readonly passed?: string | undefined;
  /** In words what of it is no longer kept; left out where all of it always is. */
  readonly lacks?: Again['lacks'];
  /** It came by a broker, which may tell an event twice or late. */
  readonly isFromBroker?: boolean;
  readonly close?: Again['close'];
}

/** How far logs were read. */
export interface Reached extends Streams {
  readonly places: Map<string, string>;
}

export const reached = (so?: Reached): Reached => ({
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
  waiting: Recorded[];
  ended: boolean;
  readonly straightening: Straightening;
  /** Read while the batch before it is worked on. */
  ahead?: Promise<Batch>;
}

async function fill(head: Head, types: ReadonlySet<string>): Promise<void> {
  while (head.waiting.length === 0 && !head.ended) {
    const { events, position } = await (head.ahead ?? head.log.follow(head.place, BATCH));
    head.ended = events.length === 0;
    head.place = position;
    if (!head.ended) head.ahead = readAhead(head.log, head.place, BATCH);
    const told = head.ended ? head.straightening.rest() : head.straightening.take(events);
    head.waiting = told.filter(({ type }) => types.has(type));
  }
}

const recordedAt = ({ waiting }: Head): string => waiting[0]?.meta.recordedAt ?? '';

/**
 * All events of these types that were not reached yet, each log in its own order and the logs merged by the moment of
 * writing. At the end `so` says how far they were read.
 */
export async function* retold(
  logs: readonly Log[],
  types: ReadonlySet<string>,
  so: Reached = reached(),
): AsyncGenerator<Told> {
  const heads = logs.map((log): Head => {
    const straightening = log.isFromBroker ? straightened(log.from, so) : asItCame;
    return { log, place: so.places.get(log.from) ?? START, waiting: [], ended: false, straightening };
  });
  for (;;) {
    for (const head of heads) await fill(head, types);
    const [next] = heads
      .filter(({ waiting }) => waiting.length > 0)
      .sort((a, b) => (recordedAt(a) < recordedAt(b) ? -1 : 1));
    if (!next) break;
    const event = next.waiting.shift()!;
    yield { from: next.log.from, event };
  }
  for (const { log, place } of heads) so.places.set(log.from, place);
}

/** How many events of these types the logs hold. */
export async function countOf(logs: readonly Log[], types: ReadonlySet<string>): Promise<number> {
  let count = 0;
  for (const { follow } of logs)
    for (let [place, more] = [START, true]; more;) {
      const { events, position } = await follow(place, BATCH);
      count += events.filter(({ type }) => types.has(type)).length;
      [place, more] = [position, events.length > 0];
    }
  return count;
}

/** Up to where the listeners of a house were handed everything. */
export async function passedOf(look: Look, { from, passed }: Log): Promise<string> {
  if (passed !== undefined) return passed;
  const place = (await look.row<string>(PLACE, from))?.data ?? START;
  return POSITION.test(place) ? place : START;
}

export const isPosition = (place: string): boolean => POSITION.test(place);

/** Whether the listeners of a house have had an event, as its rows say now. */
export async function covering(look: Look, logs: readonly Log[]): Promise<(told: Told) => Promise<boolean>> {
  const passed = new Map(await Promise.all(logs.map(async (log) => [log.from, await passedOf(look, log)] as const)));
  return async ({ from, event }) => {
    if (event.position <= (passed.get(from) ?? START)) return true;
    const heard = await look.row<number>(HEARD, `${from}|${event.stream}`);
    return event.version <= (heard?.data ?? 0);
  };
}

export const SKIPPED = 'skipped';

/** Events that a listener has had and not handled: parked, or left out by two persons. */
export async function leftOut(look: Look, listener: string): Promise<ReadonlySet<string>> {
  const where = { listener };
  const [parked, skipped] = [await look.rows<Parked>(PARKED, { where }), await look.rows<Parked>(SKIPPED, { where })];
  return new Set([...parked, ...skipped].map(({ data }) => data.event.id));
}
