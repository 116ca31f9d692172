import { it } from '@jest/globals';
import { checkHistory, examplesIn } from '@yimen/casework/history';
import { petitionEvents } from './index.ts';

it('still reads every version of every event that was ever said', () =>
  checkHistory([...petitionEvents], examplesIn(new URL('./history/', import.meta.url))));
