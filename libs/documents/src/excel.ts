import type ExcelJS from 'exceljs';
import type { Cell, Grid, GridRow } from './grid.ts';
import { damaged } from './refusal.ts';
import { distil, distilledStyles, type DistilledSheet, type Workbook } from './workbook-parts.ts';
import { stored, writeZip } from './zip-writing.ts';

/**
 * The only file that reads with exceljs. It is given a small archive of our own making, so nothing of a stranger's file
 * reaches it but cell values: it is unmaintained, fails on drawings and comments, and visits every cell of a merged
 * area or a validation, however large.
 */
export async function readGrids(workbook: Workbook, mostRows: number): Promise<Grid[]> {
  const sheets = distil(workbook, mostRows);
  const book = await load(archiveOf(workbook, sheets));
  return sheets.map((sheet, index) => {
    const worksheet = book.worksheets[index];
    if (!worksheet) throw damaged(sheet.name);
    const { name, merges, hiddenColumns, found } = sheet;
    return { sheet: name, rows: rowsOf(worksheet, sheet), merges, hiddenColumns, found };
  });
}

async function load(archive: Uint8Array): Promise<ExcelJS.Workbook> {
  // Loaded on first use: it takes a quarter of a second and 30 MB that most processes never need.
  const { default: excel } = await import('exceljs');
  const book = new excel.Workbook();
  try {
    await book.xlsx.load(archive as unknown as ExcelJS.Buffer);
  } catch (problem) {
    throw Object.assign(damaged('单元格内容无法解析', 'cells that cannot be parsed'), { cause: problem });
  }
  return book;
}

const relationship = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

function archiveOf(workbook: Workbook, sheets: readonly DistilledSheet[]): Uint8Array {
  const list = sheets.map((_, i) => `<sheet name="S${i + 1}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join('');
  const links = sheets.map((_, i) => `<Relationship Id="rId${i + 1}" Target="worksheets/sheet${i + 1}.xml"/>`).join('');
  const properties = `<workbookPr date1904="${workbook.from1904 ? 1 : 0}"/>`;
  const parts = [
    stored('xl/workbook.xml', `<workbook xmlns:r="${relationship}">${properties}<sheets>${list}</sheets></workbook>`),
    stored('xl/_rels/workbook.xml.rels', `<Relationships>${links}</Relationships>`),
    // Without a table of strings exceljs would take the number of a string for its text.
    stored('xl/sharedStrings.xml', workbook.sharedStrings || '<sst></sst>'),
    ...sheets.map((sheet, i) => stored(`xl/worksheets/sheet${i + 1}.xml`, sheet.xml)),
  ];
  if (workbook.styles) parts.push(stored('xl/styles.xml', distilledStyles(workbook.styles.xml)));
  return writeZip(parts);
}

function rowsOf(worksheet: ExcelJS.Worksheet, { hiddenRows, formulas }: DistilledSheet): GridRow[] {
  const rows: GridRow[] = [];
  worksheet.eachRow((row, number) => {
    const cells = new Map<number, Cell>();
    row.eachCell((cell, column) => {
      const content = readCell(cell.value);
      if (formulas.has(cell.address)) cells.set(column, asFormula(content));
      else if (content) cells.set(column, content);
    });
    if (cells.size > 0) rows.push({ row: number, hidden: hiddenRows.has(number), cells });
  });
  return rows;
}

function readCell(value: ExcelJS.CellValue): Cell | undefined {
  if (value === null || value === undefined) return undefined;
  if (typeof value === 'string') return textCell(value);
  if (typeof value === 'number') return numberCell(value);
  if (typeof value === 'boolean') return { kind: 'boolean', boolean: value };
  if (value instanceof Date) return dateCell(value);
  if ('formula' in value || 'sharedFormula' in value) return formulaCell(value);
  if ('richText' in value) return textCell(value.richText.map((run) => run.text ?? '').join(''));
  if ('hyperlink' in value) return readCell(value.text as ExcelJS.CellValue);
  return { kind: 'error', error: 'error' in value ? String(value.error) : '?' };
}

/** Longer text is a footnote; nothing of what is read from a cell needs more. */
const longestText = 2000;

function textCell(text: string): Cell | undefined {
  return text.trim() === '' ? undefined : { kind: 'text', text: text.slice(0, longestText) };
}

function numberCell(number: number): Cell {
  return Number.isFinite(number) ? { kind: 'number', number } : { kind: 'error', error: String(number) };
}

/** exceljs puts the wall-clock date of a cell into UTC. */
function dateCell(date: Date): Cell {
  const readable = Number.isFinite(date.getTime()) && date.getUTCFullYear() >= 1900 && date.getUTCFullYear() <= 9999;
  return readable ? { kind: 'date', date: date.toISOString().slice(0, 10) } : { kind: 'error', error: '#DATE' };
}

function formulaCell(value: ExcelJS.CellFormulaValue | ExcelJS.CellSharedFormulaValue): Cell {
  const formula = 'formula' in value ? value.formula : value.sharedFormula;
  const kept = typeof value.result === 'number' || typeof value.result === 'string' ? { result: value.result } : {};
  return { kind: 'formula', formula: String(formula ?? ''), ...kept };
}

/** An empty formula element still is a formula, though exceljs shows its value only. */
function asFormula(cell: Cell | undefined): Cell {
  if (cell?.kind === 'formula') return cell;
  return { kind: 'formula', formula: '', ...(cell?.kind === 'number' ? { result: cell.number } : {}) };
}
