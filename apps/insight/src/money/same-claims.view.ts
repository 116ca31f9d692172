/** Claims that were told again under another id: they are one claim, as long as the merge that found it stands. */
import { CasesMerged, CasesUnmerged } from '@yimen/casework';
import { CaseRegistered, ClaimsJoined, DoorJoined } from '@yimen/joint-centre-language';
import { change, on, view, type Recorded } from '@yimen/kernel';

/** The ids that mean another item, by what said so: a merge that can be undone, or the register itself. */
export interface SameClaims {
  readonly caseId: string | undefined;
  readonly same: Readonly<Record<string, string>>;
}
export const SAME_CLAIMS = 'same-claims';

const told = ({ id, data, meta }: Recorded<{ readonly same: Record<string, string> }>) =>
  Object.keys(data.same).length > 0 ? [change<SameClaims>(id, () => ({ caseId: meta.caseId, same: data.same }))] : [];

export const sameClaimsView = view<SameClaims>({
  name: SAME_CLAIMS,
  on: [
    on(CaseRegistered, told),
    on(DoorJoined, told),
    on(ClaimsJoined, told),
    on(CasesMerged, ({ data: { merged, same } }) => [change<SameClaims>(merged, () => ({ caseId: merged, same }))]),
    on(CasesUnmerged, ({ data: { merged } }) => [change<SameClaims>(merged, () => undefined)]),
  ],
  caseId: (row) => row.caseId,
});
