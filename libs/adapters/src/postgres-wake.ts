/**
 * Wake-ups between processes: one connection that listens, notifies and looks. Notifying happens after the commit and
 * beside it, because inside of the transaction it would make commits wait for each other.
 */
import type pg from 'pg';
import { bell, type Bell } from './bell.ts';

export interface WakeUps {
  /** The bell of one schema's log, rung by whatever process appends to it. */
  of(schema: string): Bell;
  /** Something was committed: wakes this process now and the others in a moment. */
  appended(schema: string): void;
  close(): Promise<void>;
}

const CHANNEL = 'yimen_log';
/** A writer that ends without a commit wakes nobody, so whoever waits also looks, this often. */
const LOOK_MS = 50;
const NOTIFY_GAP_MS = 4;
const RECONNECT_MS = 250;

export function wakeUps(dial: () => pg.Client): WakeUps {
  const bells = new Map<string, Bell>();
  const line = liveLine(dial, (schema) => bells.get(schema)?.ring());
  const look = looking(line, bells);
  const timer = setInterval(look, LOOK_MS).unref();
  const pending = new Set<string>();
  let announcing = false;

  async function announce() {
    announcing = true;
    while (pending.size > 0) {
      const schemas = [...pending];
      pending.clear();
      await line.query({ name: 'notify', text: `select pg_notify('${CHANNEL}', s) from unnest($1::text[]) s` }, [
        schemas,
      ]);
      await new Promise((resolve) => setTimeout(resolve, NOTIFY_GAP_MS));
    }
    announcing = false;
  }

  return {
    of(schema) {
      const known = bells.get(schema) ?? bell();
      bells.set(schema, known);
      return known;
    },
    appended(schema) {
      bells.get(schema)?.ring();
      pending.add(schema);
      if (!announcing) void announce();
    },
    async close() {
      clearInterval(timer);
      pending.clear();
      await line.close();
    },
  };
}

/** Rings where the horizon has moved since the last look. */
function looking(line: Line, bells: ReadonlyMap<string, Bell>): () => Promise<void> {
  const seen = new Map<string, number>();
  let busy = false;
  return async () => {
    const schemas = [...bells.keys()];
    if (busy || !schemas.some((schema) => bells.get(schema)!.waiting() > 0)) return;
    busy = true;
    const text = schemas
      .map((schema) => `select '${schema}' as schema, ${schema}.horizon() as now`)
      .join(' union all ');
    const rows = await line.query<{ schema: string; now: number }>({ name: `look-${schemas.length}`, text });
    busy = false;
    if (!rows) return bells.forEach((each) => each.ring());
    for (const { schema, now } of rows) {
      if (seen.get(schema) !== now) bells.get(schema)?.ring();
      seen.set(schema, now);
    }
  };
}

interface Line {
  /** Undefined while the connection is away. */
  query<R>(statement: { name: string; text: string }, values?: unknown[]): Promise<readonly R[] | undefined>;
  close(): Promise<void>;
}

type Heard = (schema: string) => void;

/** A connection that comes back by itself, until it is closed. */
function liveLine(dial: () => pg.Client, heard: Heard): Line {
  let client: pg.Client | undefined;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;
  let opening = open();

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
    async query(statement, values) {
      await opening;
      const result = await client?.query({ ...statement, values }).catch(() => undefined);
      return result?.rows;
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
async function listening(client: pg.Client, heard: Heard): Promise<pg.Client | undefined> {
  client.on('error', () => {});
  client.on('notification', ({ payload, processId }) => {
    if (payload && processId !== (client as unknown as { processID: number }).processID) heard(payload);
  });
  try {
    await client.connect();
    await client.query(`listen ${CHANNEL}`);
    return client;
  } catch {
    await client.end().catch(() => {});
    return undefined;
  }
}
