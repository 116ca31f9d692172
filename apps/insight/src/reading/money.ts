/** The money of one case or of all, read from the ledger of claim items. */
import { idsOf } from '@yimen/casework';
import type { Look } from '@yimen/kernel';
import { sum } from '@yimen/terms';
import { CASES, type CaseRow } from '../cases/cases.view.ts';
import { CLAIMS, type ClaimRow } from '../money/claims.view.ts';
import { byPerson, byRoute, count, distinct } from '../money/count.ts';
import { INTEREST, RECOURSE, type InterestRow, type RecourseRow } from '../money/extras.view.ts';
import { SAME_CLAIMS, type SameClaims } from '../money/same-claims.view.ts';
import { routeWords } from './words.ts';

const routed = (rows: readonly ClaimRow[]) =>
  byRoute(rows).map((figure) => ({ ...figure, label: routeWords[figure.route] }));

async function claimsOf(look: Look, caseIds?: readonly string[]): Promise<ClaimRow[]> {
  const only = caseIds ? { caseIds } : {};
  const rows = await look.rows<ClaimRow>(CLAIMS, only);
  const same = await look.rows<SameClaims>(SAME_CLAIMS, only);
  return distinct(
    rows.map(({ data }) => data),
    Object.assign({}, ...same.map(({ data }) => data.same)) as Record<string, string>,
  );
}

export async function moneyOf(look: Look, caseId: string) {
  const caseIds = await idsOf(look, caseId);
  const claims = await claimsOf(look, caseIds);
  const interest = await look.rows<InterestRow>(INTEREST, { caseIds });
  const recourse = await look.rows<RecourseRow>(RECOURSE, { caseIds });
  return {
    ...count(claims),
    interest: sum(interest.map(({ data }) => data)),
    byRoute: routed(claims),
    byPerson: byPerson(claims).map(({ person, ...counted }) => ({ person: { id: person }, ...counted })),
    recourse: recourse.map(({ data: { by, against, fen } }) => ({ by: { id: by }, against: { id: against }, fen })),
  };
}

/** Over all cases that count: a refused duplicate claims nothing. */
export async function moneyOfAll(look: Look) {
  const refused = await look.rows<CaseRow>(CASES, { where: { status: 'refused' } });
  const left = new Set(refused.map(({ key }) => key));
  const claims = (await claimsOf(look)).filter(({ caseId }) => !caseId || !left.has(caseId));
  return { ...count(claims), workers: byPerson(claims).length, byRoute: routed(claims) };
}
