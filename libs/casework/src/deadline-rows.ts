/** The rows of the clocks: what each says now, which of them ring next, and by which notices each was counted. */
import { change, on, view, type EventType, type View } from '@yimen/kernel';
import { DeadlineEnded, deadlineEvents, type DeadlineData } from './deadline.ts';

/** A row for each clock of the house. */
export interface DeadlineRow extends DeadlineData {
  readonly id: string;
  readonly caseId: string | undefined;
  readonly agency: string;
  readonly live: boolean;
}

export const DEADLINES = 'deadlines';

const idOf = ({ procedure, procedureId, rule, key }: DeadlineData): string =>
  `${procedure}/${procedureId}/${rule}/${key}`;

/** Sorts after every moment, so that whoever looks for what is due does not read what can no longer ring. */
const silent = (row: DeadlineRow): string => `~${row.due}`;

/** Clocks that run sort by their next alarm. Only their own house rings them. */
export const deadlineView = (agency: string): View<DeadlineRow> =>
  view<DeadlineRow>({
    name: DEADLINES,
    edition: 2,
    foundBy: ['live', 'agency'],
    on: deadlineEvents.map((type) =>
      on(type as EventType<any, any>, ({ data: now, meta }) => {
        const row = { ...now, id: idOf(now), caseId: meta.caseId, agency: meta.agency, live: now.status === 'running' };
        return [change<DeadlineRow>(row.id, () => row)];
      }),
    ),
    of: agency,
    order: (row) => (row.live ? (row.alarms[0] ?? silent(row)) : silent(row)),
    caseId: (row) => row.caseId,
  });

/** By which edition of the calendar a clock of the own house was counted that has not ended. */
export interface CountedRow {
  readonly id: string;
  readonly procedure: string;
  readonly procedureId: string;
  readonly rule: string;
  readonly key: string;
  readonly provisional: boolean;
  readonly edition: number;
  /** Of the event that said so, in its stream. */
  readonly version: number;
}

export const COUNTED = 'deadlines-counted';

/** Provisional dates first, then final ones; within them the oldest edition first. */
export const countedOrder = (provisional: boolean, edition: number): string =>
  `${provisional ? 'estimate' : 'final'} ${String(edition).padStart(6, '0')}`;

/**
 * Not one of the views of a house: a row is also marked by whoever has recounted its clock to no effect, which no log
 * tells. It is kept together with the row of the clock.
 */
export const countedView = (agency: string): View<CountedRow> =>
  view<CountedRow>({
    name: COUNTED,
    on: deadlineEvents.map((type) =>
      on(type as EventType<any, any>, ({ data: now, version }) => {
        const { procedure, procedureId, rule, key, provisional, edition = 0 } = now as DeadlineData;
        const row = { id: idOf(now), procedure, procedureId, rule, key, provisional, edition, version };
        return [change<CountedRow>(row.id, () => (type === DeadlineEnded ? undefined : row))];
      }),
    ),
    of: agency,
    order: ({ provisional, edition }) => countedOrder(provisional, edition),
  });
