/** Leaves a parked event out for good (跳过): two persons decide, and the record of it stays in the log of the house. */
import {
  event as eventType,
  PARKED,
  settle,
  type EventStore,
  type Look,
  type Parked,
  type Row,
  type Rows,
  type World,
} from '@yimen/kernel';
import { z } from 'zod';
import type { Agency } from './agency.ts';
import { masked, OperationRefused } from './operate.ts';
import { SKIPPED } from './operate-logs.ts';

export interface Skip {
  /** The id of the event, or with its listener as `parked` prints it. */
  readonly id: string;
  /** Two different persons who answer for it. */
  readonly by: string;
  readonly and: string;
  readonly reason: string;
}

/** The record that stays in the log of the house; it is never published. */
export const ParkedEventSkipped = eventType({
  name: 'ParkedEventSkipped',
  zh: '跳过隔离事件',
  en: 'Parked event skipped',
  data: z.object({
    event: z.string(),
    type: z.string(),
    listener: z.string(),
    from: z.string(),
    by: z.string(),
    and: z.string(),
    reason: z.string(),
  }),
});

export interface Means {
  readonly store: EventStore;
  readonly rows: Rows;
  readonly world: World;
}

const refused = (zh: string, en: string) =>
  new OperationRefused({ zh: `${zh}，未作改动`, en: `${en}; nothing was changed` });

const person = (name: string): string => name.normalize('NFKC').replace(/\s/g, '').toLowerCase();

/** Leaves a parked event out for its listener. First the record is written, which is harmless if it was before. */
export async function skip(agency: Agency, means: Means, asked: Skip): Promise<Row<Parked>> {
  const { by, and, reason } = asked;
  if (!person(by) || !person(and) || person(by) === person(and))
    throw refused('须由两名不同的人员共同决定', 'two different persons decide together');
  if (!reason.trim()) throw refused('须说明理由', 'a reason is needed');
  const { key } = await oneOf(means.rows, asked.id);
  return means.rows.transaction(async (tx) => {
    const found = await tx.row<Parked>(PARKED, key);
    if (!found) throw refused(`${key} 已处理`, 'it was handled meanwhile');
    await record(agency.name, means, { ...asked, found });
    const { event, ...rest } = found.data;
    await tx.drop(PARKED, key);
    await settle(found.data.from, event, tx);
    // Of the event only its name stays: what is in it stands in its own log.
    const data = { ...rest, why: masked(rest.why), event: { id: event.id }, by, and, reason };
    await tx.put(SKIPPED, { ...found, data });
    await tx.drop(SKIP_ASKED, key);
    return found;
  });
}

async function oneOf(rows: Rows, id: string): Promise<Row<Parked>> {
  const parked = await rows.rows<Parked>(PARKED);
  const found = parked.filter(({ key, data }) => key === id || data.event.id === id);
  const [first, second] = found;
  if (!first) throw refused(`没有这个隔离事件 ${id}`, 'nothing is parked under this id');
  if (!second) return first;
  const keys = found.map(({ key }) => key).join(', ');
  throw refused(`多个监听方都隔离了它，请指明 ${keys}`, `several listeners have parked it, name one: ${keys}`);
}

async function record(agency: string, { store, world }: Means, { found, ...asked }: Skip & { found: Row<Parked> }) {
  const { listener, from, event } = found.data;
  const { by, and, reason } = asked;
  const said = ParkedEventSkipped({ event: event.id, type: event.type, listener, from, by, and, reason });
  const now = world.now();
  const stamp = { agency, occurredAt: now, recordedAt: now, cause: event.id, shape: ParkedEventSkipped.version };
  const meta = {
    ...stamp,
    actor: { id: by, agency, roles: ['operator'] },
    ...(event.meta.caseId ? { caseId: event.meta.caseId } : {}),
    commandId: world.derive(`skip/${found.key}`),
    digest: world.digest(JSON.stringify(said.data)),
  };
  const id = world.derive(`skipped/${found.key}`);
  await store.append(`${agency}.operations-${id}`, 0, [{ id, type: said.type, data: said.data, meta }]);
}

/** Rows of what one person has asked to leave out, until another one agrees. */
const SKIP_ASKED = 'skip-asked';

/** What one person has asked for: it stands as long as the event has not been handled since. */
export interface SkipAsked {
  readonly by: string;
  readonly reason: string;
  readonly at: string;
  /** Since when the event had been waiting then. */
  readonly since: string;
}

/** The requests that stand, by the id of what is parked. */
export async function skipsAsked(look: Look): Promise<ReadonlyMap<string, SkipAsked>> {
  const [asked, parked] = [await look.rows<SkipAsked>(SKIP_ASKED), await look.rows<Parked>(PARKED)];
  const since = new Map(parked.map(({ key, data }) => [key, data.since]));
  return new Map(asked.filter(({ key, data }) => since.get(key) === data.since).map(({ key, data }) => [key, data]));
}

/** The first of two persons; asking again changes the reason, and who answers for it. */
export async function askToSkip({ rows, world }: Means, { id, by, reason }: Omit<Skip, 'and'>): Promise<void> {
  if (!person(by) || !reason.trim()) throw refused('须说明理由', 'a reason is needed');
  const { key, caseId, data } = await oneOf(rows, id);
  const asked: SkipAsked = { by, reason, at: world.now(), since: data.since };
  await rows.transaction((tx) => tx.put(SKIP_ASKED, { key, caseId, data: asked }));
}

/** The second one. */
export async function agreeToSkip(agency: Agency, means: Means, { id, and }: Pick<Skip, 'id' | 'and'>): Promise<void> {
  const { key } = await oneOf(means.rows, id);
  const asked = (await skipsAsked(means.rows)).get(key);
  if (!asked) throw refused('没有人申请跳过它', 'nobody has asked to leave it out');
  await skip(agency, means, { id: key, by: asked.by, and, reason: asked.reason });
}
