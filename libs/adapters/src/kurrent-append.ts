/** Appending to KurrentDB: the promises of the port over the server's own expected revisions. */
import { setTimeout as pause } from 'node:timers/promises';
import {
  jsonEvent,
  NO_STREAM,
  WrongExpectedVersionError,
  type JSONEventData,
  type JSONType,
  type KurrentDBClient,
} from '@kurrent/kurrentdb-client';
import { Unavailable, type Appended, type NewEvent } from '@yimen/kernel';
import { away } from './failure.ts';
import { gather, type Call } from './gather.ts';
import { inTime, isUnsure, reached } from './kurrent-failure.ts';
import { wholeStream } from './kurrent-feed.ts';
import { placeText } from './kurrent-place.ts';
import { turnsOf } from './kurrent-turns.ts';
import { name, Unstorable } from './text.ts';

/** Groups under way at once, each of at most 128 appends: more would only wait at the server while their time runs. */
const LANES = 2;
/** Rests between attempts when the connection breaks in the middle of an append. */
const RESTS_MS = [50, 250, 1000];
/** An id is kept as a number and comes back in small letters; one that would come back otherwise is refused. */
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export interface Append {
  /** As the server knows it. */
  readonly stream: string;
  readonly expected: number;
  readonly events: readonly JSONEventData[];
  /** In characters. */
  readonly weight: number;
}

/** What the caller does to its values afterwards does not reach the log. */
export function packed(stream: string, expected: number, events: readonly NewEvent[]): Append {
  if (events.length === 0) throw new TypeError(`nothing to append to ${stream}`);
  let weight = 0;
  const copy = (value: unknown) => {
    const json = JSON.stringify(value ?? null);
    weight += json.length;
    return JSON.parse(json) as JSONType;
  };
  const copies = events.map(({ id, type, data, meta }) =>
    jsonEvent({ id: uuid(id), type: name(type), data: copy(data), metadata: copy(meta) }),
  );
  return { stream, expected, events: copies, weight };
}

function uuid(id: string): string {
  if (!UUID.test(id)) throw new Unstorable(`KurrentDB keeps ids as numbers, and "${id}" is no UUID in small letters`);
  return id;
}

/** Appends to different streams share one call to the server, each with an answer of its own. */
export function writing(client: KurrentDBClient): (input: Append) => Promise<Appended> {
  const settle = async ({ input, resolve, reject }: Call<Append, Appended>) => {
    try {
      resolve(await again(() => single(client, input)));
    } catch (error) {
      reject(error);
    }
  };
  return gather<Append, Appended>({
    lanes: LANES,
    key: ({ stream }) => stream,
    weight: ({ weight }) => weight,
    run: async (calls) => void (await Promise.all(calls.map(settle))),
  });
}

/**
 * The server takes the same ids at the same revision as a retry, so an append of unknown outcome is repeated. It stays
 * unknown until the log itself answers: whatever fails afterwards, what was sent first may have been saved.
 */
async function again(attempt: () => Promise<Appended>): Promise<Appended> {
  let isUnknown = false;
  for (const rest of RESTS_MS) {
    try {
      return await attempt();
    } catch (error) {
      if (!isUnsure(error)) return isUnknown ? lost(error) : reached(() => Promise.reject(error));
      isUnknown = true;
      await pause(rest);
    }
  }
  return attempt().catch(lost);
}

const lost = (error: unknown): Promise<never> => Promise.reject(error instanceof Unavailable ? error : away(error));

async function single(client: KurrentDBClient, input: Append): Promise<Appended> {
  const { stream, expected, events } = input;
  const streamState = expected === 0 ? NO_STREAM : BigInt(expected - 1);
  const send = () => client.appendToStream(stream, [...events], { streamState, requiresLeader: true });
  try {
    const { success, nextExpectedRevision, position } = await turnsOf(client)(() => inTime(send));
    // It may have been written, whatever keeps us from looking.
    if (!success || !position) return await lookUp(client, input).catch(lost);
    return { outcome: 'appended', version: Number(nextExpectedRevision) + 1, position: placeText(position) };
  } catch (error) {
    if (!(error instanceof WrongExpectedVersionError)) throw error;
    const { actualState } = error;
    return { outcome: 'conflict', actual: typeof actualState === 'bigint' ? Number(actualState) + 1 : 0 };
  }
}

/**
 * What became of an append whose answer does not say it: a client may be told not to throw for a lost race, and then
 * names a wrong version; a server may leave the place out.
 */
async function lookUp(client: KurrentDBClient, { stream, expected, events }: Append): Promise<Appended> {
  const past = await wholeStream(client, stream);
  const there = past.slice(expected, expected + events.length);
  const same = there.length === events.length && there.every(({ event }, i) => event?.id === events[i]?.id);
  if (!same) return { outcome: 'conflict', actual: past.length };
  return { outcome: 'appended', version: expected + events.length, position: placeText(there.at(-1)?.event?.position) };
}
