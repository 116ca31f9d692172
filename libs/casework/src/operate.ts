/** What waits in a house and what the operator may do about it (运维), over the ports alone. */
import {
  event as eventType,
  PARKED,
  settle,
  type EventStore,
  type Label,
  type Parked,
  type Row,
  type Rows,
  type World,
} from '@yimen/kernel';
import { z } from 'zod';
import type { Agency } from './agency.ts';
import { SKIPPED } from './operate-logs.ts';

/** A parked event in words: what happened, who could not handle it, since when. Never what is in it. */
export interface ParkedInWords {
  readonly agency: string;
  /** Names it to `skip`. */
  readonly id: string;
  readonly caseId: string;
  readonly listener: string;
  readonly from: string;
  readonly event: Label;
  readonly occurredAt: string;
  readonly why: string;
  readonly since: string;
}

/** Telephone, identity and card numbers; an error may repeat what somebody typed. */
const NUMBERS = /[0-9]{10,}[0-9Xx]?/g;
export const masked = (words: string): string => words.replace(NUMBERS, '***').split('\n')[0]!.slice(0, 300);

function labelOf({ speaks, hears, deciders }: Agency, type: string): Label {
  const known = [...deciders.flatMap(({ events }) => events), ...[speaks, ...hears].flatMap(({ events }) => events)];
  return known.find((each) => each.type === type)?.label ?? { zh: type, en: type };
}

export async function parkedIn(agency: Agency, rows: Rows): Promise<readonly ParkedInWords[]> {
  const parked = await rows.rows<Parked>(PARKED);
  return parked.map(({ key, caseId, data: { listener, from, event, why, since } }) => ({
    agency: agency.name,
    id: key,
    caseId: caseId ?? event.stream,
    ...{ listener, from, since },
    event: labelOf(agency, event.type),
    occurredAt: event.meta.occurredAt,
    why: masked(why),
  }));
}

/** Why an event is not left out; nothing was changed. */
export class SkipRefused extends Error {}

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

interface Means {
  readonly store: EventStore;
  readonly rows: Rows;
  readonly world: World;
}

const person = (name: string): string => name.normalize('NFKC').replace(/\s/g, '').toLowerCase();

/** Leaves a parked event out for its listener. First the record is written, which is harmless if it was before. */
export async function skip(agency: Agency, means: Means, asked: Skip): Promise<Row<Parked>> {
  const { by, and, reason } = asked;
  if (!person(by) || !person(and) || person(by) === person(and))
    throw new SkipRefused(
      '须由两名不同的人员共同决定，未作改动 · two different persons decide together; nothing was changed',
    );
  if (!reason.trim()) throw new SkipRefused('须说明理由，未作改动 · a reason is needed; nothing was changed');
  const { key } = await oneOf(means.rows, asked.id);
  return means.rows.transaction(async (tx) => {
    const found = await tx.row<Parked>(PARKED, key);
    if (!found) throw new SkipRefused(`${key} 已处理，未作改动 · it was handled meanwhile; nothing was changed`);
    await record(agency.name, means, { ...asked, found });
    const { event, ...rest } = found.data;
    await tx.drop(PARKED, key);
    await settle(found.data.from, event, tx);
    // Of the event only its name stays: what is in it stands in its own log.
    const data = { ...rest, why: masked(rest.why), event: { id: event.id }, by, and, reason };
    await tx.put(SKIPPED, { ...found, data });
    return found;
  });
}

async function oneOf(rows: Rows, id: string): Promise<Row<Parked>> {
  const parked = await rows.rows<Parked>(PARKED);
  const found = parked.filter(({ key, data }) => key === id || data.event.id === id);
  const [first, second] = found;
  if (!first) throw new SkipRefused(`没有这个隔离事件 ${id}，未作改动 · nothing is parked under this id`);
  if (!second) return first;
  const keys = found.map(({ key }) => key).join(', ');
  throw new SkipRefused(`多个监听方都隔离了它，请指明 · several listeners have parked it, name one: ${keys}`);
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
