/** Reading the log on PostgreSQL: a stream by its name, and what is final after a position, page by page. */
import { setImmediate as turn } from 'node:timers/promises';
import type { EventStore, Recorded } from '@yimen/kernel';
import type pg from 'pg';
import { reachable } from './failure.ts';
import type { Database } from './postgres.ts';
import { whole } from './text.ts';

const DIGITS = 19;
export const positionOf = (value: number): string => String(value).padStart(DIGITS, '0');

/** Events that come as one row: fewer keep the driver busy, and what is parsed from a long text is held for long. */
const TOGETHER = 64;
/** Of each column the values of some events, as JSON: half of what a row of each event costs the driver. */
type Chunk = readonly string[];
interface Page {
  readonly chunks: readonly Chunk[];
  readonly positions: readonly number[];
}
const asText = { getTypeParser: () => String } as pg.CustomTypesConfig;
/** So many readers that are far behind have their next page read ahead. */
const MOST_AHEAD = 2;

export function reading({ pool, wakeUps }: Database, schema: string): Pick<EventStore, 'read' | 'follow'> {
  const ask = async (statement: string, text: string, values: unknown[]): Promise<Page> => {
    const query = { name: `${schema}.${statement}`, text, values, rowMode: 'array' as const, types: asText };
    const { rows: chunks } = await reachable(() => pool.query<string[]>(query));
    return { chunks, positions: chunks.flatMap(([positions]) => JSON.parse(positions!)) };
  };
  const { ofStream, visible, final } = statements(schema);
  /** Positions without a hole are final as they are: whoever writes takes one that nobody has had. */
  const afterwards: Ask = async (after, limit) => {
    const seen = await ask('visible', visible, [after || '0', limit]);
    if (isWhole(after, seen)) return seen;
    const found = await ask('final', final, [after || '0', limit]);
    if (found.positions.length < seen.positions.length) wakeUps.heldBack(schema);
    return found;
  };
  return {
    read: async (stream) => (whole(stream) ? (await ask('read', ofStream, [stream])).chunks.flatMap(recorded) : []),
    follow: readingAhead(afterwards),
  };
}

function statements(schema: string) {
  const [streams, events] = [`${schema}.streams s`, `${schema}.events e`];
  const chunked = (by: string, stream: string, from: string): string => {
    const columns = ['e.position', stream, 'e.version', 'e.id', 'e.type', 'e.data', 'e.meta'];
    const arrays = columns.map((column) => `json_agg(${column} order by ${by})`);
    return `select ${arrays.join()} from ${from} group by ${by} / ${TOGETHER} order by ${by} / ${TOGETHER}`;
  };
  return {
    ofStream: chunked('e.version', 's.name', `${streams} join ${events} on e.stream = s.id where s.name = $1`),
    visible: chunked(
      'e.position',
      `(select s.name from ${streams} where s.id = e.stream)`,
      `(select * from ${events} where e.position > $1 order by e.position limit $2) e`,
    ),
    final: chunked('e.position', 'e.stream', `${schema}.follow($1, $2) e`),
  };
}

function recorded(chunk: Chunk): Recorded[] {
  const [positions, streams, versions, ids, types, data, metas] = chunk.map((column) => JSON.parse(column));
  return positions.map((at: number, i: number) => ({
    id: ids[i],
    type: types[i],
    data: data[i],
    meta: metas[i],
    stream: streams[i],
    version: versions[i],
    position: positionOf(at),
  }));
}

type Ask = (after: string, limit: number) => Promise<Page>;

const isWhole = (after: string, { positions }: Page): boolean =>
  positions.length === 0 || positions.at(-1)! - Number(after) === positions.length;

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
    const { chunks, positions } = early?.positions.length === limit ? early : await ask(after, limit);
    const end = positions.length > 0 ? positionOf(positions.at(-1)!) : after;
    if (positions.length === limit) {
      ahead.set(`${end}|${limit}`, goesOn ? ask(end, limit).catch(() => undefined) : undefined);
      if (ahead.size > MOST_AHEAD) ahead.delete(ahead.keys().next().value!);
      // The pool sends a question in a turn of its own.
      if (goesOn) await turn();
    }
    return { events: chunks.flatMap(recorded), position: end };
  };
}
