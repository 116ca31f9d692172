/** Of which claims something was agreed, ordered or paid: one row for each, under the id by which that was told. */
import { idsOf, sameItemIn } from '@yimen/casework';
import { EnforcementApplied } from '@yimen/court-language';
import { DepositPaid, WagesAdvanced } from '@yimen/departments-language';
import { CorrectionOrdered, EmployerPaymentRecorded } from '@yimen/hr-language';
import { PeoplesAgreementReached } from '@yimen/justice-language';
import { change, on, view, type EventType, type Look, type Recorded } from '@yimen/kernel';
import type { ClaimPart } from '@yimen/terms';
import { UnionMediationAgreed } from '@yimen/union-language';
import { CASE_CLAIMS, type ClaimRow } from './case-claims.view.ts';

interface DealtWith {
  readonly caseId: string;
  readonly item: string;
}

const CLAIMS_DEALT_WITH = 'claims-dealt-with';

const telling: readonly EventType<any, any>[] = [
  ...[UnionMediationAgreed, PeoplesAgreementReached, CorrectionOrdered, EnforcementApplied],
  ...[EmployerPaymentRecorded, WagesAdvanced, DepositPaid],
];

export const claimsDealtWithView = view<DealtWith>({
  name: CLAIMS_DEALT_WITH,
  on: telling.map((type) =>
    on(type, ({ meta: { caseId = '' }, data }: Recorded<{ parts: readonly ClaimPart[] }>) =>
      data.parts.map(({ item }) => change<DealtWith>(`${caseId}/${item}`, () => ({ caseId, item }))),
    ),
  ),
  caseId: (row) => row.caseId,
});

/** Whether some claim of the case, or of one merged with it, was dealt with by nobody under any of its ids. */
export async function isLeftOut(look: Look, caseId: string): Promise<boolean> {
  const caseIds = await idsOf(look, caseId);
  const [claims, dealtWith, sameAs] = await Promise.all([
    look.rows<ClaimRow>(CASE_CLAIMS, { caseIds }),
    look.rows<DealtWith>(CLAIMS_DEALT_WITH, { caseIds }),
    sameItemIn(look, caseIds),
  ]);
  const known = new Set(dealtWith.map(({ data }) => sameAs(data.item)));
  return claims.some(({ data }) => !known.has(sameAs(data.id)));
}
