import { halfWidth, misread, type Reading, typed } from './reading.ts';

const HOTLINES = ['12345', '12333', '12351', '12348', '12368'];

/** Reads a phone number: mobile, or landline with its area code. A hotline is nobody's contact. */
export function readPhone(text: string): Reading<{ readonly kind: 'mobile' | 'landline' }> {
  const digits = halfWidth(text)
    .replace(/[-()]/g, '')
    // From abroad a landline is dialled without the zero of its area code.
    .replace(/^(?:\+|00)86(?=10\d{8}$|[2-9]\d{8,10}$)/, '0')
    .replace(/^(\+|00)86/, '')
    .replace(/^86(?=1[3-9]\d{9}$)/, '');
  if (HOTLINES.includes(digits)) {
    return misread('PHONE_HOTLINE', {
      zh: `${digits} 是服务热线，不是联系方式；请填本人电话。`,
      en: `${digits} is a hotline and nobody's contact; give the person's own phone.`,
    });
  }
  if (/^1[3-9]\d{9}$/.test(digits)) return { ok: true, value: digits, kind: 'mobile', warnings: [] };
  if (/^0\d{9,11}$/.test(digits)) return { ok: true, value: digits, kind: 'landline', warnings: [] };
  return misread('PHONE_FORMAT', {
    zh: `手机号应为 11 位数字，以 13 至 19 开头，收到 ${digits.length} 位；固定电话请带区号。`,
    en: `A mobile number has 11 digits, 13 to 19 first; this has ${digits.length}. A landline needs its area code.`,
  });
}

/** The last digit by Luhn. */
export function luhnDigit(others: string): string {
  const sum = [...others].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return String((10 - (sum % 10)) % 10);
}

/** Reads a bank card (银行卡). A failed Luhn check only warns: some passbook numbers have none. */
export function readBankCard(text: string): Reading {
  const digits = halfWidth(text).replaceAll('-', '');
  if (!/^\d{12,19}$/.test(digits)) {
    return misread('BANK_CARD_FORMAT', {
      zh: `银行卡号应为 12 至 19 位数字，收到 ${digits.length} 位；请核对。`,
      en: `A bank card has 12 to 19 digits, this has ${digits.length}; check it.`,
    });
  }
  const expected = luhnDigit(digits.slice(0, -1));
  if (digits.endsWith(expected)) return { ok: true, value: digits, warnings: [] };
  const zh = `银行卡号末位按校验应为 ${expected}；如为存折号可以不管，付款前请核对。`;
  const en = `By its check the card should end in ${expected}; a passbook may differ. Compare it before paying.`;
  return { ok: true, value: digits, warnings: [{ code: 'BANK_CARD_LUHN', zh, en }] };
}

/** Characters of a name with what stands behind it. In more, no remark is looked for: each bracket begins one anew. */
const WRITTEN = 200;

/**
 * Reads a person's name. It is kept as it is written, with the middle dot of minority names in one form; `matching` is
 * what two spellings of one name have in common.
 */
export function readPersonName(text: string): Reading<{ readonly matching: string }> {
  const value = typed(text)
    .normalize('NFC')
    .replace(/\p{Cf}/gu, '')
    .trim()
    .replace(/[•‧・∙⋅]/g, '·')
    .replace(/[\s\u3000]+/g, ' ');
  const remark = value.length > WRITTEN ? undefined : /^(.+?)[（(【[](.+)[)）】\]]$/.exec(value);
  if (remark?.[1]) {
    const words = {
      zh: `姓名后带有说明“${remark[2]}”；请分开填写。`,
      en: `There is a remark "${remark[2]}" after the name; write it apart.`,
    };
    return misread('NAME_REMARK', words, remark[1].trim());
  }
  if (!/^[\p{Script=Han}\p{L}][\p{Script=Han}\p{L}·. '-]{0,49}$/u.test(value)) {
    return misread('NAME_FORMAT', {
      zh: '姓名只能由汉字、字母和间隔号组成，且不超过 50 字；请核对。',
      en: 'A name is made of Chinese characters, letters and the middle dot, at most 50; check it.',
    });
  }
  return { ok: true, value, matching: value.replaceAll(' ', '').toLowerCase(), warnings: [] };
}
