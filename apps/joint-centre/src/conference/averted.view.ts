/** Which disputes were averted and are still watched, by the project that they would have been about. */
import { ConferenceClosed, DisputeAverted, DisputeRenewed } from '@yimen/joint-centre-language';
import { change, on, procedureIdOf, view, type Look } from '@yimen/kernel';

export interface WatchedRow {
  readonly conference: string;
  readonly caseId: string;
}

const WATCHED = 'averted-disputes';

export const avertedView = view<WatchedRow>({
  name: WATCHED,
  on: [
    on(ConferenceClosed, (event) => {
      const { caseId } = event.meta;
      const conference = procedureIdOf(event);
      if (!caseId || event.data.outcome !== 'averted') return [];
      return [change<WatchedRow>(conference, () => ({ conference, caseId }))];
    }),
    on(DisputeRenewed, (event) => [change<WatchedRow>(procedureIdOf(event), () => undefined)]),
    on(DisputeAverted, (event) => [change<WatchedRow>(procedureIdOf(event), () => undefined)]),
  ],
});

export const watchedDisputes = async (look: Look): Promise<WatchedRow[]> =>
  (await look.rows<WatchedRow>(WATCHED)).map(({ data }) => data);
