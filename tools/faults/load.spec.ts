/** People who work over a hall in memory, until something of theirs breaks. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openHall, type Hall } from '@yimen/hall';
import { load } from './load.ts';

let hall: Hall;
beforeEach(async () => void (hall = await openHall()));
afterEach(() => hall.close());

describe('the load of a run', () => {
  it('is waited for until so many commands were given', async () => {
    const people = await load({ url: hall.url, seed: 7, clients: 4, now: () => performance.now() });
    await people.given(10);
    expect(people.history.length).toBeGreaterThanOrEqual(10);
    await people.finish(60_000);
  });

  it('is not waited for when those who give it have failed', async () => {
    let isBroken = false;
    const now = () => {
      if (isBroken) throw new Error('the clock is gone');
      return performance.now();
    };
    const people = await load({ url: hall.url, seed: 7, clients: 4, now });
    await people.given(4);
    isBroken = true;
    await expect(people.given(1_000_000)).rejects.toThrow('the clock is gone');
  });
});
