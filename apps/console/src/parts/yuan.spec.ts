import { describe, expect, it } from '@jest/globals';
import { readFen, tenThousands, yuan } from './yuan.ts';

describe('reading an amount', () => {
  it.each([
    ['12,345.67', 1_234_567],
    ['1.2\u4e07', 1_200_000],
    ['78.45\u4e07\u5143', 78_450_000],
    ['0.1', 10],
    ['.5', 50],
    ['300', 30_000],
    ['300\u5143', 30_000],
    ['\uff11\uff12\uff0c\uff13\uff14\uff15\uff0e\uff16\uff17', 1_234_567],
    ['\uffe5 1 000.00', 100_000],
    ['1.10', 110],
    ['1.100', 110],
    ['0', 0],
  ])('reads %s', (text, fen) => expect(readFen(text)).toEqual({ fen }));

  it('knows an empty field from zero', () => expect(readFen('  ')).toBeUndefined());

  it.each([
    ['abc', 'notNumber'],
    ['1,23', 'notNumber'],
    ['12,34,567', 'notNumber'],
    ['1.2.3', 'notNumber'],
    ['.', 'notNumber'],
    ['1e5', 'notNumber'],
    ['-3', 'negative'],
    ['0.001', 'decimals'],
    ['1.23456789\u4e07', 'decimals'],
    ['99999999999999999', 'tooLarge'],
  ])('refuses %s', (text, fault) => expect(readFen(text)).toEqual({ fault }));

  it('reads back what it writes', () => {
    for (const fen of [0, 1, 10, 99, 100, 123_456_789, Number.MAX_SAFE_INTEGER]) {
      expect(readFen(yuan(fen))).toEqual({ fen });
    }
  });
});

describe('writing an amount', () => {
  it.each([
    [0, '0.00'],
    [5, '0.05'],
    [78_450_000, '784,500.00'],
    [-123_456, '-1,234.56'],
    [9_007_199_254_740_991, '90,071,992,547,409.91'],
  ])('writes %d', (fen, text) => expect(yuan(fen)).toBe(text));

  it.each([
    [78_450_000, '78.5'],
    [1_304_220_000, '1,304.2'],
    [400_000, '0.4'],
    [0, '0.0'],
  ])('writes %d in ten thousands', (fen, text) => expect(tenThousands(fen)).toBe(text));
});
