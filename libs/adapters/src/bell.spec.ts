import { getEventListeners } from 'node:events';
import { expect, it } from '@jest/globals';
import { bell } from './bell.ts';

it.each(['ring', 'end', 'time'])('a bell keeps nothing of whoever was woken by its %s', async (by) => {
  const { ring, wait, waiting } = bell();
  const ending = new AbortController();
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
  const before = timers();
  const woken = wait(by === 'time' ? 5 : 60_000, ending.signal);
  expect([waiting(), getEventListeners(ending.signal, 'abort').length]).toEqual([1, 1]);
  if (by === 'ring') ring();
  if (by === 'end') ending.abort();
  await woken;
  expect([waiting(), getEventListeners(ending.signal, 'abort').length]).toEqual([0, 0]);
  expect(timers()).toBeLessThanOrEqual(before);
  await wait(60_000, AbortSignal.abort());
});
