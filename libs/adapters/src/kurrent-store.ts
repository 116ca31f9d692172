/** The log of one agency on KurrentDB, over a client. */
import { KurrentDBClient, type AllStreamResolvedEvent, type ResolvedEvent } from '@kurrent/kurrentdb-client';
import { Unavailable, type EventStore, type Meta, type Recorded } from '@yimen/kernel';
import { bell } from './bell.ts';
import { StorageFailure } from './failure.ts';
import { packed, writing } from './kurrent-append.ts';
import { feed, newest, wholeStream } from './kurrent-feed.ts';
import { placeText } from './kurrent-place.ts';
import { name, whole } from './text.ts';

/** Closing it leaves the client open. */
export function logOf(client: KurrentDBClient, agency: string): EventStore {
  const prefix = `${agencyName(agency)}|`;
  const own = (event: Resolved) => recorded(event, prefix);
  const news = bell();
  const { follow, changed, close } = feed({ client, prefix, recorded: own, bell: news });
  const write = writing(client);
  return {
    async append(stream, expected, events) {
      const appended = await write(packed(prefix + name(stream), expected, events));
      if (appended.outcome === 'appended') news.ring();
      return appended;
    },
    async read(stream) {
      const found = whole(stream) ? await wholeStream(client, prefix + stream) : [];
      return fromItsStart(found.map(own));
    },
    follow,
    changed,
    close,
  };
}

function agencyName(agency: string): string {
  if (!/^[a-z][a-z0-9-]{0,50}$/.test(agency)) throw new TypeError(`"${agency}" is no plain name of an agency`);
  return agency;
}

/** A client whose server has answered. An address may hold a password, so it is not repeated in words. */
export async function openClient(connectionString: string): Promise<KurrentDBClient> {
  const client = clientOf(connectionString);
  try {
    await newest(client);
    return client;
  } catch (cause) {
    await client.dispose();
    if (!(cause instanceof Unavailable)) throw cause;
    throw new StorageFailure({
      zh: '连接不上 KurrentDB，没有启动，也没有改动任何内容；请检查地址、网络和该服务是否在运行。',
      en: 'KurrentDB cannot be reached, nothing was started or changed; check the address, the network and the server.',
      cause,
    });
  }
}

function clientOf(connectionString: string): KurrentDBClient {
  try {
    return KurrentDBClient.connectionString(connectionString);
  } catch {
    throw new StorageFailure({
      zh: 'KurrentDB 的地址无效，没有启动；请设为 kurrentdb://用户:密码@主机:2113 的形式。',
      en: 'The address of KurrentDB is not valid, nothing was started; write kurrentdb://user:password@host:2113.',
    });
  }
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
  const { stream, version } = first;
  throw new StorageFailure({
    zh:
      `流 ${stream} 从第 ${version} 条开始，之前的内容已在 KurrentDB 中被删除或截断；` +
      '请从备份恢复，并取消该流的 $maxCount、$maxAge、$tb。',
    en:
      `The stream ${stream} begins with its event ${version}: what was before it is deleted or cut off in KurrentDB.` +
      ' Restore it from a backup and take $maxCount, $maxAge and $tb off the stream.',
  });
}
