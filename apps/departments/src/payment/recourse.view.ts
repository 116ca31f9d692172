/** What a contractor has paid for whom and may have back (追偿), by case and pair. */
import { DepositPaid, WagesAdvanced } from '@yimen/departments-language';
import { change, on, view, type Change } from '@yimen/kernel';
import { sum, type Fen } from '@yimen/terms';

export interface RecourseRow {
  readonly caseId: string;
  readonly by: string;
  readonly against: string;
  readonly fen: Fen;
}

export const RECOURSE = 'recourse';

/**
 * The deposit is the contractor's own money: what the bank pays out of it is recovered like an advance, but for its own
 * workers, whom nobody else owes.
 */
const owes = ({ fen, ...pair }: RecourseRow): Change<RecourseRow>[] => {
  const { caseId, by, against } = pair;
  if (by === against) return [];
  return [change<RecourseRow>(`${caseId}/${by}/${against}`, (row) => ({ ...pair, fen: (row?.fen ?? 0) + fen }))];
};

export const recourseView = view<RecourseRow>({
  name: RECOURSE,
  edition: 2,
  on: [
    on(WagesAdvanced, ({ data: { caseId, by, onBehalfOf, parts } }) =>
      owes({ caseId, by, against: onBehalfOf, fen: sum(parts) }),
    ),
    on(DepositPaid, ({ data: { caseId, contractor, onBehalfOf, parts } }) =>
      owes({ caseId, by: contractor, against: onBehalfOf, fen: sum(parts) }),
    ),
  ],
  caseId: (row) => row.caseId,
});
