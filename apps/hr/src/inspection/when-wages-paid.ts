/** Wages that somebody paid, by whatever route, count in each inspection that asks for them, or did until it ended. */
import { AssetsExecuted } from '@yimen/court-language';
import { DepositPaid, WagesAdvanced } from '@yimen/departments-language';
import { EmployerPaymentRecorded } from '@yimen/hr-language';
import { InstalmentPaid } from '@yimen/justice-language';
import { on, order, policy, procedureIdOf, type Look, type Order, type Recorded } from '@yimen/kernel';
import type { ClaimPart } from '@yimen/terms';
import { UnionMediationPaid } from '@yimen/union-language';
import { NoteWagesPaid } from './commands.ts';
import { inspection } from './inspection.ts';
import { claimsInspected } from './inspections.view.ts';

type Paid = Recorded<{ parts: ClaimPart[] }>;
type Route = Parameters<typeof NoteWagesPaid>[0]['route'];

const noted =
  (route: Route) =>
  async (event: Paid, look: Look): Promise<Order[]> => {
    const { parts } = event.data;
    const { caseId } = event.meta;
    // The bank's own procedure has the id of the notice.
    const by = route === 'deposit' ? { handOver: procedureIdOf(event) } : {};
    const inspected = caseId ? await claimsInspected(look, caseId) : [];
    return inspected
      .filter(({ row: { id, status } }) => status !== 'declined' && id !== procedureIdOf(event))
      .map(({ row: { id }, as }) => {
        const named = parts.map(({ item, fen }) => ({ item: as(item) ?? item, fen }));
        return order(inspection, id, NoteWagesPaid({ parts: named, route, cause: event.id, ...by }));
      });
  };

export const whenWagesPaid = policy({
  name: 'when-wages-paid',
  on: [
    // One inspection may have been closed and another opened on the same claims.
    on(EmployerPaymentRecorded, noted('employer')),
    on(WagesAdvanced, noted('advance')),
    on(DepositPaid, noted('deposit')),
    on(UnionMediationPaid, noted('mediation')),
    on(InstalmentPaid, noted('mediation')),
    on(AssetsExecuted, noted('enforcement')),
  ],
});
