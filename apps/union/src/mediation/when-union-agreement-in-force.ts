/** Court or commission has made an agreement of the station enforceable: its desk sees by what. */
import { sentFor } from '@yimen/casework';
import { AgreementConfirmed } from '@yimen/court-language';
import { ReviewDocumentIssued } from '@yimen/hr-language';
import { on, order, policy, procedureIdOf, type Look, type Recorded } from '@yimen/kernel';
import { NoteUnionAgreementInForce } from './commands.ts';
import { mediation } from './mediation.ts';

/** There it has the id of the parcel that brought the agreement. */
async function noted(event: Recorded, look: Look, number?: string) {
  const handOver = procedureIdOf(event);
  const id = await sentFor(look, 'mediation', { handOver, from: 'union' });
  return id ? [order(mediation, id, NoteUnionAgreementInForce({ handOver, number }))] : [];
}

export const whenUnionAgreementInForce = policy({
  name: 'when-union-agreement-in-force',
  on: [
    on(AgreementConfirmed, (event, look) => noted(event, look, event.data.number)),
    on(ReviewDocumentIssued, (event, look) => noted(event, look)),
  ],
});
