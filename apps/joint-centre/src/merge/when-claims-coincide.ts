/** When a claim comes in that another case knows, the two cases are proposed to be one. Nobody has to notice. */
import { survivorOf } from '@yimen/casework';
import { comings } from '@yimen/joint-centre-language';
import { on, order, policy, type Look, type Order, type Recorded } from '@yimen/kernel';
import type { ClaimItem } from '@yimen/terms';
import { CASES, type CaseRow } from '../case-file/cases.view.ts';
import { claimsLike } from './claims-alike.view.ts';
import { isAlike, pairId, type Claim } from './likeness.ts';
import { merge, ProposeMerge } from './merge.ts';
import { standing } from './standing.ts';

type Growing = Recorded<{ readonly claimItems: readonly ClaimItem[] }>;

const proposed = async (event: Growing, look: Look): Promise<Order[]> => {
  const { caseId = '' } = event.meta;
  const own = await look.row<CaseRow>(CASES, caseId);
  if (!own) return [];
  const { employer } = own.data;
  const found = await Promise.all(event.data.claimItems.map((item) => alike(look, { ...item, employer })));
  const others = await Promise.all([...new Set(found.flat())].map((other) => survivorOf(look, other)));
  const here = await survivorOf(look, caseId);
  const apart = [...new Set(others)].filter((other) => other !== here);
  return (await Promise.all(apart.map((there) => proposal(look, here, there)))).flat();
};

/** Cases in which the same worker has a claim like this one. */
async function alike(look: Look, claim: Claim): Promise<string[]> {
  const claims = await claimsLike(look, claim);
  const cases = await Promise.all(claims.map(({ caseId }) => look.row<CaseRow>(CASES, caseId)));
  const like = claims.filter((other, at) => isAlike(claim, { ...other, employer: cases[at]?.data.employer ?? '' }));
  return like.map(({ caseId }) => caseId);
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
  on: comings.map((type) => on(type, proposed)),
});
