/** The state of each case, for the figures: whether it counts at all, and through how many doors it came. */
import { CasesMerged, CasesUnmerged } from '@yimen/casework';
import { CaseClosed, CaseRegistered, DoorJoined } from '@yimen/joint-centre-language';
import { change, on, view } from '@yimen/kernel';
import { DuplicatePetitionRefused } from '@yimen/petition-language';

export interface CaseRow {
  readonly caseId: string;
  readonly status: 'open' | 'closed' | 'merged' | 'refused';
  readonly doors: number;
}
export const CASES = 'cases';

const becomes = (id: string | undefined, status: CaseRow['status']) =>
  id ? [change<CaseRow>(id, (row) => row && { ...row, status })] : [];

export const casesView = view<CaseRow>({
  name: CASES,
  on: [
    on(CaseRegistered, ({ data: { caseId } }) => [
      change<CaseRow>(caseId, (row) => ({ status: 'open', ...row, caseId, doors: 1 })),
    ]),
    on(DoorJoined, ({ data, meta }) =>
      meta.caseId && data.door !== 'referral'
        ? [change<CaseRow>(meta.caseId, (row) => row && { ...row, doors: row.doors + 1 })]
        : [],
    ),
    on(CaseClosed, ({ meta }) => becomes(meta.caseId, 'closed')),
    on(CasesMerged, ({ data }) => becomes(data.merged, 'merged')),
    on(CasesUnmerged, ({ data }) => becomes(data.merged, 'open')),
    // The petition office says so before or after the joint centre has registered the case that it opened.
    on(DuplicatePetitionRefused, ({ meta }) =>
      meta.caseId
        ? [change<CaseRow>(meta.caseId, (row) => ({ caseId: meta.caseId!, doors: 1, ...row, status: 'refused' }))]
        : [],
    ),
  ],
});
