import { bareHeading, joinsNumbers } from './headings.ts';

/** A month as a heading names it: `6月` leaves the year open. */
export interface NamedMonth {
  year?: number;
  month: number;
}

const chinese = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'];

const payWords =
  '(?:份|应发|应付|应得|欠发|欠付|拖欠|欠薪|未发|未付|实发|实付|已发|已付|出勤|工资|劳务费|金额|合计|小计|天数|工日|额|数)*';
const before = '(?:应发|应付|欠发|欠付|拖欠|欠|未发|未付|实发|已发)?';
const monthWord = '(0?[1-9]|1[0-2]|十[一二]?|[一二三四五六七八九])';

const withYear = new RegExp(`^${before}((?:20)?\\d{2})年度?${monthWord}月${payWords}$`);
const withoutYear = new RegExp(`^${before}${monthWord}月${payWords}$`);
/** `2025-06`, `2025.6`, `2025/06/01`, as typed or as Excel shows a date; a year alone is no month. */
const numeric = /^(20\d{2})[-/.](0?[1-9]|1[0-2])(?:[-/.](?:0?[1-9]|[12]\d|3[01]))?(?:T[\d:.]*Z?)?$/;
const digits = /^(20\d{2})(0[1-9]|1[0-2])$/;
const yearAlone = /^(20\d{2})年?度?$/;

/** Reads a heading such as `6月`, `六月`, `2025年6月`, `25年6月份工资`, `2025-06` or a date; nothing else is a month. */
export function monthIn(heading: string): NamedMonth | undefined {
  const plain = heading.replaceAll(' ', '');
  const dated = numeric.exec(plain) ?? digits.exec(plain);
  if (dated) return { year: Number(dated[1]), month: Number(dated[2]) };
  if (joinsNumbers(plain)) return undefined;
  const bare = bareHeading(plain);
  const full = withYear.exec(bare);
  if (full) return { year: yearOf(full[1]!), month: monthOf(full[2]!) };
  const alone = withoutYear.exec(bare);
  return alone ? { month: monthOf(alone[1]!) } : undefined;
}

/** The year of a heading over several months, such as `2025年`. */
export function yearIn(heading: string): number | undefined {
  const match = yearAlone.exec(bareHeading(heading));
  return match ? Number(match[1]) : undefined;
}

/** The first year that a title speaks of: `2025年6月至8月工资表`. */
export function yearInTitle(title: string): number | undefined {
  const match = /(?<!\d)(20\d{2})(?:年|[-/.](?:0?[1-9]|1[0-2])(?!\d))/.exec(title.replaceAll(' ', ''));
  return match ? Number(match[1]) : undefined;
}

/** The month of a title that speaks of exactly one: `2025年6月工资表`, and not `2025年6月至8月`. */
export function monthInTitle(title: string): NamedMonth | undefined {
  const plain = title.replaceAll(' ', '');
  const months = [...plain.matchAll(/(?:(20\d{2})年)?(1[0-2]|0?[1-9])月(?!\d{1,2}日)/g)];
  const range = /月份?[-—–~～至到、和及]\d/.test(plain) || /\d[-—–~～至到、和及]\d{1,2}月/.test(plain);
  const [only] = months;
  if (!only?.[1] || months.length > 1 || range) return undefined;
  return { year: Number(only[1]), month: Number(only[2]) };
}

const yearOf = (text: string) => (text.length === 2 ? 2000 + Number(text) : Number(text));

function monthOf(text: string): number {
  return chinese.includes(text) ? chinese.indexOf(text) + 1 : Number(text);
}

/**
 * Gives each heading its year. A year that is written counts for its neighbours: to the left of `2025年1月` stands
 * `12月` of 2024. Without any, the first month is of `start`, and after December the next year begins.
 */
export function datedMonths(months: readonly NamedMonth[], start: number | undefined): string[] | undefined {
  const years = months.map((one) => one.year);
  const written = years.findIndex((year) => year !== undefined);
  if (written < 0 && start === undefined) return undefined;
  if (written < 0) years[0] = start;
  for (let i = written - 1; i >= 0; i--) years[i] = years[i + 1]! - (months[i]!.month > months[i + 1]!.month ? 1 : 0);
  for (let i = 1; i < months.length; i++) {
    years[i] ??= years[i - 1]! + (months[i]!.month < months[i - 1]!.month ? 1 : 0);
  }
  return months.map((one, i) => `${years[i]}-${String(one.month).padStart(2, '0')}`);
}
