import { describe, expect, it } from '@jest/globals';
import {
  byItem,
  distinct,
  exceeds,
  isSameClaim,
  less,
  overlap,
  toldLater,
  wholeOf,
  within,
  type ClaimItem,
} from './index.ts';

const [one, two, worker] = [1, 2, 9].map((n) => `018f3a52-0000-7000-8000-00000000000${n}`) as [string, string, string];
const wages: ClaimItem = { id: one, person: worker, kind: 'wages', from: '2026-02', to: '2026-03', fen: 940_000 };

describe('amounts by claim item', () => {
  it('adds up what is said of one item twice', () =>
    expect(
      byItem([
        { item: one, fen: 1 },
        { item: two, fen: 2 },
        { item: one, fen: 3 },
      ]),
    ).toEqual([
      { item: one, fen: 4 },
      { item: two, fen: 2 },
    ]));

  it('keeps a claim that is told again once, with the larger of its sums', () => {
    const [held, later, more] = [
      { id: one, fen: 3 },
      { id: two, fen: 5 },
      { id: worker, fen: 2 },
    ];
    expect(toldLater([held], [later, more], { [two]: one })).toEqual([{ id: one, fen: 5 }, more]);
    expect(toldLater([later], [held], { [one]: two })).toEqual([later]);
    expect(toldLater([], [held, later], { [two]: one })).toEqual([{ id: one, fen: 5 }]);
  });

  it('leaves what is not paid, and nothing of what is', () => {
    const agreed = [
      { item: one, fen: 10 },
      { item: two, fen: 5 },
    ];
    expect(less(agreed, [{ item: one, fen: 4 }])).toEqual([
      { item: one, fen: 6 },
      { item: two, fen: 5 },
    ]);
    expect(less(agreed, [...agreed, { item: one, fen: 1 }])).toEqual([]);
  });

  it('knows when more is asked than there is, or of an item that is not there', () => {
    expect(exceeds([{ item: one, fen: 940_000 }], wholeOf([wages]))).toBe(false);
    expect(exceeds([{ item: one, fen: 940_001 }], wholeOf([wages]))).toBe(true);
    expect(exceeds([{ item: two, fen: 1 }], wholeOf([wages]))).toBe(true);
  });

  it('takes of what is paid so much as is owed, and nothing of an item that is not', () => {
    const paid = [
      { item: two, fen: 3 },
      { item: one, fen: 940_001 },
    ];
    expect(within(paid, wholeOf([wages]))).toEqual([{ item: one, fen: 940_000 }]);
    expect(within([{ item: one, fen: 4 }], wholeOf([wages]))).toEqual([{ item: one, fen: 4 }]);
  });
});

describe('one claim told twice', () => {
  it('counts once in a list, under its id or another', () => {
    const other = { ...wages, id: two, kind: 'overtime' as const };
    expect(distinct([wages, wages, { ...wages, id: two }, other])).toEqual([wages]);
    expect(distinct([wages, { ...other, id: worker }])).toEqual([wages, { ...other, id: worker }]);
  });

  it('is the same under another id when worker and kind are equal and the months overlap', () => {
    expect(isSameClaim(wages, { ...wages, id: two, from: '2026-03', to: '2026-04' })).toBe(true);
    expect(isSameClaim(wages, { ...wages, id: two, from: '2026-04', to: '2026-05' })).toBe(false);
    expect(isSameClaim(wages, { ...wages, id: two, kind: 'overtime' })).toBe(false);
    expect(isSameClaim(wages, { ...wages, person: two, id: two })).toBe(false);
  });

  it('is found among many', () => {
    expect(overlap([wages], [{ ...wages, person: two }])).toBe(true);
    expect(
      overlap(
        [wages],
        [
          { ...wages, id: two, person: two },
          { ...wages, id: two, to: '2026-02' },
        ],
      ),
    ).toBe(true);
    expect(overlap([wages], [{ ...wages, id: two, kind: 'severance' }])).toBe(false);
  });
});
