/**
 * The log on KurrentDB, or on EventStoreDB, which speaks the same protocol. Only the log: rows, and with them the
 * checkpoints of whoever reads, stay in PostgreSQL or in memory. A checkpoint never lives in the event store, because
 * there it could not be written together with the rows that it speaks of.
 */
import { KurrentDBClient, type AllStreamResolvedEvent, type ResolvedEvent } from '@kurrent/kurrentdb-client';
import { Unavailable, type EventStore, type Meta, type Recorded } from '@yimen/kernel';
import { bell } from './bell.ts';
import { StorageFailure } from './failure.ts';
import { packed, writing } from './kurrent-append.ts';
import { feed, newest, wholeStream } from './kurrent-feed.ts';
import { placeText } from './kurrent-place.ts';
import { name, whole as isText } from './text.ts';

/** A client that is open already, or where the server is; what is opened here is closed here. */
export type KurrentServer =
  | { readonly client: KurrentDBClient }
  /** For example `kurrentdb://user:password@host:2113`; a cluster is reached by `kurrentdb+discover://`. */
  | { readonly connectionString: string };

export type KurrentAt = KurrentServer & {
  /**
   * Whose log it is. All streams of an agency begin with its name and `|`, which no name of an agency holds: so many
   * agencies share a server, one filter there leaves out the others and the system (whose streams begin with `$`), two
   * agencies may use the same name for a stream, and access can be given by how a name begins.
   */
  readonly agency: string;
};

/** Fails with a `StorageFailure` where there is no such server, or the account may not read it. */
export async function kurrentStore(at: KurrentAt): Promise<EventStore> {
  const client = 'client' in at ? at.client : kurrentClient(at.connectionString);
  const prefix = `${agencyName(at.agency)}|`;
  const news = bell();
  const own = (event: Resolved) => recorded(event, prefix);
  const follower = feed({ client, prefix, recorded: own, bell: news });
  const close = async () => {
    await follower.close();
    if (!('client' in at)) await client.dispose();
  };
  await reachable(client).catch(async (error) => {
    await close();
    throw error;
  });
  const write = writing(client);
  return {
    async append(stream, expected, events) {
      const appended = await write(packed(prefix + name(stream), expected, events));
      if (appended.outcome === 'appended') news.ring();
      return appended;
    },
    async read(stream) {
      const found = isText(stream) ? await wholeStream(client, prefix + stream) : [];
      return fromItsStart(found.map(own));
    },
    follow: follower.follow,
    changed: follower.changed,
    close,
  };
}

/** Opens nothing yet; fails with words if the text is no address. It may hold a password, so it is not repeated. */
export function kurrentClient(connectionString: string): KurrentDBClient {
  try {
    return KurrentDBClient.connectionString(connectionString);
  } catch {
    throw new StorageFailure({
      zh: 'KurrentDB 的地址无效，没有启动；请设为 kurrentdb://用户:密码@主机:2113 的形式。',
      en: 'The address of KurrentDB is not valid, nothing was started; write kurrentdb://user:password@host:2113.',
    });
  }
}

async function reachable(client: KurrentDBClient): Promise<void> {
  try {
    await newest(client);
  } catch (cause) {
    if (!(cause instanceof Unavailable)) throw cause;
    throw new StorageFailure({
      zh: '连接不上 KurrentDB，没有启动，也没有改动任何内容；请检查地址、网络和该服务是否在运行。',
      en: 'KurrentDB cannot be reached, nothing was started or changed; check the address, the network and the server.',
      cause,
    });
  }
}

function agencyName(agency: string): string {
  if (!/^[a-z][a-z0-9-]{0,50}$/.test(agency)) throw new TypeError(`"${agency}" is no plain name of an agency`);
  return agency;
}

type Resolved = ResolvedEvent | AllStreamResolvedEvent;

function recorded({ event }: Resolved, prefix: string): Recorded {
  const { id, type, data, metadata, streamId, revision, position } = event!;
  return {
    ...{ id, type, data, meta: metadata as unknown as Meta },
    stream: streamId.slice(prefix.length),
    version: Number(revision) + 1,
    position: placeText(position),
  };
}

/** Nothing may be decided on half of a history. */
function fromItsStart(events: readonly Recorded[]): readonly Recorded[] {
  const [first] = events;
  if (!first || first.version === 1) return events;
  throw new StorageFailure({
    zh: `流 ${first.stream} 从第 ${first.version} 条开始，之前的内容已在 KurrentDB 中被删除或截断；请从备份恢复，并取消该流的 $maxCount、$maxAge、$tb。`,
    en:
      `The stream ${first.stream} begins with its event ${first.version}: what was before it is deleted or cut off in` +
      ' KurrentDB. Restore it from a backup and take $maxCount, $maxAge and $tb off the stream.',
  });
}
