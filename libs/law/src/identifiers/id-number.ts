import { parseDay, readDay, type PlainDate } from '../day.ts';
import { isProvince } from './area-code.ts';
import { halfWidth, misread, type Misread, type Reading, type Warning } from './reading.ts';

export interface IdNumber {
  readonly birthDate: PlainDate;
  readonly sex: 'male' | 'female';
  readonly area: string;
  /** It was given in the form of fifteen digits that was issued before 1999. */
  readonly legacy: boolean;
}

export interface IdNumberOptions {
  /** A birth date after it is refused. */
  readonly today?: PlainDate;
  /** The number was read from a cell that a spreadsheet keeps as a number: beyond fifteen digits it is lost. */
  readonly fromNumericCell?: boolean;
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECKS = '10X98765432';

/** The eighteenth character, computed from the first seventeen digits (GB 11643-1999). */
export function idCheckCharacter(seventeen: string): string {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(seventeen[index]), 0);
  return CHECKS[sum % 11] ?? '';
}

function lengthened(fifteen: string): string {
  const seventeen = `${fifteen.slice(0, 6)}19${fifteen.slice(6)}`;
  return seventeen + idCheckCharacter(seventeen);
}

function malformed(text: string): Misread {
  const length = [...text].length;
  if (length !== 18) {
    return misread('ID_FORMAT', {
      zh: `身份证号有 ${length} 位，应为 18 位；请逐位核对。`,
      en: `The ID number has ${length} characters instead of 18; compare it digit by digit.`,
    });
  }
  return misread('ID_FORMAT', {
    zh: '身份证号应为 17 位数字加一位数字或者 X，且不以 0 开头；请逐位核对。',
    en: 'An ID number is 17 digits and a digit or X, and does not begin with 0; compare it digit by digit.',
  });
}

function checkDate(birth: string, today: PlainDate | undefined): Misread | undefined {
  // The standard knows three centuries; the calendar here knows more.
  const day = /^(18|19|20)/.test(birth) ? readDay(birth) : undefined;
  if (day === undefined) {
    return misread('ID_BIRTH_DATE', {
      zh: `身份证号里的出生日期 ${birth} 不存在；请逐位核对。`,
      en: `The date of birth ${birth} in the ID number does not exist; compare it digit by digit.`,
    });
  }
  if (today === undefined || day <= parseDay(today, 'today')) return undefined;
  return misread('ID_BIRTH_DATE', {
    zh: `身份证号里的出生日期 ${birth} 在将来；请逐位核对。`,
    en: `The date of birth ${birth} in the ID number lies in the future; compare it digit by digit.`,
  });
}

function checkLastDigits(number: string, options: IdNumberOptions): Misread | undefined {
  if (options.fromNumericCell && number.length >= 16) {
    return misread('ID_NUMERIC_CELL', {
      zh: 'Excel 把身份证号变成了数字，后三位已丢失；请把该列设为文本后重新填写。',
      en: 'Excel made a number of it and lost the last three digits; make the column text and type it again.',
    });
  }
  return undefined;
}

function areaWarnings(area: string): Warning[] {
  if (isProvince(area.slice(0, 2))) return [];
  const zh = `区划代码 ${area} 不在现行省级区划内，可能已撤销，请核对。`;
  return [{ code: 'ID_AREA', zh, en: `The area ${area} is in no present province; it may be abolished. Check it.` }];
}

/**
 * Reads an ID number (公民身份号码). The check character alone is not enough: the date has to exist. An area may be
 * historical, so it is only warned about. Fifteen digits become eighteen.
 */
export function readIdNumber(text: string, options: IdNumberOptions = {}): Reading<IdNumber> {
  const given = halfWidth(text).toUpperCase();
  const numeric = checkLastDigits(given, options);
  if (numeric) return numeric;
  const legacy = /^\d{15}$/.test(given);
  const number = legacy ? lengthened(given) : given;
  if (!/^[1-9]\d{16}[\dX]$/.test(number)) return malformed(number);
  const birthDate = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  const refused = checkDate(birthDate, options.today);
  if (refused) return refused;
  const expected = idCheckCharacter(number.slice(0, 17));
  if (number[17] !== expected) {
    return misread('ID_CHECKSUM', {
      zh: `身份证号校验位不符：按前 17 位推算末位应为 ${expected}；请逐位核对。`,
      en: `The ID number fails its check: by its first 17 digits it ends in ${expected}; compare each digit.`,
    });
  }
  const area = number.slice(0, 6);
  const sex = Number(number[16]) % 2 === 1 ? 'male' : 'female';
  return { ok: true, value: number, birthDate, sex, area, legacy, warnings: areaWarnings(area) };
}
