import { describe, expect, it } from '@jest/globals';
import { readWageWorkbook, type WageOptions } from './index.ts';
import { sampleIdNumber, sampleWageWorkbook } from './sample-workbook.ts';
import { bookOf, bookOfXml, head, refusalOf, rowsXml, worker, type Row } from './testing.ts';
import { stored, writeZip } from './zip-writing.ts';

const bytesOf = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));
const refusal = async (bytes: Uint8Array, options?: WageOptions) => {
  const refused = await refusalOf(readWageWorkbook(bytes, options));
  return refused && { code: refused.code, zh: refused.zh, en: refused.en };
};
const ofRows = async (rows: Row[], options?: WageOptions) => refusal(await bookOf(rows), options);
const wide = (text: string) => [...text, ''].join('\0');
const compound = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1';

describe('a file that is no workbook', () => {
  it.each([
    ['', '空文件'],
    ['%PDF-1.7 …', 'PDF'],
    ['\x89PNG\r\n\x1a\n', 'PNG'],
    ['\xff\xd8\xff\xe0', 'JPEG'],
    ['MZ\x90\0', 'Windows 程序'],
    ['Rar!\x1a', 'RAR'],
    [`${compound}${wide('Workbook')}`, '.xls'],
    [`${compound}${wide('WordDocument')}`, '.doc'],
    [compound, '旧版 Office'],
    ['<html><table>', 'HTML'],
    ['\xef\xbb\xbf<!DOCTYPE html>', 'HTML'],
    ['<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">', 'Excel 2003 XML'],
    ['<?xml version="1.0"?><a/>', 'XML 文件'],
    ['name,id\r\n', 'CSV'],
    ['\x01\x02\x03\x04', '无法识别'],
  ])('%j is named %s', async (content, kind) => {
    const refused = await refusal(bytesOf(content));
    expect(refused).toEqual({ code: 'FILE_TYPE_REFUSED', zh: expect.stringContaining(kind), en: expect.any(String) });
    expect(refused?.zh).toMatch(/另存为“Excel 工作簿.*本次没有保存任何内容。$/);
  });

  it('but has a password, is told so', async () => {
    expect(await refusal(bytesOf(`${compound}${wide('EncryptedPackage')}`))).toMatchObject({ code: 'FILE_ENCRYPTED' });
  });

  it.each([
    ['word/document.xml', '.docx'],
    ['ppt/presentation.xml', '.pptx'],
    ['OFD.xml', 'OFD'],
    ['xl/vbaProject.bin', '.xlsm'],
    ['xl/workbook.bin', '.xlsb'],
    ['META-INF/manifest.xml', '.ods'],
    ['照片.jpg', 'zip'],
  ])('an archive with %s is named %s', async (part, kind) => {
    const refused = await refusal(writeZip([stored(part, 'x')]));
    expect(refused).toMatchObject({ code: 'FILE_TYPE_REFUSED', zh: expect.stringContaining(kind) });
  });
});

describe('a workbook as a whole', () => {
  it('is refused above ten megabytes without being looked at', async () => {
    const bytes = new Uint8Array(20 << 20);
    const took: number[] = [];
    for (let times = 0; times < 4; times += 1) {
      const start = performance.now();
      await refusal(bytes);
      took.push(performance.now() - start);
    }
    expect(Math.min(...took)).toBeLessThan(100);
    const refused = await refusal(bytes);
    expect(refused).toMatchObject({ code: 'FILE_TOO_LARGE', zh: expect.stringContaining('20 MB，超过上限 10 MB') });
  });

  it('is refused when a column is missing, and told which and what was seen', async () => {
    const refused = await refusal(await sampleWageWorkbook({ variant: 'missingColumn' }));
    expect(refused).toMatchObject({
      code: 'COLUMN_MISSING',
      zh: expect.stringMatching(/缺少：身份证号。看到的表头有：序号、姓 名、籍贯/),
    });
    expect((await ofRows([['姓名', '身份证号', '备注']]))?.zh).toMatch(/缺少：月份工资/);
    expect((await ofRows([['名称', '身份证', '6月']]))?.zh).toMatch(/缺少：姓名。/);
  });

  it('is refused without a header', async () => {
    const refused = await ofRows([['随便'], ['写写']]);
    expect(refused).toMatchObject({ code: 'HEADER_NOT_FOUND', zh: expect.stringContaining('表1') });
    expect(await ofRows([])).toMatchObject({ code: 'HEADER_NOT_FOUND' });
  });

  it('is refused when a heading stands twice', async () => {
    const side = await ofRows([['姓名', '身份证号', '2025年6月', '姓名', '身份证号', '2025年6月']]);
    expect(side).toMatchObject({ code: 'COLUMN_TWICE', zh: expect.stringContaining('A、D 列') });
    const month = await ofRows([['2025年'], ['姓名', '身份证号', '6月', '6月']]);
    expect(month).toMatchObject({ code: 'COLUMN_TWICE', zh: expect.stringContaining('C、D 列') });
  });

  it('is refused when nobody names the year', async () => {
    expect(await ofRows([['姓名', '身份证号', '6月']])).toMatchObject({ code: 'YEAR_UNKNOWN' });
  });

  it('in another unit than yuan is refused, and not read as so many yuan', async () => {
    const person = ['测试甲', sampleIdNumber(1), 1.2];
    const headed = await ofRows([['姓名', '身份证号', '2025年6月（万元）'], person]);
    expect(headed).toMatchObject({ code: 'UNIT_NOT_YUAN', zh: expect.stringContaining('2025年6月(万元)') });
    const titled = await ofRows([['工资表（单位：万元）'], ['姓名', '身份证号', '2025年6月'], person]);
    expect(titled).toMatchObject({ code: 'UNIT_NOT_YUAN' });
    const other = await ofRows([
      ['示例项目（合同价3000万元） 单位：元'],
      ['姓名', '身份证号', '2025年6月（元）'],
      person,
    ]);
    expect(other).toBeUndefined();
  });

  it('is refused above the number of rows, which may be lowered', async () => {
    const rows = [head, worker(1), worker(2), worker(3)];
    expect(await ofRows(rows, { maxRows: 2 })).toMatchObject({ code: 'TOO_MANY_ROWS' });
    expect(await ofRows(rows, { maxRows: 3 })).toBeUndefined();
  });

  it('of fifty thousand rows is refused without being read to the end', async () => {
    const line = (number: number) => ['测试甲', sampleIdNumber(number % 5000), '1', '2'];
    const xml = rowsXml([head as string[], ...Array.from({ length: 50_000 }, (_, index) => line(index))]);
    const start = performance.now();
    expect(await refusal(bookOfXml(xml))).toMatchObject({ code: 'TOO_MANY_ROWS' });
    expect(performance.now() - start).toBeLessThan(8000);
  });

  it('is not refused for blank rows that are only formatted', async () => {
    const blank = '<row><c s="1"/><c s="1"/></row>'.repeat(200_000);
    const xml = rowsXml([head as string[], ['测试甲', sampleIdNumber(1), '1', '2']]).replace(
      '</sheetData>',
      `${blank}$&`,
    );
    const start = performance.now();
    expect((await readWageWorkbook(bookOfXml(xml))).total).toBe(300);
    expect(performance.now() - start).toBeLessThan(8000);
  });
});

describe('a damaged or hostile workbook', () => {
  const good = rowsXml([head as string[], ['测试甲', sampleIdNumber(1), '1', '2']]);
  const data = (xml: string) => `<worksheet><sheetData>${xml}</sheetData></worksheet>`;

  it.each([
    ['entities', `<!DOCTYPE x [<!ENTITY a "b">]>${good}`],
    ['an open comment', `<!--${good}`],
    ['an open row', data('<row r="1"><c r="A1"/>')],
    ['a row within a row', data('<row r="1"><row r="2"></row></row>')],
    ['a cell outside of rows', data('<c r="A1"/>')],
    ['rows out of order', data('<row r="2"></row><row r="1"></row>')],
    ['the same row twice', data('<row r="1"></row><row r="1"></row>')],
    ['a cell in the wrong row', data('<row r="1"><c r="A2"/></row>')],
    ['cells out of order', data('<row r="1"><c r="B1"/><c r="A1"/></row>')],
    ['a row beyond the last', data('<row r="1048577"></row>')],
    ['a column beyond the last', data('<row r="1"><c r="XFE1"/></row>')],
    ['no data', '<worksheet/>'],
    ['not XML at all', 'hello'],
    ['an unknown entity', good.replace('测试甲', '&nope;')],
    [
      'a string that is not there',
      good.replace('<c t="inlineStr"><is><t>测试甲</t></is></c>', '<c t="s"><v>7</v></c>'),
    ],
    ['a giant tag', data(`<row r="1" x="${'a'.repeat(10_000)}"></row>`)],
  ])('with %s is refused', async (_, xml) => {
    expect(await refusal(bookOfXml(xml))).toMatchObject({ code: 'WORKBOOK_DAMAGED' });
  });

  it('with merged areas and validations over the whole sheet is read at once', async () => {
    const everything = 'A5:XFD1048576';
    const merges = `<mergeCells><mergeCell ref="${everything}"/></mergeCells>`;
    const validations = `<dataValidations><dataValidation sqref="${everything}"/></dataValidations>`;
    const start = performance.now();
    const sheet = await readWageWorkbook(bookOfXml(good.replace('</worksheet>', `${merges}${validations}$&`)));
    expect([sheet.total, performance.now() - start < 20_000]).toEqual([300, true]);
  });

  it('with names of attributes that hardly end is read at once', async () => {
    const areas = `<mergeCell ${'a'.repeat(8_000)} ref="A1"/>`.repeat(100);
    const start = performance.now();
    const sheet = await readWageWorkbook(
      bookOfXml(good.replace('</worksheet>', `<mergeCells>${areas}</mergeCells>$&`)),
    );
    // Read anew from each letter of a name it would be a second for each of them.
    expect([sheet.total, performance.now() - start < 20_000]).toEqual([300, true]);
  });

  it('with parts that do not exist is refused', async () => {
    const without = (part: string) => bookOfXml(good, { [part]: '<nothing/>' });
    expect(await refusal(without('xl/workbook.xml'))).toMatchObject({ code: 'SHEET_NOT_FOUND' });
    expect(await refusal(without('xl/_rels/workbook.xml.rels'))).toMatchObject({ code: 'SHEET_NOT_FOUND' });
    expect(await refusal(without('xl/worksheets/table.xml'))).toMatchObject({ code: 'WORKBOOK_DAMAGED' });
    expect(await refusal(writeZip([stored('[Content_Types].xml', '')]))).toMatchObject({ code: 'WORKBOOK_DAMAGED' });
    expect(await refusal(writeZip([stored('xl/a', '')]))).toMatchObject({ code: 'WORKBOOK_DAMAGED' });
  });
});
