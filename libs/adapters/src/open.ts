/** Opens the storage of a process as its configuration says. */
import type { EventStore, Rows } from '@yimen/kernel';
import { embeddedPostgres, type Embedded } from './embedded-postgres.ts';
import { kurrentLogs } from './kurrent.ts';
import { memoryRows, memoryStore } from './memory.ts';
import { schemaFor } from './postgres-migrate.ts';
import { postgresRows } from './postgres-rows.ts';
import { postgresStore } from './postgres-store.ts';
import { connect } from './postgres.ts';

/** Of several, the first one counts in the order of the fields. */
export interface StorageAt {
  /** Nothing on disk; a restart forgets. */
  readonly memory?: boolean;
  /**
   * A PostgreSQL of one's own, for example `postgres://user:password@host:5432/yimen`; a missing database is
   * created.
   */
  readonly databaseUrl?: string | undefined;
  /** The folder of an embedded PostgreSQL. */
  readonly dataDir?: string | undefined;
  /** Connections of this process; 16 if left out. */
  readonly connections?: number | undefined;
  /** A KurrentDB or EventStoreDB for the logs. The rows stay where the other fields say. */
  readonly kurrentUrl?: string | undefined;
}

export interface AgencyStorage {
  readonly store: EventStore;
  readonly rows: Rows;
}

export interface Storage {
  /** Where the rows are. */
  readonly kind: 'memory' | 'postgres' | 'embedded';
  /** An agency's own log and rows; the same ones at every call. */
  of(agency: string): Promise<AgencyStorage>;
  close(): Promise<void>;
}

/** Fails with a `StorageFailure` that says in words what to do. */
export async function openStorage({ kurrentUrl, ...at }: StorageAt): Promise<Storage> {
  const storage = await openAll(at);
  if (!kurrentUrl) return storage;
  try {
    return await withLogsOn(kurrentUrl, storage);
  } catch (error) {
    await storage.close();
    throw error;
  }
}

async function withLogsOn(kurrentUrl: string, storage: Storage): Promise<Storage> {
  const logs = await kurrentLogs(kurrentUrl);
  return {
    kind: storage.kind,
    of: once(async (agency) => {
      const { rows } = await storage.of(agency);
      return { store: logs.of(agency), rows };
    }),
    async close() {
      await logs.close();
      await storage.close();
    },
  };
}

async function openAll({ memory, databaseUrl, dataDir, connections }: StorageAt): Promise<Storage> {
  if (memory) return { kind: 'memory', of: once(inMemory), close: async () => {} };
  if (databaseUrl) return onPostgres(databaseUrl, connections);
  if (!dataDir) throw new TypeError('openStorage needs memory, databaseUrl or dataDir');
  const server = await embeddedPostgres({ dataDir, revived: true });
  try {
    return await onPostgres(server.url, connections, server);
  } catch (error) {
    await server.stop();
    throw error;
  }
}

const inMemory = async (): Promise<AgencyStorage> => ({ store: memoryStore(), rows: memoryRows() });

async function onPostgres(url: string, connections: number | undefined, server?: Embedded): Promise<Storage> {
  const database = await connect(url, connections);
  return {
    kind: server ? 'embedded' : 'postgres',
    of: once(async (agency) => {
      const at = { database, schema: schemaFor(agency) };
      return { store: await postgresStore(at), rows: await postgresRows(at) };
    }),
    async close() {
      await database.close();
      await server?.stop();
    },
  };
}

function once<T>(make: (name: string) => Promise<T>): (name: string) => Promise<T> {
  const made = new Map<string, Promise<T>>();
  return (name) => {
    const known = made.get(name) ?? make(name);
    made.set(name, known);
    known.catch(() => made.delete(name));
    return known;
  };
}
