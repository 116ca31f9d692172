import { expect, it } from '@jest/globals';
import { lagOf } from './kafka-lag.ts';

it.each([
  ['where it has read, what is left', 4n, { behind: 6, lost: 0 }],
  ['where it has read nothing, all that is there', undefined, { behind: 8, lost: 0 }],
  ['where what it would read next was deleted, that too', 0n, { behind: 10, lost: 2 }],
  ['where its place is in a topic that was there before, all of the new one', 30n, { behind: 8, lost: 0 }],
])('a listener is behind, %s', async (_, kept, expected) => {
  const client = {
    extent: async () => new Map([[0, { low: 2n, high: 10n }]]),
    committed: async () => new Map(kept === undefined ? [] : [[0, kept]]),
    since: async () => new Map(),
  };
  const lag = await lagOf(client, { agency: 'union', consumer: 'court', topic: 't', group: 'g' });
  expect(lag).toMatchObject(expected);
});
