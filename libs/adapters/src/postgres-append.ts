/** Appending to the log on PostgreSQL: what comes together is one commit, and what is asked again happens once. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Appended, EventStore, NewEvent } from '@yimen/kernel';
import { away, isSilent, passes } from './failure.ts';
import { gather, type Call } from './gather.ts';
import { positionOf } from './postgres-pages.ts';
import type { Database } from './postgres.ts';
import { name } from './text.ts';

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

function answer({ ok, version, position: at }: Outcome): Appended {
  if (!ok || at === null) return { outcome: 'conflict', actual: version };
  return { outcome: 'appended', version, position: positionOf(at) };
}

/** Appends that come together share one commit; one that comes alone takes the shorter way. */
export function appending(database: Database, schema: string): EventStore['append'] {
  const alone = async (call: Call<Append, Appended>, isUnknown: boolean) => {
    try {
      call.resolve(await again(() => single(database, schema, call.input), isUnknown));
    } catch (error) {
      call.reject(error);
    }
  };
  const write = gather<Append, Appended>({
    lanes: LANES,
    key: ({ stream }) => stream,
    weight: ({ data }) => data.reduce((sum, json) => sum + json.length, 0),
    async run(calls) {
      let isUnknown = false;
      const won = await (calls.length > 1 ? together(database, schema, calls) : undefined)?.catch((error: unknown) => {
        isUnknown = passes(error);
        return undefined;
      });
      // A race that seems lost, and everything of a commit whose outcome is unknown, is asked for one by one.
      await Promise.all(calls.filter((_, i) => !won?.has(i)).map((call) => alone(call, isUnknown)));
    },
  });
  return async (stream, expected, happened) => {
    const appended = await write(packed(stream, expected, happened));
    if (appended.outcome === 'appended') database.wakeUps.appended(schema);
    return appended;
  };
}

/**
 * The same ids at the same version again are no second append, so an attempt whose outcome is unknown is repeated. It
 * stays unknown until the log itself answers: whatever fails afterwards, what was sent first may have been saved.
 */
async function again(attempt: () => Promise<Appended>, before: boolean): Promise<Appended> {
  let isUnknown = before;
  for (const rest of RESTS_MS) {
    try {
      return await attempt();
    } catch (error) {
      isUnknown ||= passes(error);
      if (!isUnknown) throw error;
      if (!passes(error) || isSilent(error)) throw away(error);
      await pause(rest);
    }
  }
  return attempt().catch((error: unknown) => Promise.reject(away(error)));
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
