/**
 * What mediators say was paid under an agreement. Kept apart from the titles, because a payment may be heard before the
 * court has the agreement: the two come from different logs.
 */
import { change, legalDay, on, procedureIdOf, view, type Recorded } from '@yimen/kernel';
import type { ClaimPart } from '@yimen/terms';
import { InstalmentPaid } from '@yimen/justice-language';
import { UnionMediationPaid } from '@yimen/union-language';

export interface Performance {
  readonly mediation: string;
  /** `on` is the legal day of the payment, which may have been told later. */
  readonly paid: readonly { readonly no: number; readonly parts: readonly ClaimPart[]; readonly on: string }[];
}

export const PERFORMANCE = 'performance';

const paid = (heard: Recorded<{ parts: ClaimPart[] }>, no: number) => {
  const mediation = procedureIdOf(heard);
  return [
    change<Performance>(mediation, (row) => ({
      mediation,
      paid: [...(row?.paid ?? []), { no, parts: heard.data.parts, on: legalDay(heard.meta.occurredAt) }],
    })),
  ];
};

export const performanceView = view<Performance>({
  name: PERFORMANCE,
  edition: 2,
  on: [
    on(InstalmentPaid, (heard) => paid(heard, heard.data.no)),
    // The union's agreements are paid by one day: they have one instalment.
    on(UnionMediationPaid, (heard) => paid(heard, 1)),
  ],
});
