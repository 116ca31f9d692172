import { LawError } from '../law-error.ts';
import { misread, type Reading, typed } from './reading.ts';
import { shown } from '../shown.ts';

const DIGITS = '零壹贰叁肆伍陆柒捌玖';
const PLACES = ['仟', '佰', '拾', ''] as const;

/** Up to four digits; a gap between digits is one 零. */
function fourDigits(value: number): string {
  const digits = [...String(value).padStart(4, '0')].map(Number);
  const words = digits.map((digit, place) => (digit === 0 ? '零' : `${DIGITS[digit]}${PLACES[place] ?? ''}`)).join('');
  return words.replace(/零+/g, '零').replace(/^零|零$/g, '');
}

function wholeYuan(value: number): string {
  for (const [size, name] of [
    [100_000_000, '亿'],
    [10_000, '万'],
  ] as const) {
    if (value < size) continue;
    const rest = value % size;
    const gap = rest > 0 && rest < size / 10 ? '零' : '';
    return `${wholeYuan(Math.floor(value / size))}${name}${gap}${rest > 0 ? wholeYuan(rest) : ''}`;
  }
  return fourDigits(value);
}

/** A sum in the characters that cannot be altered (大写金额): 12,345.60 is 壹万贰仟叁佰肆拾伍元陆角整. */
export function amountInWords(fen: number): string {
  if (!Number.isSafeInteger(fen) || fen < 0) {
    throw new LawError('invalid-money', 'fen', {
      zh: '大写金额须为不小于 0 的整数“分”。',
      en: 'An amount in words is a whole number of fen, not below 0.',
    });
  }
  const yuan = Math.floor(fen / 100);
  const [tenths, hundredths] = [Math.floor((fen % 100) / 10), fen % 10];
  const head = yuan > 0 ? `${wholeYuan(yuan)}元` : '';
  if (tenths === 0 && hundredths === 0) return `${head || '零元'}整`;
  if (hundredths === 0) return `${head}${DIGITS[tenths]}角整`;
  const middle = tenths === 0 ? (head ? '零' : '') : `${DIGITS[tenths]}角`;
  return `${head}${middle}${DIGITS[hundredths]}分`;
}

const PLAIN: Readonly<Record<string, string>> = {
  〇: '零',
  一: '壹',
  二: '贰',
  两: '贰',
  三: '叁',
  四: '肆',
  五: '伍',
  六: '陆',
  七: '柒',
  八: '捌',
  九: '玖',
  十: '拾',
  百: '佰',
  千: '仟',
  圆: '元',
  正: '整',
  毛: '角',
};
const UNIT: Readonly<Record<string, number>> = { 拾: 10, 佰: 100, 仟: 1000 };

function valueOf(words: string): number | undefined {
  for (const [name, size] of [
    ['亿', 100_000_000],
    ['万', 10_000],
  ] as const) {
    const at = words.lastIndexOf(name);
    if (at < 0) continue;
    const [high, low] = [valueOf(words.slice(0, at)), valueOf(words.slice(at + 1))];
    return high === undefined || low === undefined || high === 0 || low >= size ? undefined : high * size + low;
  }
  return underTenThousand(words);
}

function underTenThousand(words: string): number | undefined {
  const form =
    /^零?(?:[壹贰叁肆伍陆柒捌玖]仟)?零?(?:[壹贰叁肆伍陆柒捌玖]佰)?零?(?:[壹贰叁肆伍陆柒捌玖]?拾)?零?[壹贰叁肆伍陆柒捌玖]?$/;
  if (!form.test(words)) return undefined;
  let [sum, digit] = [0, 0];
  for (const word of words) {
    const unit = UNIT[word];
    if (unit === undefined) digit = DIGITS.indexOf(word);
    else {
      sum += (digit || 1) * unit;
      digit = 0;
    }
  }
  return sum + digit;
}

/** Reads an amount in words back to fen, so that two ways of writing it are compared by value and not by text. */
export function readAmountInWords(text: string): Reading<{ readonly fen: number }> {
  const plain = [...typed(text).replace(/\s|人民币|[:：]/g, '')].map((word) => PLAIN[word] ?? word).join('');
  const parts =
    /^(?:(?<yuan>[^元角分整]+)元)?零?(?:(?<jiao>[壹贰叁肆伍陆柒捌玖])角)?零?(?:(?<fen>[壹贰叁肆伍陆柒捌玖])分)?整?$/.exec(
      plain,
    );
  const named = parts?.groups;
  const yuan = named?.['yuan'] === undefined ? 0 : valueOf(named['yuan']);
  if (plain === '' || plain === '整' || !named || yuan === undefined || !Number.isSafeInteger(yuan * 100)) {
    return misread('AMOUNT_IN_WORDS', {
      zh: `“${shown(text, 20)}”不是大写金额，应如 壹万贰仟叁佰肆拾伍元陆角整。`,
      en: `"${shown(text, 20)}" is no amount in words; write it as 壹万贰仟叁佰肆拾伍元陆角整.`,
    });
  }
  const digit = (word: string | undefined): number => (word === undefined ? 0 : DIGITS.indexOf(word));
  const fen = yuan * 100 + digit(named['jiao']) * 10 + digit(named['fen']);
  return { ok: true, value: amountInWords(fen), fen, warnings: [] };
}
