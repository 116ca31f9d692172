import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { yuan } from '@yimen/law';
import { readAmount } from './amount.ts';
import type { Cell } from './grid.ts';

const text = (value: string): Cell => ({ kind: 'text', text: value });
const number = (value: number): Cell => ({ kind: 'number', number: value });
const codeOf = (cell: Cell) => {
  const read = readAmount(cell);
  return 'code' in read ? read.code : read.fen;
};

describe('an amount', () => {
  it.each([
    ['12,750.00', 1_275_000],
    ['1.2万', 1_200_000],
    ['1.23456789万', 1_234_567.89],
    ['１２，７５０．００', 1_275_000],
    ['￥12,750', 1_275_000],
    ['¥ 12 750.5 元', 1_275_050],
    ['人民币6000元整', 600_000],
    ['6000块', 600_000],
    ['6000.10000', 600_010],
    ['007', 700],
    ['-', 0],
    ['——', 0],
    ['/', 0],
    ['无', 0],
    ['0.00', 0],
    ['-0', 0],
  ])('reads %s', (written, fen) => {
    const whole = Number.isInteger(fen);
    expect(codeOf(text(written))).toBe(whole ? fen : 'AMOUNT_PRECISION');
  });

  it('takes a blank cell as nothing', () => expect(readAmount(undefined)).toEqual({ fen: 0 }));

  it.each([
    ['-500', 'AMOUNT_NEGATIVE'],
    ['(500.00)', 'AMOUNT_NEGATIVE'],
    ['（500）', 'AMOUNT_NEGATIVE'],
    ['￥-500', 'AMOUNT_NEGATIVE'],
    ['6000.125', 'AMOUNT_PRECISION'],
    ['12,75.00', 'AMOUNT_FORMAT'],
    ['12.750,00', 'AMOUNT_FORMAT'],
    ['六千', 'AMOUNT_FORMAT'],
    ['6000/5000', 'AMOUNT_FORMAT'],
    ['1e3', 'AMOUNT_FORMAT'],
    ['=1+1', 'AMOUNT_FORMAT'],
    ['13800000000', 'AMOUNT_TOO_LARGE'],
    ['9'.repeat(400), 'AMOUNT_TOO_LARGE'],
  ])('does not read %s', (written, code) => expect(codeOf(text(written))).toBe(code));

  it.each([
    [6000.3, 600_030],
    [6000.2999999999993, 600_030],
    [0.1 + 0.2, 30],
    [-0, 0],
    [7166.67, 716_667],
    [21500 / 3, 'AMOUNT_PRECISION'],
    [-0.01, 'AMOUNT_NEGATIVE'],
    [1e-9, 'AMOUNT_PRECISION'],
    [-1e30, 'AMOUNT_NEGATIVE'],
    [1e300, 'AMOUNT_TOO_LARGE'],
    [13_800_000_000, 'AMOUNT_TOO_LARGE'],
  ])('of the number %d', (written, result) => expect(codeOf(number(written))).toBe(result));

  it('is none in a date, a truth value or an error', () => {
    const cells: Cell[] = [
      { kind: 'date', date: '2025-06-01' },
      { kind: 'boolean', boolean: true },
      { kind: 'error', error: '#REF!' },
    ];
    expect(cells.map(codeOf)).toEqual(['AMOUNT_FORMAT', 'AMOUNT_FORMAT', 'AMOUNT_FORMAT']);
  });

  it('keeps every fen, written as a number or as text', () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000_000 }), (fen) => {
        expect(readAmount(number(fen / 100))).toEqual({ fen });
        expect(readAmount(text(yuan(fen)))).toEqual({ fen });
      }),
    ));

  it('of a total may be larger', () => {
    expect(readAmount(number(91_218_000), Number.MAX_SAFE_INTEGER)).toEqual({ fen: 9_121_800_000 });
  });
});
