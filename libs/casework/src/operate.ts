/** What waits in a house for the operator (运维), in words. */
import { PARKED, type Label, type Parked, type Rows } from '@yimen/kernel';
import type { Agency } from './agency.ts';

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
  /** Short, and the same for whatever failed alike: many parked events mostly have few causes. */
  readonly cause: string;
  readonly since: string;
}

/** Telephone, identity and card numbers; an error may repeat what somebody typed. */
const NUMBERS = /[0-9]{10,}[0-9Xx]?/g;
export const masked = (words: string): string =>
  words.replace(NUMBERS, '***').split('\n')[0]!.slice(0, 300).toWellFormed();

function labelOf({ speaks, hears, deciders }: Agency, type: string): Label {
  const known = [...deciders.flatMap(({ events }) => events), ...[speaks, ...hears].flatMap(({ events }) => events)];
  return known.find((each) => each.type === type)?.label ?? { zh: type, en: type };
}

export async function parkedIn(agency: Agency, rows: Rows): Promise<readonly ParkedInWords[]> {
  const parked = await rows.rows<Parked>(PARKED);
  return parked.map(({ key, caseId, data: { listener, from, event, why, cause = '', since } }) => ({
    agency: agency.name,
    id: key,
    caseId: caseId ?? event.stream,
    ...{ listener, from, since },
    event: labelOf(agency, event.type),
    occurredAt: event.meta.occurredAt,
    why: masked(why),
    cause: cause.slice(0, 8),
  }));
}

/** Why something is not done for the operator; nothing was changed. */
export class OperationRefused extends Error {
  readonly label: Label;
  constructor(label: Label) {
    super(`${label.zh} · ${label.en}`);
    this.label = label;
  }
}
