/**
 * What a KurrentDB keeps, in memory, for specifications: streams that count from 0, one log whose positions are places
 * in a file, events of the system between those of others, and the server's own rules for a retry.
 */

export interface Proposed {
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly data: Uint8Array;
  readonly meta: Uint8Array;
}

export interface Kept extends Proposed {
  readonly stream: string;
  readonly revision: number;
  /** Where it begins in the file. Both halves of an event's position are this number. */
  readonly position: number;
  readonly createdAt: number;
}

/** A revision, or a word about the stream. */
export type Expected = number | 'any' | 'none' | 'exists';

export type Answer =
  | { readonly result: 'kept'; readonly revision: number; readonly position: number }
  /** -1: there is no such stream. */
  | { readonly result: 'wrong'; readonly current: number }
  | { readonly result: 'deleted' };

/** Places so that the first few events take a digit more. */
const FIRST_POSITION = 9_000;
const HEADER_BYTES = 96;
/** So often the server writes down something of its own. */
const STATISTICS_EVERY = 7;
const STATISTICS = '$stats-127.0.0.1:2113';
const NOTHING = new Uint8Array();

interface Stream {
  readonly events: Kept[];
  /** Revisions before this one are not read; all of them after a deletion. */
  from: number;
  tombstoned: boolean;
}

/** The file: it only grows, unless a backup takes its place. */
function file() {
  const all: Kept[] = [];
  const streams = new Map<string, Stream>();
  let end = FIRST_POSITION;
  const of = (name: string) => {
    const known = streams.get(name) ?? { events: [], from: 0, tombstoned: false };
    streams.set(name, known);
    return known;
  };
  const write = (name: string, proposed: Proposed) => {
    const { events } = of(name);
    const kept = { ...proposed, stream: name, revision: events.length, position: end, createdAt: Date.now() };
    end += HEADER_BYTES + proposed.data.length + proposed.meta.length;
    events.push(kept);
    all.push(kept);
    return kept;
  };
  const putBack = (count: number) => {
    for (const gone of all.splice(count).toReversed()) {
      of(gone.stream).events.pop();
      end = gone.position;
    }
  };
  return { all, of, write, putBack };
}

export type LogUnderTest = ReturnType<typeof logUnderTest>;

export function logUnderTest() {
  const { all, of, write, putBack } = file();
  const followers = new Set<() => void>();
  const tell = () => {
    if (all.length % STATISTICS_EVERY === 0) write(STATISTICS, ofSystem('$statsCollected', { all: all.length }));
    for (const follower of [...followers]) follower();
  };
  write('$users', ofSystem('$UserCreated', { loginName: 'admin' }));
  return {
    append(name: string, expected: Expected, events: readonly Proposed[]): Answer {
      const found = judge(of(name), expected, events);
      if (found) return found;
      const last = events.map((event) => write(name, event)).at(-1);
      tell();
      return { result: 'kept', revision: last!.revision, position: last!.position };
    },
    remove(name: string, how: 'delete' | 'tombstone'): void {
      const stream = of(name);
      stream.from = Infinity;
      stream.tombstoned ||= how === 'tombstone';
      write(`$$${name}`, ofSystem('$metadata', { $tb: Number.MAX_SAFE_INTEGER }));
      tell();
    },
    all: all as readonly Kept[],
    reads: { looked: 0 },
    read: (name: string) => of(name).events.filter(({ revision }) => revision >= of(name).from),
    /** As it was when it had so many events: a backup of that moment is restored. */
    putBack,
    isTombstoned: (name: string) => of(name).tombstoned,
    /** Called after every append, until it is called off. */
    follow(follower: () => void): () => void {
      followers.add(follower);
      return () => void followers.delete(follower);
    },
  };
}

const ofSystem = (type: string, data: object): Proposed => ({
  id: crypto.randomUUID(),
  type,
  contentType: 'application/json',
  data: Buffer.from(JSON.stringify(data)),
  meta: NOTHING,
});

/** Undefined if the events are to be written. */
function judge(stream: Stream, expected: Expected, events: readonly Proposed[]): Answer | undefined {
  if (stream.tombstoned) return { result: 'deleted' };
  const current = stream.events.length - 1;
  const isGone = stream.from > current;
  if (expected === 'any') return undefined;
  if (expected === 'exists') return isGone ? { result: 'wrong', current } : undefined;
  const revision = expected === 'none' ? -1 : expected;
  if (revision < current) {
    const there = stream.events.slice(revision + 1, revision + 1 + events.length);
    const last = there.at(-1);
    const same = there.length === events.length && there.every(({ id }, i) => id === events[i]?.id);
    if (same && last) return { result: 'kept', revision: last.revision, position: last.position };
  }
  const begins = revision === -1 && isGone;
  if (begins) stream.from = Math.min(stream.from, current + 1);
  return begins || revision === current ? undefined : { result: 'wrong', current };
}

/** The index of the first event at or after a position. */
export function indexOf(all: readonly Kept[], position: number): number {
  let low = 0;
  let high = all.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (all[middle]!.position < position) low = middle + 1;
    else high = middle;
  }
  return low;
}
