/** Which petitions went to the wrong unit: those that had to be recalled because the objection was upheld. */
import { change, on, view } from '@yimen/kernel';
import { PetitionRecalled } from '@yimen/petition-language';

interface WrongRouting {
  readonly caseId: string | undefined;
}

export const WRONG_ROUTINGS = 'wrong-routings';

export const wrongRoutingsView = view<WrongRouting>({
  name: WRONG_ROUTINGS,
  on: [
    on(PetitionRecalled, ({ id, data: { takenBack }, meta: { caseId } }) =>
      takenBack ? [] : [change<WrongRouting>(id, () => ({ caseId }))],
    ),
  ],
  caseId: (row) => row.caseId,
});
