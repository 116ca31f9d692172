import { letterOf, type Cell, type Sheet } from './grid.ts';
import { bareHeading, moneyIn, roleOf, worth, type Money, type Role } from './headings.ts';
import { monthIn, yearIn, type NamedMonth } from './months.ts';
import { tidy, textOf } from './plain-text.ts';

/** One column of the table: its headings from top to bottom and what they make of it. */
export interface Column {
  column: number;
  letter: string;
  headings: string[];
  role?: Role;
  month?: NamedMonth;
  money: Money;
}

/** Where the table is: the rows of its heading, both included, and its columns. */
export interface Layout {
  top: number;
  bottom: number;
  columns: Column[];
}

/** The header is looked for this far down; title rows (标题行) are rarely more than five. */
const searchedRows = 40;
const longestHeading = 60;
const mostColumns = 300;

/** Finds the header by what its cells say; title rows, blank rows and blank columns around it do not matter. */
export function findLayout(sheet: Sheet): Layout | undefined {
  const candidates = sheet.grid.rows
    .slice(0, searchedRows)
    .map((row) => ({ row: row.row, roles: rolesIn(sheet, row.row) }));
  const possible = candidates.filter(({ roles }) => roles.has('name') || roles.has('idNumber'));
  const best = Math.max(...possible.map(({ roles }) => roles.size));
  const top = possible.find(({ roles }) => roles.size === best)?.row;
  if (top === undefined) return undefined;
  const bottom = lastHeaderRow(sheet, top);
  return { top, bottom, columns: readColumns(sheet, { top, bottom }) };
}

function rolesIn(sheet: Sheet, row: number): Set<Role | 'month'> {
  const roles = new Set<Role | 'month'>();
  for (const column of columnsOf(sheet, row)) {
    const heading = headingAt(sheet, row, column);
    const role = roleOf(heading) ?? (monthIn(heading) ? 'month' : undefined);
    if (role) roles.add(role);
  }
  return roles;
}

function columnsOf(sheet: Sheet, row: number): number[] {
  const cells = sheet.grid.rows.find((one) => one.row === row)?.cells;
  return cells ? [...cells.keys()] : [];
}

function headingAt(sheet: Sheet, row: number, column: number): string {
  return asHeading(sheet.seen(row, column));
}

function asHeading(cell: Cell | undefined): string {
  const text = cell?.kind === 'formula' ? tidy(String(cell.result ?? '')) : textOf(cell);
  return text.length <= longestHeading ? text : '';
}

/** Below the first header row may stand up to two more, with the months of a merged group (合并的月份表头). */
function lastHeaderRow(sheet: Sheet, top: number): number {
  const fixed = columnsOf(sheet, top).filter((column) => {
    const role = roleOf(headingAt(sheet, top, column));
    return role === 'name' || role === 'idNumber';
  });
  let bottom = top;
  while (bottom < top + 2 && continuesHeader(sheet, { top, next: bottom + 1, fixed })) bottom++;
  return bottom;
}

function continuesHeader(sheet: Sheet, { top, next, fixed }: { top: number; next: number; fixed: number[] }): boolean {
  const columns = columnsOf(sheet, next);
  if (columns.length === 0 || fixed.some((column) => sheet.own(next, column))) return false;
  const merged = fixed.some((column) => (sheet.mergeAt(top, column)?.bottom ?? 0) >= next);
  const named = columns.some((column) => {
    const heading = headingAt(sheet, next, column);
    const number = numberedMonth(heading, headingAt(sheet, top, column));
    return monthIn(heading) !== undefined || roleOf(heading) === 'total' || number !== undefined;
  });
  // A row with a label of its own, such as 合计, and amounts below it is no header.
  const amounts = columns.filter((column) => sheet.own(next, column)?.kind === 'number');
  const numbered = amounts.every((column) =>
    numberedMonth(headingAt(sheet, next, column), headingAt(sheet, top, column)),
  );
  return numbered && (merged || named);
}

function readColumns(sheet: Sheet, { top, bottom }: { top: number; bottom: number }): Column[] {
  const last = Math.min(mostColumns, lastColumn(sheet, { top, bottom }));
  return Array.from({ length: last }, (_, index) => readColumn(sheet, index + 1, { top, bottom })).filter(
    (column) => column.headings.length > 0,
  );
}

function lastColumn(sheet: Sheet, { top, bottom }: { top: number; bottom: number }): number {
  let last = 0;
  for (let row = top; row <= bottom; row++) {
    for (const column of columnsOf(sheet, row)) last = Math.max(last, sheet.mergeAt(row, column)?.right ?? column);
  }
  return last;
}

function readColumn(sheet: Sheet, column: number, { top, bottom }: { top: number; bottom: number }): Column {
  const headings: string[] = [];
  for (let row = top; row <= bottom; row++) {
    const heading = headingAt(sheet, row, column);
    if (heading !== '' && heading !== headings.at(-1)) headings.push(heading);
  }
  const above = groupAbove(sheet, top, column);
  const month = monthOf(above === '' ? headings : [above, ...headings]);
  const role = month ? undefined : roleOf(headings.at(-1) ?? '');
  return {
    column,
    letter: letterOf(column),
    headings,
    ...(role ? { role } : {}),
    ...(month ? { month } : {}),
    money: moneyIn(above === '' ? headings : [above, ...headings]),
  };
}

/** A heading over a part of the columns only, such as 2025年 over three months; a title spans the whole table. */
function groupAbove(sheet: Sheet, top: number, column: number): string {
  const merge = sheet.mergeAt(top - 1, column);
  const wide = merge !== undefined && merge.right > merge.left;
  const spansNames = wide && columnsIn(merge.left, merge.right).some((one) => isFixed(headingAt(sheet, top, one)));
  return wide && !spansNames ? headingAt(sheet, top - 1, column) : '';
}

const isFixed = (heading: string) => ['name', 'idNumber'].includes(roleOf(heading) ?? '');

function columnsIn(left: number, right: number): number[] {
  return Array.from({ length: Math.min(right, mostColumns) - left + 1 }, (_, index) => left + index);
}

function monthOf(headings: readonly string[]): NamedMonth | undefined {
  const deepest = headings.findLastIndex((heading) => monthIn(heading) !== undefined);
  const group = headings.slice(0, -1).join('');
  const named = deepest < 0 ? numberedMonth(headings.at(-1) ?? '', group) : monthIn(headings[deepest]!);
  if (!named) return undefined;
  const year = named.year ?? headings.map(yearIn).find((one) => one !== undefined);
  return year === undefined ? { month: named.month } : { year, month: named.month };
}

/** `6` is June where the heading above it speaks of months. */
function numberedMonth(heading: string, group: string): NamedMonth | undefined {
  if (!/^(?:0?[1-9]|1[0-2])$/.test(heading) || !/月/.test(bareHeading(group))) return undefined;
  return { month: Number(heading) };
}

/** The best columns of money for each month, those that were passed over, and what was paid of a month's due. */
export function monthColumns(columns: readonly Column[]): Record<'best' | 'others' | 'paid', Column[]> {
  const money = columns.filter((column) => column.month && worth[column.money] > 0);
  const key = ({ month }: Column) => `${month!.year ?? ''}-${month!.month}`;
  const most = new Map<string, number>();
  for (const column of money) most.set(key(column), Math.max(most.get(key(column)) ?? 0, worth[column.money]));
  const isBest = (column: Column) => worth[column.money] === most.get(key(column));
  const best = money.filter(isBest);
  const due = new Set(best.filter((column) => column.money === 'due').map(key));
  const paid = columns.filter((column) => column.month && column.money === 'paid' && due.has(key(column)));
  return { best, others: money.filter((column) => !isBest(column)), paid };
}
