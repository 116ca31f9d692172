/** The procedure that a petition was led into has come to an end: its result is copied to the petition's record. */
import { underAllIds } from '@yimen/casework';
import { on, order, policy, procedureIdOf, type Look, type Order, type Recorded } from '@yimen/kernel';
import { MatterAnswered } from '@yimen/departments-language';
import { InspectionClosed } from '@yimen/hr-language';
import { UnionMediationPerformed } from '@yimen/union-language';
import { NotePetitionResult, petition } from './petition.ts';
import { PETITIONS, type PetitionRow } from './petitions.view.ts';

interface Result {
  readonly outcome: string;
  readonly paid?: number;
  readonly channel?: string;
  /** The parcel whose unit answered, where that is known. */
  readonly handOver?: string;
}

/** All open petitions of the case hear it; each takes only the result that it waits for. */
async function noted({ meta }: Recorded, look: Look, result: Result): Promise<Order[]> {
  if (!meta.caseId) return [];
  const where = { open: true };
  const open = await underAllIds(look, meta.caseId, (caseIds) => look.rows<PetitionRow>(PETITIONS, { caseIds, where }));
  return open.map(({ key }) => order(petition, key, NotePetitionResult(result)));
}

export const whenResultKnown = policy({
  name: 'when-result-known',
  on: [
    on(InspectionClosed, (heard, look) =>
      noted(heard, look, { outcome: heard.data.outcome, paid: heard.data.recovered, channel: 'inspection' }),
    ),
    on(UnionMediationPerformed, (heard, look) => noted(heard, look, { outcome: 'performed', channel: 'mediation' })),
    // A matter has the id of the parcel that brought it; a case may have several, at several units.
    on(MatterAnswered, (heard, look) =>
      noted(heard, look, { outcome: heard.data.outcome, handOver: procedureIdOf(heard) }),
    ),
  ],
});
