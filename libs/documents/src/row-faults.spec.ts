import { describe, expect, it } from '@jest/globals';
import { readWageWorkbook } from './index.ts';
import { sampleIdNumber as id } from './sample-workbook.ts';
import { bookOf, bookOfXml, head, rowsXml, worker, type Row } from './testing.ts';

const read = async (rows: Row[], merges: string[] = []) => readWageWorkbook(await bookOf([head, ...rows], { merges }));
const codes = async (rows: Row[], merges: string[] = []) =>
  (await read(rows, merges)).faults.map((fault) => `${fault.row}${fault.column} ${fault.code}`);

describe('a row with a fault', () => {
  it('is kept out, while the others are read', async () => {
    const sheet = await read([worker(1), worker(2).with(2, 'abc'), worker(3)]);
    expect(sheet.rows.map((row) => row.row)).toEqual([2, 4]);
    expect(sheet.total).toBe(2_400_000);
    expect(sheet.faults).toEqual([
      {
        row: 3,
        column: 'C',
        code: 'AMOUNT_FORMAT',
        zh: '2025-06：金额“abc”不是数字，请填写数字，没有的留空。',
        en: '2025-06: The amount "abc" is not a number; write digits, or leave it blank.',
        value: 'abc',
      },
    ]);
  });

  it('has all its faults named at once', async () => {
    const rows: Row[] = [
      [null, '520115199001010011', -1, 1.234],
      ['测试乙', null, 'x', '#'],
    ];
    expect(await codes(rows)).toEqual([
      '2A NAME_MISSING',
      '2B ID_CHECKSUM',
      '2C AMOUNT_NEGATIVE',
      '2D AMOUNT_PRECISION',
      '3B ID_MISSING',
      '3C AMOUNT_FORMAT',
      '3D AMOUNT_FORMAT',
    ]);
  });

  it('says the check character that is expected', async () => {
    const sheet = await read([worker(1).with(1, '520115199001010011')]);
    expect(sheet.faults[0]?.zh).toBe('身份证号校验位不符：按前 17 位推算末位应为 X；请逐位核对。');
  });

  it.each([
    [[null, 0], ['2C AMOUNT_ZERO']],
    [['-', '无'], ['2C AMOUNT_ZERO']],
    [[0, 'x'], ['2D AMOUNT_FORMAT']],
    [[true, 1], ['2C AMOUNT_FORMAT']],
    [[{ error: '#REF!' }, 1], ['2C AMOUNT_FORMAT']],
    [[13_800_000_000, 1], ['2C AMOUNT_TOO_LARGE']],
  ] as [Row, string[]][])('%j as amounts', async (amounts, expected) => {
    expect(await codes([[...worker(1).slice(0, 2), ...amounts]])).toEqual(expected);
  });

  it.each([
    [null, ['2A NAME_MISSING']],
    [12345, ['2A NAME_INVALID']],
    ['=1+1', ['2A NAME_INVALID']],
  ] as const)('%s as a name', async (name, expected) =>
    expect(await codes([worker(1).with(0, name)])).toEqual(expected),
  );
});

describe('an ID number that Excel made a number', () => {
  it.each(['520115199001010011', '520115199001010000', '5201151990010100', '5.20115199001010E+17'])(
    '%s is refused, whatever it ends in',
    async (number) => {
      const xml = rowsXml([head as string[], ['测试甲', `<c><v>${number}</v></c>`, '1', '2']]);
      const { rows, faults } = await readWageWorkbook(bookOfXml(xml));
      expect([rows, faults.map((fault) => fault.code)]).toEqual([[], ['ID_NUMERIC_CELL']]);
      expect(faults[0]?.zh).toMatch(/^Excel 把身份证号变成了数字，后三位已丢失.*改为文本格式后重填。$/);
    },
  );

  it('is known in text copied from such a cell', async () => {
    expect(await codes([worker(1).with(1, '5.20115E+17')])).toEqual(['2B ID_NUMERIC_CELL']);
  });

  it('of fifteen digits has lost none', async () => {
    const sheet = await read([worker(1).with(1, 520102700101001)]);
    expect(sheet.rows[0]?.idNumber).toBe('520102197001010019');
  });
});

describe('a formula', () => {
  const sum = { formula: 'SUM(1,2)', result: 3 };

  it.each([0, 1, 2, 3, 6])('in column %d keeps the row out, whatever it last gave', async (column) => {
    const row = worker(1);
    row[column] = sum;
    expect(await codes([row])).toEqual([`2${'ABCDEFG'[column]} FORMULA_CELL`]);
  });

  it('is known when shared, linking, or empty', async () => {
    const shared: Row[] = [
      worker(1).with(2, { formula: '1+1', result: 2, shareType: 'shared', ref: 'C2:C3' } as never),
    ];
    shared.push(worker(2).with(2, { sharedFormula: 'C2', result: 2 }));
    expect(await codes(shared)).toEqual(['2C FORMULA_CELL', '3C FORMULA_CELL']);
    const link = worker(1).with(0, { formula: 'HYPERLINK("http://example.cn","测试")', result: '测试' });
    expect(await codes([link])).toEqual(['2A FORMULA_CELL']);
    const xml = rowsXml([
      head as string[],
      ['测试甲', id(1), '<c><f></f><v>7</v></c>', '<c><f t="array" ref="D2"/><v>7</v></c>'],
    ]);
    const sheet = await readWageWorkbook(bookOfXml(xml));
    expect(sheet.faults.map((fault) => fault.code)).toEqual(['FORMULA_CELL', 'FORMULA_CELL']);
  });
});

describe('one ID number in two rows', () => {
  it('keeps both out and names both', async () => {
    const sheet = await read([worker(1), worker(2), worker(1).with(0, '测试戊').with(1, id(1).toLowerCase())]);
    expect(sheet.rows.map((row) => row.row)).toEqual([3]);
    expect(sheet.faults.map(({ row, code, zh }) => [row, code, zh])).toEqual([
      [2, 'ID_DUPLICATE', '第 2、4 行的身份证号相同，请合并为一行或改正其中一个。'],
      [4, 'ID_DUPLICATE', '第 2、4 行的身份证号相同，请合并为一行或改正其中一个。'],
    ]);
  });
});

describe('an amount in merged cells', () => {
  it('of two months or of two workers belongs to nobody', async () => {
    expect(await codes([worker(1).with(3, null)], ['C2:D2'])).toEqual(['2C AMOUNT_MERGED', '2D AMOUNT_MERGED']);
    expect(await codes([worker(1), worker(2)], ['C2:C3'])).toEqual(['2C AMOUNT_MERGED', '3C AMOUNT_MERGED']);
  });
});
