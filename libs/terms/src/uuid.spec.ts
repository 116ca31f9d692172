import { createHash } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { derive } from '@yimen/adapters';
import { uuidOf } from './index.ts';

/** Ids that stand in logs are derived again by every later build, so these never change. */
it.each([
  ['', 'e3b0c442-98fc-8c14-9afb-f4c8996fb924'],
  ['测试甲/1', '58cf67b7-9ae2-88a0-ac47-6c6f5eaf4b10'],
  ['w1', '60c5590f-72ee-8292-b954-5afc28bf63ca'],
  ['w4', '879cc67a-846b-870c-8241-f1880f79e6ed'],
])('makes of “%s” and its digest the id that it always made', (words, id) => {
  const digest = createHash('sha256').update(words).digest('hex');
  expect([uuidOf(digest), derive(words)]).toEqual([id, id]);
});
