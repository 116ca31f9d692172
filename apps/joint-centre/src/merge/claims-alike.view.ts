/** In which cases a worker claims the same kind of thing: one row for each worker and kind. */
import { comings } from '@yimen/joint-centre-language';
import { change, on, view, type Look, type Recorded } from '@yimen/kernel';
import type { ClaimItem } from '@yimen/terms';

export interface Told extends ClaimItem {
  readonly caseId: string;
}

interface AlikeRow {
  readonly claims: readonly Told[];
}

const CLAIMS_ALIKE = 'claims-alike';

const keyOf = ({ person, kind }: ClaimItem): string => `${person}|${kind}`;

const rows = ({ meta: { caseId = '' }, data }: Recorded<{ claimItems: readonly ClaimItem[] }>) =>
  data.claimItems.map((item) =>
    change<AlikeRow>(keyOf(item), (row) => ({ claims: [...(row?.claims ?? []), { ...item, caseId }] })),
  );

export const claimsAlikeView = view<AlikeRow>({
  name: CLAIMS_ALIKE,
  on: comings.map((type) => on(type, rows)),
});

/** The claims of the same worker for the same kind of thing, this one among them. */
export async function claimsLike(look: Look, item: ClaimItem): Promise<readonly Told[]> {
  return (await look.row<AlikeRow>(CLAIMS_ALIKE, keyOf(item)))?.data.claims ?? [];
}
