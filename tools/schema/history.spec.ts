/** What is stored is for ever, whether it was said in public or noted inside. */
import { describe, it } from '@jest/globals';
import { checkHistory } from '@yimen/casework/history';
import { desks } from '@yimen/hall/desks';
import { historyOf } from './views.ts';

describe('a stored event of any version', () => {
  it.each(desks.map((desk) => [desk.agency.name, desk] as const))('is still read by %s', (_, desk) => {
    const { types, examples } = historyOf(desk);
    checkHistory(types, examples);
  });
});
