/** The log of one service: the port that every store adapter keeps, proven by one contract suite. */
import type { Label, NewEvent, Recorded } from './message.ts';

export type Appended =
  | { readonly outcome: 'appended'; readonly version: number; readonly position: string }
  /** Somebody was faster; nothing was written. `actual` is the stream's version now. */
  | { readonly outcome: 'conflict'; readonly actual: number };

/**
 * Everything final after a position, in the one order that every reader gets. `position` is to be given to the next
 * call; of a position nothing is known but that those of one store sort as text.
 */
export interface Batch {
  readonly events: readonly Recorded[];
  readonly position: string;
}

/** Before the first event. */
export const START = '';

export interface EventStore {
  /**
   * Appends all events or none, only if the stream has exactly `expected` events (0: it does not exist).
   * An acknowledged append survives a crash. Never throws for a lost race.
   */
  append(stream: string, expected: number, events: readonly NewEvent[]): Promise<Appended>;
  /** The whole stream in order; empty for one that does not exist. */
  read(stream: string): Promise<readonly Recorded[]>;
  /**
   * At most `limit` events after the position, in order. Never passes an event that another transaction may still
   * commit before it, so a reader that keeps the position misses nothing. Empty when there is nothing new.
   */
  follow(after: string, limit: number): Promise<Batch>;
  /** How many events there are; undefined or absent where that cannot be told without reading them. */
  count?(): Promise<number | undefined>;
  /**
   * Resolves when something has come since it was called, or after `ms`, or when the signal ends it. Never rejects. Who
   * calls it before he looks misses nothing.
   */
  changed(ms: number, signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/** A log of somebody that can be followed: an own store, an agency's topic. */
export interface Source extends Pick<EventStore, 'count' | 'changed'> {
  /** As a store is followed. Who ends now goes on after `kept`, if that is not `after`: only so far it has noted. */
  follow(after: string, limit: number, kept?: string): Promise<Batch>;
}

/** What crosses a border: published at least once, in order within a key; listeners know what they have heard. */
export interface Bus {
  /** Absent where the bus reads the producers' logs itself. */
  publish?(agency: string, events: readonly Recorded[]): Promise<void>;
  /** What `agency` publishes, as `consumer` hears it. */
  source(agency: string, consumer: string): Source;
  /** The same once more from its beginning, for the operator; absent where any source can be read so. */
  again?(agency: string, consumer: string): Again;
}

/**
 * What a neighbour has published until now, read beside the listener and without moving it. The order within a key is
 * kept, all else is in the order in which it was recorded. An event may be told twice, as it was to the listener.
 */
export interface Again extends Pick<EventStore, 'follow' | 'count'> {
  /** In words what of it is no longer kept; undefined where all of it is. */
  lacks(): Promise<Label | undefined>;
  /** Lets go of what it reads with; a later `follow` takes it up again. */
  close(): Promise<void>;
}
