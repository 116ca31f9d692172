/** The court has executed assets under an agreement of ours: so much of it is paid, and the days of that are over. */
import { AssetsExecuted } from '@yimen/court-language';
import { on, order, policy } from '@yimen/kernel';
import { MEDIATIONS } from '../peoples-mediation/peoples-mediations.view.ts';
import { NoteExecuted, performance } from './performance.ts';

export const whenAssetsExecuted = policy({
  name: 'when-assets-executed',
  on: [
    on(AssetsExecuted, async ({ data: { confirmation, parts } }, look) => {
      const ours = confirmation ? await look.rows(MEDIATIONS, { where: { confirmation } }) : [];
      return ours.map(({ key }) => order(performance, key, NoteExecuted({ parts })));
    }),
  ],
});
