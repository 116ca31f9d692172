import { refuseUnlessArchive, refuseUnlessWorkbook } from './file-kind.ts';
import { letterOf, type Merge, type Span } from './grid.ts';
import { damaged, WorkbookRefused } from './refusal.ts';
import { hiddenColumnsIn, mergesIn, rowMarks, type CellMark } from './sheet-xml.ts';
import { attributeReader, elements, escapeXml, inside, prefixOf, readXml, withoutPrefix } from './xml.ts';
import { openZip, unpack, type ZipEntry } from './zip.ts';

/** A worksheet that can be seen, and the name of its part in the archive. */
export interface SheetPart {
  name: string;
  path: string;
  xml: string;
}

export interface Workbook {
  bytes: Uint8Array;
  entries: readonly ZipEntry[];
  sheets: SheetPart[];
  styles?: { path: string; xml: string };
  /** Empty when the workbook keeps its text in the cells. */
  sharedStrings: string;
  /** The workbook counts days from 1904, as old Macintosh files do. */
  from1904: boolean;
}

/** A workbook for the reader: values only, no drawings, comments, validations, links or fonts. */
export interface DistilledSheet {
  name: string;
  xml: string;
  merges: Merge[];
  hiddenRows: Set<number>;
  hiddenColumns: Span[];
  /** Addresses of cells with a formula, whatever exceljs makes of them. */
  formulas: Set<string>;
  found: number;
}

const mostSheets = 30;
const mostCells = 500_000;
/** Characters of shared text (共享字符串): 5,000 workers need less than one million. */
const mostText = 16 << 20;

/** Opens the archive, after refusing what is not a workbook, and reads the parts that hold cells. */
export async function openWorkbook(bytes: Uint8Array): Promise<Workbook> {
  refuseUnlessArchive(bytes);
  const entries = openZip(bytes);
  refuseUnlessWorkbook(entries);
  const read = async (path: string) => {
    const entry = entries.find((one) => one.name.toLowerCase() === path.toLowerCase());
    return entry && readXml(await unpack(bytes, entry), entry.name);
  };
  const path = (await findWorkbook(read)) ?? 'xl/workbook.xml';
  const book = await read(path);
  if (book === undefined) throw damaged(path);
  const links = linksOf(await read(sibling(path, `_rels/${path.split('/').at(-1)}.rels`)), path);
  const part = (kind: string) => links.find((link) => link.kind === kind)?.path;
  const stylesPath = part('styles');
  const styles = stylesPath === undefined ? undefined : await read(stylesPath);
  const sharedStrings = withoutPrefix((await read(part('sharedStrings') ?? 'xl/sharedStrings.xml')) ?? '');
  if (sharedStrings.length > mostText) throw tooMuch();
  return {
    bytes,
    entries,
    sheets: await readSheets(withoutPrefix(book), { links, read }),
    ...(styles === undefined ? {} : { styles: { path: stylesPath!, xml: styles } }),
    sharedStrings,
    from1904: elements(withoutPrefix(book), 'workbookPr').some((one) => /^(1|true)$/.test(one.get('date1904') ?? '')),
  };
}

function tooMuch(): WorkbookRefused {
  return new WorkbookRefused('WORKBOOK_TOO_LARGE', {
    zh: '工作簿里的内容远多于一份工资表。请只保留工资表所在的工作表，另存为新的 .xlsx 文件后重新上传。',
    en: 'The workbook holds far more than a wage sheet. Keep only the wage sheet, save it as a new .xlsx.',
  });
}

type Read = (path: string) => Promise<string | undefined>;

interface Link {
  id: string;
  kind: string;
  path: string;
}

async function findWorkbook(read: Read): Promise<string | undefined> {
  return linksOf(await read('_rels/.rels'), '').find((link) => link.kind === 'officeDocument')?.path;
}

function linksOf(xml: string | undefined, from: string): Link[] {
  return elements(withoutPrefix(xml ?? ''), 'Relationship').map((link) => ({
    id: link.get('Id') ?? '',
    kind: link.get('Type')?.split('/').at(-1) ?? '',
    path: sibling(from, link.get('Target') ?? ''),
  }));
}

/** The path of a part that another part names, relative to itself or, with a slash in front, to the archive. */
function sibling(from: string, target: string): string {
  const steps = target.startsWith('/') ? [] : from.split('/').slice(0, -1);
  for (const step of target.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}

async function readSheets(book: string, { links, read }: { links: Link[]; read: Read }): Promise<SheetPart[]> {
  const sheets: SheetPart[] = [];
  for (const sheet of elements(book, 'sheet')) {
    if (/hidden/i.test(sheet.get('state') ?? '') || sheets.length === mostSheets) continue;
    const id = [...sheet].find(([name]) => name.endsWith(':id'))?.[1];
    const link = links.find((one) => one.id === id && one.kind === 'worksheet');
    // Two sheets of one part would only multiply the work.
    if (!link || sheets.some((one) => one.path === link.path)) continue;
    const xml = await read(link.path);
    if (xml === undefined) throw damaged(link.path);
    sheets.push({ name: sheet.get('name') ?? '', path: link.path, xml });
  }
  if (sheets.length === 0) throw noSheets();
  return sheets;
}

function noSheets(): WorkbookRefused {
  return new WorkbookRefused('SHEET_NOT_FOUND', {
    zh: '工作簿里没有可见的工作表。请取消隐藏工资表所在的工作表，保存后重新上传。',
    en: 'The workbook has no visible sheet. Unhide the wage sheet, save and upload it again.',
  });
}

/**
 * What exceljs is given: the cells that hold something, each with its address, and of the styles only the number
 * formats, which tell a date from a number. Everything else it would stumble over, visit cell by cell, or lose.
 */
export function distil(workbook: Workbook, mostRows: number): DistilledSheet[] {
  const room = { cells: mostCells };
  return workbook.sheets.map((sheet) => distilSheet(sheet, mostRows, room));
}

function distilSheet({ name, xml }: SheetPart, mostRows: number, room: { cells: number }): DistilledSheet {
  const prefix = prefixOf(xml);
  const formula = new RegExp(`<${prefix}f(?=[\\s/>])`);
  const plain = withoutPrefix(xml);
  const sheet = {
    name,
    merges: mergesIn(plain),
    hiddenColumns: hiddenColumnsIn(plain),
    hiddenRows: new Set<number>(),
    formulas: new Set<string>(),
  };
  const pieces: string[] = [];
  let found = 0;
  for (const row of rowMarks(xml, prefix)) {
    const cells = row.cells.filter((cell) => cell.inner.includes('<'));
    if (cells.length === 0) continue;
    if (++found > mostRows) {
      // What is cut off is counted only, blank rows among it: it is for the words of a refusal.
      found += occurrences(xml, `<${prefix}row `, row.close) + occurrences(xml, `<${prefix}row>`, row.close);
      break;
    }
    room.cells -= cells.length;
    if (room.cells < 0) throw tooMuch();
    if (/^(1|true)$/.test(hiddenIn(row.tag) ?? '')) sheet.hiddenRows.add(row.row);
    for (const cell of cells) if (formula.test(cell.inner)) sheet.formulas.add(addressOf(cell));
    pieces.push(`<row r="${row.row}">`, ...cells.map((cell) => plainCell(cell, prefix)), '</row>');
  }
  return { ...sheet, xml: `<worksheet><sheetData>${pieces.join('')}</sheetData></worksheet>`, found };
}

function occurrences(text: string, part: string, from: number): number {
  let count = 0;
  for (let at = text.indexOf(part, from); at >= 0; at = text.indexOf(part, at + part.length)) count++;
  return count;
}

const styleIn = attributeReader('s');
const typeIn = attributeReader('t');
const hiddenIn = attributeReader('hidden');

const addressOf = (cell: CellMark) => `${letterOf(cell.column)}${cell.row}`;

function plainCell(cell: CellMark, prefix: string): string {
  const style = styleIn(cell.tag);
  const type = typeIn(cell.tag);
  const attributes = [
    ` r="${addressOf(cell)}"`,
    style === undefined ? '' : ` s="${escapeXml(style)}"`,
    // A date written as text (ISO 8601) would be read as the number of its year.
    type === undefined ? '' : ` t="${type === 'd' ? 'str' : escapeXml(type)}"`,
  ];
  const inner = prefix ? cell.inner.replaceAll(`<${prefix}`, '<').replaceAll(`</${prefix}`, '</') : cell.inner;
  return `<c${attributes.join('')}>${inner}</c>`;
}

/** The number formats by cell style; fonts, fills and borders are left behind. */
export function distilledStyles(xml: string): string {
  const plain = withoutPrefix(xml);
  const formats = elements(inside(plain, 'numFmts'), 'numFmt').map((format) => {
    const id = Number(format.get('numFmtId')) || 0;
    return `<numFmt numFmtId="${id}" formatCode="${escapeXml(format.get('formatCode') ?? '')}"/>`;
  });
  const styles = elements(inside(plain, 'cellXfs'), 'xf').map((style) => {
    return `<xf numFmtId="${Number(style.get('numFmtId')) || 0}"/>`;
  });
  return `<styleSheet><numFmts>${formats.join('')}</numFmts><cellXfs>${styles.join('')}</cellXfs></styleSheet>`;
}
