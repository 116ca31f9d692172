/** When cases are merged or parted, each of the two case files notes it, and limitation starts at the latest act. */
import { CasesMerged, CasesUnmerged } from '@yimen/casework';
import { on, order, policy } from '@yimen/kernel';
import { caseFile } from '../case-file/case-file.ts';
import { NoteMerge, NoteUnmerge } from '../case-file/commands.ts';

export const whenMerged = policy({
  name: 'when-merged',
  on: [
    on(CasesMerged, ({ data: { survivor, merged, latestAct } }) =>
      [survivor, merged].map((id) => order(caseFile, id, NoteMerge({ survivor, merged, latestAct }))),
    ),
    on(CasesUnmerged, ({ data: { survivor, merged } }) =>
      [survivor, merged].map((id) => order(caseFile, id, NoteUnmerge({ survivor, merged }))),
    ),
  ],
});
