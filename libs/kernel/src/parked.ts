/** What was heard, and what waits (隔离) because it could not be handled, or must not be handled yet. */
import type { Recorded } from './message.ts';
import type { Look } from './rows.ts';

/** An event that waits with its case, in words for the operator. */
export interface Parked {
  readonly listener: string;
  readonly from: string;
  /** Its data is the text of their JSON: a log may hold what rows refuse, and whatever it is must be able to wait. */
  readonly event: Recorded;
  /** Which one of its stream has to be heard before, where that has not come. */
  readonly awaits?: number;
  readonly why: string;
  /** The same for whatever the same listener fails on in the same way, whichever case and number it is about. */
  readonly cause: string;
  readonly since: string;
}

/** Rows of what was heard of each stream, and of what waits; the operator compares them. */
export const HEARD = 'heard';
export const PARKED = 'parked';

type Of = Pick<Parked, 'from' | 'event'>;

export const heardKey = ({ from, event }: Of): string => `${from}|${event.stream}`;
/** The last version that was heard of an event's stream. */
export const lastHeard = async (look: Look, of: Of): Promise<number> =>
  (await look.row<number>(HEARD, heardKey(of)))?.data ?? 0;

export const gapWords = (awaits: number, last: number): string =>
  `只听到第 ${last} 个，此前还发布过第 ${awaits} 个，请等待或重新发布 · ` +
  `heard up to ${last}, and ${awaits} was published before it: wait, or publish again`;
