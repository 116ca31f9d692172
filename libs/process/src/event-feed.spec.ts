import type { ServerResponse } from 'node:http';
import { expect, it } from '@jest/globals';
import { tell } from './event-feed.ts';

it.each([
  ['who reads', { writableEnded: false, writableLength: 16_384 }, ['news']],
  ['who has been told the end', { writableEnded: true, writableLength: 99_999 }, []],
  ['who takes nothing any more', { writableEnded: false, writableLength: 16_385 }, ['destroyed']],
])('a feed says on to %s what there is to say', (_, state, done) => {
  const did: string[] = [];
  const reader = { ...state, write: (text: string) => did.push(text), destroy: () => did.push('destroyed') };
  tell(reader as unknown as ServerResponse, 'news');
  expect(did).toEqual(done);
});
