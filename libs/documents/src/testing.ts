import type ExcelJS from 'exceljs';
import { WorkbookRefused } from './refusal.ts';
import { sampleIdNumber } from './sample-workbook.ts';
import { unpack, openZip } from './zip.ts';
import { stored, writeZip } from './zip-writing.ts';

export type Row = ExcelJS.CellValue[];

export const head: Row = ['姓名', '身份证号', '2025年6月', '2025年7月'];

/** A made-up worker with a valid number, 6,000.00 and 6,000.00. */
export const worker = (number: number): Row => [`测试${'甲乙丙丁戊'[number % 5]}`, sampleIdNumber(number), 6000, 6000];

interface Making {
  sheet?: string;
  merges?: string[];
  change?: (sheet: ExcelJS.Worksheet, book: ExcelJS.Workbook) => void;
}

export async function bookOf(
  rows: readonly Row[],
  { sheet: name = '表1', merges = [], change }: Making = {},
): Promise<Uint8Array> {
  const { default: excel } = await import('exceljs');
  const book = new excel.Workbook();
  const sheet = book.addWorksheet(name);
  rows.forEach((row) => sheet.addRow(row));
  merges.forEach((range) => sheet.mergeCells(range));
  change?.(sheet, book);
  return new Uint8Array(await book.xlsx.writeBuffer());
}

/** A workbook whose only sheet has exactly this XML. */
export function bookOfXml(sheet: string, others: Record<string, string> = {}): Uint8Array {
  const types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>';
  const kind = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const link = (type: string, target: string) =>
    `<Relationships><Relationship Id="rId1" Type="${kind}/${type}" Target="${target}"/></Relationships>`;
  const sheets = '<sheets><sheet name="表1" sheetId="1" r:id="rId1"/></sheets>';
  const parts: Record<string, string> = {
    '[Content_Types].xml': types,
    '_rels/.rels': link('officeDocument', 'xl/workbook.xml'),
    'xl/workbook.xml': `<workbook xmlns:r="${kind}">${sheets}</workbook>`,
    'xl/_rels/workbook.xml.rels': link('worksheet', 'worksheets/table.xml'),
    'xl/worksheets/table.xml': sheet,
    ...others,
  };
  return writeZip(Object.entries(parts).map(([name, content]) => stored(name, content)));
}

/** `<row>` elements of text cells, for `bookOfXml`. */
export function rowsXml(rows: readonly (readonly string[])[]): string {
  const cell = (text: string) => (text.startsWith('<c') ? text : `<c t="inlineStr"><is><t>${text}</t></is></c>`);
  const data = rows.map((row) => `<row>${row.map(cell).join('')}</row>`).join('');
  return `<worksheet><sheetData>${data}</sheetData></worksheet>`;
}

/** The text of every part of an archive. */
export async function partsOf(bytes: Uint8Array): Promise<Record<string, string>> {
  const parts: Record<string, string> = {};
  for (const entry of openZip(bytes)) parts[entry.name] = new TextDecoder().decode(await unpack(bytes, entry));
  return parts;
}

/** The refusal that was thrown; anything else goes on as it is. */
export async function refusalOf(reading: Promise<unknown>): Promise<WorkbookRefused | undefined> {
  try {
    await reading;
    return undefined;
  } catch (problem) {
    if (problem instanceof WorkbookRefused) return problem;
    throw problem;
  }
}
