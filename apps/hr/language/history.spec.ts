import { it } from '@jest/globals';
import { checkHistory, examplesIn } from '@yimen/casework/history';
import { inspectionEvents, listingEvents, reviewEvents } from './index.ts';

it('still reads every version of every event that was ever said', () =>
  checkHistory(
    [...inspectionEvents, ...listingEvents, ...reviewEvents],
    examplesIn(new URL('./history/', import.meta.url)),
  ));
