/** The court enforces an agreement of ours: what it collects is no longer paid through the committee. */
import { on, order, policy } from '@yimen/kernel';
import { EnforcementApplied } from '@yimen/court-language';
import { MEDIATIONS } from '../peoples-mediation/peoples-mediations.view.ts';
import { NoteEnforcement, performance } from './performance.ts';

export const whenEnforcementApplied = policy({
  name: 'when-enforcement-applied',
  on: [
    on(EnforcementApplied, async ({ data: { confirmation, dues } }, look) => {
      const upTo = dues.reduce((last, { dueOn }) => (dueOn > last ? dueOn : last), '');
      const ours = await look.rows(MEDIATIONS, { where: { confirmation } });
      return ours.map(({ key }) => order(performance, key, NoteEnforcement({ upTo })));
    }),
  ],
});
