/** When a claim comes in that another case knows, the two cases are proposed to be one. Nobody has to notice. */
import { survivorOf } from '@yimen/casework';
import { CaseRegistered, ClaimsJoined, DoorJoined } from '@yimen/joint-centre-language';
import { on, order, policy, type Look, type Order, type Recorded } from '@yimen/kernel';
import type { ClaimItem } from '@yimen/terms';
import { CASE_CLAIMS, type ClaimRow } from '../case-file/case-claims.view.ts';
import { CASES, type CaseRow } from '../case-file/cases.view.ts';
import { isAlike, pairId, type Claim } from './likeness.ts';
import { merge, ProposeMerge } from './merge.ts';
import { standing } from './standing.ts';

type Growing = Recorded<{ readonly claimItems: readonly ClaimItem[] }>;

const proposed = async (event: Growing, look: Look): Promise<Order[]> => {
  const here = await survivorOf(look, event.meta.caseId!);
  const own = await look.row<CaseRow>(CASES, event.meta.caseId!);
  if (!own) return [];
  const claims = event.data.claimItems.map((item) => ({ ...item, employer: own.data.employer }));
  const others = new Set<string>();
  for (const claim of claims) for (const caseId of await alike(look, claim)) others.add(await survivorOf(look, caseId));
  others.delete(here);
  return (await Promise.all([...others].map((there) => proposal(look, here, there)))).flat();
};

/** Cases in which the same worker has a claim like this one. */
async function alike(look: Look, claim: Claim): Promise<string[]> {
  const { person, kind } = claim;
  const rows = await look.rows<ClaimRow>(CASE_CLAIMS, { where: { person, kind } });
  const found: string[] = [];
  for (const { data } of rows) {
    const row = await look.row<CaseRow>(CASES, data.caseId);
    if (row && isAlike(claim, { ...data, employer: row.data.employer })) found.push(data.caseId);
  }
  return found;
}

/** The one that was registered first would live on. A case that is closed is history and is left alone. */
async function proposal(look: Look, one: string, other: string): Promise<Order[]> {
  const rows = await Promise.all([one, other].map((id) => look.row<CaseRow>(CASES, id)));
  const [first, second] = rows.flatMap((row) => (row ? [row.data] : [])).sort(byRegistration);
  if (!first || !second || first.status === 'closed' || second.status === 'closed') return [];
  const { caseId: survivor } = first;
  const { caseId: merged } = second;
  const { same, agencies, alike: words } = await standing(look, { survivor, merged });
  const data = { caseId: survivor, survivor, merged, same, agencies: [...agencies], ...words };
  return [order(merge, pairId(survivor, merged), ProposeMerge({ ...data, because: [...words.because] }))];
}

const byRegistration = (one: CaseRow, other: CaseRow): number =>
  one.on.localeCompare(other.on) || one.number.localeCompare(other.number);

export const whenClaimsCoincide = policy({
  name: 'when-claims-coincide',
  on: [on(CaseRegistered, proposed), on(DoorJoined, proposed), on(ClaimsJoined, proposed)],
});
