/** The bank says that the deposit is whole again: the inspection that drew on it so notes it, closed or not. */
import { DepositReplenished } from '@yimen/departments-language';
import { on, order, policy, procedureIdOf } from '@yimen/kernel';
import { NoteDepositRefilled } from './commands.ts';
import { inspection } from './inspection.ts';
import { inspectionsOf } from './inspections.view.ts';

export const whenDepositReplenished = policy({
  name: 'when-deposit-replenished',
  on: [
    on(DepositReplenished, async (heard, look) => {
      const { caseId } = heard.meta;
      const rows = caseId ? await inspectionsOf(look, caseId) : [];
      return rows.map(({ id }) => order(inspection, id, NoteDepositRefilled({ handOver: procedureIdOf(heard) })));
    }),
  ],
});
