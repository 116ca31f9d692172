/** The procedure that a petition was led into has come to an end: its result is copied to the petition's record. */
import { underAllIds } from '@yimen/casework';
import { on, order, policy, procedureIdOf, type Look, type Order, type Recorded } from '@yimen/kernel';
import { MatterAnswered } from '@yimen/departments-language';
import { InspectionClosed } from '@yimen/hr-language';
import { UnionMediationPerformed } from '@yimen/union-language';
import { COMPLAINTS_DECLINED } from './complaints-declined.view.ts';
import { NotePetitionResult, petition } from './petition.ts';
import { PETITIONS, type PetitionRow } from './petitions.view.ts';

interface Result {
  readonly outcome: string;
  readonly paid?: number;
  readonly channel?: string;
  /** The parcel whose unit answered, where that is known. */
  readonly handOver?: string;
}

const openOn = async ({ meta: { caseId } }: Recorded, look: Look) =>
  caseId
    ? underAllIds(look, caseId, (caseIds) => look.rows<PetitionRow>(PETITIONS, { caseIds, where: { open: true } }))
    : [];

/** All open petitions of the case hear it; each takes only the result that it waits for. */
async function noted(heard: Recorded, look: Look, result: Result): Promise<Order[]> {
  const open = await openOn(heard, look);
  return open.map(({ key }) => order(petition, key, NotePetitionResult(result)));
}

/**
 * A petition that was led into inspection has a complaint of its own there, with the id of its parcel, and waits for
 * that one; where it was declined, because the matter is under inspection already, it waits for any on the case.
 */
async function inspected(heard: Recorded, look: Look, result: Result): Promise<Order[]> {
  const open = await openOn(heard, look);
  const declined = await Promise.all(open.map(({ data: { parcel = '' } }) => look.row(COMPLAINTS_DECLINED, parcel)));
  const own = { ...result, handOver: procedureIdOf(heard) };
  return open.map(({ key }, at) => order(petition, key, NotePetitionResult(declined[at] ? result : own)));
}

export const whenResultKnown = policy({
  name: 'when-result-known',
  on: [
    on(InspectionClosed, (heard, look) =>
      inspected(heard, look, { outcome: heard.data.outcome, paid: heard.data.recovered, channel: 'inspection' }),
    ),
    on(UnionMediationPerformed, (heard, look) => noted(heard, look, { outcome: 'performed', channel: 'mediation' })),
    // A matter has the id of the parcel that brought it; a case may have several, at several units.
    on(MatterAnswered, (heard, look) =>
      noted(heard, look, { outcome: heard.data.outcome, handOver: procedureIdOf(heard) }),
    ),
  ],
});
