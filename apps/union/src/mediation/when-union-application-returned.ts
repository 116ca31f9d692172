/**
 * Court or commission sent the application back or refused it, or the station took it back: the agreement may be
 * brought again or elsewhere, while the time for it runs.
 */
import { HandOverReturned, HandOverWithdrawn, sentFor } from '@yimen/casework';
import { ConfirmationRejected } from '@yimen/court-language';
import { ArbitrationReviewDeclined } from '@yimen/hr-language';
import { on, order, policy, procedureIdOf, type Look, type Recorded } from '@yimen/kernel';
import { NoteUnionAgreementCameBack } from './commands.ts';
import { mediation } from './mediation.ts';

const agreements = ['judicialConfirmation', 'arbitrationReview'];

async function cameBack(handOver: string, look: Look) {
  const id = await sentFor(look, 'mediation', { handOver });
  return id ? [order(mediation, id, NoteUnionAgreementCameBack({ handOver }))] : [];
}

async function back({ data }: Recorded<{ handOver: string; from: string; kind: string }>, look: Look) {
  return data.from === 'union' && agreements.includes(data.kind) ? cameBack(data.handOver, look) : [];
}
/** At court and commission the application has the id of the parcel that brought it. */
const refused = (heard: Recorded, look: Look) => cameBack(procedureIdOf(heard), look);

export const whenUnionApplicationReturned = policy({
  name: 'when-union-application-returned',
  on: [
    on(HandOverReturned, back),
    on(HandOverWithdrawn, back),
    on(ConfirmationRejected, refused),
    on(ArbitrationReviewDeclined, refused),
  ],
});
