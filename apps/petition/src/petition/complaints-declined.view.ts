/** Which complaints the inspection declined; one that a petition was led into has the id of the parcel. */
import { ComplaintDeclined } from '@yimen/hr-language';
import { change, on, procedureIdOf, view } from '@yimen/kernel';

export const COMPLAINTS_DECLINED = 'complaints-declined';

interface Declined {
  readonly reason: string;
}

export const complaintsDeclinedView = view<Declined>({
  name: COMPLAINTS_DECLINED,
  on: [
    on(ComplaintDeclined, (heard) => [change<Declined>(procedureIdOf(heard), () => ({ reason: heard.data.reason }))]),
  ],
});
