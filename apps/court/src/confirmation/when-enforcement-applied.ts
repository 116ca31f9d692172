/** Who asks for enforcement in time has used the two years: the clock of the title stops. */
import { on, order, policy } from '@yimen/kernel';
import { EnforcementApplied } from '@yimen/court-language';
import { confirmation, NoteEnforcementSought } from './confirmation.ts';

export const whenEnforcementApplied = policy({
  name: 'when-enforcement-applied',
  on: [on(EnforcementApplied, ({ data }) => [order(confirmation, data.confirmation, NoteEnforcementSought({}))])],
});
