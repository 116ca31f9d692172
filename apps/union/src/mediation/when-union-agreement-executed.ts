/** The court has executed assets under an agreement of the station: so much of it is paid. */
import { sentFor } from '@yimen/casework';
import { AssetsExecuted } from '@yimen/court-language';
import { on, order, policy } from '@yimen/kernel';
import { NoteUnionAgreementExecuted } from './commands.ts';
import { mediation } from './mediation.ts';

export const whenUnionAgreementExecuted = policy({
  name: 'when-union-agreement-executed',
  on: [
    on(AssetsExecuted, async ({ data: { confirmation, parts } }, look) => {
      // At the court the confirmation has the id of the parcel that brought the agreement.
      const id = confirmation && (await sentFor(look, 'mediation', { handOver: confirmation, from: 'union' }));
      return id ? [order(mediation, id, NoteUnionAgreementExecuted({ parts }))] : [];
    }),
  ],
});
