/** Reading the log on PostgreSQL: a stream by its name, and what is final after a position, page by page. */
import { setImmediate as turn } from 'node:timers/promises';
import type { EventStore, Recorded } from '@yimen/kernel';
import type pg from 'pg';
import { reachable } from './failure.ts';
import { gather } from './gather.ts';
import type { Database } from './postgres.ts';
import { whole } from './text.ts';

const DIGITS = 19;
export const positionOf = (value: number): string => String(value).padStart(DIGITS, '0');

/** Events that come as one row: fewer keep the driver busy, and what is parsed from a long text is held for long. */
const TOGETHER = 64;
/** Some events; of each other column their values as JSON: half of what a row of each event costs the driver. */
interface Chunk {
  readonly positions: readonly number[];
  readonly columns: readonly string[];
}
interface Page {
  readonly chunks: readonly Chunk[];
  /** How many events, and the position of the last, if there is one. */
  readonly size: number;
  readonly last: number | undefined;
}
const asText = { getTypeParser: () => String } as pg.CustomTypesConfig;
/** So many questions for streams are under way at once; what is asked for meanwhile goes with the next. */
const LANES = 2;
/** So many readers that are far behind have their next page read ahead. */
const MOST_AHEAD = 2;

export function reading({ pool, wakeUps }: Database, schema: string): Pick<EventStore, 'read' | 'follow'> {
  const ask = async (statement: string, text: string, values: unknown[]): Promise<Page> => {
    const query = { name: `${schema}.${statement}`, text, values, rowMode: 'array' as const, types: asText };
    const { rows } = await reachable(() => pool.query<string[]>(query));
    const chunks = rows.map(([positions, ...columns]): Chunk => ({ positions: JSON.parse(positions!), columns }));
    const size = chunks.reduce((sum, { positions }) => sum + positions.length, 0);
    return { chunks, size, last: chunks.at(-1)?.positions.at(-1) };
  };
  const { ofStreams, visible, final } = statements(schema);
  const read = gather<string, readonly Recorded[]>({
    lanes: LANES,
    key: (stream) => stream,
    weight: () => 1,
    async run(calls) {
      const streams = calls.map(({ input }) => input);
      const found = await ask('read', ofStreams, [streams]).catch((error: unknown) => {
        for (const { reject } of calls) reject(error);
      });
      const events = Map.groupBy(found?.chunks.flatMap(recorded) ?? [], ({ stream }) => stream);
      for (const { input, resolve } of calls) resolve(events.get(input) ?? []);
    },
  });
  /** Positions without a hole are final as they are: whoever writes takes one that nobody has had. */
  const afterwards: Ask = async (after, limit) => {
    const seen = await ask('visible', visible, [after || '0', limit]);
    if (isWhole(after, seen)) return seen;
    const found = await ask('final', final, [after || '0', limit]);
    if (found.size < seen.size) wakeUps.heldBack(schema);
    return found;
  };
  return {
    read: async (stream) => (whole(stream) ? read(stream) : []),
    follow: askedOnce(readingAhead(afterwards)),
  };
}

function statements(schema: string) {
  const [streams, events] = [`${schema}.streams s`, `${schema}.events e`];
  /** `by` is the number by which events are sorted and put together, within `of` if that is given. */
  const chunked = ([of, by]: readonly [of: string, by: string], stream: string, from: string): string => {
    const columns = ['e.position', stream, 'e.version', 'e.id', 'e.type', 'e.data', 'e.meta'];
    const arrays = columns.map((column) => `json_agg(${column} order by ${by})`);
    const chunk = `${of}${by} / ${TOGETHER}`;
    return `select ${arrays.join()} from ${from} group by ${chunk} order by ${chunk}`;
  };
  return {
    // Each by itself (`offset 0`): what the server believes of a table it has not counted, or counted wrong, would make
    // it read all of one to join the other.
    ofStreams: chunked(
      ['asked.name, ', 'e.version'],
      'asked.name',
      `unnest($1::text[]) as asked (name)
        cross join lateral (select s.id from ${streams} where s.name = asked.name offset 0) s
        cross join lateral (select * from ${events} where e.stream = s.id order by e.version offset 0) e`,
    ),
    visible: chunked(
      ['', 'e.position'],
      `(select s.name from ${streams} where s.id = e.stream)`,
      `(select * from ${events} where e.position > $1 order by e.position limit $2) e`,
    ),
    final: chunked(['', 'e.position'], 'e.stream', `${schema}.follow($1, $2) e`),
  };
}

function recorded({ positions, columns }: Chunk): Recorded[] {
  const [streams, versions, ids, types, data, metas] = columns.map((column) => JSON.parse(column));
  return positions.map((at, i) => ({
    id: ids[i],
    type: types[i],
    data: data[i],
    meta: metas[i],
    stream: streams[i],
    version: versions[i],
    position: positionOf(at),
  }));
}

/**
 * The relay and the listener of a house are woken by the same word and mostly stand at the same place: one answer does
 * for both. Whoever asks in a later turn may have been woken by something newer, and asks for himself.
 */
function askedOnce(follow: EventStore['follow']): EventStore['follow'] {
  const asked = new Map<string, ReturnType<typeof follow>>();
  return (after, limit) => {
    const question = `${after}|${limit}`;
    const answer = asked.get(question) ?? follow(after, limit);
    if (!asked.has(question)) process.nextTick(() => asked.delete(question));
    asked.set(question, answer);
    return answer;
  };
}

type Ask = (after: string, limit: number) => Promise<Page>;

const isWhole = (after: string, { size, last }: Page): boolean => last === undefined || last - Number(after) === size;

/**
 * Whoever takes page after page is far behind: the next one is on its way before this one is parsed. It is of use only
 * if it is full, for what follows the last event may have grown since.
 */
function readingAhead(ask: Ask): EventStore['follow'] {
  /** By the end of a full page, what comes after it; undefined until somebody has gone on from one to the next. */
  const ahead = new Map<string, Promise<Page | undefined> | undefined>();
  return async (after, limit) => {
    const goesOn = ahead.has(`${after}|${limit}`);
    const early = await ahead.get(`${after}|${limit}`);
    ahead.delete(`${after}|${limit}`);
    const { chunks, size, last } = early?.size === limit ? early : await ask(after, limit);
    const end = last === undefined ? after : positionOf(last);
    if (size === limit) {
      ahead.set(`${end}|${limit}`, goesOn ? ask(end, limit).catch(() => undefined) : undefined);
      if (ahead.size > MOST_AHEAD) ahead.delete(ahead.keys().next().value!);
      // The pool sends a question in a turn of its own.
      if (goesOn) await turn();
    }
    return { events: chunks.flatMap(recorded), position: end };
  };
}
