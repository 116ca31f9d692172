/** The words and the number of one ID number (公民身份号码), read. */
export type IdNumberReading =
  | { ok: true; idNumber: string }
  | { ok: false; code: 'ID_FORMAT' | 'ID_CHECKSUM' | 'ID_BIRTH_DATE'; zh: string; en: string };

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** The eighteenth character, computed from the first seventeen digits (GB 11643-1999). */
export function idCheckCharacter(seventeen: string): string {
  const sum = weights.reduce((total, weight, index) => total + weight * Number(seventeen[index]), 0);
  return '10X98765432'[sum % 11]!;
}

/** Reads a number without spaces. One of fifteen digits becomes one of eighteen; the area is not checked. */
export function readIdNumber(text: string): IdNumberReading {
  const given = text.toUpperCase();
  const idNumber = /^\d{15}$/.test(given) ? lengthened(given) : given;
  if (!/^[1-9]\d{16}[\dX]$/.test(idNumber)) return malformed(idNumber);
  if (!isBirthDate(idNumber.slice(6, 14))) {
    const date = `${idNumber.slice(6, 10)}-${idNumber.slice(10, 12)}-${idNumber.slice(12, 14)}`;
    return {
      ok: false,
      code: 'ID_BIRTH_DATE',
      zh: `身份证号里的出生日期 ${date} 不存在，请逐位核对`,
      en: `The date of birth ${date} in the ID number does not exist; compare it digit by digit`,
    };
  }
  const expected = idCheckCharacter(idNumber.slice(0, 17));
  if (idNumber[17] === expected) return { ok: true, idNumber };
  return {
    ok: false,
    code: 'ID_CHECKSUM',
    zh: `身份证号校验位不符：按前 17 位推算末位应为 ${expected}，请逐位核对`,
    en: `The ID number fails its check: the first 17 digits call for ${expected} at the end; compare it digit by digit`,
  };
}

function lengthened(fifteen: string): string {
  const seventeen = `${fifteen.slice(0, 6)}19${fifteen.slice(6)}`;
  return seventeen + idCheckCharacter(seventeen);
}

function malformed(idNumber: string): IdNumberReading {
  const { zh, en } = whatIsWrong(idNumber);
  return { ok: false, code: 'ID_FORMAT', zh: `身份证号${zh}，请逐位核对`, en: `The ID number ${en}; check it` };
}

function whatIsWrong(idNumber: string): { zh: string; en: string } {
  const length = [...idNumber].length;
  if (length !== 18) return { zh: `有 ${length} 位，应为 18 位`, en: `has ${length} characters instead of 18` };
  if (idNumber.startsWith('0')) return { zh: '第一位不能是 0', en: 'cannot begin with 0' };
  return { zh: '含有数字以外的字符', en: 'holds other characters than digits' };
}

function isBirthDate(digits: string): boolean {
  const [year, month, day] = [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6, 8)].map(Number) as [
    number,
    number,
    number,
  ];
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return year >= 1800 && year < 2100 && day >= 1 && day <= (days[month - 1] ?? 0);
}
