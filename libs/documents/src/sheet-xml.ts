import type { Merge, Span } from './grid.ts';
import { damaged } from './refusal.ts';
import { attributeReader, elements, inside } from './xml.ts';

const lastRow = 1_048_576;
const lastColumn = 16_384;

/** One cell element: where it stands in the sheet and in the text, and what is between its tags. */
export interface CellMark {
  row: number;
  column: number;
  start: number;
  end: number;
  /** The text of the opening tag behind its name. */
  tag: string;
  inner: string;
}

export interface RowMark {
  row: number;
  start: number;
  /** Where the text of the opening tag ends and the cells begin. */
  open: number;
  /** Where the closing tag begins; equal to `open` for a row without content. */
  close: number;
  tag: string;
  cells: CellMark[];
}

/**
 * Walks the rows of a sheet as they stand in its XML. Rows and cells without an address (some programs write none) are
 * counted on. Rows out of order would silently replace each other in the reader that comes after: they are refused.
 */
export function* rowMarks(xml: string, prefix: string): Generator<RowMark> {
  const walk = new RegExp(`<(/?)${prefix}(row|c)(?=[\\s/>])([^<>]*?)(/?)>`, 'g');
  const bounds = dataBounds(xml, prefix);
  walk.lastIndex = bounds.from;
  let row: RowMark | undefined;
  let cell: CellMark | undefined;
  let last = 0;
  for (let match = walk.exec(xml); match && match.index < bounds.to; match = walk.exec(xml)) {
    const [tag, closing, name, text, empty] = match;
    const place = { start: match.index, end: match.index + tag.length };
    if (name === 'row' && !closing) {
      if (row) throw damaged('行没有结束', 'a row does not end');
      row = openRow(text!, place, last);
      last = row.row;
      if (empty) yield row;
      if (empty) row = undefined;
    } else if (name === 'row') {
      if (!row || cell) throw damaged('单元格没有结束', 'a cell does not end');
      yield { ...row, close: place.start };
      row = undefined;
    } else if (!closing) {
      if (!row || cell) throw damaged('单元格不在行里', 'a cell outside of rows');
      cell = openCell(text!, place, row);
      row.cells.push(cell);
      if (empty) cell = undefined;
    } else {
      if (!cell) throw damaged('单元格没有开始', 'a cell does not begin');
      cell.inner = innerOf(xml, cell.end, place.start);
      cell.end = place.end;
      cell = undefined;
    }
  }
  if (row) throw damaged('行没有结束', 'a row does not end');
}

/** Excel holds 32,767 characters in a cell; with formats for each of them, still less than this. */
const longestCell = 1 << 20;

function innerOf(xml: string, from: number, to: number): string {
  if (to - from > longestCell) throw damaged('单元格过长', 'a cell is too long');
  return xml.slice(from, to);
}

const shown = (written: string | undefined) => (written ?? '').slice(0, 20);

const addressIn = attributeReader('r');

function dataBounds(xml: string, prefix: string): { from: number; to: number } {
  const open = new RegExp(`<${prefix}sheetData(?=[\\s/>])[^<>]*>`).exec(xml);
  if (!open) throw damaged('工作表没有数据区', 'a sheet without data');
  const from = open.index + open[0].length;
  const to = xml.indexOf(`</${prefix}sheetData>`, from);
  return { from, to: to < 0 ? from : to };
}

function openRow(tag: string, place: { start: number; end: number }, last: number): RowMark {
  const written = addressIn(tag);
  const row = written === undefined ? last + 1 : Number(written);
  if (!Number.isInteger(row) || row <= last || row > lastRow)
    throw damaged(`行号 ${shown(written)}`, `row ${shown(written)}`);
  return { row, start: place.start, open: place.end, close: place.end, tag, cells: [] };
}

function openCell(tag: string, place: { start: number; end: number }, row: RowMark): CellMark {
  const written = addressIn(tag);
  const last = row.cells.at(-1)?.column ?? 0;
  const at = written === undefined ? { row: row.row, column: last + 1 } : readAddress(written);
  if (at.row !== row.row || at.column <= last) throw damaged(`单元格 ${shown(written)}`, `cell ${shown(written)}`);
  return { ...at, ...place, tag, inner: '' };
}

function readAddress(address: string): { row: number; column: number } {
  const match = /^\$?([A-Za-z]{1,3})\$?(\d{1,7})$/.exec(address);
  if (!match) throw damaged(`单元格 ${shown(address)}`, `cell ${shown(address)}`);
  const column = [...match[1]!.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
  const row = Number(match[2]);
  if (row < 1 || row > lastRow || column > lastColumn) throw damaged(`单元格 ${address}`, `cell ${address}`);
  return { row, column };
}

/** Columns that are hidden, each list of neighbours by its ends. */
export function hiddenColumnsIn(xml: string): Span[] {
  return elements(inside(xml, 'cols'), 'col')
    .filter((column) => /^(1|true)$/.test(column.get('hidden') ?? ''))
    .map((column) => ({ from: Number(column.get('min')), to: Number(column.get('max')) }));
}

/** More merged areas than this are not the work of a person; the rest is not looked at. */
const mostMerges = 20_000;

/** Merged areas by their corners; their size costs nothing here, whereas exceljs would visit each cell of them. */
export function mergesIn(xml: string): Merge[] {
  return elements(xml, 'mergeCell')
    .slice(0, mostMerges)
    .map((attributes) => {
      const [first, second] = (attributes.get('ref') ?? '').split(':');
      const a = readAddress(first ?? '');
      const b = readAddress(second ?? first ?? '');
      const rows = [Math.min(a.row, b.row), Math.max(a.row, b.row)] as const;
      const columns = [Math.min(a.column, b.column), Math.max(a.column, b.column)] as const;
      return { top: rows[0], bottom: rows[1], left: columns[0], right: columns[1] };
    });
}
