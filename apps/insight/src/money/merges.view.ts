/** Which claim of a merged case is which claim of the survivor, for as long as the merge stands. */
import { CasesMerged, CasesUnmerged } from '@yimen/casework';
import { change, on, view, type Look } from '@yimen/kernel';

export interface MergeRow {
  readonly merged: string;
  readonly survivor: string;
  readonly same: Readonly<Record<string, string>>;
}

const MERGES = 'merges';

export const mergesView = view<MergeRow>({
  name: MERGES,
  on: [
    on(CasesMerged, ({ data: { survivor, merged, same } }) => [
      change<MergeRow>(merged, () => ({ merged, survivor, same })),
    ]),
    on(CasesUnmerged, ({ data: { merged } }) => [change<MergeRow>(merged, () => undefined)]),
  ],
  caseId: (row) => row.survivor,
});

/** All merges that stand, or those below some cases. */
export async function mergesOf(look: Look, caseIds?: readonly string[]): Promise<MergeRow[]> {
  const rows = await look.rows<MergeRow>(MERGES, caseIds ? { caseIds } : {});
  return rows.map(({ data }) => data);
}
