/**
 * Verifies the log of a house (校验日志): whether log, places and what was heard can all be true together. What grows with
 * a log is remembered in parts only: a longer one takes longer, and no more memory.
 */
import { HEARD, PLACE, RELAY, START, type EventStore, type Label, type Recorded, type Rows } from '@yimen/kernel';
import { batchesOf, isPosition, type Log } from './operate-logs.ts';
import { partsOf, type Part } from './operate-parts.ts';
import { pages } from './operate-rows.ts';
import { telling, type Finding, type Verifying } from './operate-verify.ts';

/** The own log against itself, against what was published, and against what was heard of it. */
export async function verifyLog(verifying: Verifying, atOnce?: number): Promise<Finding[]> {
  const { agency, rows, logs } = verifying;
  // Places are read before the logs: whatever they name must be there.
  const relayed = (await rows.row<string>(RELAY, agency.name))?.data ?? START;
  const places = new Map(await Promise.all(logs.map(async ({ from }) => [from, await placeOf(rows, from)] as const)));
  const own = await verifyOwn(verifying, { relayed, atOnce });
  const heard = logs.map((log) => hearing(agency.name, log, places.get(log.from) ?? START));
  for (const part of partsOf(await rows.count(HEARD), atOnce)) {
    const versions = await heardIn(rows, part);
    for (const each of heard) await each.compare(versions);
  }
  return [...own, ...heard.flatMap(({ all }) => all())];
}

const placeOf = async (rows: Rows, from: string): Promise<string> =>
  (await rows.row<string>(PLACE, from))?.data ?? START;

interface Own {
  /** What was published last. */
  readonly relayed: string;
  readonly atOnce: number | undefined;
}

/** A gap or a repetition in a stream, an id that stands twice, a relay that stands where no event is. */
async function verifyOwn({ agency, store }: Verifying, { relayed, atOnce }: Own): Promise<readonly Finding[]> {
  const about = { agency: agency.name, where: 'log' };
  const { tell, all } = telling(about);
  let isRelayed = relayed === START;
  for (const part of partsOf(await sizeOf(store), atOnce)) {
    const look = looking(part, tell);
    for await (const { events } of batchesOf(store))
      for (const event of events) {
        isRelayed ||= event.position === relayed;
        look(event);
      }
  }
  if (isRelayed) return all();
  const zh = '发布位置不是日志中的事件：日志被截断，或位置被改动';
  const en = 'what was published last is no event of the log: the log was cut, or the place was changed';
  return [...all(), { ...about, where: 'relay', what: relayed, zh, en }];
}

const sizeOf = async (store: EventStore): Promise<number> => {
  const known = await store.count?.();
  if (known !== undefined) return known;
  let size = 0;
  for await (const { events } of batchesOf(store)) size += events.length;
  return size;
};

/** Of streams and ids only those of the part are remembered. */
function looking(part: Part, tell: (what: string, words: Label) => void) {
  const versions = new Map<string, number>();
  const ids = new Set<string>();
  return ({ stream, version, id }: Recorded): void => {
    if (part(stream)) {
      const last = versions.get(stream) ?? 0;
      const next = last + 1;
      if (version !== next)
        tell(`${stream}/${version}`, { zh: `应为第 ${next} 个事件，其间的已不在`, en: `event ${next} is not there` });
      versions.set(stream, Math.max(version, last));
    }
    if (!part(id)) return;
    if (ids.has(id)) tell(`${stream}/${version}`, { zh: `事件编号 ${id} 出现两次`, en: `its id ${id} stands twice` });
    ids.add(id);
  };
}

/** By agency and stream: the last version that was heard. */
type Versions = ReadonlyMap<string, number>;

async function heardIn(rows: Rows, part: Part): Promise<Versions> {
  const heard = new Map<string, number>();
  for await (const page of pages(rows, HEARD))
    for (const { key, data } of page) if (part(key)) heard.set(key, data as number);
  return heard;
}

/** Nobody can have heard more than was said, nor have listened beyond the end. */
function hearing(agency: string, log: Log, place: string) {
  const beyond = telling({ agency, where: `place ${log.from}` });
  const { tell, all } = telling({ agency, where: `heard ${log.from}` });
  return {
    all: () => [...beyond.all(), ...all()],
    async compare(heard: Versions): Promise<void> {
      const { said, end } = await saidIn(log, heard);
      for (const [key, version] of heard) {
        if (!key.startsWith(`${log.from}|`)) continue;
        const last = said.get(key) ?? 0;
        if (version <= last) continue;
        tell(key.slice(log.from.length + 1), {
          zh: `已听到第 ${version} 个事件，而日志中只有 ${last} 个`,
          en: `event ${version} was heard, and the log has ${last}`,
        });
      }
      if (!isPosition(place) || place <= end || beyond.all().length > 0) return;
      beyond.tell(place, {
        zh: `已听到的位置超过 ${log.from} 日志的末尾：对方日志被截断，或位置被改动`,
        en: `it has listened beyond the end of the log of ${log.from}: that log was cut, or the place was changed`,
      });
    },
  };
}

/** The last version that a log has of each of these streams, and where it ends. */
async function saidIn(log: Log, streams: Versions): Promise<{ readonly said: Versions; readonly end: string }> {
  const said = new Map<string, number>();
  let end = START;
  for await (const { events, position } of batchesOf(log)) {
    end = position;
    for (const { stream, version } of events) {
      const key = `${log.from}|${stream}`;
      if (streams.has(key)) said.set(key, Math.max(version, said.get(key) ?? 0));
    }
  }
  return { said, end };
}
