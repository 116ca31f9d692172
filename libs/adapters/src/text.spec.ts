import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { detached, rowData, rowJson, Unstorable } from './text.ts';

class Fancy {
  toJSON() {
    return 'as text';
  }
}
const odd = fc.constantFrom(undefined, -0, NaN, Infinity, new Date(0), new Fancy(), () => 1, Object.create(null));
const anything = fc.anything({
  withNullPrototype: true,
  withDate: true,
  withSparseArray: true,
  values: [odd, fc.string(), fc.double()],
});

/** What JSON makes of a value, which is what every store gives back. */
const stored = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null) ?? 'null');

const isFrozen = (value: unknown): boolean =>
  typeof value !== 'object' || value === null || (Object.isFrozen(value) && Object.values(value).every(isFrozen));

describe('what is kept of a value', () => {
  it('is what JSON makes of it, frozen, and no object of the caller', () => {
    fc.assert(
      fc.property(anything, (value) => {
        fc.pre(JSON.stringify(value ?? null) !== undefined);
        const copy = detached(value);
        expect(JSON.stringify(copy)).toBe(JSON.stringify(stored(value)));
        expect(isFrozen(copy)).toBe(true);
        expect(typeof value === 'object' && value !== null && copy === value).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });

  it('keeps a name that means something to the language', () => {
    const value = JSON.parse('{"__proto__": {"a": 1}, "b": 2}') as object;
    expect(JSON.stringify(detached(value))).toBe('{"__proto__":{"a":1},"b":2}');
    expect(JSON.stringify(rowData(value))).toBe('{"__proto__":{"a":1},"b":2}');
  });

  it.each([
    ['NUL', { a: ['x\0'] }],
    ['half a character', { a: { b: '\ud800' } }],
    ['NUL in a name', { 'a\0': 1 }],
  ])('refuses %s in a row, as early as it is put', (_, data) => {
    expect(() => rowData(data)).toThrow(Unstorable);
    expect(() => rowJson(data)).toThrow(Unstorable);
  });
});
