import { it } from '@jest/globals';
import { checkHistory, examplesIn } from '@yimen/casework/history';
import { confirmationEvents, enforcementEvents } from './index.ts';

it('still reads every version of every event that was ever said', () =>
  checkHistory([...confirmationEvents, ...enforcementEvents], examplesIn(new URL('./history/', import.meta.url))));
