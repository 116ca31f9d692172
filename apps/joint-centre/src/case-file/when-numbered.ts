/** When a case has its first door it takes the next number of its year, and is registered under it. */
import { on, order, policy } from '@yimen/kernel';
import { CaseNumberTaken, caseNumbers, TakeCaseNumber } from '../case-numbers/case-numbers.ts';
import { caseFile } from './case-file.ts';
import { NumberCase } from './commands.ts';
import { DoorOpened } from './inside.ts';

export const whenNumbered = policy({
  name: 'when-numbered',
  on: [
    on(DoorOpened, ({ data: { caseId: of, on: day } }) => {
      const year = day.slice(0, 4);
      return [order(caseNumbers, year, TakeCaseNumber({ of, year }))];
    }),
    on(CaseNumberTaken, ({ data: { of, number } }) => [order(caseFile, of, NumberCase({ number }))]),
  ],
});
