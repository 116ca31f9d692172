/** Which organisation was proposed for the list on which inspection: nobody is proposed twice for one order. */
import { ListedForDishonesty, ListingProposed, ListingWaived } from '@yimen/hr-language';
import { change, on, procedureIdOf, view, type Change, type EventType } from '@yimen/kernel';

export interface ListingRow {
  readonly id: string;
  readonly caseId: string;
  readonly inspection: string;
  readonly organisation: string;
  readonly status: 'proposed' | 'listed' | 'waived';
}

export const LISTINGS = 'listings';

const decided = (type: EventType<any, any>, status: ListingRow['status']) =>
  on<EventType<any, any>, readonly Change<ListingRow>[]>(type, (event) => [
    change<ListingRow>(procedureIdOf(event), (row) => row && { ...row, status }),
  ]);

export const listingsView = view<ListingRow>({
  name: LISTINGS,
  foundBy: ['inspection', 'organisation'],
  on: [
    on(ListingProposed, (event) => {
      const { caseId, inspection, organisation } = event.data;
      const id = procedureIdOf(event);
      return [change<ListingRow>(id, () => ({ id, caseId, inspection, organisation, status: 'proposed' }))];
    }),
    decided(ListedForDishonesty, 'listed'),
    decided(ListingWaived, 'waived'),
  ],
  caseId: (row) => row.caseId,
});
