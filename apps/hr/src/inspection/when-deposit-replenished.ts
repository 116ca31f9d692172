/** The bank says that the deposit is whole again: the inspections that drew on it note it, closed or not. */
import { DepositReplenished } from '@yimen/departments-language';
import { on, order, policy } from '@yimen/kernel';
import { NoteDepositRefilled } from './commands.ts';
import { inspection } from './inspection.ts';
import { inspectionsOf } from './inspections.view.ts';

export const whenDepositReplenished = policy({
  name: 'when-deposit-replenished',
  on: [
    on(DepositReplenished, async ({ data: { contractor }, meta }, look) => {
      const rows = meta.caseId ? await inspectionsOf(look, meta.caseId) : [];
      return rows.map(({ id }) => order(inspection, id, NoteDepositRefilled({ contractor })));
    }),
  ],
});
