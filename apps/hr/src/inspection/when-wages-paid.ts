/** Wages that a contractor advanced or a bank paid count in every inspection that asks for them. */
import { DepositPaid, WagesAdvanced } from '@yimen/departments-language';
import { on, order, policy, type Look, type Order, type Recorded } from '@yimen/kernel';
import type { ClaimPart } from '@yimen/terms';
import { NoteWagesPaid } from './commands.ts';
import { inspection } from './inspection.ts';
import { inspectionsOf } from './inspections.view.ts';

type Paid = Recorded<{ caseId: string; parts: ClaimPart[]; contractor?: string }>;

const noted =
  (route: 'advance' | 'deposit') =>
  async (event: Paid, look: Look): Promise<Order[]> => {
    const { caseId, parts, contractor } = event.data;
    const rows = await inspectionsOf(look, caseId);
    return rows
      .filter(({ open }) => open)
      .map(({ id }) => order(inspection, id, NoteWagesPaid({ parts, route, cause: event.id, contractor })));
  };

export const whenWagesPaid = policy({
  name: 'when-wages-paid',
  on: [on(WagesAdvanced, noted('advance')), on(DepositPaid, noted('deposit'))],
});
