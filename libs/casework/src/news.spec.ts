import { describe, expect, it } from '@jest/globals';
import { memoryRows, memoryStore } from '@yimen/adapters';
import { listen, type Recorded } from '@yimen/kernel';
import { noticing } from './news.ts';

const at = '2026-01-05T01:00:00.000Z';
const meta = { agency: 'hr', actor: { id: 'a', agency: 'hr', roles: [] }, commandId: 'c', digest: '', shape: 1 };
const said = (id: string, type: string, caseId?: string) => ({
  id,
  type,
  data: {},
  meta: { ...meta, occurredAt: at, recordedAt: at, ...(caseId ? { caseId } : {}) },
});

describe('news', () => {
  it('is told once after a step, of each case once, and only of what somebody wants', async () => {
    const store = memoryStore();
    await store.append('hr.x-1', 0, [
      said('1', 'Wanted', 'a'),
      said('2', 'Wanted', 'a'),
      said('3', 'Wanted', 'b'),
      said('4', 'Unwanted', 'c'),
      said('5', 'Wanted'),
    ]);
    const told: string[][] = [];
    const plain = {
      from: 'hr',
      source: store,
      listeners: [],
      rows: memoryRows(),
      world: { now: () => at, digest: String },
    };
    const wanted = ({ type }: Recorded) => type === 'Wanted';
    const [ear, tell] = noticing(plain, wanted, (caseIds) => told.push([...caseIds]));
    tell();
    expect(await listen(ear)).toBe(5);
    expect(told).toEqual([]);
    tell();
    tell();
    expect(told).toEqual([['a', 'b']]);
  });
});
