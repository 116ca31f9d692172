/** Which cases a conference ended before they became disputes (避免争议). */
import { ConferenceClosed } from '@yimen/joint-centre-language';
import { change, on, view } from '@yimen/kernel';

export interface AvertedRow {
  readonly caseId: string;
}

export const AVERTED = 'averted';

export const avertedView = view<AvertedRow>({
  name: AVERTED,
  on: [
    on(ConferenceClosed, ({ meta: { caseId }, data: { outcome } }) =>
      caseId && outcome === 'averted' ? [change<AvertedRow>(caseId, () => ({ caseId }))] : [],
    ),
  ],
  caseId: (row) => row.caseId,
});
