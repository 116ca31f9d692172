/** Following the events of one agency in the log that all who use a KurrentDB have in common. */
import {
  BACKWARDS,
  END,
  StreamNotFoundError,
  streamNameFilter,
  type AllStreamResolvedEvent,
  type AllStreamSubscription,
  type KurrentDBClient,
  type ResolvedEvent,
} from '@kurrent/kurrentdb-client';
import type { Batch, Recorded, Source } from '@yimen/kernel';
import type { Bell } from './bell.ts';
import { collected, reached } from './kurrent-failure.ts';
import { placeOf, placeText, putBack } from './kurrent-place.ts';

/** Without a live call, whoever waits looks so often. */
const LOOK_MS = 100;
const RECONNECT_MS = 250;
/** A word about what the filter leaves out is of no use here, so it may be rare. */
const CHECKPOINT_EVERY = 1_000;
/** Readers whose way past the events of others is remembered. */
const MOST_READERS = 64;

export interface FeedAt {
  readonly client: KurrentDBClient;
  /** What the names of the agency's streams begin with. */
  readonly prefix: string;
  readonly recorded: (event: AllStreamResolvedEvent) => Recorded;
  readonly bell: Bell;
}

export interface Feed extends Source {
  close(): Promise<void>;
}

export function feed(at: FeedAt): Feed {
  const line = live(at);
  return {
    follow: following(at),
    changed: (ms, signal) => at.bell.wait(line.isLive() ? ms : Math.min(ms, LOOK_MS), signal),
    close: line.close,
  };
}

/** The place of the newest event of anybody; the start, if there is none. Reads only what is committed. */
export async function newest(client: KurrentDBClient): Promise<string> {
  const from = { direction: BACKWARDS, fromPosition: END, maxCount: 1, requiresLeader: true } as const;
  const [last] = await reached(() => collected(client.readAll(from)));
  return placeText(last?.event?.position ?? last?.link?.position);
}

/** All of a stream, in order; empty for one that does not exist. */
export async function wholeStream(client: KurrentDBClient, stream: string): Promise<readonly ResolvedEvent[]> {
  try {
    // What was just appended must be among what is read before the next decision, so the leader is asked.
    return await reached(() => collected(client.readStream(stream, { requiresLeader: true })));
  } catch (error) {
    if (error instanceof StreamNotFoundError) return [];
    throw error;
  }
}

/**
 * The leader alone is asked: only there is what was just read as newest surely in reach of the next read. Where others
 * write much and this agency little, a reader stays at its last event for long; how far the log is known to hold
 * nothing for it is kept in mind, so that each look reads the others' events once and not again and again.
 */
function following({ client, prefix, recorded }: FeedAt): Source['follow'] {
  const seen = new Map<string, string>();
  const remember = (reader: string, upTo: string) => {
    seen.delete(reader);
    seen.set(reader, upTo);
    if (seen.size > MOST_READERS) seen.delete(seen.keys().next().value!);
  };
  const filter = streamNameFilter({ prefixes: [prefix] });

  async function look(after: string, limit: number): Promise<Batch> {
    const place = placeOf(after);
    const head = await newest(client);
    // Of what was read once nothing is ever missing, so this is the log of an earlier moment.
    if (head < after) throw putBack(after);
    const known = seen.get(after) ?? after;
    const from = known > head ? after : known;
    const fromPosition = from === after ? place : placeOf(from);
    if (head === from) return { events: [], position: after };
    // A read begins with the event at the place itself.
    const maxCount = limit + 1;
    const found = await reached(() =>
      collected(client.readAll({ fromPosition, filter, maxCount, requiresLeader: true })),
    );
    const newer = found.map(recorded).filter(({ position }) => position > after);
    const events = newer.slice(0, limit);
    const position = events.at(-1)?.position ?? after;
    if (found.length < maxCount && head > position) remember(position, head);
    return { events, position };
  }

  return (after, limit) =>
    look(after, limit).catch((error) => {
      // A server that comes back from a backup may have lost what it had.
      seen.clear();
      throw error;
    });
}

interface Line {
  /** Opens it, if it is not open; whether it is heard now. */
  isLive(): boolean;
  close(): Promise<void>;
}

/** A call that stays open and rings for every event of the agency. It is opened by the first who waits. */
function live({ client, prefix, bell }: FeedAt): Line {
  const filter = streamNameFilter({ prefixes: [prefix], checkpointInterval: CHECKPOINT_EVERY });
  let subscription: AllStreamSubscription | undefined;
  let isLive = false;
  let closed = false;

  function open() {
    const mine = client.subscribeToAll({ fromPosition: END, filter });
    subscription = mine;
    const lost = () => {
      if (subscription !== mine || closed) return;
      isLive = false;
      mine.destroy();
      setTimeout(() => !closed && open(), RECONNECT_MS).unref();
    };
    mine.on('confirmation', () => {
      isLive = true;
      bell.ring();
    });
    mine.on('data', bell.ring).on('error', lost).on('end', lost);
  }

  return {
    isLive() {
      if (!subscription && !closed) open();
      return isLive;
    },
    async close() {
      closed = true;
      isLive = false;
      await subscription?.unsubscribe().catch(() => {});
      subscription?.destroy();
    },
  };
}
