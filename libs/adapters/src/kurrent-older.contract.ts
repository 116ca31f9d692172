/**
 * The client of EventStoreDB in a process of its own, moved by messages. It cannot be in one process with the client of
 * KurrentDB: both put their message classes under the same global name, and whichever is loaded last breaks the other.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { EventStoreDBClient, JSONType, ResolvedEvent } from '@eventstore/db-client';

interface Written {
  readonly id?: string;
  readonly type: string;
  readonly data: unknown;
  readonly metadata?: unknown;
}

interface Calls {
  /** Expected -1: there is no such stream yet. Answers with the revision, or with what the server refused. */
  append(stream: string, expected: number, event: Written): Promise<bigint | Refused>;
  read(stream: string): Promise<ResolvedEvent['event'][] | Refused>;
  remove(stream: string): Promise<void>;
  /** Follows the streams that begin so, from now on. */
  listen(prefix: string): Promise<void>;
  /** The first event that was heard. */
  heard(): Promise<ResolvedEvent['event']>;
}

export interface Refused {
  readonly type: string;
  readonly actual?: unknown;
}

export type OlderClient = Calls & { close(): Promise<void> };

export function olderClient(url: string): OlderClient {
  const child = fork(fileURLToPath(import.meta.url), [url.replace(/^kurrent(db)?/, 'esdb')], {
    serialization: 'advanced',
    execArgv: ['--no-warnings'],
  });
  const exit = once(child, 'exit').then(() => [[{ type: 'process-ended' }]]);
  const call =
    (name: keyof Calls) =>
    async (...args: unknown[]): Promise<any> => {
      child.send([name, ...args]);
      const [[answer]] = await Promise.race([once(child, 'message'), exit]);
      return answer;
    };
  const close = async () => {
    if (child.connected) child.disconnect();
    await exit;
  };
  const [append, read, remove, listen, heard] = (['append', 'read', 'remove', 'listen', 'heard'] as const).map(call);
  return { append, read, remove, listen, heard, close } as OlderClient;
}

async function serve(url: string): Promise<void> {
  const {
    END,
    EventStoreDBClient: Client,
    jsonEvent,
    NO_STREAM,
    streamNameFilter,
  } = await import('@eventstore/db-client');
  const client: EventStoreDBClient = Client.connectionString(url);
  let first: Promise<[ResolvedEvent]> | undefined;
  const calls: Calls = {
    async append(stream, expected, { id, type, data, metadata }) {
      const event = jsonEvent({ ...(id && { id }), type, data: data as JSONType, metadata: metadata as JSONType });
      const expectedRevision = expected < 0 ? NO_STREAM : BigInt(expected);
      return (await client.appendToStream(stream, event, { expectedRevision })).nextExpectedRevision;
    },
    async read(stream) {
      const found: ResolvedEvent['event'][] = [];
      for await (const { event } of client.readStream(stream)) found.push(event);
      return found;
    },
    remove: async (stream) => void (await client.deleteStream(stream)),
    async listen(prefix) {
      const line = client.subscribeToAll({ fromPosition: END, filter: streamNameFilter({ prefixes: [prefix] }) });
      first = once(line, 'data') as Promise<[ResolvedEvent]>;
      await once(line, 'confirmation');
    },
    heard: async () => (await first)?.[0].event,
  };
  process.on('message', async ([name, ...args]: [keyof Calls, ...never[]]) => {
    const refused = (error: { type: string; actualVersion?: unknown }) => ({
      type: error.type,
      actual: error.actualVersion,
    });
    const call = calls[name] as (...all: never[]) => Promise<unknown>;
    process.send!([await call(...args).catch(refused)]);
  });
  process.once('disconnect', () => process.exit());
}

if (process.send && process.argv[1] === fileURLToPath(import.meta.url)) await serve(process.argv[2]!);
