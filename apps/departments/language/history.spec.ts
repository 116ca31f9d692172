import { it } from '@jest/globals';
import { checkHistory, examplesIn } from '@yimen/casework/history';
import { depositEvents, matterEvents, paymentEvents } from './index.ts';

it('still reads every version of every event that was ever said', () =>
  checkHistory(
    [...depositEvents, ...matterEvents, ...paymentEvents],
    examplesIn(new URL('./history/', import.meta.url)),
  ));
