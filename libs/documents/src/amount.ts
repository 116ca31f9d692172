import { readAmount as readDecimal } from '@yimen/law';
import type { Cell } from './grid.ts';
import { compact, textOf } from './plain-text.ts';
import type { Words } from './refusal.ts';

/** Why an amount could not be taken as it stands. */
export interface AmountFault extends Words {
  code: string;
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
    return { code: 'AMOUNT_FORMAT', zh: '金额格成了日期，请改为数字。', en: 'The amount is a date; make it a number.' };
  }
  return readPlain(textOf(cell));
}

/** Excel keeps 15 digits; what stands behind them is noise of its own sums, such as 6000.2999999999993. */
function readNumber(number: number): { fen: number } | AmountFault {
  const rounded = Number(number.toPrecision(15));
  const decimal = String(rounded);
  if (rounded < 0) return negative(decimal);
  if (!decimal.includes('e')) return readPlain(decimal);
  // An exponent: either far below one fen, or far above every wage.
  return rounded < 1 ? tooFine(decimal) : tooLarge();
}

function readText(text: string): { fen: number } | AmountFault {
  if (nothing.test(text)) return { fen: 0 };
  const bare = text
    .replace(/^\((.+)\)$/, '-$1')
    .replace(/^([-−]?)(?:¥|人民币|RMB|CNY)+/i, '$1')
    .replace(/(?:[元圆块]整?)$/, '');
  if (!/^[-−]/.test(bare)) return readPlain(bare, text);
  const read = readPlain(bare.replace(/^[-−]+/, ''), text);
  return 'fen' in read && read.fen > 0 ? negative(text) : read;
}

function readPlain(decimal: string, shown = decimal): { fen: number } | AmountFault {
  const read = readDecimal(decimal);
  if (read.ok) return { fen: read.fen };
  if (read.code === 'AMOUNT_PRECISION') return tooFine(shown);
  if (read.code === 'AMOUNT_TOO_LARGE') return tooLarge();
  return {
    code: 'AMOUNT_FORMAT',
    zh: `金额“${shown.slice(0, 30)}”不是数字，请填写数字，没有的留空。`,
    en: `The amount "${shown.slice(0, 30)}" is not a number; write digits, or leave it blank.`,
  };
}

const negative = (shown: string): AmountFault => ({
  code: 'AMOUNT_NEGATIVE',
  zh: `金额 ${shown.slice(0, 30)} 是负数，请填写实际拖欠的金额。`,
  en: `The amount ${shown.slice(0, 30)} is negative; write what is owed.`,
});

const tooFine = (shown: string): AmountFault => ({
  code: 'AMOUNT_PRECISION',
  zh: `金额 ${shown.slice(0, 30)} 超过两位小数，请四舍五入到分后重填。`,
  en: `The amount ${shown.slice(0, 30)} has more than two decimals; round it to fen.`,
});

const tooLarge = (): AmountFault => ({
  code: 'AMOUNT_TOO_LARGE',
  zh: '单月金额超过 1,000 万元，请检查是否填错了列或单位。',
  en: 'The amount for one month exceeds ten million yuan; check the column and the unit.',
});
