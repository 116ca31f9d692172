/**
 * Wake-ups between processes: one connection that listens, notifies and looks. Notifying happens after the commit and
 * beside it, because inside of the transaction it would make commits wait for each other.
 */
import type pg from 'pg';
import { bell, type Bell } from './bell.ts';
import { isSilent } from './failure.ts';

export interface WakeUps {
  /** The bell of one schema's log, rung by whatever process appends to it. */
  of(schema: string): Bell;
  /** Something was committed: wakes this process now and the others in a moment. */
  appended(schema: string): void;
  /** Somebody's open transaction holds readers back: whoever ends without a commit wakes nobody, so it is looked at. */
  heldBack(schema: string): void;
  close(): Promise<void>;
}

/** Each log has its own, for the server wakes everybody who listens on a channel for every word on it. */
const CHANNEL = 'yimen_log_';
/** This often where readers are held back ... */
const LOOK_MS = 50;
/** ... and every so many times where they are not, because a wake-up may have been lost. */
const QUIET = 10;
const NOTIFY_GAP_MS = 4;
const RECONNECT_MS = 250;

export function wakeUps(dial: () => pg.Client): WakeUps {
  const bells = new Map<string, Bell>();
  /** Logs that somebody's open transaction holds back. */
  const restless = new Set<string>();
  const rung = (schema: string) => bells.get(schema)?.ring();
  const line = liveLine(dial, { schemas: () => [...bells.keys()], rung });
  const look = looking(line, bells, restless);
  const timer = setInterval(look, LOOK_MS).unref();
  const announcer = announcing(line);

  return {
    of(schema) {
      const known = bells.get(schema) ?? bell();
      if (!bells.has(schema)) void line.query({ name: `listen-${schema}`, text: listenTo([schema]) });
      bells.set(schema, known);
      return known;
    },
    appended(schema) {
      rung(schema);
      announcer.announce(schema);
    },
    heldBack: (schema) => void restless.add(schema),
    async close() {
      clearInterval(timer);
      announcer.stop();
      await line.close();
    },
  };
}

/** Tells the other processes; what is appended meanwhile goes with the next word. */
function announcing(line: Line) {
  const pending = new Set<string>();
  let busy = false;
  const tell = async () => {
    busy = true;
    while (pending.size > 0) {
      const schemas = [...pending];
      pending.clear();
      const text = `select pg_notify('${CHANNEL}' || s, '') from unnest($1::text[]) s`;
      await line.query({ name: 'notify', text }, [schemas]);
      await new Promise((resolve) => setTimeout(resolve, NOTIFY_GAP_MS));
    }
    busy = false;
  };
  return {
    announce(schema: string) {
      pending.add(schema);
      if (!busy) void tell();
    },
    stop: () => pending.clear(),
  };
}

/** Rings where the horizon has moved since the last look. */
function looking(line: Line, bells: ReadonlyMap<string, Bell>, restless: Set<string>): () => Promise<void> {
  const seen = new Map<string, number>();
  let busy = false;
  let looks = 0;
  const lookAt = async ([schema, bell]: [string, Bell]) => {
    restless.delete(schema);
    const text = `select ${schema}.horizon() as now, ${schema}.taken() as taken`;
    const [found] = (await line.query<{ now: number; taken: number }>({ name: `look-${schema}`, text })) ?? [];
    if (!found) return bell.ring();
    if (found.now < found.taken) restless.add(schema);
    if (seen.get(schema) !== found.now) bell.ring();
    seen.set(schema, found.now);
  };
  return async () => {
    if (busy) return;
    busy = true;
    looks = (looks + 1) % QUIET;
    const isDue = ([schema, bell]: [string, Bell]) => bell.waiting() > 0 && (looks === 0 || restless.has(schema));
    await Promise.all([...bells].filter(isDue).map(lookAt));
    busy = false;
  };
}

interface Line {
  /** Undefined while the connection is away. */
  query<R>(statement: { name: string; text: string }, values?: unknown[]): Promise<readonly R[] | undefined>;
  close(): Promise<void>;
}

interface Heard {
  /** Whose logs are heard. */
  readonly schemas: () => readonly string[];
  readonly rung: (schema: string) => void;
}

const listenTo = (schemas: readonly string[]): string =>
  schemas.map((schema) => `listen ${CHANNEL}${schema}`).join('; ');

/** A connection that comes back by itself, until it is closed. */
function liveLine(dial: () => pg.Client, heard: Heard): Line {
  let client: pg.Client | undefined;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;
  let opening = open();
  let last: Promise<unknown> = opening;

  function later() {
    client = undefined;
    if (!closed) timer = setTimeout(() => (opening = open()), RECONNECT_MS).unref();
  }

  async function open(): Promise<void> {
    client = await listening(dial(), heard);
    if (client) client.once('end', later);
    else later();
  }

  return {
    // One question after the other: a connection answers in order anyway, and the driver wants it so.
    query(statement, values) {
      const answer = last.then(async () => {
        await opening;
        const asked = client;
        const result = await asked?.query({ ...statement, values }).catch((error: unknown) => {
          if (isSilent(error)) void asked.end().catch(() => {});
        });
        return result?.rows;
      });
      last = answer;
      return answer;
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      await opening;
      await client?.end().catch(() => {});
    },
  };
}

/** Connects and listens; undefined if the server does not answer. What this process appends it has rung already. */
async function listening(client: pg.Client, { schemas, rung }: Heard): Promise<pg.Client | undefined> {
  client.on('error', () => {});
  client.on('notification', ({ channel, processId }) => {
    if (processId !== (client as unknown as { processID: number }).processID) rung(channel.slice(CHANNEL.length));
  });
  try {
    await client.connect();
    await client.query(listenTo(schemas()));
    return client;
  } catch {
    await client.end().catch(() => {});
    return undefined;
  }
}
