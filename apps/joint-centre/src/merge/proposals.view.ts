/** Which merges were proposed for a case, and who has approved. */
import { CasesMerged, CasesUnmerged } from '@yimen/casework';
import { MergeApproved, MergeDeclined, MergeProposed } from '@yimen/joint-centre-language';
import { change, on, procedureIdOf, view, type Label, type Look, type Recorded } from '@yimen/kernel';

export interface ProposalRow {
  readonly id: string;
  readonly survivor: string;
  readonly merged: string;
  readonly score: number;
  readonly because: readonly Label[];
  readonly approvals: readonly string[];
  readonly status: 'proposed' | 'declined' | 'merged' | 'unmerged';
}

const PROPOSALS = 'merge-proposals';

const changed = (event: Recorded, to: (row: ProposalRow) => Partial<ProposalRow>) => [
  change<ProposalRow>(procedureIdOf(event), (row) => row && { ...row, ...to(row) }),
];

export const proposalsView = view<ProposalRow>({
  name: PROPOSALS,
  foundBy: ['survivor', 'merged'],
  on: [
    on(MergeProposed, (event) => {
      const { survivor, merged, score, because } = event.data;
      const id = procedureIdOf(event);
      const row: ProposalRow = { id, survivor, merged, score, because, approvals: [], status: 'proposed' };
      return [change<ProposalRow>(id, () => row)];
    }),
    on(MergeApproved, (event) => changed(event, (row) => ({ approvals: [...row.approvals, event.data.agency] }))),
    on(MergeDeclined, (event) => changed(event, () => ({ status: 'declined' }))),
    on(CasesMerged, (event) => changed(event, () => ({ status: 'merged' }))),
    on(CasesUnmerged, (event) => changed(event, () => ({ status: 'unmerged' }))),
  ],
});

/** The proposals that name a case on either side. */
export async function proposalsOf(look: Look, caseId: string): Promise<ProposalRow[]> {
  const [here, there] = await Promise.all([
    look.rows<ProposalRow>(PROPOSALS, { where: { survivor: caseId } }),
    look.rows<ProposalRow>(PROPOSALS, { where: { merged: caseId } }),
  ]);
  return [...here, ...there].map(({ data }) => data);
}
