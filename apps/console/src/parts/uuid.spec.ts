import { describe, expect, it } from '@jest/globals';
import { newId, uuidv7 } from './uuid.ts';

const form = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('a UUID of version 7', () => {
  it('begins with the moment', () => {
    const id = uuidv7(Date.parse('2025-09-08T01:00:00Z'), new Uint8Array(10));
    expect(id).toBe('019926d6-4280-7000-8000-000000000000');
  });

  it('keeps version and variant whatever chance says', () => {
    for (const byte of [0x00, 0x7f, 0x80, 0xff]) {
      expect(uuidv7(1_757_293_200_000, new Uint8Array(10).fill(byte))).toMatch(form);
    }
  });

  it('sorts by age', () => {
    const ids = [1, 255, 256, 65_536, 2 ** 40].map((at) => uuidv7(at, new Uint8Array(10).fill(0xff)));
    expect(ids.toSorted()).toEqual(ids);
  });

  it('is never made twice', () => {
    const ids = new Set(Array.from({ length: 1000 }, newId));
    expect(ids.size).toBe(1000);
    for (const id of ids) expect(id).toMatch(form);
  });

  it('asks for enough chance', () => expect(() => uuidv7(0, new Uint8Array(9))).toThrow('ten bytes'));
});
