import { it } from '@jest/globals';
import { checkHistory, examplesIn } from '@yimen/casework/history';
import { calendarEvents, caseEvents, conferenceEvents, mergeEvents } from './index.ts';

it('still reads every version of every event that was ever said', () =>
  checkHistory(
    [...calendarEvents, ...caseEvents, ...conferenceEvents, ...mergeEvents],
    examplesIn(new URL('./history/', import.meta.url)),
  ));
