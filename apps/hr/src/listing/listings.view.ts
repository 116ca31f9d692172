/** Which organisation was proposed for the list on which inspection: nobody is proposed twice for one order. */
import { ListedForDishonesty, ListingProposed, ListingWaived } from '@yimen/hr-language';
import { change, idOf, on, view, type Change, type EventType, type Recorded } from '@yimen/kernel';

export interface ListingRow {
  readonly id: string;
  readonly caseId: string;
  readonly inspection: string;
  readonly organisation: string;
  readonly status: 'proposed' | 'listed' | 'waived';
}

export const LISTINGS = 'listings';

const idIn = (event: Recorded): string => idOf({ name: 'hr.listing' }, event.stream);
const decided = (type: EventType<any, any>, status: ListingRow['status']) =>
  on<EventType<any, any>, readonly Change<ListingRow>[]>(type, (event) => [
    change<ListingRow>(idIn(event), (row) => row && { ...row, status }),
  ]);

export const listingsView = view<ListingRow>({
  name: LISTINGS,
  on: [
    on(ListingProposed, (event) => {
      const { caseId, inspection, organisation } = event.data;
      const id = idIn(event);
      return [change<ListingRow>(id, () => ({ id, caseId, inspection, organisation, status: 'proposed' }))];
    }),
    decided(ListedForDishonesty, 'listed'),
    decided(ListingWaived, 'waived'),
  ],
  caseId: (row) => row.caseId,
});
