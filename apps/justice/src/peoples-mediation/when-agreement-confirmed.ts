/** The court confirmed an agreement of ours: the arbitration commission can no longer review it (办案规则 第七十五条). */
import { on, order, policy } from '@yimen/kernel';
import { AgreementConfirmed } from '@yimen/court-language';
import { NoteAgreementConfirmed } from './commands.ts';
import { peoplesMediation } from './peoples-mediation.ts';
import { MEDIATIONS } from './peoples-mediations.view.ts';

export const whenAgreementConfirmed = policy({
  name: 'when-agreement-confirmed',
  on: [
    on(AgreementConfirmed, async ({ data: { mediation, number } }, look) =>
      (await look.row(MEDIATIONS, mediation))
        ? [order(peoplesMediation, mediation, NoteAgreementConfirmed({ number }))]
        : [],
    ),
  ],
});
