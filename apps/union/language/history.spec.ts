import { it } from '@jest/globals';
import { checkHistory, examplesIn } from '@yimen/casework/history';
import { dossierEvents, mediationEvents } from './index.ts';

it('still reads every version of every event that was ever said', () =>
  checkHistory([...dossierEvents, ...mediationEvents], examplesIn(new URL('./history/', import.meta.url))));
