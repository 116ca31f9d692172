import { describe, expect, it } from '@jest/globals';
import { failedAlike, heaps, isBusy, lagOf, servicesOf, type Operations, type ParkedEvent } from './operations.ts';

const words = { zh: '示例', en: 'Example' };
const state: Operations = {
  ...{ agency: 'hr', label: words, asOf: '2026-03-02T01:00:00Z', wrong: [], silentClocks: 0 },
  behind: [
    { from: 'hr', count: 2, more: false, since: null },
    { from: 'bus', count: 3, more: false, since: null },
    { from: 'union', count: 4, more: false, since: null },
    { from: 'court', count: 5, more: false, since: null },
  ],
  ...{ parked: [], views: [], rebuilds: [], verification: null },
};
const verification = { state: 'running', startedAt: '', views: 0, findings: [], unread: [], why: null };
const parked = (id: string, caseId: string, listener = 'view:a'): ParkedEvent => ({
  ...{ id, caseId, listener, from: 'union', event: words, occurredAt: '', why: '', cause: 'c', since: '', skip: null },
});

describe('what the operator reads', () => {
  it('is behind in three ways', () => expect(lagOf(state)).toEqual({ bus: 3, own: 2, others: 9 }));

  it('is busy while something goes on by itself', () => {
    expect([isBusy(state), isBusy({ ...state, verification })]).toEqual([false, true]);
    expect(isBusy({ ...state, verification: { ...verification, state: 'done' } })).toBe(false);
  });

  it('puts what waits for the same event on one heap', () =>
    expect(
      heaps([parked('1', 'a'), parked('2', 'b'), parked('3', 'a'), parked('4', 'a', 'policy:x')]).map((heap) =>
        heap.map(({ id }) => id),
      ),
    ).toEqual([['1', '3'], ['2'], ['4']]));

  it('counts what failed alike, and not what waits behind it', () => {
    const other = { ...parked('4', 'd'), cause: 'x' };
    const heaped = heaps([parked('1', 'a'), parked('2', 'a'), parked('3', 'b'), other]);
    expect([parked('1', 'a'), other].map((event) => failedAlike(heaped, event))).toEqual([2, 1]);
  });

  it('covers the services of the platform besides the agencies', () =>
    expect(servicesOf([{ name: 'hr', field: 'hr' }]).map(({ name }) => name)).toEqual(['hr', 'people', 'insight']));
});
