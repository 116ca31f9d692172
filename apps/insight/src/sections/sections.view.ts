/** When each agency was last heard on a case, and what it said: the answer while an agency itself is silent. */
import { change, on, view, type Label } from '@yimen/kernel';
import { tellable } from '../heard.ts';

export interface SectionRow {
  readonly agency: string;
  readonly caseId: string;
  readonly asOf: string;
  readonly summary: Label;
}
export const SECTIONS = 'sections';

export const sectionsView = view<SectionRow>({
  name: SECTIONS,
  on: tellable.map((type) =>
    on(type, ({ meta: { caseId, agency, recordedAt } }) =>
      caseId ? [change(`${caseId}/${agency}`, () => ({ agency, caseId, asOf: recordedAt, summary: type.label }))] : [],
    ),
  ),
  order: (row) => row.agency,
  caseId: (row) => row.caseId,
});
