import { it } from '@jest/globals';
import { checkHistory, examplesIn } from '@yimen/casework/history';
import { legalAidEvents, peoplesMediationEvents } from './index.ts';

it('still reads every version of every event that was ever said', () =>
  checkHistory([...legalAidEvents, ...peoplesMediationEvents], examplesIn(new URL('./history/', import.meta.url))));
