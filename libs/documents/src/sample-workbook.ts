import { idCheckCharacter } from '@yimen/law';
import type ExcelJS from 'exceljs';

/** A worker of the sample: made up, and recognisable as such. Amounts are fen. */
export interface SampleWorker {
  name: string;
  idNumber: string;
  phone: string;
  team: string;
  months: { month: string; fen: number }[];
}

/** Ways in which the sample can be made to fail. */
export type SampleVariant = 'clean' | 'faults' | 'numericIds' | 'missingColumn' | 'formulas';

export interface SampleOptions {
  variant?: SampleVariant;
  /** Repeats the 43 workers' pattern for so many workers; 43 unless told. */
  workers?: number;
}

const months = ['2025-06', '2025-07', '2025-08'];

/**
 * The workers of the story of the building site: 测试工人001 to 043, three months, 784,500.00 yuan in all. The area
 * 529915 was never given to any place, so the numbers belong to nobody; their check character is right, because the
 * reader refuses the others.
 */
export function sampleWorkers(count = 43): SampleWorker[] {
  return Array.from({ length: count }, (_, index) => {
    const number = index + 1;
    return {
      name: `测试工人${String(number).padStart(3, '0')}`,
      idNumber: sampleIdNumber(number),
      phone: `199${String(number).padStart(8, '0')}`,
      team: ['木工班组', '钢筋班组', '泥工班组'][index % 3]!,
      months: split(owedTo((index % 43) + 1)),
    };
  });
}

/** What the story says: workers 1–20, 21–35 and 36–43, in fen. */
function owedTo(number: number): number {
  if (number <= 20) return 1_800_000;
  return number <= 35 ? 2_150_000 : 1_275_000;
}

/** Three equal months; the fen that cannot be divided go to the first. */
function split(fen: number): SampleWorker['months'] {
  const third = Math.floor(fen / 3);
  return months.map((month, index) => ({ month, fen: third + (index < fen % 3 ? 1 : 0) }));
}

/** An ID number with a valid check character in an area that does not exist; `number` up to 80,000. */
export function sampleIdNumber(number: number): string {
  const birth = `${1960 + (number % 40)}${two((number % 12) + 1)}${two((number % 28) + 1)}`;
  const area = `5299${15 + Math.floor(number / 1000)}`;
  const seventeen = area + birth + String(number % 1000).padStart(3, '0');
  return seventeen + idCheckCharacter(seventeen);
}

const two = (number: number) => String(number).padStart(2, '0');

type Row = ExcelJS.CellValue[];

/** The foreman's workbook, as foremen make it: a merged title, two rows of headings, a row 合计, remarks below. */
export async function sampleWageWorkbook(options: SampleOptions = {}): Promise<Uint8Array> {
  const { variant = 'clean', workers = 43 } = options;
  const { default: excel } = await import('exceljs');
  const book = new excel.Workbook();
  // No clock: the same options always give the same content.
  book.created = book.modified = new Date(Date.UTC(2025, 8, 1));
  const sheet = book.addWorksheet('欠薪明细');
  addHeader(sheet, variant);
  const rows = sampleWorkers(workers).map((worker, index) => rowOf(worker, index + 1));
  const all = variant === 'faults' ? withFaultyRows(rows) : rows;
  all.forEach((row, index) => sheet.addRow(changed(row, { variant, line: headerRows + 1 + index })));
  addFooter(sheet, all);
  sheet.getColumn(3).numFmt = '@';
  for (const column of [6, 7, 8, 9]) sheet.getColumn(column).numFmt = '#,##0.00';
  [6, 14, 22, 14, 12, 12, 12, 12, 14].forEach((width, index) => (sheet.getColumn(index + 1).width = width));
  return new Uint8Array(await book.xlsx.writeBuffer());
}

const headerRows = 5;
const idHeading = '身份证号码';

function addHeader(sheet: ExcelJS.Worksheet, variant: SampleVariant): void {
  sheet.addRow(['示例安置房一期项目农民工工资拖欠明细表（2025年6月至8月）']);
  sheet.mergeCells('A1:I1');
  sheet.addRow(['总包单位：示例甲建设', null, null, null, '劳务单位：示例乙劳务']);
  sheet.mergeCells('A2:D2');
  sheet.mergeCells('E2:I2');
  sheet.addRow([]);
  const id = variant === 'missingColumn' ? '籍贯' : idHeading;
  sheet.addRow(['序号', '姓 名', id, '联系电话', '班组', '拖欠工资（元）', null, null, '合计']);
  sheet.addRow([null, null, null, null, null, '6月', '7月', '8月']);
  sheet.mergeCells('F4:H4');
  for (const letter of 'ABCDEI') sheet.mergeCells(`${letter}4:${letter}5`);
}

function rowOf(worker: SampleWorker, number: number): Row {
  const amounts = worker.months.map(({ fen }) => fen / 100);
  const sum = worker.months.reduce((total, { fen }) => total + fen, 0) / 100;
  return [number, worker.name, worker.idNumber, worker.phone, worker.team, ...amounts, sum];
}

function changed(row: Row, { variant, line }: { variant: SampleVariant; line: number }): Row {
  if (variant === 'numericIds') return row.with(2, Number.parseInt(String(row[2]), 10));
  if (variant === 'missingColumn') return row.with(2, '示例省');
  if (variant === 'formulas') return row.with(8, { formula: `SUM(F${line}:H${line})`, result: Number(row[8]) });
  return row;
}

/** Seven rows with one fault each, spread among the good ones; each means to claim 18,000 yuan. */
function withFaultyRows(good: readonly Row[]): Row[] {
  const made = sampleWorkers(999)
    .slice(900, 907)
    .map((worker, index) => rowOf({ ...worker, months: split(1_800_000) }, index + 901));
  const [numeric, check, birth, negative, decimals, nameless, formula] = made as [Row, Row, Row, Row, Row, Row, Row];
  const id = String(check[2]);
  const dayless = '52991519700229001';
  const faulty = [
    numeric.with(2, Number.parseInt(String(numeric[2]), 10)),
    check.with(2, id.slice(0, 17) + (id.endsWith('1') ? '2' : '1')),
    birth.with(2, dayless + idCheckCharacter(dayless)),
    negative.with(5, -6000),
    decimals.with(6, 6000.125),
    nameless.with(1, null),
    formula.with(7, { formula: 'SUM(3000,3000)', result: 6000 }),
  ];
  return faulty.reduce<Row[]>((rows, row, index) => rows.toSpliced(index * 6 + 3, 0, row), [...good]);
}

function addFooter(sheet: ExcelJS.Worksheet, rows: readonly Row[]): void {
  const sums = [5, 6, 7].map((column) => rows.reduce((sum, row) => sum + meant(row[column]), 0) / 100);
  const total = rows.reduce((sum, row) => sum + meant(row[8]), 0) / 100;
  const line = sheet.addRow(['合 计', null, null, null, null, ...sums, total]).number;
  sheet.mergeCells(`A${line}:E${line}`);
  sheet.addRow([]);
  sheet.addRow(['制表人：测试班组长　　　　负责人（签字）：']);
}

/** In fen; a formula means its result. */
function meant(value: ExcelJS.CellValue | undefined): number {
  const amount = typeof value === 'object' && value !== null && 'result' in value ? value.result : value;
  return Math.round(Number(amount) * 100);
}
