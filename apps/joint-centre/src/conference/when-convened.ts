/** When a conference is convened, the clock of its case stops, under each id that the case has. */
import { idsOf } from '@yimen/casework';
import { ConferenceConvened } from '@yimen/joint-centre-language';
import { on, order, policy, procedureIdOf } from '@yimen/kernel';
import { caseFile } from '../case-file/case-file.ts';
import { NoteConference } from '../case-file/commands.ts';

export const whenConvened = policy({
  name: 'when-convened',
  on: [
    on(ConferenceConvened, async (event, look) => {
      const ids = await idsOf(look, event.data.caseId);
      return ids.map((id) => order(caseFile, id, NoteConference({ conference: procedureIdOf(event) })));
    }),
  ],
});
