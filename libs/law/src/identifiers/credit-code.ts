import { halfWidth, misread, type Misread, type Reading, type Warning } from './reading.ts';
import { shown } from '../shown.ts';

export interface CreditCode {
  /** What kind of body registered: 91 enterprise, 81 union, 11 organ … */
  readonly registeredAs: { readonly zh: string; readonly en: string } | undefined;
  readonly area: string;
  readonly subject: string;
}

const SYMBOLS = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const SUBJECT_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2] as const;
/** 3^(i-1) mod 31. */
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const;

const REGISTERED: Readonly<Record<string, readonly [string, string]>> = {
  '11': ['机关', 'state organ'],
  '12': ['事业单位', 'public institution'],
  '31': ['律师事务所', 'law firm'],
  '33': ['基层法律服务所', 'grass-roots legal service'],
  '51': ['社会团体', 'social association'],
  '52': ['民办非企业单位', 'private non-enterprise unit'],
  '81': ['基层工会', 'grass-roots union'],
  '91': ['企业', 'enterprise'],
  '92': ['个体工商户', 'sole trader'],
  '93': ['农民专业合作社', "farmers' cooperative"],
};

/** The eighteenth symbol (GB 32100-2015). */
export function creditCheckSymbol(seventeen: string): string {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * SYMBOLS.indexOf(seventeen[index] ?? ''), 0);
  return SYMBOLS[(31 - (sum % 31)) % 31] ?? '';
}

/** The check of the nine-place subject code inside (GB 11714). */
export function subjectCheckSymbol(eight: string): string {
  const value = (symbol: string): number => (/\d/.test(symbol) ? Number(symbol) : symbol.charCodeAt(0) - 55);
  const sum = SUBJECT_WEIGHTS.reduce((total, weight, index) => total + weight * value(eight[index] ?? '0'), 0);
  const rest = 11 - (sum % 11);
  if (rest === 10) return 'X';
  return rest === 11 ? '0' : String(rest);
}

function malformed(code: string, text: string): Misread {
  const repaired = code.replaceAll('I', '1').replaceAll('O', '0');
  const suggestion = repaired !== code && repaired.length === 18 ? repaired : undefined;
  if (/^\d{15}$/.test(code)) {
    return misread('USCC_LEGACY', {
      zh: '这是 15 位旧营业执照号；请填 18 位统一社会信用代码，旧号另存。',
      en: 'This is an old business licence number of 15 digits; give the credit code of 18 and keep the old one apart.',
    });
  }
  return misread(
    'USCC_FORMAT',
    {
      zh: `“${shown(text, 20)}”不是统一社会信用代码：应为 18 位数字和大写字母，不含 I、O、Z、S、V。`,
      en: `"${shown(text, 20)}" is no credit code: it has 18 digits and capital letters, without I, O, Z, S and V.`,
    },
    suggestion,
  );
}

function subjectWarnings(subject: string): Warning[] {
  const expected = subjectCheckSymbol(subject.slice(0, 8));
  if (subject[8] === expected) return [];
  const zh = `代码中的主体标识码校验位应为 ${expected}，请到登记系统核对。`;
  return [{ code: 'USCC_SUBJECT', zh, en: `The subject code inside calls for ${expected}; look it up.` }];
}

/** Early pilot codes with subjects M0… bear other check symbols and are in use: looked up, never blocked. */
function pilot(subject: string, expected: string): Warning[] | undefined {
  if (!subject.startsWith('M0')) return undefined;
  const zh = `早期试点代码，按公式末位应为 ${expected}；请到登记系统核对，不影响办理。`;
  return [
    { code: 'USCC_PILOT', zh, en: `An early pilot code; the formula gives ${expected}. Look it up; it is accepted.` },
  ];
}

/** Reads a unified social credit code (统一社会信用代码). */
export function readCreditCode(text: string): Reading<CreditCode> {
  const code = halfWidth(text).replaceAll('-', '').toUpperCase();
  if (code.length !== 18 || [...code].some((symbol) => !SYMBOLS.includes(symbol))) return malformed(code, text);
  const subject = code.slice(8, 17);
  const expected = creditCheckSymbol(code.slice(0, 17));
  const warnings = code[17] === expected ? subjectWarnings(subject) : pilot(subject, expected);
  if (!warnings) {
    return misread('USCC_CHECKSUM', {
      zh: `统一社会信用代码校验位不符：按前 17 位推算末位应为 ${expected}；请逐位核对。`,
      en: `The credit code fails its check: by its first 17 symbols it ends in ${expected}; compare each symbol.`,
    });
  }
  const kind = REGISTERED[code.slice(0, 2)];
  const registeredAs = kind ? { zh: kind[0], en: kind[1] } : undefined;
  return { ok: true, value: code, area: code.slice(2, 8), subject, registeredAs, warnings };
}
