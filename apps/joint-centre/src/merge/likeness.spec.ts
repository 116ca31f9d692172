import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isAlike, likeness, pairId, sameClaims, type Claim } from './likeness.ts';

const claim = (changed: Partial<Claim> = {}): Claim => ({
  ...{ id: 'a', person: 'w', employer: 'e', kind: 'wages', from: '2026-02', to: '2026-03', fen: 940_000 },
  ...changed,
});

describe('likeness', () => {
  it('is 0.96 for one worker, one employer, one kind, overlapping months', () => {
    const overlapping = claim({ id: 'b', from: '2026-03', to: '2026-05', fen: 1 });
    expect([isAlike(claim(), overlapping), isAlike(overlapping, claim())]).toEqual([true, true]);
    expect(likeness([claim()], [overlapping])).toMatchObject({ score: 0.96, because: [{}, {}, {}, {}] });
  });

  it.each([
    ['another worker', { person: 'x' }, 0.46],
    ['another employer', { employer: 'x' }, 0.66],
    ['another kind', { kind: 'overtime' as const }, 0.88],
    ['later months', { from: '2026-04', to: '2026-05' }, 0.88],
    ['earlier months', { from: '2025-12', to: '2026-01' }, 0.88],
  ])('is less for %s', (_, changed, score) => {
    expect(isAlike(claim(), claim(changed))).toBe(false);
    expect(likeness([claim()], [claim(changed)]).score).toBe(score);
  });

  it('looks for the most alike of many, and says nothing of nothing', () => {
    const others = [claim({ person: 'x' }), claim({ kind: 'overtime' }), claim({ id: 'b' })];
    expect(likeness([claim({ kind: 'severance' }), claim()], others).score).toBe(0.96);
    expect(likeness([], others)).toEqual({ score: 0, because: [] });
  });
});

describe('the same claim', () => {
  it('agrees in all but the sum', () => {
    const others = [
      claim({ id: 'b', fen: 1 }),
      claim({ id: 'c', to: '2026-04' }),
      claim({ id: 'd', kind: 'overtime' }),
      claim({ id: 'e', from: '2026-01' }),
      claim({ id: 'f', employer: 'x' }),
      claim({ id: 'g', person: 'x' }),
    ];
    expect(sameClaims([claim()], others)).toEqual({ b: 'a' });
    expect(sameClaims([claim()], [claim()])).toEqual({});
  });
});

describe('the id of a pair', () => {
  it('is a UUID and the same in either order', () =>
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), (one, other) => {
        expect(pairId(one, other)).toBe(pairId(other, one));
        expect(pairId(one, other)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      }),
    ));
});
