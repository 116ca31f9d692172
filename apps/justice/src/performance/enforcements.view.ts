/** By which confirmation the court enforces: it tells of what it collects under the id of the enforcement alone. */
import { EnforcementApplied } from '@yimen/court-language';
import { change, on, procedureIdOf, view } from '@yimen/kernel';

export interface EnforcementRow {
  readonly confirmation: string;
}

export const ENFORCEMENTS = 'enforcements';

export const enforcementsView = view<EnforcementRow>({
  name: ENFORCEMENTS,
  on: [
    on(EnforcementApplied, (heard) => {
      const { confirmation } = heard.data;
      return [change<EnforcementRow>(procedureIdOf(heard), () => ({ confirmation }))];
    }),
  ],
});
