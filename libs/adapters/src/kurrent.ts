/** The door to KurrentDB. Its client takes some 40 MB and a third of a second, so only those who want it load it. */
import type { KurrentDBClient } from '@kurrent/kurrentdb-client';
import type { EventStore } from '@yimen/kernel';

/** A client that is open already, or where the server is; what is opened here is closed here. */
type Server =
  | { readonly client: KurrentDBClient }
  /** `kurrentdb://user:password@host:2113`; a cluster is `kurrentdb+discover://…?nodePreference=leader`. */
  | { readonly connectionString: string };

export type KurrentAt = Server & {
  /**
   * Whose log it is. All streams of an agency begin with its name and `|`, which no name of an agency holds: so many
   * agencies share a server, one filter there leaves out the others and the system (whose streams begin with `$`), two
   * agencies may use the same name for a stream, and access can be given by how a name begins.
   */
  readonly agency: string;
};

/**
 * The log of one agency on KurrentDB, or on EventStoreDB, which speaks the same protocol. Only the log: rows, and with
 * them the checkpoints of whoever reads, stay in PostgreSQL or in memory. A checkpoint never lives in the event store,
 * because there it could not be written together with the rows that it speaks of.
 *
 * Event ids must be UUIDs in small letters, as the kernel derives them; another one is refused with `Unstorable` before
 * anything is sent. Opening by address fails with a `StorageFailure` where no server answers or it refuses the account.
 */
export async function kurrentStore(at: KurrentAt): Promise<EventStore> {
  const { logOf } = await import('./kurrent-store.ts');
  if ('client' in at) return logOf(at.client, at.agency);
  const { of, close } = await kurrentLogs(at.connectionString);
  try {
    return { ...of(at.agency), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The logs of many agencies over one client. */
export interface KurrentLogs {
  of(agency: string): EventStore;
  close(): Promise<void>;
}

export async function kurrentLogs(connectionString: string): Promise<KurrentLogs> {
  const { logOf, openClient } = await import('./kurrent-store.ts');
  const client = await openClient(connectionString);
  const logs: EventStore[] = [];
  return {
    of(agency) {
      const log = logOf(client, agency);
      logs.push(log);
      return log;
    },
    async close() {
      await Promise.all(logs.map((log) => log.close()));
      await client.dispose();
    },
  };
}
