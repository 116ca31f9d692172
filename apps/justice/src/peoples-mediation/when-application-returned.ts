/** Court or commission sent the application back: the agreement may be brought again, while the time for it runs. */
import { HandOverReturned, HANDOVERS, type HandOverRow } from '@yimen/casework';
import { on, order, policy } from '@yimen/kernel';
import { NoteAgreementCameBack, peoplesMediation } from './peoples-mediation.ts';

export const whenApplicationReturned = policy({
  name: 'when-application-returned',
  on: [
    on(HandOverReturned, async ({ data: { handOver, from } }, look) => {
      if (from !== 'justice') return [];
      const row = await look.row<HandOverRow>(HANDOVERS, handOver);
      const { mediation } = row?.data.offer.terms ?? {};
      return typeof mediation === 'string'
        ? [order(peoplesMediation, mediation, NoteAgreementCameBack({ handOver }))]
        : [];
    }),
  ],
});
