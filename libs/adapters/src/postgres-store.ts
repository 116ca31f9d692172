/** The log on PostgreSQL, one schema for each service. The promises are kept by `sql/0001-log.sql`. */
import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises';
import type { Appended, EventStore, NewEvent, Recorded } from '@yimen/kernel';
import type pg from 'pg';
import { passes, reachable } from './failure.ts';
import { gather, type Call } from './gather.ts';
import { migrate } from './postgres-migrate.ts';
import { connect, type Database } from './postgres.ts';
import { name, whole } from './text.ts';

export interface PostgresAt {
  /** A database that is open already, or the address of one; what is opened here is closed here. */
  readonly database: Database | string;
  /** A plain identifier such as `es_union`. */
  readonly schema: string;
}

const DIGITS = 19;
/** Two commits under way keep the disk busy; more would only make the groups smaller. */
const LANES = 2;
/** Rests between attempts when the connection breaks in the middle of an append. */
const RESTS_MS = [50, 250, 1000];

interface Append {
  readonly stream: string;
  readonly expected: number;
  readonly ids: readonly string[];
  readonly types: readonly string[];
  readonly data: readonly string[];
  readonly meta: readonly string[];
}

interface Outcome {
  readonly ok: boolean;
  readonly version: number;
  readonly position: number | null;
}

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

export async function postgresStore({ database: at, schema }: PostgresAt): Promise<EventStore> {
  const database = typeof at === 'string' ? await connect(at) : at;
  await migrate(database, identifier(schema));
  const news = database.wakeUps.of(schema);
  const write = writing(database, schema);
  const ask = async (statement: string, text: string, values: unknown[]): Promise<Page> => {
    const query = { name: `${schema}.${statement}`, text, values, rowMode: 'array' as const, types: asText };
    const { rows: chunks } = await reachable(() => database.pool.query<string[]>(query));
    return { chunks, positions: chunks.flatMap(([positions]) => JSON.parse(positions!)) };
  };
  const { ofStream, visible, final } = statements(schema);
  /** Positions without a hole are final as they are: whoever writes takes one that nobody has had. */
  const afterwards: Ask = async (after, limit) => {
    const seen = await ask('visible', visible, [after || '0', limit]);
    if (isWhole(after, seen)) return seen;
    const found = await ask('final', final, [after || '0', limit]);
    if (found.positions.length < seen.positions.length) database.wakeUps.heldBack(schema);
    return found;
  };

  return {
    async append(stream, expected, happened) {
      const appended = await write(packed(stream, expected, happened));
      if (appended.outcome === 'appended') database.wakeUps.appended(schema);
      return appended;
    },
    read: async (stream) => (whole(stream) ? (await ask('read', ofStream, [stream])).chunks.flatMap(recorded) : []),
    follow: readingAhead(afterwards),
    async count() {
      const text = `select count(*) as n from ${schema}.events`;
      return (await reachable(() => database.pool.query<{ n: number }>(text))).rows[0]!.n;
    },
    changed: news.wait,
    close: async () => (typeof at === 'string' ? database.close() : undefined),
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

export function identifier(schema: string): string {
  if (!/^[a-z][a-z0-9_]{0,50}$/.test(schema)) throw new TypeError(`"${schema}" is no plain name for a schema`);
  return schema;
}

function packed(stream: string, expected: number, events: readonly NewEvent[]): Append {
  if (events.length === 0) throw new TypeError(`nothing to append to ${stream}`);
  return {
    stream: name(stream),
    expected,
    ids: events.map(({ id }) => name(id)),
    types: events.map(({ type }) => name(type)),
    data: events.map(({ data }) => JSON.stringify(data ?? null)),
    meta: events.map(({ meta }) => JSON.stringify(meta)),
  };
}

const position = (value: number): string => String(value).padStart(DIGITS, '0');

function recorded(chunk: Chunk): Recorded[] {
  const [positions, streams, versions, ids, types, data, metas] = chunk.map((column) => JSON.parse(column));
  return positions.map((at: number, i: number) => ({
    id: ids[i],
    type: types[i],
    data: data[i],
    meta: metas[i],
    stream: streams[i],
    version: versions[i],
    position: position(at),
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
    const end = positions.length > 0 ? position(positions.at(-1)!) : after;
    if (positions.length === limit) {
      ahead.set(`${end}|${limit}`, goesOn ? ask(end, limit).catch(() => undefined) : undefined);
      if (ahead.size > MOST_AHEAD) ahead.delete(ahead.keys().next().value!);
      // The pool sends a question in a turn of its own.
      if (goesOn) await turn();
    }
    return { events: chunks.flatMap(recorded), position: end };
  };
}

function answer({ ok, version, position: at }: Outcome): Appended {
  if (!ok || at === null) return { outcome: 'conflict', actual: version };
  return { outcome: 'appended', version, position: position(at) };
}

/** Appends that come together share one commit; one that comes alone takes the shorter way. */
function writing(database: Database, schema: string): (input: Append) => Promise<Appended> {
  const alone = async (call: Call<Append, Appended>) => {
    try {
      call.resolve(await again(() => single(database, schema, call.input)));
    } catch (error) {
      call.reject(error);
    }
  };
  return gather<Append, Appended>({
    lanes: LANES,
    key: ({ stream }) => stream,
    weight: ({ data }) => data.reduce((sum, json) => sum + json.length, 0),
    async run(calls) {
      const won = calls.length > 1 ? await together(database, schema, calls).catch(() => undefined) : undefined;
      // A race that seems lost, and everything of a commit whose outcome is unknown, is asked for one by one.
      await Promise.all(calls.filter((_, i) => !won?.has(i)).map(alone));
    },
  });
}

/** The same ids at the same version again are no second append, so an attempt whose outcome is unknown is repeated. */
async function again(attempt: () => Promise<Appended>): Promise<Appended> {
  for (const rest of RESTS_MS) {
    try {
      return await attempt();
    } catch (error) {
      if (!passes(error)) throw error;
      await pause(rest);
    }
  }
  return reachable(attempt);
}

async function single({ pool }: Database, schema: string, input: Append): Promise<Appended> {
  const { stream, expected, ids, types, data, meta } = input;
  const one = ids.length === 1;
  const { rows } = await pool.query<Outcome>({
    name: `${schema}.${one ? 'append_one' : 'append'}`,
    text: `select * from ${schema}.${one ? 'append_one' : 'append'}($1, $2, $3, $4, $5, $6)`,
    values: one ? [stream, expected, ids[0], types[0], data[0], meta[0]] : [stream, expected, ids, types, data, meta],
  });
  return answer(rows[0]!);
}

/** Settles those that were appended and says which. */
async function together({ pool }: Database, schema: string, calls: readonly Call<Append, Appended>[]) {
  const inputs = calls.map(({ input }) => input);
  const { rows } = await pool.query<{ ord: number; position: number }>({
    name: `${schema}.append_many`,
    text: `select * from ${schema}.append_many($1, $2, $3, $4, $5, $6, $7)`,
    values: [
      inputs.map(({ stream }) => stream),
      inputs.map(({ expected }) => expected),
      inputs.map(({ ids }) => ids.length),
      inputs.flatMap(({ ids }) => ids),
      inputs.flatMap(({ types }) => types),
      inputs.flatMap(({ data }) => data),
      inputs.flatMap(({ meta }) => meta),
    ],
  });
  for (const { ord, position: at } of rows) {
    const { input, resolve } = calls[ord - 1]!;
    resolve(answer({ ok: true, version: input.expected + input.ids.length, position: at }));
  }
  return new Set(rows.map(({ ord }) => ord - 1));
}
