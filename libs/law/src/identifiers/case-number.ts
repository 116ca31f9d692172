import { halfWidth, misread, type Misread, type Reading, typed } from './reading.ts';
import { shown } from '../shown.ts';

/** The parts of a court's case number (案号), such as （2026）黔0115民初1号. */
export interface CaseNumber {
  readonly year: number;
  readonly court: string;
  /** 知: a case of intellectual property. */
  readonly special?: string;
  readonly type: string;
  readonly no: number;
  readonly sub?: string;
}

const PROVINCES = '京津冀晋内辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔云藏陕甘青宁新军兵';
/** Other signs of a province that people write; the court uses one of them only. */
const OTHER_SIGNS: Readonly<Record<string, string>> = { 贵: '黔', 蜀: '川', 滇: '云', 秦: '陕', 陇: '甘', 蒙: '内' };

const COURT = `最高法(?:[一二三四五六]巡)?|[${PROVINCES}](?:\\d{4}|\\d{2})?`;
const CASE_NUMBER = new RegExp(
  `^\\((?<year>(?:19|20)\\d{2})\\)(?<court>${COURT})(?<special>知(?=[民刑行]))?(?<type>[\\u4e00-\\u9fa5]{1,4}?)` +
    `(?<no>[1-9]\\d{0,7})号(?<sub>之[一二三四五六七八九十]+)?$`,
);

function wrong(zh: string, en: string, suggestion?: string): Misread {
  const known = suggestion === undefined || CASE_NUMBER.test(suggestion) ? suggestion : undefined;
  return misread('CASE_NUMBER', { zh: `案号${zh}。`, en: `The case number ${en}.` }, known && fullWidth(known));
}

function fullWidth(text: string): string {
  return text.replace('(', '（').replace(')', '）');
}

/** Looks for the slip a clerk is most likely to have made. */
function explain(text: string): Misread {
  if (/^(19|20)\d{2}/.test(text)) {
    const bracketed = `(${text.slice(0, 4)})${text.slice(4)}`;
    return wrong('的年份要加括号，如（2026）', 'needs brackets around the year, as in （2026）', bracketed);
  }
  if (/^[〔[【]/.test(text)) {
    const bracketed = text.replace(/^[〔[【]/, '(').replace(/[〕\]】]/, ')');
    return wrong('的年份用圆括号，如（2026）', 'has its year in round brackets, as in （2026）', bracketed);
  }
  if (/^\(\d{1,3}\)/.test(text)) return wrong('的年份应为四位数字', 'needs a year of four digits');
  if (!text.includes('号')) return wrong('缺少结尾的“号”', 'lacks 号 at its end', `${text}号`);
  const sign = text.slice(text.indexOf(')') + 1)[0] ?? '';
  const other = OTHER_SIGNS[sign];
  if (other)
    return wrong(`中的“${sign}”应写“${other}”`, `has ${sign} where courts write ${other}`, text.replace(sign, other));
  if (/[\u4e00-\u9fa5]0\d*号/.test(text)) {
    return wrong(
      '的顺序号不以 0 开头',
      'has a number that begins with 0',
      text.replace(/([\u4e00-\u9fa5])0+(\d+号)/, '$1$2'),
    );
  }
  if (new RegExp(`\\)[${PROVINCES}](\\d|\\d{3}|\\d{5,})[\\u4e00-\\u9fa5]`).test(text)) {
    return wrong('的法院代码应为两位或者四位数字', 'needs two or four digits for the court');
  }
  return wrong(
    `“${shown(text, 20)}”不合格式，应如（2026）黔0115民初1号`,
    `"${shown(text, 20)}" is not written as （2026）黔0115民初1号`,
  );
}

/** Reads a case number with half-width or full-width brackets; the normal form has full-width ones. */
export function readCaseNumber(text: string): Reading<CaseNumber> {
  const given = halfWidth(text);
  const parts = CASE_NUMBER.exec(given)?.groups;
  if (!parts) return explain(given);
  return {
    ok: true,
    value: fullWidth(given),
    year: Number(parts['year']),
    court: parts['court'] ?? '',
    ...(parts['special'] ? { special: parts['special'] } : {}),
    type: parts['type'] ?? '',
    no: Number(parts['no']),
    ...(parts['sub'] ? { sub: parts['sub'] } : {}),
    warnings: [],
  };
}

/**
 * Numbers of arbitration and of letters have no national form. A commission gives its own pattern, in which {year} and
 * {no} stand for digits, e.g. 黔筑观劳人仲案字〔{year}〕第{no}号. The brackets 〔〕 are not （） and are not exchanged.
 */
export function readLocalNumber(
  text: string,
  pattern: string,
): Reading<{ readonly year: number; readonly no: number }> {
  const given = typed(text).replace(/\s/g, '');
  const literal = pattern.replace(/[.*+?^$()|[\]\\]/g, '\\$&');
  const form = literal.replace('{year}', '(?<year>(?:19|20)\\d{2})').replace('{no}', '(?<no>[1-9]\\d{0,7})');
  const parts = new RegExp(`^${form}$`).exec(given)?.groups;
  const example = pattern.replace('{year}', '2026').replace('{no}', '12');
  if (!parts) {
    return misread('LOCAL_NUMBER', {
      zh: `文号“${shown(text, 20)}”不合格式，应如 ${example}（注意 〔〕 不是 （））。`,
      en: `The number "${shown(text, 20)}" is not written as ${example} (〔〕 are not （）).`,
    });
  }
  return { ok: true, value: given, year: Number(parts['year']), no: Number(parts['no']), warnings: [] };
}
