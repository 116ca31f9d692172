import { readGrids } from './excel.ts';
import { Sheet, type Grid } from './grid.ts';
import { findLayout, type Layout } from './layout.ts';
import { makePlan, missingColumns, withTitleMonth, type Plan } from './plan.ts';
import { WorkbookRefused } from './refusal.ts';
import { kindOf, statedIn } from './row-kind.ts';
import type { RowFault, WageSheet } from './wage-sheet.ts';
import { noteWarnings, sheetWarnings, sumOf, totalWarnings, type Tally } from './warnings.ts';
import { openWorkbook } from './workbook-parts.ts';
import { readWorker, type WorkerReading } from './worker-row.ts';

export interface WageOptions {
  /** The year of headings such as 6月 where the sheet names none. */
  year?: number;
  /** Bytes of the file; 10 MB unless told. */
  maxBytes?: number;
  /** Workers on the sheet; 5,000 unless told. */
  maxRows?: number;
}

/** Rows around the workers: titles, totals, remarks. */
const otherRows = 1000;

/**
 * Reads a foreman's wage workbook (工资表). Throws `WorkbookRefused` when the workbook as a whole cannot be used;
 * otherwise every row is either read or has its faults.
 */
export async function readWageWorkbook(bytes: Uint8Array, options: WageOptions = {}): Promise<WageSheet> {
  const { year, maxBytes = 10 << 20, maxRows = 5000 } = options;
  if (bytes.byteLength > maxBytes) throw fileTooLarge(bytes.byteLength, maxBytes);
  const grids = await readGrids(await openWorkbook(bytes), maxRows + otherRows);
  const { sheet, layout, index } = chooseSheet(grids);
  const plan = makePlan(sheet, layout, year);
  const tally = readRows(sheet, plan, maxRows);
  return conclude(tally, { sheet, plan, others: otherTables(grids, index) });
}

function fileTooLarge(size: number, most: number): WorkbookRefused {
  const megabytes = (count: number) => `${Math.ceil((count / (1 << 20)) * 10) / 10} MB`;
  return new WorkbookRefused('FILE_TOO_LARGE', {
    zh: `文件有 ${megabytes(size)}，超过上限 ${megabytes(most)}。请删去图片和无关的工作表，或分成几个文件上传。`,
    en: `The file has ${megabytes(size)}, more than ${megabytes(most)}. Remove pictures and other sheets, or split it.`,
  });
}

export interface ChosenSheet {
  sheet: Sheet;
  layout: Layout;
  index: number;
}

/** The first visible sheet with a whole header; failing that, the first with a part of one says what it lacks. */
export function chooseSheet(grids: readonly Grid[]): ChosenSheet {
  const found = grids.flatMap((grid, index) => {
    const sheet = new Sheet(grid);
    const layout = findLayout(sheet);
    return layout ? { sheet, layout: withTitleMonth(sheet, layout), index } : [];
  });
  const chosen = found.find(({ layout }) => missingColumns(layout).length === 0) ?? found[0];
  if (!chosen) throw headerNotFound(grids);
  return chosen;
}

function headerNotFound(grids: readonly Grid[]): WorkbookRefused {
  const sheets = grids.map((grid) => grid.sheet).slice(0, 10);
  return new WorkbookRefused('HEADER_NOT_FOUND', {
    zh: `在工作表（${sheets.join('、')}）前 40 行里没有找到表头。表头须有“姓名”“身份证号”和各月工资（如“2025年6月”）。`,
    en: `No header in the first 40 rows of ${sheets.join(', ')}. It needs 姓名 (name), 身份证号 (ID number) and the months.`,
  });
}

function otherTables(grids: readonly Grid[], chosen: number): string[] {
  const others = grids.filter((grid, index) => {
    const layout = index === chosen ? undefined : findLayout(new Sheet(grid));
    return layout !== undefined && missingColumns(layout).length === 0;
  });
  return others.map((grid) => grid.sheet);
}

function readRows(sheet: Sheet, plan: Plan, maxRows: number): Tally {
  const tally: Tally = { workers: [], stated: [], hidden: 0 };
  if (sheet.grid.found > maxRows + otherRows) throw tooManyRows(sheet.grid.found, maxRows);
  for (const row of sheet.grid.rows) {
    if (row.row <= plan.bottom) continue;
    const kind = kindOf(sheet, plan, row);
    if (kind === 'worker') {
      if (tally.workers.length === maxRows) throw tooManyRows(sheet.grid.found - plan.bottom, maxRows);
      tally.workers.push(readWorker({ sheet, plan, row }));
      if (row.hidden) tally.hidden++;
    } else if (kind === 'total' || kind === 'subtotal') {
      const fen = statedIn(plan, row);
      const above = tally.workers.length;
      if (fen !== undefined) tally.stated.push({ fen, row: row.row, above, whole: kind === 'total' });
    }
  }
  return tally;
}

function tooManyRows(found: number, most: number): WorkbookRefused {
  return new WorkbookRefused('TOO_MANY_ROWS', {
    zh: `工作表约有 ${found} 行，超过一次 ${most} 人的上限。请按班组分成几个文件上传。`,
    en: `The sheet has about ${found} rows, more than ${most} workers at a time. Split it by team.`,
  });
}

interface Context {
  sheet: Sheet;
  plan: Plan;
  others: string[];
}

function conclude(tally: Tally, { sheet, plan, others }: Context): WageSheet {
  const faults = [...tally.workers.flatMap((one) => one.faults), ...sameIds(tally.workers, plan)];
  faults.sort((a, b) => a.row - b.row);
  const faulty = new Set(faults.map((fault) => fault.row));
  const good = tally.workers.filter((one) => !faulty.has(one.row));
  const total = sumOf(good);
  const last = tally.stated.findLast((one) => one.whole);
  return {
    rows: good.map((one) => one.worker),
    faults,
    months: plan.months.map(({ month }) => month).sort(),
    total,
    ...(last ? { statedTotal: last.fen } : {}),
    warnings: [
      ...plan.warnings,
      ...totalWarnings(tally, faulty),
      ...noteWarnings(good.flatMap((one) => one.notes)),
      ...sheetWarnings(tally, { sheet, plan, others }),
    ],
  };
}

/** The same number twice may be one person entered twice or a slip in one of them: neither row is believed. */
function sameIds(workers: readonly WorkerReading[], plan: Plan): RowFault[] {
  const rows = new Map<string, number[]>();
  for (const { row, worker } of workers) {
    if (worker.idNumber !== '') rows.set(worker.idNumber, [...(rows.get(worker.idNumber) ?? []), row]);
  }
  return workers.flatMap(({ row, worker }) => {
    const same = rows.get(worker.idNumber) ?? [];
    if (same.length < 2) return [];
    return {
      row,
      column: plan.idNumber.letter,
      code: 'ID_DUPLICATE',
      zh: `第 ${same.join('、')} 行的身份证号相同，请合并为一行或改正其中一个。`,
      en: `Rows ${same.join(', ')} have the same ID number; make them one row or correct one of them.`,
      value: worker.idNumber,
    };
  });
}
