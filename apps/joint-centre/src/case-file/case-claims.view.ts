/** Who claims what: one row for each claim item of each case. */
import { sameItemIn } from '@yimen/casework';
import { comings } from '@yimen/joint-centre-language';
import { change, on, view, type Look, type Recorded } from '@yimen/kernel';
import { largestOf, wholeOf, type ClaimItem } from '@yimen/terms';
import type { Claim } from '../merge/likeness.ts';
import { CASES, type CaseRow } from './cases.view.ts';

export interface ClaimRow extends ClaimItem {
  readonly caseId: string;
  /** Its place among all that were told of the case, as the workbook or the form had it. */
  readonly place: string;
}

export const CASE_CLAIMS = 'case-claims';

const digits = (number: number): string => String(number).padStart(6, '0');

const rows = ({ meta: { caseId = '' }, data, version }: Recorded<{ claimItems: readonly ClaimItem[] }>) =>
  data.claimItems.map((item, at) => {
    const place = `${digits(version)}/${digits(at)}`;
    return change<ClaimRow>(`${caseId}/${item.id}`, () => ({ ...item, caseId, place }));
  });

export const caseClaimsView = view<ClaimRow>({
  name: CASE_CLAIMS,
  edition: 2,
  foundBy: ['person'],
  on: comings.map((type) => on(type, rows)),
  caseId: (row) => row.caseId,
  order: (row) => row.place,
});

/** The claims of some cases in the order in which they were told, each with the employer that its case is against. */
export async function claimsOf(look: Look, caseIds: readonly string[]): Promise<Claim[]> {
  const [found, cases] = await Promise.all([
    look.rows<ClaimRow>(CASE_CLAIMS, { caseIds }),
    look.rows<CaseRow>(CASES, { caseIds }),
  ]);
  const employers = new Map(cases.map(({ data }) => [data.caseId, data.employer]));
  return found.map(({ data: { caseId, place: _, ...item } }) => ({ ...item, employer: employers.get(caseId) ?? '' }));
}

/** Those of one conflict under all its ids, each once. Told by two doors with different sums, the larger is claimed. */
export async function distinctClaims(look: Look, caseIds: readonly string[]): Promise<Claim[]> {
  const [all, one] = await Promise.all([claimsOf(look, caseIds), sameItemIn(look, caseIds)]);
  const told = wholeOf(all).map(({ item, fen }) => ({ item: one(item), fen }));
  const largest = new Map(largestOf(told).map(({ item, fen }) => [item, fen]));
  return all.filter(({ id }) => one(id) === id).map((claim) => ({ ...claim, fen: largest.get(claim.id) ?? claim.fen }));
}

/** Cases in which a worker has a claim, whatever for. */
export async function casesOfPerson(look: Look, person: string): Promise<string[]> {
  const found = await look.rows<ClaimRow>(CASE_CLAIMS, { where: { person } });
  return [...new Set(found.map(({ data }) => data.caseId))];
}
