import { LawError } from '../law-error.ts';
import { shown } from '../shown.ts';

/**
 * An exact fraction. Money enters and leaves as whole fen (分); in between nothing is rounded, so that 5,000 ÷ 21.75 ÷ 8
 * loses no fen on the way. Rounding happens once per result line, half up.
 */
export interface Exact {
  readonly over: bigint;
  readonly under: bigint;
}

/** Reads a whole number or a decimal with at most six places, such as 21.75 or 1.5, without binary error. */
export function exact(value: number): Exact {
  const text = String(value);
  const [whole = '0', part = ''] = text.split('.');
  if (!/^-?\d+$/.test(whole) || !/^\d{0,6}$/.test(part)) throw notExact(value);
  return { over: BigInt(whole + part), under: 10n ** BigInt(part.length) };
}

function notExact(value: unknown): LawError {
  return new LawError('invalid-number', 'number', {
    zh: `“${shown(value)}”不是可精确计算的数；最多六位小数。`,
    en: `"${shown(value)}" cannot be counted exactly; write at most six decimals.`,
  });
}

/** A sum or a difference of numbers with at most six places, without the noise that binary fractions bring into it. */
export const neat = (value: number): number => Number(value.toFixed(6));

export function times(a: Exact, b: Exact): Exact {
  return { over: a.over * b.over, under: a.under * b.under };
}

export function over(a: Exact, b: Exact): Exact {
  return { over: a.over * b.under, under: a.under * b.over };
}

export function plus(a: Exact, b: Exact): Exact {
  return { over: a.over * b.under + b.over * a.under, under: a.under * b.under };
}

export function isMore(a: Exact, b: Exact): boolean {
  return a.over * b.under > b.over * a.under;
}

/** Half up: 0.5 fen becomes 1 fen. Only for sums that are not negative, as all sums of the law are. */
export function toFen(value: Exact): number {
  const fen = (2n * value.over + value.under) / (2n * value.under);
  if (fen <= BigInt(Number.MAX_SAFE_INTEGER)) return Number(fen);
  throw new LawError('sum-too-large', 'sum', {
    zh: '金额超出可以准确表示的范围；请核对输入。',
    en: 'The sum is larger than can be kept exactly; check the input.',
  });
}

/** Largest whole number not above the fraction. */
export function floor(value: Exact): number {
  const down = value.over / value.under;
  return Number(value.over < 0n && down * value.under !== value.over ? down - 1n : down);
}
