import { it } from '@jest/globals';
import { checkHistory, examplesIn } from '@yimen/kernel/testing';
import { deadlineEvents } from './deadline.ts';
import { handOverEvents } from './handover-language.ts';

it('still reads every version of what every agency says about clocks and hand-overs', () =>
  checkHistory([...deadlineEvents, ...handOverEvents], examplesIn(new URL('./history/', import.meta.url))));
