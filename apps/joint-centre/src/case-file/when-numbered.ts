/** When a case has its first door it is registered under the next number of its year. */
import { on, order, policy } from '@yimen/kernel';
import { CASE_NUMBERS, numberOf, yearOf, type NumberRow } from '../case-numbers/case-numbers.view.ts';
import { caseFile } from './case-file.ts';
import { NumberCase } from './commands.ts';
import { DoorOpened } from './inside.ts';

export const whenNumbered = policy({
  name: 'when-numbered',
  on: [
    on(DoorOpened, async ({ data: { caseId, on: day } }, look) => {
      const row = await look.row<NumberRow>(CASE_NUMBERS, caseId);
      if (!row) throw new Error(`${CASE_NUMBERS} has no number for ${caseId}`);
      return [order(caseFile, caseId, NumberCase({ number: numberOf(yearOf(day), row.data.count) }))];
    }),
  ],
});
