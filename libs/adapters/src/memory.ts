/** The ports in memory, for specs and quick demonstrations: the promises of the disk, except that a restart forgets. */
import type { Appended, Bus, EventStore, NewEvent, Query, Recorded, Row, Rows, Source } from '@yimen/kernel';
import { bell } from './bell.ts';
import { buffered, kept, type Below, type Changes } from './buffer.ts';
import { asked, belongs, page } from './query.ts';
import { detached, name } from './text.ts';

/** As long as PostgreSQL's largest position, so that positions compare as text. */
const DIGITS = 19;

/** A growing list that can be followed. */
function topic() {
  const entries: Recorded[] = [];
  const news = bell();
  const source: Source = {
    async follow(after, limit) {
      const from = Number(after);
      const events = entries.slice(from, from + limit);
      return { events, position: events.at(-1)?.position ?? after };
    },
    count: async () => entries.length,
    changed: news.wait,
  };
  const add = (event: Omit<Recorded, 'position'>) => {
    const position = String(entries.length + 1).padStart(DIGITS, '0');
    const entry: Recorded = Object.freeze({ ...event, position });
    entries.push(entry);
    return entry;
  };
  return { source, add, ring: news.ring };
}

export function memoryStore(): EventStore {
  const log = topic();
  const streams = new Map<string, readonly Recorded[]>();

  async function append(stream: string, expected: number, events: readonly NewEvent[]): Promise<Appended> {
    const past = streams.get(name(stream)) ?? [];
    if (events.length === 0) throw new TypeError(`nothing to append to ${stream}`);
    if (past.length !== expected) return repeated(past, expected, events);
    const copies = events.map((event) => detached({ ...event, data: event.data ?? null }));
    const added = copies.map((event, i) => log.add({ ...event, stream, version: expected + i + 1 }));
    streams.set(stream, Object.freeze([...past, ...added]));
    log.ring();
    return appended(added);
  }

  const read = async (stream: string) => streams.get(stream) ?? [];
  return { append, read, ...log.source, close: async () => {} };
}

/** The same ids after the same version are the answer to a retry; anything else has lost the race. */
function repeated(past: readonly Recorded[], expected: number, events: readonly NewEvent[]): Appended {
  const there = past.slice(expected, expected + events.length);
  const same = there.length === events.length && there.every(({ id }, i) => id === events[i]?.id);
  return same ? appended(there) : { outcome: 'conflict', actual: past.length };
}

function appended(events: readonly Recorded[]): Appended {
  const { version, position } = events.at(-1)!;
  return { outcome: 'appended', version, position };
}

type Views = Map<string, Map<string, Row>>;

/** Rows that are there from the beginning, for specs, and are found by whatever is in them; or none. */
export function memoryRows(...there: readonly (readonly [view: string, row: Row])[]): Rows {
  const views: Views = new Map();
  for (const [view, row] of there) {
    const planted = kept({ ...row, foundBy: Object.keys(Object(row.data)) });
    commit(views, view, { cleared: false, rows: new Map([[row.key, planted]]) });
  }
  const below = looking(views);
  let last: Promise<unknown> = Promise.resolve();
  return {
    row: (view, key) => below.row(view, key),
    rows: async (view, query) => below.rows(view, asked(query), []),
    count: async (view, query) => below.count(view, asked(query), []),
    transaction(work) {
      const mine = last.then(async () => {
        const buffer = buffered(below);
        const result = await work(buffer.tx);
        for (const [view, changes] of buffer.end()) commit(views, view, changes);
        return result;
      });
      last = mine.catch(() => {});
      return mine;
    },
    close: async () => {},
  };
}

/** What a row is found by is not told, as where it is not kept beside the row. */
const told = ({ foundBy: _, ...row }: Row): Row => row;

function looking(views: Views): Below {
  const having = (view: string, query: Query, without: readonly string[]) => {
    const hidden = new Set(without);
    return [...(views.get(view)?.values() ?? [])].filter((row) => !hidden.has(row.key) && belongs(row, query));
  };
  return {
    async row(view, key) {
      const row = views.get(view)?.get(key);
      return row && told(row);
    },
    rows: async (view, query, without) => page(having(view, query, without), query).map(told),
    count: async (view, query, without) => having(view, query, without).length,
  };
}

function commit(views: Views, view: string, { cleared, rows }: Changes): void {
  const now = (!cleared && views.get(view)) || new Map<string, Row>();
  views.set(view, now);
  for (const [key, row] of rows) {
    if (row) now.set(key, row);
    else now.delete(key);
  }
}

/** Topics as a broker has them: what an agency publishes stays in order, and each consumer reads at its own pace. */
export function memoryBus(): Bus {
  const topics = new Map<string, ReturnType<typeof topic>>();
  const of = (agency: string) => {
    const known = topics.get(agency) ?? topic();
    topics.set(agency, known);
    return known;
  };
  return {
    async publish(agency, events) {
      const { add, ring } = of(agency);
      for (const event of events) add(detached(event));
      ring();
    },
    source: (agency) => of(agency).source,
  };
}
