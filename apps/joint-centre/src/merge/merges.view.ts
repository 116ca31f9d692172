/** Which claim of a merged case is which claim of the survivor, for as long as the merge stands. */
import { CasesMerged, CasesUnmerged } from '@yimen/casework';
import { change, on, view, type Look } from '@yimen/kernel';

export interface MergeRow {
  readonly survivor: string;
  readonly same: Readonly<Record<string, string>>;
}

const MERGES = 'merges';

export const mergesView = view<MergeRow>({
  name: MERGES,
  on: [
    on(CasesMerged, ({ data: { survivor, merged, same } }) => [change<MergeRow>(merged, () => ({ survivor, same }))]),
    on(CasesUnmerged, ({ data: { merged } }) => [change<MergeRow>(merged, () => undefined)]),
  ],
  caseId: (row) => row.survivor,
});

/** The items that only repeat a claim of the survivor. `caseIds` are all ids of one case. */
export async function repeatedItems(look: Look, caseIds: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await look.rows<MergeRow>(MERGES, { caseIds });
  return new Set(rows.flatMap(({ data }) => Object.keys(data.same)));
}
