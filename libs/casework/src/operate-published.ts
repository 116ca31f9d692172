/**
 * Compares a topic with its log (发布核对): what an agency has published is what its language lets out of its log, each
 * event with the same content. Only streams and versions are told, never what is in an event.
 */
import { RELAY, START, type Actor, type Again, type Label, type Meta, type Recorded } from '@yimen/kernel';
import { batchesOf } from './operate-logs.ts';
import { partsOf, type Part } from './operate-parts.ts';
import { written } from './operate-rows.ts';
import { telling, type Finding, type Verifying } from './operate-verify.ts';

/** An event as it stands in a log or in a topic: where, and what is in it as a digest. */
export interface Entry {
  readonly stream: string;
  readonly version: number;
  readonly digest: string;
}

export interface Unlike {
  readonly kind: 'missing' | 'extra' | 'changed';
  /** Stream and version. */
  readonly place: string;
}

export const placeOf = ({ stream, version }: Pick<Entry, 'stream' | 'version'>): string => `${stream}/${version}`;

interface Content extends Pick<Recorded, 'id' | 'type' | 'data'> {
  readonly meta?: Meta;
}

/** What is digested of an event: the same text in whatever order its fields stand. */
export const contentOf = ({ id, type, data, meta }: Content): string =>
  written({ id, type, data, meta: meta && { ...meta, actor: actorOf(meta) } });

/** A log may hold more of who acted; by this much others know them. */
const actorOf = ({ actor: { id, agency, roles } }: Meta): Actor => ({ id, agency, roles });

/** To be told all of a topic, where an event may stand several times, and then all of its log. */
export function comparison(found: (unlike: Unlike) => void) {
  const told = new Map<string, string>();
  return {
    told(entry: Entry): void {
      const place = placeOf(entry);
      const before = told.get(place);
      if (before === undefined) told.set(place, entry.digest);
      else if (before !== entry.digest) found({ kind: 'changed', place });
    },
    /** One that is due must have been published; another one may have been. */
    logged(entry: Entry, isDue: boolean): void {
      const place = placeOf(entry);
      const digest = told.get(place);
      if (digest === undefined && isDue) found({ kind: 'missing', place });
      if (digest !== undefined && digest !== entry.digest) found({ kind: 'changed', place });
      told.delete(place);
    },
    end(): void {
      for (const place of told.keys()) found({ kind: 'extra', place });
    },
  };
}

export interface Publishing extends Pick<Verifying, 'agency' | 'store' | 'rows'> {
  /** What stands in its topic, from the first event on that is still there. */
  readonly topic: Pick<Again, 'follow' | 'count' | 'lacks'>;
  readonly digest: (text: string) => string;
}

export interface Published {
  /** Events that are due in the topic. */
  readonly events: number;
  readonly findings: readonly Finding[];
  /** In words what is due and no longer in the topic, whose beginning was deleted. */
  readonly lacks?: Label | undefined;
}

/**
 * A topic whose beginning was deleted is compared by what it still has. What that lacks is said once: where everything
 * before a moment is gone, events are not named one by one.
 */
export async function verifyPublished(publishing: Publishing, atOnce?: number): Promise<Published> {
  const { topic } = publishing;
  const deleted = await topic.lacks();
  let done: Published;
  try {
    done = await compared({ ...publishing, deleted }, atOnce);
  } catch (error) {
    // More of it may be deleted while it is read.
    const gone = await topic.lacks();
    if (!gone || gone.en === deleted?.en) throw error;
    return { events: 0, findings: [], lacks: gone };
  }
  const isShortened = !deleted && done.findings.length > 0 && (await topic.lacks()) !== undefined;
  return isShortened ? verifyPublished(publishing, atOnce) : done;
}

const lacking = (agency: string, count: number, deleted: Label): Label => ({
  zh: `${count} 个应发布的事件已不在主题中（${deleted.zh}），请运行 npm run ops -- republish ${agency}`,
  en: `${count} of the due events are no longer in the topic (${deleted.en}): npm run ops -- republish ${agency}`,
});

const words: Readonly<Record<Unlike['kind'], Label>> = {
  missing: { zh: '已记为发布，主题中却没有', en: 'it is noted as published, and is not in the topic' },
  extra: { zh: '主题中有，日志中却没有这一公开事件', en: 'it is in the topic, and the log has no such public event' },
  changed: { zh: '主题中的内容与日志不同', en: 'what is in it differs between topic and log' },
};

interface Shortened extends Publishing {
  readonly deleted: Label | undefined;
}

async function compared(publishing: Shortened, atOnce?: number): Promise<Published> {
  const { agency, rows, topic, deleted } = publishing;
  // The place is read before the topic and the topic before the log: what the one names must be in the next.
  const relayed = (await rows.row<string>(RELAY, agency.name))?.data ?? START;
  const { tell, all } = telling({ agency: agency.name, where: 'topic' });
  const found = ({ kind, place }: Unlike): void => {
    if (deleted && kind === 'missing') missing += 1;
    else tell(place, words[kind]);
  };
  let [events, missing] = [0, 0];
  for (const part of partsOf((await topic.count?.()) ?? 0, atOnce)) {
    const comparing = comparison(found);
    events += await comparedIn(part, { ...publishing, relayed, comparing });
  }
  const lacks = deleted && missing > 0 ? lacking(agency.name, missing, deleted) : undefined;
  return { events, findings: all(), lacks };
}

interface Comparing extends Publishing {
  readonly relayed: string;
  readonly comparing: ReturnType<typeof comparison>;
}

async function comparedIn(
  part: Part,
  { agency, store, topic, digest, relayed, comparing }: Comparing,
): Promise<number> {
  const spoken = new Set(agency.speaks.events.map(({ type }) => type));
  const entryOf = (event: Recorded): Entry => {
    const { stream, version } = event;
    return { stream, version, digest: digest(contentOf(event)) };
  };
  const ofPart = (events: readonly Recorded[]) => events.filter((event) => part(placeOf(event)));
  for await (const { events } of batchesOf(topic)) for (const event of ofPart(events)) comparing.told(entryOf(event));
  let due = 0;
  for await (const { events } of batchesOf(store))
    for (const event of ofPart(events.filter(({ type }) => spoken.has(type)))) {
      const isDue = event.position <= relayed;
      comparing.logged(entryOf(event), isDue);
      if (isDue) due += 1;
    }
  comparing.end();
  return due;
}
