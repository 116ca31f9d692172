import type { Sheet } from './grid.ts';
import { bareHeading, worth, type Role } from './headings.ts';
import { monthColumns, type Column, type Layout } from './layout.ts';
import { datedMonths, monthInTitle, yearInTitle, type NamedMonth } from './months.ts';
import { textOf } from './plain-text.ts';
import { WorkbookRefused, type Words } from './refusal.ts';

/** Which column of the table means what. Made once, before the first worker is read. */
export interface Plan {
  top: number;
  bottom: number;
  name: Column;
  idNumber: Column;
  phone?: Column;
  team?: Column;
  /** From left to right; the months of a sheet need not be in order. */
  months: { column: Column; month: string }[];
  /** What the sheet itself says a worker is owed in all; compared, never used. */
  total?: Column;
  warnings: Words[];
}

/** Sheets are read for the columns that a claim cannot do without. */
export function missingColumns(layout: Layout): Words[] {
  const has = (role: Role) => layout.columns.some((column) => column.role === role);
  const months = monthColumns(layout.columns).best.length > 0;
  return [
    ...(has('name') ? [] : [{ zh: '姓名', en: 'name (姓名)' }]),
    ...(has('idNumber') ? [] : [{ zh: '身份证号', en: 'ID number (身份证号)' }]),
    ...(months ? [] : [{ zh: '月份工资（如 2025年6月）', en: 'the months (such as 2025年6月)' }]),
  ];
}

/** Reads a sheet of one month, whose title names it and whose only amount stands under a word such as 应发工资. */
export function withTitleMonth(sheet: Sheet, layout: Layout): Layout {
  const month = titlesOf(sheet, layout)
    .map(monthInTitle)
    .find((one) => one !== undefined);
  if (!month || monthColumns(layout.columns).best.length > 0) return layout;
  const amounts = layout.columns.filter((column) => column.role === 'total' && worth[column.money] > 0);
  const most = Math.max(...amounts.map((column) => worth[column.money]));
  const best = amounts.filter((column) => worth[column.money] === most);
  if (best.length !== 1) return layout;
  const asMonth = (column: Column): Column => (column === best[0] ? { ...withoutRole(column), month } : column);
  return { ...layout, columns: layout.columns.map(asMonth) };
}

function withoutRole({ role: _, ...column }: Column): Column {
  return column;
}

export function makePlan(sheet: Sheet, layout: Layout, year: number | undefined): Plan {
  const missing = missingColumns(layout);
  if (missing.length > 0) throw columnMissing(missing, layout);
  const name = only(layout, 'name');
  const idNumber = only(layout, 'idNumber');
  const { best, others, paid } = monthColumns(layout.columns);
  refuseUnlessYuan(best, titlesOf(sheet, layout));
  const months = dateColumns(best, { sheet, layout, year });
  const phone = find(layout, 'phone');
  const team = find(layout, 'team') ?? find(layout, 'trade');
  const total = totalColumn(layout, best);
  return {
    top: layout.top,
    bottom: layout.bottom,
    name,
    idNumber,
    ...(phone ? { phone } : {}),
    ...(team ? { team } : {}),
    ...(total ? { total } : {}),
    months: months.columns,
    warnings: [...months.warnings, ...passedOver(best, others), ...notDeducted(paid), ...severalMonths(layout)],
  };
}

/** A sheet in ten thousands of yuan (万元) would be read as so many yuan. */
function refuseUnlessYuan(months: readonly Column[], titles: readonly string[]): void {
  const heading = months.flatMap(({ headings }) => headings).find((text) => /[万千]元/.test(text));
  const said = heading ?? titles.find((text) => /单位[:：]?\s*(?:人民币)?[万千]元(?=$|[\s)）,，;；])/.test(text));
  if (said === undefined) return;
  throw new WorkbookRefused('UNIT_NOT_YUAN', {
    zh: `“${said.slice(0, 60)}”的金额单位不是元。请把金额和单位都改为元后重新上传。`,
    en: `"${said.slice(0, 60)}" is not in yuan. Write the amounts and their unit in yuan and upload the file again.`,
  });
}

const find = (layout: Layout, role: Role) => layout.columns.find((column) => column.role === role);

/** Two tables side by side have the heading twice: half of the workers would be lost. Merged columns are one. */
function only(layout: Layout, role: 'name' | 'idNumber'): Column {
  const columns = layout.columns.filter((column) => column.role === role);
  const apart = columns.filter((column, index) => column.column !== (columns[index - 1]?.column ?? -1) + 1);
  if (apart.length > 1) throw headingTwice(apart);
  return columns[0]!;
}

function headingTwice(columns: readonly Column[]): WorkbookRefused {
  const heading = columns[0]!.headings.at(-1)!;
  const letters = columns.map((column) => column.letter);
  return new WorkbookRefused('COLUMN_TWICE', {
    zh: `表头“${heading}”出现在 ${letters.join('、')} 列，无法确定用哪一列。请只保留一列，或把并排的表格上下排列后重新上传。`,
    en: `The heading "${heading}" stands in columns ${letters.join(', ')}. Keep one of them and upload the file again.`,
  });
}

function columnMissing(missing: readonly Words[], layout: Layout): WorkbookRefused {
  const seen = layout.columns.map((column) => column.headings.join('/')).slice(0, 40);
  const lacks = { zh: missing.map((one) => one.zh).join('、'), en: missing.map((one) => one.en).join(', ') };
  return new WorkbookRefused('COLUMN_MISSING', {
    zh: `第 ${layout.top} 行的表头缺少：${lacks.zh}。看到的表头有：${seen.join('、')}。请补上后重新上传。`,
    en: `The header in row ${layout.top} lacks: ${lacks.en}. Seen: ${seen.join(', ')}. Add it and upload again.`,
  });
}

/** What stands above the table, and the name of the sheet. */
function titlesOf(sheet: Sheet, layout: Layout): string[] {
  const above = sheet.grid.rows.filter((row) => row.row < layout.top);
  const texts = above.flatMap((row) => [...row.cells.values()].map((cell) => textOf(cell).slice(0, 200)));
  return [...texts, sheet.grid.sheet];
}

interface DateContext {
  sheet: Sheet;
  layout: Layout;
  year: number | undefined;
}

function dateColumns(columns: readonly Column[], { sheet, layout, year }: DateContext) {
  const named = columns.map((column): NamedMonth => column.month!);
  const title = titlesOf(sheet, layout)
    .map(yearInTitle)
    .find((one) => one !== undefined);
  const months = datedMonths(named, title ?? year);
  if (!months) throw yearUnknown(columns);
  const twice = months.find((month, index) => months.indexOf(month) !== index);
  if (twice) throw headingTwice(columns.filter((_, index) => months[index] === twice));
  const written = named.some((month) => month.year !== undefined) || title !== undefined;
  const rolled = named.some(
    (month, index) => month.year === undefined && months[index]!.slice(0, 4) !== months[0]!.slice(0, 4),
  );
  return {
    columns: columns.map((column, index) => ({ column, month: months[index]! })),
    warnings: written && !rolled ? [] : [yearAssumed(months)],
  };
}

function yearUnknown(columns: readonly Column[]): WorkbookRefused {
  const seen = columns.map((column) => column.headings.at(-1)!);
  return new WorkbookRefused('YEAR_UNKNOWN', {
    zh: `表头的月份（${seen.join('、')}）没有写年份，标题里也没有。请写成“2025年6月”这样后重新上传。`,
    en: `The months (${seen.join(', ')}) have no year, and the title has none. Write them like 2025年6月.`,
  });
}

function yearAssumed(months: readonly string[]): Words {
  return {
    zh: `部分月份没有写年份，按 ${months.join('、')} 读取，请核对。`,
    en: `Some months have no year; they were read as ${months.join(', ')}. Please check.`,
  };
}

const namesOf = (columns: readonly Column[]): string =>
  columns.map((column) => `${column.letter} ${column.headings.join('/')}`).join('、');

function passedOver(best: readonly Column[], others: readonly Column[]): Words[] {
  if (others.length === 0) return [];
  return [
    {
      zh: `同一月份有几列金额，按“${namesOf(best)}”计，没有计入“${namesOf(others)}”。`,
      en: `Some months have several columns of money: read ${namesOf(best)}; passed over ${namesOf(others)}.`,
    },
  ];
}

function notDeducted(paid: readonly Column[]): Words[] {
  if (paid.length === 0) return [];
  return [
    {
      zh: `没有扣除“${namesOf(paid)}”；已有支付或者扣款的，请改填各月欠发的金额后重新上传。`,
      en: `${namesOf(paid)} was not deducted. Where anything was paid, write what is still owed and upload again.`,
    },
  ];
}

/** A column such as 1-2月 does not say how much belongs to which month; a total may stand over months of their own. */
function severalMonths({ columns }: Layout): Words[] {
  const lumped = columns.filter(({ headings, money, month, role }) => {
    const bare = headings.map(bareHeading).join('');
    return !month && !role && worth[money] > 0 && /[\d一二三四五六七八九十]月/.test(bare) && !/[合总小共]计/.test(bare);
  });
  if (lumped.length === 0) return [];
  return [
    {
      zh: `“${namesOf(lumped)}”不是单独一个月的金额，没有计入；请按月分列填写后重新上传。`,
      en: `${namesOf(lumped)}: no amount of one month, and not counted. Give each month a column and upload again.`,
    },
  ];
}

/** Of several totals the one that means the same as the columns of the months; of equal ones the last. */
function totalColumn(layout: Layout, best: readonly Column[]): Column | undefined {
  const kinds = new Set(best.map((column) => column.money));
  const totals = layout.columns.filter((column) => column.role === 'total' && worth[column.money] > 0);
  const same = totals.filter((column) => kinds.has(column.money));
  const plain = totals.filter((column) => /^(?:合计|总计|共计)$/.test(bareHeading(column.headings.at(-1)!)));
  return same.at(-1) ?? plain.at(-1);
}
