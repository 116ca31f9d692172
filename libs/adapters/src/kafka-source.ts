/**
 * One agency's topic as one listener hears it. The place that the listener keeps beside its own rows is the truth:
 * reading begins there, and what the group has committed at the broker only follows it, for the operator and for
 * partitions that move between two processes of the same agency.
 */
import { START, type Batch, type Recorded, type Source } from '@yimen/kernel';
import { bell } from './bell.ts';
import { closeInTime, type Extent, type Incoming, type KafkaClient, type Receiver } from './kafka-client.ts';
import { forgotten, told } from './kafka-failure.ts';
import { Inbox, type Entry, type Jump } from './kafka-inbox.ts';
import { eventPlace, offsetsOf } from './kafka-place.ts';

export interface Hearing {
  readonly client: KafkaClient;
  readonly topic: string;
  readonly group: string;
  /** Must be there before anything is read, for when something cannot be. */
  readonly deadLetters: string;
  /** Reads the message, or puts it aside and answers nothing once the broker has it. */
  read(message: Incoming, position: string): Promise<Recorded | undefined>;
  /** Runs the work, and fails in words if it takes too long; what comes too late is discarded. */
  inTime<T>(work: () => Promise<T>, discard: (late: T) => Promise<void>): Promise<T>;
}

/** What is known while the group has us as a member. */
interface Session {
  readonly receiver: Receiver;
  readonly inbox: Inbox;
}

/** For one reader: a call of `follow` begins when the one before has ended. */
export class KafkaSource implements Source {
  readonly #hearing: Hearing;
  readonly #news = bell();
  #session: Session | undefined;
  #tried = false;
  /** Something has come since the last call of `follow` began. */
  #fresh = false;
  #closed = false;
  readonly #ahead = inPieces((entries: readonly Entry[]) => this.#readAll(entries));

  constructor(hearing: Hearing) {
    this.#hearing = hearing;
  }

  async follow(after: string, limit: number, kept = after): Promise<Batch> {
    this.#fresh = false;
    this.#tried = true;
    // Whoever has heard something and asks for the beginning has lost its rows and hears everything anew.
    if (after === START && this.#session?.inbox.heard) await this.#end();
    const before = this.#session;
    const { inbox, receiver } = before ?? (await this.#open(after));
    // A place in what is gone would be taken for one in what has come instead: the reader notes where it begins.
    const anew = before ? undefined : inbox.anew(after);
    if (anew) return { events: [], position: anew };
    inbox.confirm(after, kept === after);
    receiver.rest?.(kept !== after);
    await this.#ahead.end();
    const given = inbox.give(limit);
    if (given.length === 0) return { events: [], position: after };
    const events = await this.#readAll(given);
    this.#ahead.begin(inbox.coming(limit));
    // Fewer than asked for say that there is no more; but some were only put aside.
    if (events.length < given.length) this.#arrived();
    return { events, position: inbox.place(after, given) };
  }

  async changed(ms: number, signal: AbortSignal): Promise<void> {
    if (this.#tried && !this.#fresh) await this.#news.wait(ms, signal);
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#end();
  }

  async #readAll(entries: readonly Entry[]): Promise<readonly Recorded[]> {
    const events: Recorded[] = [];
    for (const entry of entries) {
      const { message } = entry;
      entry.read ??= { event: await this.#hearing.read(message, eventPlace(message.partition, message.offset)) };
      if (entry.read.event) events.push(entry.read.event);
    }
    return events;
  }

  async #open(after: string): Promise<Session> {
    const discard = ({ receiver }: Session) => receiver.close();
    const opened = await this.#hearing.inTime(() => this.#begin(after), discard);
    this.#session = opened;
    if (this.#closed || opened.inbox.isShut) await this.#end();
    return opened;
  }

  async #begin(after: string): Promise<Session> {
    const { client, topic, group } = this.#hearing;
    const inbox: Inbox = new Inbox(await this.#starts(after), {
      arrived: () => this.#arrived(),
      isWhole: (jumps) => this.#isWhole(jumps),
      giveUp: () => this.#lost(inbox),
    });
    const receiver = await client.receive({
      topic,
      group,
      starts: inbox.starts,
      assigned: (partitions) => inbox.assigned(partitions),
      take: (messages) => inbox.take(messages),
      lost: () => this.#lost(inbox),
    });
    inbox.commits.by(receiver);
    return { receiver, inbox };
  }

  /**
   * Where the reader stands; for a partition that it does not know, where the group stands, or the beginning. A broker
   * that knows nothing of us has lost its disk, or the topic was made anew: our place says nothing about it.
   */
  async #starts(after: string): Promise<Map<number, bigint>> {
    const { client, topic, group, deadLetters } = this.#hearing;
    const extentOf = (name: string) => client.extent(name).catch((error: unknown) => Promise.reject(told(error, name)));
    const extents = await extentOf(topic);
    await extentOf(deadLetters);
    const committed = await client.committed(group, topic);
    const said = offsetsOf(after);
    const starts = new Map<number, bigint>();
    for (const [partition, { low, high }] of extents) {
      const kept = committed.get(partition);
      const place = after === START ? low : (said.get(partition) ?? kept ?? low);
      if (place < low) throw forgotten(`${group} ← ${topic}/${partition}`, [place, low]);
      // So it is where our place is beyond the end. All of it is read; what was heard before is known by its stream.
      starts.set(partition, kept === undefined || place > high ? low : place);
    }
    return starts;
  }

  /** Where the broker does not answer in time it is not known, and whoever opens anew asks again. */
  async #isWhole(jumps: readonly Jump[]): Promise<boolean> {
    const { client, topic, group, inTime } = this.#hearing;
    const ask = () => Promise.all([client.extent(topic), client.committed(group, topic)]);
    try {
      const [extents, committed] = await inTime(ask, async () => {});
      return jumps.every((jump) => isWhole(jump, extents.get(jump.partition), committed.get(jump.partition)));
    } catch {
      return false;
    }
  }

  #arrived(): void {
    this.#fresh = true;
    this.#news.ring();
  }

  /** The next call opens anew, from the place that it is given. */
  #lost(inbox: Inbox): void {
    inbox.shut();
    if (this.#session?.inbox === inbox) void this.#end().catch(() => {});
    this.#arrived();
  }

  async #end(): Promise<void> {
    const ending = this.#session;
    this.#session = undefined;
    if (!ending) return;
    ending.inbox.shut();
    await closeInTime(ending.inbox.commits.settled());
    await ending.receiver.close();
  }
}

/**
 * Gaps alone are ordinary, for transactions leave them; but what was expected must not be deleted, nor beyond the end.
 * A client goes back only to where its group stands: one that stands nowhere is in a topic that was made anew.
 */
function isWhole({ expected, offset }: Jump, extent: Extent | undefined, kept: bigint | undefined): boolean {
  const from = expected ?? kept;
  if (!extent || from === undefined || (offset < from && kept === undefined)) return false;
  return extent.low <= from && from <= extent.high;
}

/** So many messages, about a millisecond of work, before what else has come meanwhile gets its turn. */
const PIECE = 50;

/** Works on something ahead while its owner waits for others. What fails is met when it is its turn. */
function inPieces<T>(work: (some: readonly T[]) => Promise<unknown>) {
  let wanted = 0;
  let last: Promise<unknown> = Promise.resolve();
  const piece = async (all: readonly T[], turn: number) => {
    for (let at = 0; at < all.length; at += PIECE) {
      await new Promise((resolve) => setImmediate(resolve));
      if (turn !== wanted) return;
      await work(all.slice(at, at + PIECE));
    }
  };
  return {
    begin(all: readonly T[]): void {
      if (all.length > 0) last = piece(all, (wanted += 1)).catch(() => undefined);
    },
    async end(): Promise<void> {
      wanted += 1;
      await last;
    },
  };
}
