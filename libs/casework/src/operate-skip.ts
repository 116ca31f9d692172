/** Leaves a parked event out for good (跳过): two persons decide, and the record of it stays in the log of the house. */
import {
  event as eventType,
  PARKED,
  type EventStore,
  type Look,
  type Parked,
  type Row,
  type Rows,
  type World,
} from '@yimen/kernel';
import { z } from 'zod';
import type { Agency } from './agency.ts';
import { masked, OperationRefused, parkedIn, type ParkedInWords } from './operate.ts';
import { SKIPPED } from './operate-logs.ts';
import { settle } from './parked-again.ts';

interface Skip {
  /** The id of the event, or with its listener as `parked` prints it. */
  readonly id: string;
  /** Two different persons who answer for it. */
  readonly by: string;
  readonly and: string;
  /** Under which accounts of the machine they did so, where it was done at a terminal. */
  readonly byAccount?: string | undefined;
  readonly andAccount?: string | undefined;
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
    byAccount: z.string().optional(),
    andAccount: z.string().optional(),
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

const person = (name = ''): string => name.normalize('NFKC').replace(/\s/g, '').toLowerCase();

/** Who types two names is one person; so is whoever types them under one account. */
function refuseOne({ by, and, byAccount, andAccount }: Skip): void {
  if (!person(by) || !person(and) || person(by) === person(and))
    throw refused('须由两名不同的人员共同决定', 'two different persons decide together');
  if (byAccount && person(byAccount) === person(andAccount))
    throw refused(
      `申请和同意用的是同一系统账号 ${byAccount}；请另一人用自己的账号同意，或在控制台“运行”页同意`,
      `both were done under the account ${byAccount}: let the other person agree under another one, or on the page 运行`,
    );
}

/** What stays of an event that was left out; of the event itself only its names, for it stands in its own log. */
interface Skipped extends Omit<Skip, 'id'>, Pick<Parked, 'listener' | 'from'> {
  /** Without its type, the record was written before this was. */
  readonly event: { readonly id: string; readonly type?: string; readonly caseId?: string | undefined };
}

/** Leaves a parked event out for its listener, and records it after the fact: a retry may win against it. */
async function skip(agency: Agency, means: Means, asked: Skip): Promise<void> {
  const { reason, id, ...persons } = asked;
  refuseOne(asked);
  if (!reason.trim()) throw refused('须说明理由', 'a reason is needed');
  const { key } = await oneOf(means.rows, id);
  await means.rows.transaction(async (tx) => {
    const found = await tx.row<Parked>(PARKED, key);
    if (!found) throw refused(`${key} 已处理`, 'it was handled meanwhile');
    const { event, ...rest } = found.data;
    await tx.drop(PARKED, key);
    await settle(found.data, tx);
    const named = { id: event.id, type: event.type, caseId: event.meta.caseId };
    const data = { ...rest, why: masked(rest.why), event: named, ...persons, reason };
    await tx.put(SKIPPED, { ...found, data, foundBy: ['listener'] });
    await tx.drop(SKIP_ASKED, key);
  });
  const row = await means.rows.row<Skipped>(SKIPPED, key);
  if (row) await record(agency.name, means, row);
}

/** Writes at each start the records that a crash has cut off; it is harmless where they are there. */
export async function recordSkips({ name }: Agency, means: Means): Promise<void> {
  for (const row of await means.rows.rows<Skipped>(SKIPPED)) if (row.data.event.type) await record(name, means, row);
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

async function record(agency: string, { store, world }: Means, { key, data }: Row<Skipped>): Promise<void> {
  const { listener, from, event, by, and, byAccount, andAccount, reason } = data;
  const persons = { by, and, byAccount, andAccount };
  const said = ParkedEventSkipped({ event: event.id, type: event.type!, listener, from, ...persons, reason });
  const now = world.now();
  const stamp = { agency, occurredAt: now, recordedAt: now, cause: event.id, shape: ParkedEventSkipped.version };
  const meta = {
    ...stamp,
    actor: { id: by, agency, roles: ['operator'] },
    ...(event.caseId ? { caseId: event.caseId } : {}),
    commandId: world.derive(`skip/${key}`),
    digest: world.digest(JSON.stringify(said.data)),
  };
  const id = world.derive(`skipped/${key}`);
  await store.append(`${agency}.operations-${id}`, 0, [{ id, type: said.type, data: said.data, meta }]);
}

/** Rows of what one person has asked to leave out, until another one agrees. */
const SKIP_ASKED = 'skip-asked';

/** What one person has asked for: it stands as long as the event has not been handled since. */
export interface SkipAsked {
  readonly by: string;
  readonly account?: string | undefined;
  readonly reason: string;
  readonly at: string;
  /** Since when the event had been waiting then. */
  readonly since: string;
}

/** The requests that stand, by the id of what is parked. */
async function skipsAsked(look: Look): Promise<ReadonlyMap<string, SkipAsked>> {
  const [asked, parked] = [await look.rows<SkipAsked>(SKIP_ASKED), await look.rows<Parked>(PARKED)];
  const since = new Map(parked.map(({ key, data }) => [key, data.since]));
  return new Map(asked.filter(({ key, data }) => since.get(key) === data.since).map(({ key, data }) => [key, data]));
}

/** What waits, with the request to leave it out that stands. */
export interface Waiting extends ParkedInWords {
  readonly asked?: SkipAsked | undefined;
}

export async function waitingIn(agency: Agency, rows: Rows): Promise<readonly Waiting[]> {
  const [waiting, asked] = await Promise.all([parkedIn(agency, rows), skipsAsked(rows)]);
  return waiting.map((each) => ({ ...each, asked: asked.get(each.id) }));
}

/** What a person asks for, and under which account where that is known. */
export interface AskToSkip {
  readonly id: string;
  readonly by: string;
  readonly account?: string | undefined;
  readonly reason: string;
}

/** The first of two persons; asking again changes the reason, and who answers for it. */
export async function askToSkip({ rows, world }: Means, { id, reason, ...who }: AskToSkip): Promise<void> {
  if (!person(who.by)) throw refused('须说明申请人', 'who asks for it is needed');
  if (!reason.trim()) throw refused('须说明理由', 'a reason is needed');
  const { key, caseId, data } = await oneOf(rows, id);
  const asked: SkipAsked = { ...who, reason, at: world.now(), since: data.since };
  await rows.transaction((tx) => tx.put(SKIP_ASKED, { key, caseId, data: asked }));
}

export interface AgreeToSkip {
  readonly id: string;
  readonly and: string;
  readonly account?: string | undefined;
}

/** The second one. */
export async function agreeToSkip(agency: Agency, means: Means, { id, and, account }: AgreeToSkip): Promise<void> {
  const { key } = await oneOf(means.rows, id);
  const asked = (await skipsAsked(means.rows)).get(key);
  if (!asked) throw refused('没有人申请跳过它', 'nobody has asked to leave it out');
  const { by, account: byAccount, reason } = asked;
  await skip(agency, means, { id: key, by, byAccount, and, andAccount: account, reason });
}
