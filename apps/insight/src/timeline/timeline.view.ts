/** What happened on a case, by whom, in the order in which it happened: one row for each event of each agency. */
import { change, on, procedureIdOf, view, type EventType, type Fact, type Label, type Look } from '@yimen/kernel';
import { tellable } from '../heard.ts';
import { factsOf } from './facts.ts';

export interface TimelineRow {
  readonly id: string;
  readonly caseId: string;
  readonly agency: string;
  readonly type: string;
  readonly label: Label;
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly actor: string;
  readonly facts: readonly Fact[];
  readonly procedure: string;
  readonly version: number;
}

const TIMELINE = 'timeline';
const DIGITS = 6;

function told(type: EventType<any, any>) {
  const facts = factsOf(type);
  return on(type, (event) => {
    const { id, data, version } = event;
    const { caseId, agency, occurredAt, recordedAt, actor } = event.meta;
    if (!caseId) return [];
    const row = { id, caseId, agency, type: type.type, label: type.label, occurredAt, recordedAt, actor: actor.id };
    return [change<TimelineRow>(id, () => ({ ...row, facts: facts(data), procedure: procedureIdOf(event), version }))];
  });
}

export const timelineView = view<TimelineRow>({
  name: TIMELINE,
  edition: 3,
  on: tellable.map(told),
  order: ({ occurredAt, recordedAt, version }) =>
    [occurredAt, recordedAt, String(version).padStart(DIGITS, '0')].join('|'),
  caseId: (row) => row.caseId,
});

const LONGEST = 2000;

/** Of a case about which more was said, what was said last. */
export async function timelineOf(look: Look, caseIds: readonly string[]): Promise<TimelineRow[]> {
  const rows = await look.rows<TimelineRow>(TIMELINE, { caseIds, limit: LONGEST, descending: true });
  return rows.map(({ data }) => data).reverse();
}
