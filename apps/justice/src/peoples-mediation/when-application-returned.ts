/**
 * The application came back, was taken back, or was refused by court or commission: the agreement may be brought again
 * or elsewhere, while the time for it runs.
 */
import { HandOverReturned, HandOverWithdrawn, sentFor } from '@yimen/casework';
import { ConfirmationRejected } from '@yimen/court-language';
import { ArbitrationReviewDeclined } from '@yimen/hr-language';
import { on, order, policy, procedureIdOf, type Look, type Recorded } from '@yimen/kernel';
import { NoteAgreementCameBack } from './commands.ts';
import { peoplesMediation } from './peoples-mediation.ts';

async function cameBack(handOver: string, look: Look) {
  const id = await sentFor(look, 'mediation', { handOver });
  return id ? [order(peoplesMediation, id, NoteAgreementCameBack({ handOver }))] : [];
}

const back = async ({ data: { handOver, from } }: Recorded<{ handOver: string; from: string }>, look: Look) =>
  from === 'justice' ? cameBack(handOver, look) : [];

/** At court and commission the application has the id of the parcel that brought it. */
const refused = (heard: Recorded, look: Look) => cameBack(procedureIdOf(heard), look);

export const whenApplicationReturned = policy({
  name: 'when-application-returned',
  on: [
    on(HandOverReturned, back),
    on(HandOverWithdrawn, back),
    on(ConfirmationRejected, refused),
    on(ArbitrationReviewDeclined, refused),
  ],
});
