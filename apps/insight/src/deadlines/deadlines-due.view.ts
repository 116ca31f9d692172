/** What is due when, over all agencies: one row for each clock, sorted by its due day. */
import { DeadlineEnded, deadlineEvents, isOwed, type DeadlineData } from '@yimen/casework';
import { change, legalDay, on, view, type Look } from '@yimen/kernel';

export interface DueRow extends Pick<
  DeadlineData,
  'rule' | 'name' | 'law' | 'article' | 'start' | 'due' | 'status' | 'provisional' | 'explain' | 'procedureId'
> {
  readonly id: string;
  readonly agency: string;
  readonly caseId: string | undefined;
  readonly latest: string | null;
  readonly nature: NonNullable<DeadlineData['nature']>;
  /** Somebody has to act, an office or a party. */
  readonly owed: boolean;
  /** Not ended: running, paused, or a duty whose day has passed without the act. A right that has lapsed is over. */
  readonly open: boolean;
  /** The day of the act that ended it, in time or late; null while it waits for one. */
  readonly ended: string | null;
  /** When the clock was set going, as recorded. */
  readonly since: string;
}

export const DUE = 'deadlines-due';

/** An act that came late ends a clock, too; the breach stays in its status. */
const waits: ReadonlySet<string> = new Set(['running', 'paused', 'breached']);

export const deadlinesDueView = view<DueRow>({
  name: DUE,
  edition: 2,
  foundBy: ['agency', 'nature', 'status', 'open', 'owed'],
  on: deadlineEvents.map((type) =>
    on(type, ({ data, meta }) => {
      const { procedure, procedureId, key, rule, name, law, article, start, due, status, provisional, explain } = data;
      const { caseId, agency, occurredAt, recordedAt } = meta;
      const id = `${procedure}/${procedureId}/${rule}/${key}`;
      const open = type !== DeadlineEnded && waits.has(status);
      const ended = type === DeadlineEnded ? (data.act?.on ?? legalDay(occurredAt)) : null;
      const { latest = null, nature = 'duty' } = data;
      const counted = {
        rule,
        name,
        law,
        article,
        start,
        due,
        latest,
        nature,
        owed: isOwed({ nature }),
        status,
        provisional,
        explain,
        procedureId,
      };
      return [
        change<DueRow>(id, (row) => {
          const since = row && type.type !== 'DeadlineStarted' ? row.since : recordedAt;
          return { ...counted, id, agency, caseId, open, ended, since };
        }),
      ];
    }),
  ),
  order: (row) => row.due,
  caseId: (row) => row.caseId,
});

/** In the order in which the clocks were set going. */
export async function deadlinesOf(look: Look, caseIds: readonly string[]): Promise<DueRow[]> {
  const rows = await look.rows<DueRow>(DUE, { caseIds });
  const begun = ({ start, since }: DueRow) => `${start}|${since}`;
  return rows.map(({ data }) => data).sort((one, other) => begun(one).localeCompare(begun(other)));
}
