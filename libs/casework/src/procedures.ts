/** Which procedures a house has on a case: the index that its part of the case page is drawn from. */
import { change, idOf, on, view, type AnyDecider } from '@yimen/kernel';

export interface ProcedureRow {
  readonly decider: string;
  readonly id: string;
  readonly caseId: string | undefined;
  readonly openedAt: string;
}

export const PROCEDURES = 'procedures';

export const proceduresView = (agency: string, deciders: readonly AnyDecider[]) =>
  view<ProcedureRow>({
    name: PROCEDURES,
    on: deciders.flatMap((decider) =>
      decider.events.map((type) =>
        on(type, ({ stream, meta }) => {
          if (!stream.startsWith(`${decider.name}-`)) return [];
          const { caseId, occurredAt: openedAt } = meta;
          const opened = { decider: decider.name, id: idOf(decider, stream), caseId, openedAt };
          return [change<ProcedureRow>(stream, (row) => row ?? opened)];
        }),
      ),
    ),
    of: agency,
    order: (row) => row.openedAt,
    caseId: (row) => row.caseId,
  });
