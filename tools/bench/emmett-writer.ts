/**
 * Appends by emmett-postgresql in a process of its own, because it changes how `pg` reads numbers for everybody in a
 * process. Started with the folder that it is installed in and the address of a database of its own; answers each
 * message with appends a second.
 */
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { rate } from './measured.ts';
import { takeOrders } from './orders.ts';
import { data, meta } from './usual-event.ts';

export interface WantedRate {
  readonly clients: number;
  readonly seconds: number;
}

interface TheirStore {
  readonly schema: { migrate(): Promise<unknown> };
  appendToStream(
    name: string,
    events: readonly object[],
    expected: object,
  ): Promise<{ nextExpectedStreamVersion: bigint }>;
}

interface Theirs {
  getPostgreSQLEventStore(url: string, options: object): TheirStore;
}

const [folder = '', url = ''] = process.argv.slice(2);
const require = createRequire(join(folder, 'package.json'));
const { getPostgreSQLEventStore } = require('@event-driven-io/emmett-postgresql') as Theirs;
const { STREAM_DOES_NOT_EXIST } = require('@event-driven-io/emmett') as { STREAM_DOES_NOT_EXIST: unknown };
const { Pool } = require('pg') as { Pool: new (options: object) => object };

/** A connection for each client, as ours may have. */
const pool = new Pool({ connectionString: url, max: 64 });
const store = getPostgreSQLEventStore(url, { schema: { autoMigration: 'None' }, connectionOptions: { pool } });
await store.schema.migrate();

async function append(): Promise<void> {
  const event = { type: 'MediationOpened', data, metadata: meta };
  const expected = { expectedStreamVersion: STREAM_DOES_NOT_EXIST };
  const { nextExpectedStreamVersion } = await store.appendToStream(`new-${randomUUID()}`, [event], expected);
  if (nextExpectedStreamVersion !== 1n) throw new Error(`version ${nextExpectedStreamVersion} of a new stream`);
}

takeOrders(({ clients, seconds }: WantedRate) => rate(clients, seconds, append));
