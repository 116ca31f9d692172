import { describe, expect, it } from '@jest/globals';
import type ExcelJS from 'exceljs';
import { readWageWorkbook, withFaultColumn } from './index.ts';
import { sampleIdNumber, sampleWageWorkbook } from './sample-workbook.ts';
import { bookOf, bookOfXml, head, partsOf, rowsXml, worker } from './testing.ts';

async function open(bytes: Uint8Array): Promise<ExcelJS.Workbook> {
  const { default: excel } = await import('exceljs');
  const book = new excel.Workbook();
  return book.xlsx.load(bytes as unknown as ExcelJS.Buffer);
}

async function edited(bytes: Uint8Array, edit: (sheet: ExcelJS.Worksheet) => void): Promise<Uint8Array> {
  const book = await open(bytes);
  edit(book.worksheets[0]!);
  return new Uint8Array(await book.xlsx.writeBuffer());
}

describe('the workbook that is sent back', () => {
  it('reads as before: the same good rows, the same faults', async () => {
    const bytes = await sampleWageWorkbook({ variant: 'faults' });
    const first = await readWageWorkbook(bytes);
    const again = await readWageWorkbook(await withFaultColumn(bytes, first.faults));
    expect(again).toEqual(first);
  });

  it('says in the row of each fault what to correct', async () => {
    const bytes = await sampleWageWorkbook({ variant: 'faults' });
    const { faults } = await readWageWorkbook(bytes);
    const book = await open(await withFaultColumn(bytes, faults));
    const column = book.worksheets[0]!.getColumn('J');
    const texts = new Map<number, unknown>();
    column.eachCell((cell, row) => cell.value !== null && texts.set(row, cell.value));
    expect(texts).toEqual(new Map([[4, '错误原因'], ...faults.map(({ row, zh }) => [row, zh] as const)]));
    expect(book.worksheets[0]!.getCell('J9').font.color).toEqual({ argb: 'FFC00000' });
    expect(column.width).toBe(60);
  });

  it('differs in nothing else', async () => {
    const bytes = await bookOf([head, worker(1), worker(2).with(0, null)], {
      change: (sheet, book) => {
        sheet.getCell('A2').note = '批注';
        sheet.getCell('C2').style = {
          numFmt: '0.00',
          font: { bold: true },
          fill: { type: 'pattern', pattern: 'gray125' },
        };
        sheet.addConditionalFormatting({
          ref: 'C2:C9',
          rules: [{ type: 'cellIs', operator: 'lessThan', formulae: [0], priority: 1, style: {} }],
        });
        sheet.getCell('D2').dataValidation = { type: 'decimal', formulae: [0] };
        book.addWorksheet('考勤').addRow(['不动']);
      },
    });
    const before = await partsOf(bytes);
    const { faults } = await readWageWorkbook(bytes);
    const after = await partsOf(await withFaultColumn(bytes, faults));
    const different = Object.keys(after).filter((name) => after[name] !== before[name]);
    expect(Object.keys(after)).toEqual(Object.keys(before));
    expect(different.sort()).toEqual(['xl/styles.xml', 'xl/worksheets/sheet1.xml']);
    const added = /<c r="E\d+"[^>]*>.*?<\/c>/g;
    const plain = (xml: string) =>
      xml
        .replace(added, '')
        .replace(/ spans="[^"]*"/g, '')
        .replace(/<col min="5"[^>]*>/, '');
    expect(plain(after['xl/worksheets/sheet1.xml']!)).toBe(plain(before['xl/worksheets/sheet1.xml']!));
    expect(after['xl/worksheets/sheet1.xml']!.match(added)?.length).toBe(2);
  });

  it('is corrected by the foreman and comes in whole', async () => {
    const bytes = await sampleWageWorkbook({ variant: 'faults' });
    const { faults } = await readWageWorkbook(bytes);
    const corrected = await edited(await withFaultColumn(bytes, faults), (sheet) => {
      const ids = { 9: 1001, 15: 1002, 21: 1003 };
      for (const [row, number] of Object.entries(ids)) sheet.getCell(`C${row}`).value = sampleIdNumber(number);
      sheet.getCell('F27').value = 6000;
      sheet.getCell('G33').value = '6,000.00';
      sheet.getCell('B39').value = '测试补名';
      sheet.getCell('H45').value = 6000;
    });
    const sheet = await readWageWorkbook(corrected);
    expect([sheet.rows.length, sheet.faults, sheet.warnings]).toEqual([50, [], []]);
    expect([sheet.total, sheet.statedTotal]).toEqual([91_050_000, 91_050_000]);
  });

  it('uses the column of the last round again, and clears what has been corrected', async () => {
    const rows = [head, worker(1).with(0, null), worker(2).with(2, -1), [...worker(3), '备注']];
    const bytes = await bookOf(rows);
    const sent = await withFaultColumn(bytes, (await readWageWorkbook(bytes)).faults);
    const half = await edited(sent, (sheet) => (sheet.getCell('A2').value = '测试甲'));
    const again = await withFaultColumn(half, (await readWageWorkbook(half)).faults);
    const sheet = (await open(again)).worksheets[0]!;
    expect(['F1', 'F2', 'F3', 'E4'].map((address) => sheet.getCell(address).value)).toEqual([
      '错误原因',
      null,
      expect.stringContaining('负数'),
      '备注',
    ]);
    expect(sheet.columnCount).toBe(6);
  });

  it('may come from another program, without styles, addresses or the usual prefix', async () => {
    const xml = rowsXml([head as string[], ['', sampleIdNumber(1), '1', '2']]);
    for (const sheet of [xml, xml.replace(/<(\/?)(?=[a-z])/g, '<$1x:')]) {
      const bytes = bookOfXml(sheet);
      const first = await readWageWorkbook(bytes);
      expect(first.faults.map((fault) => fault.code)).toEqual(['NAME_MISSING']);
      const sent = await withFaultColumn(bytes, first.faults);
      expect(await readWageWorkbook(sent)).toEqual(first);
      expect((await partsOf(sent))['xl/worksheets/table.xml']).toContain('缺少姓名');
    }
  });

  it('holds reasons with signs of XML as text', async () => {
    const bytes = await bookOf([head, worker(1).with(2, '<&">')]);
    const first = await readWageWorkbook(bytes);
    const sent = await withFaultColumn(bytes, first.faults);
    expect((await open(sent)).worksheets[0]!.getCell('E2').value).toBe(first.faults[0]!.zh);
  });
});
