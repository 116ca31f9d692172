import { readGrids } from './excel.ts';
import { letterOf, type Sheet } from './grid.ts';
import { faultHeading } from './headings.ts';
import type { Layout } from './layout.ts';
import { rowMarks, type RowMark } from './sheet-xml.ts';
import { withFaultStyle } from './fault-style.ts';
import type { RowFault } from './wage-sheet.ts';
import { chooseSheet } from './wage-workbook.ts';
import { openWorkbook, type SheetPart } from './workbook-parts.ts';
import { escapeXml, prefixOf } from './xml.ts';
import { copied, deflated, writeZip } from './zip-writing.ts';

/** Far enough down to find the header and to see which columns are free. */
const readRows = 20_000;

/**
 * The same workbook (工作簿) with a column 错误原因 that says, in the row of each fault, what to correct. It is written
 * into the text of the sheet: every other cell, format, picture and sheet stays byte for byte as it was. A column of an
 * earlier round is used again, so that a corrected row loses its old reason.
 */
export async function withFaultColumn(bytes: Uint8Array, faults: readonly RowFault[]): Promise<Uint8Array> {
  const workbook = await openWorkbook(bytes);
  const { sheet, layout, index } = chooseSheet(await readGrids(workbook, readRows));
  const column = faultColumn(sheet, layout);
  const part = workbook.sheets[index]!;
  const style = workbook.styles && withFaultStyle(workbook.styles.xml);
  const changed = new Map([[part.path, withColumn(part, { column, layout, faults, style: style?.index })]]);
  if (style) changed.set(workbook.styles!.path, style.xml);
  const parts = workbook.entries.map((entry) => {
    const xml = changed.get(entry.name);
    return xml === undefined ? copied(bytes, entry) : deflated(entry.name, xml);
  });
  return writeZip(await Promise.all(parts));
}

/** The column of an earlier round, or the first behind the last heading that is free all the way down. */
function faultColumn(sheet: Sheet, layout: Layout): number {
  const earlier = layout.columns.find((column) => column.role === 'fault');
  if (earlier) return earlier.column;
  const taken = new Set(sheet.grid.rows.filter((row) => row.row >= layout.top).flatMap((row) => [...row.cells.keys()]));
  let column = Math.max(...layout.columns.map((one) => one.column)) + 1;
  while (taken.has(column)) column++;
  return column;
}

interface Writing {
  column: number;
  layout: Layout;
  faults: readonly RowFault[];
  style: number | undefined;
}

function withColumn({ xml, path: _ }: SheetPart, writing: Writing): string {
  const prefix = prefixOf(xml);
  const texts = textsByRow(writing);
  const pieces: string[] = [];
  let at = 0;
  for (const row of rowMarks(xml, prefix)) {
    if (row.row < writing.layout.top) continue;
    const text = texts.get(row.row);
    const old = row.cells.find((cell) => cell.column === writing.column);
    if (text === undefined && !old) continue;
    const before = old ? old.start : insertionPoint(row, writing.column);
    const content = text === undefined ? '' : cellXml({ prefix, row: row.row, text }, writing);
    pieces.push(
      xml.slice(at, row.start),
      withoutSpans(xml.slice(row.start, row.open)),
      xml.slice(row.open, before),
      content,
    );
    at = old ? old.end : before;
  }
  return widened(pieces.join('') + xml.slice(at), prefix, writing.column);
}

function textsByRow({ faults, layout }: Writing): Map<number, string> {
  const texts = new Map<number, string[]>([[layout.top, [faultHeading]]]);
  for (const fault of faults) texts.set(fault.row, [...(texts.get(fault.row) ?? []), fault.zh]);
  return new Map([...texts].map(([row, reasons]) => [row, [...new Set(reasons)].join('')]));
}

function insertionPoint(row: RowMark, column: number): number {
  return row.cells.find((cell) => cell.column > column)?.start ?? row.close;
}

/** `spans` says which columns a row uses; it may be left out, but must not be wrong. */
const withoutSpans = (tag: string) => tag.replace(/\sspans\s*=\s*(?:"[^"]*"|'[^']*')/, '');

function cellXml(
  { prefix, row, text }: { prefix: string; row: number; text: string },
  { column, style }: Writing,
): string {
  const styled = style === undefined ? '' : ` s="${style}"`;
  const inner = `<${prefix}is><${prefix}t xml:space="preserve">${escapeXml(text)}</${prefix}t></${prefix}is>`;
  return `<${prefix}c r="${letterOf(column)}${row}"${styled} t="inlineStr">${inner}</${prefix}c>`;
}

/** Makes the column wide enough to read, unless the sheet already says how wide it is. */
function widened(xml: string, prefix: string, column: number): string {
  const end = xml.indexOf(`</${prefix}cols>`);
  const cols = [...xml.slice(0, Math.max(end, 0)).matchAll(/\bmax="(\d+)"/g)].map((match) => Number(match[1]));
  if (end < 0 || cols.some((max) => max >= column)) return xml;
  const width = `<${prefix}col min="${column}" max="${column}" width="60" customWidth="1"/>`;
  return xml.slice(0, end) + width + xml.slice(end);
}
