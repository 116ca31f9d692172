/** When a new case comes in on a project whose dispute was averted, it was not averted. */
import { CaseRegistered } from '@yimen/joint-centre-language';
import { on, order, policy } from '@yimen/kernel';
import { CASES, type CaseRow } from '../case-file/cases.view.ts';
import { watchedDisputes } from './averted.view.ts';
import { conference, RenewDispute } from './conference.ts';

export const whenADisputeReturns = policy({
  name: 'when-a-dispute-returns',
  on: [
    on(CaseRegistered, async ({ data: { caseId: by, project } }, look) => {
      const watched = project ? await watchedDisputes(look) : [];
      const cases = await Promise.all(watched.map(({ caseId }) => look.row<CaseRow>(CASES, caseId)));
      const same = watched.filter(({ caseId }, at) => caseId !== by && cases[at]?.data.project === project);
      return same.map((row) => order(conference, row.conference, RenewDispute({ by })));
    }),
  ],
});
