/** Messages from the broker until the reader has confirmed them, partition by partition. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Recorded } from '@yimen/kernel';
import type { Incoming, Offsets, Receiver } from './kafka-client.ts';
import { offsetsOf, placeOf } from './kafka-place.ts';

/** A message, and once it was looked at what it says; nothing where it was put aside. */
export interface Entry {
  readonly message: Incoming;
  read?: { readonly event: Recorded | undefined };
}

/** A message that is not the one that was expected; nothing was expected of a partition that has just come to us. */
export interface Jump {
  readonly partition: number;
  readonly expected: bigint | undefined;
  readonly offset: bigint;
}

export interface Attended {
  arrived(): void;
  /** Whether nothing that we have not had is gone where these stand. */
  isWhole(jumps: readonly Jump[]): Promise<boolean>;
  /** No more is taken in: who opens anew is told again what was not confirmed. */
  giveUp(): void;
}

/** Messages that wait here before the broker is asked to wait; and how few there must be before it may go on. */
const FULL = 2_000;
const ROOM = 1_000;

export class Inbox {
  /** Whether anything was ever confirmed. */
  heard = false;
  /** Nothing comes any more. */
  isShut = false;
  readonly commits = new Commits();
  readonly starts: Offsets;
  readonly #by: Attended;
  /** Not yet handed out, and handed out; both in the order of arrival. */
  #waiting: Entry[] = [];
  #given: Entry[] = [];
  /** What the reader says if it has handled everything that was handed out. */
  #ending: string | undefined;
  /** By partition of ours: the next message to take in, and the next to be confirmed. */
  readonly #next = new Map<number, bigint>();
  readonly #done = new Map<number, bigint>();
  /** Confirmed, and perhaps not yet noted by the reader. */
  readonly #fresh = new Set<number>();
  #ours: ReadonlySet<number> | undefined;
  #held: (() => void)[] = [];

  constructor(starts: Offsets, by: Attended) {
    this.starts = starts;
    this.#by = by;
  }

  /** Where it begins if that is before this place, since what stood there is gone. */
  anew(place: string): string | undefined {
    const offsets = offsetsOf(place);
    const back = [...this.starts].filter(([partition, start]) => start < (offsets.get(partition) ?? 0n));
    return back.length > 0 ? placeOf(new Map([...offsets, ...back])) : undefined;
  }

  /** What waits of partitions that are no longer ours is dropped: whoever has them now hears it. */
  assigned(partitions: readonly number[]): void {
    const starts = this.#ours ? [] : this.starts;
    for (const partition of this.#ours ?? []) if (!partitions.includes(partition)) this.#drop(partition);
    this.#ours = new Set(partitions);
    for (const [partition, start] of starts) {
      if (!this.#ours.has(partition)) continue;
      this.#next.set(partition, start);
      this.#done.set(partition, start);
    }
    this.#makeRoom();
    this.commits.go();
  }

  /** What clients bring again after a rearrangement is taken in once. Resolves when there is room. */
  async take(messages: readonly Incoming[]): Promise<void> {
    const known = new Map(this.#next);
    const ours = messages.filter(({ partition }) => this.#ours?.has(partition));
    const jumps = jumpsOf(ours, known);
    if (jumps.length > 0 && !(await this.#isWhole(jumps, known))) return this.#by.giveUp();
    for (const message of messages) {
      const { partition, offset } = message;
      if (!this.#ours?.has(partition) || offset < (this.#next.get(partition) ?? 0n)) continue;
      this.#next.set(partition, offset + 1n);
      this.#waiting.push({ message });
    }
    this.#by.arrived();
    if (this.#waiting.length >= FULL) await new Promise<void>((resolve) => this.#held.push(resolve));
  }

  /** Clients go on without a word behind what was deleted, or in a topic that was made anew. */
  async #isWhole(jumps: readonly Jump[], known: Offsets): Promise<boolean> {
    if (!(await this.#by.isWhole(jumps))) return false;
    // A partition that was taken from us meanwhile may have come back at another place.
    const stays = (partition: number) =>
      !this.#ours?.has(partition) || this.#next.get(partition) === known.get(partition);
    return jumps.every(({ partition }) => stays(partition));
  }

  /**
   * What was handed out up to this place is handled. Another place says that it is not, and it is handed out again.
   * Until the reader has noted it, it is not committed: who comes after it must be told again.
   */
  confirm(place: string, isNoted: boolean): void {
    const at = this.#given.findIndex(({ read }) => read?.event?.position === place);
    const offsets = offsetsOf(place);
    const handled = ({ message: { partition, offset } }: Entry, i: number) =>
      place === this.#ending || i <= at || (at < 0 && offset < (offsets.get(partition) ?? 0n));
    const still = this.#given.filter((entry, i) => !handled(entry, i));
    for (const { message } of this.#given.filter(handled)) {
      this.#done.set(message.partition, message.offset + 1n);
      this.#fresh.add(message.partition);
      this.heard = true;
    }
    this.#given = still;
    if (isNoted) this.#commit();
    this.commits.go();
  }

  #commit(): void {
    for (const partition of this.#fresh) this.commits.later(partition, this.#done.get(partition)!);
    this.#fresh.clear();
  }

  /** Again what is not confirmed, else what has come since. Until its `place` was asked, nothing of it is confirmed. */
  give(limit: number): readonly Entry[] {
    this.#ending = undefined;
    if (this.#given.length === 0) this.#given = this.#waiting.splice(0, limit);
    this.#makeRoom();
    return this.#given.slice(0, limit);
  }

  /** What will be handed out next, if what was is confirmed. */
  coming(limit: number): readonly Entry[] {
    return this.#waiting.slice(0, limit);
  }

  /** The place after these, with all that is known of partitions that are not among them. */
  place(after: string, entries: readonly Entry[]): string {
    const offsets = new Map([...offsetsOf(after), ...this.#done]);
    for (const { message } of entries) offsets.set(message.partition, message.offset + 1n);
    return (this.#ending = placeOf(offsets));
  }

  shut(): void {
    this.isShut = true;
    this.#waiting = [];
    this.#given = [];
    this.#ours = new Set();
    this.#makeRoom();
  }

  #drop(partition: number): void {
    const stays = ({ message }: Entry) => message.partition !== partition;
    this.#waiting = this.#waiting.filter(stays);
    this.#given = this.#given.filter(stays);
    this.#next.delete(partition);
    this.#done.delete(partition);
    this.#fresh.delete(partition);
    this.commits.forget(partition);
  }

  #makeRoom(): void {
    if (this.#waiting.length > ROOM) return;
    for (const go of this.#held) go();
    this.#held = [];
  }
}

function jumpsOf(messages: readonly Incoming[], next: Offsets): readonly Jump[] {
  const coming = new Map(next);
  const jumps: Jump[] = [];
  for (const { partition, offset } of messages) {
    const expected = coming.get(partition);
    if (offset !== expected) jumps.push({ partition, expected, offset });
    coming.set(partition, offset + 1n);
  }
  return jumps;
}

/** What a broker knows of a reader is for the operator and for who comes after it; it may be so much behind. */
const COMMIT_GAP_MS = 2_000;

/** One commit at a time; what is confirmed meanwhile goes with the next. A lost commit costs a repetition, no more. */
class Commits {
  readonly #due = new Map<number, bigint>();
  #receiver: Receiver | undefined;
  #running: Promise<void> | undefined;
  readonly #ending = new AbortController();

  by(receiver: Receiver): void {
    this.#receiver = receiver;
  }

  later(partition: number, offset: bigint): void {
    this.#due.set(partition, offset);
  }

  forget(partition: number): void {
    this.#due.delete(partition);
  }

  go(): void {
    if (!this.#receiver || this.#running || this.#due.size === 0) return;
    this.#running = this.#run(this.#receiver).finally(() => (this.#running = undefined));
  }

  async settled(): Promise<void> {
    this.#ending.abort();
    this.go();
    await this.#running;
  }

  async #run(receiver: Receiver): Promise<void> {
    while (this.#due.size > 0) {
      const now = new Map(this.#due);
      this.#due.clear();
      try {
        await receiver.commit(now);
      } catch {
        return this.#putBack(now);
      }
      await pause(COMMIT_GAP_MS, undefined, { signal: this.#ending.signal, ref: false }).catch(() => undefined);
    }
  }

  #putBack(offsets: Offsets): void {
    for (const [partition, offset] of offsets) if (!this.#due.has(partition)) this.#due.set(partition, offset);
  }
}
