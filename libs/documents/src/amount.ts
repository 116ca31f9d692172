import type { Cell } from './grid.ts';
import { compact, textOf } from './plain-text.ts';
import type { Words } from './refusal.ts';

/** Why an amount could not be taken as it stands. */
export interface AmountFault extends Words {
  code: 'AMOUNT_NOT_NUMBER' | 'AMOUNT_NEGATIVE' | 'AMOUNT_DECIMALS' | 'AMOUNT_TOO_LARGE';
}

/** Ten million yuan for one month, in fen: what is larger is a telephone or a card number in the wrong column. */
const mostInMonth = 1_000_000_000;

/** What people write for nothing. */
const nothing = /^(?:|[-—–_/\\]+|无|零|没有)$/;

/** An amount in fen (分); a blank cell is nothing. Read by its digits, so that no fen is lost in a binary fraction. */
export function readAmount(cell: Cell | undefined, most = mostInMonth): { fen: number } | AmountFault {
  const read = readMoney(cell);
  return 'fen' in read && read.fen > most ? tooLarge() : read;
}

function readMoney(cell: Cell | undefined): { fen: number } | AmountFault {
  if (!cell) return { fen: 0 };
  if (cell.kind === 'number') return readNumber(cell.number);
  if (cell.kind === 'text') return readText(compact(cell.text));
  if (cell.kind === 'date') {
    return {
      code: 'AMOUNT_NOT_NUMBER',
      zh: '金额格成了日期，请改为数字',
      en: 'The amount is a date; make it a number',
    };
  }
  return notNumber(textOf(cell));
}

/** Excel keeps 15 digits; what stands behind them is noise of its own sums, such as 6000.2999999999993. */
function readNumber(number: number): { fen: number } | AmountFault {
  const rounded = Number(number.toPrecision(15));
  const decimal = String(rounded);
  if (/^-?\d+(\.\d+)?$/.test(decimal)) return readDecimal(decimal, 2);
  // An exponent: either far below one fen, or far above every wage.
  if (rounded < 0) return negative(decimal);
  return rounded < 1 ? tooManyDecimals(decimal) : tooLarge();
}

function readText(text: string): { fen: number } | AmountFault {
  if (nothing.test(text)) return { fen: 0 };
  const bracketed = /^\((.+)\)$/.exec(text);
  const plain = (bracketed ? `-${bracketed[1]}` : text).replace(/^(-?)(?:[¥]|人民币|RMB|CNY)+/i, '$1');
  const match = /^([-−+]?)(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(万)?(?:元整?|圆整?|块)?$/.exec(plain);
  if (!match) return notNumber(text);
  const [, sign, whole, fraction = '', tenThousand] = match;
  const decimal = `${sign === '-' || sign === '−' ? '-' : ''}${whole!.replaceAll(',', '')}${fraction}`;
  return readDecimal(decimal, tenThousand ? 6 : 2);
}

/** `places` decimals make one fen: two for yuan (元), six for ten thousand yuan (万元). */
function readDecimal(decimal: string, places: number): { fen: number } | AmountFault {
  const [whole = '', fraction = ''] = decimal.replace('-', '').split('.');
  const digits = fraction.replace(/0+$/, '');
  if (/^0*$/.test(whole + digits)) return { fen: 0 };
  if (decimal.startsWith('-')) return negative(decimal);
  if (digits.length > places) return tooManyDecimals(decimal);
  const fen = Number(whole + digits.padEnd(places, '0'));
  return Number.isSafeInteger(fen) ? { fen } : tooLarge();
}

const notNumber = (text: string): AmountFault => ({
  code: 'AMOUNT_NOT_NUMBER',
  zh: `金额“${text.slice(0, 30)}”不是数字，请填写数字，没有的留空`,
  en: `The amount "${text.slice(0, 30)}" is not a number; write digits, or leave it blank`,
});

const negative = (decimal: string): AmountFault => ({
  code: 'AMOUNT_NEGATIVE',
  zh: `金额 ${decimal} 是负数，请填写实际拖欠的金额`,
  en: `The amount ${decimal} is negative; write what is owed`,
});

const tooManyDecimals = (decimal: string): AmountFault => ({
  code: 'AMOUNT_DECIMALS',
  zh: `金额 ${decimal} 超过两位小数，请四舍五入到分后重填`,
  en: `The amount ${decimal} has more than two decimals; round it to fen`,
});

const tooLarge = (): AmountFault => ({
  code: 'AMOUNT_TOO_LARGE',
  zh: '单月金额超过 1,000 万元，请检查是否填错了列或单位',
  en: 'The amount for one month exceeds ten million yuan; check the column and the unit',
});

/** `12,750.00` for 1275000 fen. */
export function yuan(fen: number): string {
  const whole = String(Math.trunc(Math.abs(fen) / 100)).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${fen < 0 ? '-' : ''}${whole}.${String(Math.abs(fen) % 100).padStart(2, '0')}`;
}
