import { expect, it } from '@jest/globals';
import { graceOf } from './ending.ts';

it('leaves a part of the time that an ending has to what ends after the requests', () => {
  expect(graceOf({ delay: 5_000, patience: 20_000 })).toBe(18_000);
  expect(graceOf({ delay: 0, patience: 101 })).toBe(76);
});
