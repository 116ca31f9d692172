/** Which disputes a conference averted (避免争议): for how many people, until a new case on the project says otherwise. */
import { ConferenceClosed, DisputeRenewed } from '@yimen/joint-centre-language';
import { change, on, procedureIdOf, view } from '@yimen/kernel';

export interface AvertedRow {
  readonly caseId: string;
  /** As the coordinator said; else the workers of the case are counted. */
  readonly headCount?: number;
}

export const AVERTED = 'averted';

export const avertedView = view<AvertedRow>({
  name: AVERTED,
  on: [
    on(ConferenceClosed, (event) => {
      const { caseId } = event.meta;
      const { outcome, headCount } = event.data;
      if (!caseId || outcome !== 'averted') return [];
      return [change<AvertedRow>(procedureIdOf(event), () => ({ caseId, ...(headCount ? { headCount } : {}) }))];
    }),
    on(DisputeRenewed, (event) => [change<AvertedRow>(procedureIdOf(event), () => undefined)]),
  ],
  caseId: (row) => row.caseId,
});
