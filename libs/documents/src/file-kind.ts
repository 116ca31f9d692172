import { damaged, WorkbookRefused, type Words } from './refusal.ts';
import type { ZipEntry } from './zip.ts';

/** Beginnings of files that people upload in place of a workbook. The content decides, never the extension. */
const beginnings: readonly [begins: string, zh: string, en: string][] = [
  ['%PDF', 'PDF 文件', 'a PDF'],
  ['\x89PNG', 'PNG 图片', 'a PNG picture'],
  ['\xff\xd8\xff', 'JPEG 照片', 'a JPEG photograph'],
  ['GIF8', 'GIF 图片', 'a GIF picture'],
  ['BM', 'BMP 图片', 'a BMP picture'],
  ['RIFF', 'WebP 图片或音视频', 'a WebP picture, sound or film'],
  ['Rar!', 'RAR 压缩包', 'a RAR archive'],
  ['7z\xbc\xaf', '7z 压缩包', 'a 7z archive'],
  ['\x1f\x8b', 'gzip 压缩包', 'a gzip archive'],
  ['MZ', 'Windows 程序', 'a Windows program'],
  ['\x7fELF', 'Linux 程序', 'a Linux program'],
  ['{\\rtf', 'RTF 文档', 'an RTF document'],
];

/** Streams inside a compound file (复合文档), the form of Office before 2007 and of workbooks with a password. */
const compound: readonly [stream: string, zh: string, en: string][] = [
  ['Workbook', '旧版 Excel 97-2003 工作簿（.xls）', 'an old Excel 97-2003 workbook (.xls)'],
  ['Book', '旧版 Excel 95 工作簿（.xls）', 'an old Excel 95 workbook (.xls)'],
  ['WordDocument', '旧版 Word 文档（.doc）', 'an old Word document (.doc)'],
  ['PowerPoint Document', '旧版演示文稿（.ppt）', 'an old presentation (.ppt)'],
];

/** Files inside a zip archive that say what it is; the first that is found decides. */
const archives: readonly [part: RegExp, zh: string, en: string][] = [
  [/^xl\/vbaProject\.bin$/i, '带宏的 Excel 工作簿（.xlsm）', 'an Excel workbook with macros (.xlsm)'],
  [/^xl\/workbook\.bin$/i, 'Excel 二进制工作簿（.xlsb）', 'a binary Excel workbook (.xlsb)'],
  [/^word\//i, 'Word 文档（.docx）', 'a Word document (.docx)'],
  [/^ppt\//i, '演示文稿（.pptx）', 'a presentation (.pptx)'],
  [/^OFD\.xml$/i, 'OFD 版式文件', 'an OFD document'],
  [/^META-INF\/manifest\.xml$/i, 'OpenDocument 文件（.ods/.odt）', 'an OpenDocument file (.ods/.odt)'],
];

const compoundFile = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1';

/** Refuses everything that is not a zip archive, and says what it is instead. */
export function refuseUnlessArchive(bytes: Uint8Array): void {
  if (bytes.length === 0) throw notWorkbook('空文件（0 字节）', 'an empty file (0 bytes)');
  const start = String.fromCharCode(...bytes.subarray(0, 4096));
  if (start.startsWith('PK\x03\x04')) return;
  if (start.startsWith(compoundFile)) throw refusedCompound(bytes);
  const known = beginnings.find(([begins]) => start.startsWith(begins));
  if (known) throw notWorkbook(known[1], known[2]);
  const kind = textKind(start);
  throw notWorkbook(kind.zh, kind.en);
}

/** Refuses archives that hold something else than a plain workbook. */
export function refuseUnlessWorkbook(entries: readonly ZipEntry[]): void {
  const names = entries.map((entry) => entry.name);
  for (const [part, zh, en] of archives) {
    if (names.some((name) => part.test(name))) throw notWorkbook(zh, en);
  }
  if (names.some((name) => name.startsWith('xl/'))) return;
  if (names.includes('[Content_Types].xml')) throw damaged('缺少工作表', 'no sheets');
  throw notWorkbook('普通压缩包（zip）', 'a plain zip archive');
}

function refusedCompound(bytes: Uint8Array): WorkbookRefused {
  const content = new TextDecoder('latin1').decode(bytes);
  const holds = (stream: string) => content.includes([...stream, ''].join('\0'));
  if (holds('EncryptedPackage')) {
    return new WorkbookRefused('FILE_ENCRYPTED', {
      zh: '工作簿加了打开密码，无法读取。请在“文件—信息—保护工作簿”里去掉密码，保存后重新上传。',
      en: 'The workbook has a password to open and cannot be read. Remove the password, save and upload it again.',
    });
  }
  const known = compound.find(([stream]) => holds(stream));
  return known ? notWorkbook(known[1], known[2]) : notWorkbook('旧版 Office 文件', 'an old Office file');
}

function textKind(start: string): Words {
  const text = start.replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '').replaceAll('\0', '');
  if (/urn:schemas-microsoft-com:office:spreadsheet/.test(text)) {
    return { zh: 'Excel 2003 XML 表格', en: 'an Excel 2003 XML table' };
  }
  if (/<(?:!doctype html|html|table|head|body)\b/i.test(text)) {
    return { zh: '网页（HTML）', en: 'a web page (HTML)' };
  }
  if (/^\s*<\?xml/.test(text)) return { zh: 'XML 文件', en: 'an XML file' };
  const strange = [...start].filter((char) => char < ' ' && !'\t\r\n\f'.includes(char)).length;
  if (strange === 0) return { zh: '文本或 CSV 文件', en: 'a text or CSV file' };
  return { zh: '无法识别的二进制数据', en: 'binary data of an unknown kind' };
}

function notWorkbook(zh: string, en: string): WorkbookRefused {
  return new WorkbookRefused('FILE_TYPE_REFUSED', {
    zh: `文件内容是${zh}，不是 Excel 工作簿（.xlsx）。请用 Excel 或 WPS 打开工资表，另存为“Excel 工作簿（*.xlsx）”后重新上传。`,
    en: `The file is ${en}, not an Excel workbook (.xlsx). Save the wage sheet as .xlsx and upload that.`,
  });
}
