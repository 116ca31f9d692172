/** Petitions that went to the wrong unit and were called back (转办错误). */
import { change, on, view } from '@yimen/kernel';
import { PetitionRecalled } from '@yimen/petition-language';

export const WRONG_ROUTINGS = 'wrong-routings';

export const wrongRoutingsView = view<{ readonly on: string }>({
  name: WRONG_ROUTINGS,
  on: [on(PetitionRecalled, ({ id, meta }) => [change(id, () => ({ on: meta.occurredAt }))])],
});
