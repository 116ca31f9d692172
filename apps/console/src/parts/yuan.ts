import { halfWidth } from './half-width.ts';

/** Why a typed amount could not be read. */
export type AmountFault = 'notNumber' | 'negative' | 'decimals' | 'tooLarge';

/** Beyond this a sum of fen is no longer exact. */
const most = Number.MAX_SAFE_INTEGER;

const plain = (text: string): string => halfWidth(text).replace(/\s/g, '').replaceAll('\uffe5', '').replace(/^[¥]/, '');

/** `12,345.67`, 1.2 ten thousand (万) or 300 yuan (元), as whole fen; undefined for an empty field. */
export function readFen(text: string): { fen: number } | { fault: AmountFault } | undefined {
  const typed = plain(text);
  if (typed === '') return undefined;
  const match = /^([-+]?)(\d{1,3}(?:,\d{3})+|\d+)?(?:\.(\d*))?(\u4e07)?\u5143?$/.exec(typed);
  if (!match || (match[2] === undefined && !match[3])) return { fault: 'notNumber' };
  const [, sign, whole = '0', fraction = '', tenThousand] = match;
  if (sign === '-') return { fault: 'negative' };
  return exact(whole.replaceAll(',', ''), fraction.replace(/0+$/, ''), tenThousand ? 6 : 2);
}

/** Reads by digits, so that no fen is lost in a binary fraction. `places` decimals make one fen. */
function exact(whole: string, fraction: string, places: number): { fen: number } | { fault: AmountFault } {
  if (fraction.length > places) return { fault: 'decimals' };
  const fen = Number(whole + fraction.padEnd(places, '0'));
  return fen > most ? { fault: 'tooLarge' } : { fen };
}

const grouped = (whole: string): string => whole.replace(/\B(?=(\d{3})+$)/g, ',');

/** `784,500.00` for 78450000 fen. */
export function yuan(fen: number): string {
  const digits = String(Math.abs(fen)).padStart(3, '0');
  return `${fen < 0 ? '-' : ''}${grouped(digits.slice(0, -2))}.${digits.slice(-2)}`;
}

/** Ten thousands of yuan with one decimal, for dashboards only: `78.5` for 78450000 fen. */
export function tenThousands(fen: number): string {
  const tenths = Math.round(fen / 100_000);
  const digits = String(Math.abs(tenths)).padStart(2, '0');
  return `${tenths < 0 ? '-' : ''}${grouped(digits.slice(0, -1))}.${digits.slice(-1)}`;
}
