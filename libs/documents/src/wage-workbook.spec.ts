import { describe, expect, it } from '@jest/globals';
import { readWageWorkbook } from './index.ts';
import { sampleIdNumber, sampleWageWorkbook, sampleWorkers } from './sample-workbook.ts';
import { bookOf, bookOfXml, head, rowsXml, worker, type Row } from './testing.ts';

const read = async (rows: Row[], making: Parameters<typeof bookOf>[1] = {}) =>
  readWageWorkbook(await bookOf(rows, making));
const names = ['测试甲', '测试乙', '测试丙'];
const id = sampleIdNumber;

describe('the workbook of the building site', () => {
  it('names 43 workers, who are owed 784,500.00', async () => {
    const sheet = await readWageWorkbook(await sampleWageWorkbook());
    const expected = sampleWorkers().map((one, index) => ({ row: index + 6, ...one, fen: owed(index + 1) }));
    expect(sheet).toEqual({
      rows: expected,
      faults: [],
      months: ['2025-06', '2025-07', '2025-08'],
      total: 78_450_000,
      statedTotal: 78_450_000,
      warnings: [],
    });
  });

  const owed = (number: number) => (number <= 20 ? 1_800_000 : number <= 35 ? 2_150_000 : 1_275_000);

  it('with seven faulty rows of fifty keeps the others', async () => {
    const sheet = await readWageWorkbook(await sampleWageWorkbook({ variant: 'faults' }));
    expect(sheet.rows.length).toBe(43);
    expect(sheet.total).toBe(78_450_000);
    expect(sheet.statedTotal).toBe(91_050_000);
    expect(sheet.faults.map(({ row, column, code }) => [row, column, code])).toEqual([
      [9, 'C', 'ID_NUMERIC_CELL'],
      [15, 'C', 'ID_CHECKSUM'],
      [21, 'C', 'ID_BIRTH_DATE'],
      [27, 'F', 'AMOUNT_NEGATIVE'],
      [33, 'G', 'AMOUNT_PRECISION'],
      [39, 'B', 'NAME_MISSING'],
      [45, 'H', 'FORMULA_CELL'],
    ]);
    expect(sheet.warnings.map(({ zh }) => zh)).toEqual([
      expect.stringMatching(/910,500\.00.*784,500\.00.*有 7 行有错/),
    ]);
  });

  it.each([
    ['numericIds', 'ID_NUMERIC_CELL'],
    ['formulas', 'FORMULA_CELL'],
  ] as const)('%s: no row is believed', async (variant, code) => {
    const sheet = await readWageWorkbook(await sampleWageWorkbook({ variant }));
    expect([sheet.rows.length, sheet.total, sheet.faults.length]).toEqual([0, 0, 43]);
    expect(new Set(sheet.faults.map((fault) => fault.code))).toEqual(new Set([code]));
  });
});

describe('the header', () => {
  it.each([
    ['名字', '身份证号码', '6月'],
    ['工人姓名', '公民身份号码', '6月工资'],
    ['姓  名 *', '身份证号（必填）', '６月份'],
    ['员工姓名', '证件号码', '2025年6月应发（元）'],
    ['姓\n名', '居民身份证', '202506'],
  ])('may say %s, %s, %s', async (name, idNumber, month) => {
    const sheet = await read([['2025年工资表'], [name, idNumber, month], ['测试甲', id(1), 100]]);
    expect(sheet.rows).toEqual([
      { row: 3, name: '测试甲', idNumber: id(1), months: [{ month: '2025-06', fen: 10_000 }], fen: 10_000 },
    ]);
  });

  it('may have dates, in any order, and columns between', async () => {
    const date = (month: number) => new Date(Date.UTC(2025, month - 1, 1));
    const rows: Row[] = [
      ['序号', '姓名', null, '身份证号', date(8), '备注', date(6)],
      [1, '测试甲', null, id(1), 800, '高空', 600],
    ];
    const change = (sheet: { getRow(n: number): { getCell(n: number): { numFmt: string } } }) => {
      for (const column of [5, 7]) sheet.getRow(1).getCell(column).numFmt = 'yyyy"年"m"月"';
    };
    const sheet = await read(rows, { change });
    expect(sheet.rows[0]?.months).toEqual([
      { month: '2025-06', fen: 60_000 },
      { month: '2025-08', fen: 80_000 },
    ]);
  });

  it('may have two rows with the months of a merged group, or their numbers', async () => {
    for (const months of [
      ['6月', '7月'],
      [6, 7],
    ] as Row[]) {
      const rows: Row[] = [
        ['姓名', '身份证号', '2025年欠薪月份', null],
        [null, null, ...months],
        ['测试甲', id(1), 600, 700],
      ];
      const sheet = await readWageWorkbook(await bookOf(rows, { merges: ['A1:A2', 'B1:B2', 'C1:D1'] }), { year: 2025 });
      expect(sheet.rows[0]?.months).toEqual([
        { month: '2025-06', fen: 60_000 },
        { month: '2025-07', fen: 70_000 },
      ]);
    }
  });

  it('may have the year in a row above, over the months only', async () => {
    const rows: Row[] = [
      ['示例项目', null, '2024年', '2025年', null],
      ['姓名', '身份证号', '12月', '1月', '2月'],
      ['测试甲', id(1), 1, 2, 3],
    ];
    const sheet = await read(rows, { merges: ['A1:B1', 'D1:E1'] });
    expect(sheet.months).toEqual(['2024-12', '2025-01', '2025-02']);
  });

  it('counts what is owed where a month has several columns, and says so', async () => {
    const rows: Row[] = [
      ['姓名', '身份证号', '2025年6月', null, null, null, '合计欠发'],
      [null, null, '出勤天数', '应发', '已发', '欠发', null],
      ['测试甲', id(1), 26, 9000, 3000, 6000, 6000],
    ];
    const sheet = await read(rows, { merges: ['A1:A2', 'B1:B2', 'C1:F1', 'G1:G2'] });
    expect(sheet.total).toBe(600_000);
    expect(sheet.warnings.map(({ zh }) => zh)).toEqual([expect.stringMatching(/欠发.*没有计入.*应发/)]);
  });

  it('says what it did not count: what was paid of a due, and a column of several months', async () => {
    const rows: Row[] = [
      ['姓名', '身份证号', '2025年6月应发', '2025年6月已发', '2025年1-2月工资', '1-6月合计'],
      ['测试甲', id(1), 9000, 3000, 12000, 21000],
    ];
    const sheet = await read(rows);
    expect(sheet.rows[0]?.months).toEqual([{ month: '2025-06', fen: 900_000 }]);
    expect(sheet.warnings.map(({ zh }) => zh)).toEqual([
      '没有扣除“D 2025年6月已发”；已有支付或者扣款的，请改填各月欠发的金额后重新上传。',
      '“E 2025年1-2月工资”不是单独一个月的金额，没有计入；请按月分列填写后重新上传。',
    ]);
  });

  it('takes the year from the option when the sheet names none, and says so', async () => {
    const rows: Row[] = [
      ['姓名', '身份证号', '12月', '1月'],
      ['测试甲', id(1), 1, 2],
    ];
    const sheet = await readWageWorkbook(await bookOf(rows), { year: 2024 });
    expect(sheet.months).toEqual(['2024-12', '2025-01']);
    expect(sheet.warnings.map(({ zh }) => zh)).toEqual([expect.stringContaining('2024-12、2025-01')]);
  });

  it('of a sheet for one month needs no column of that name', async () => {
    const rows: Row[] = [
      ['示例项目2025年6月工资表'],
      ['姓名', '身份证号', '出勤', '应发工资'],
      ['测试甲', id(1), 26, 6000],
    ];
    const sheet = await read(rows);
    expect(sheet.rows[0]?.months).toEqual([{ month: '2025-06', fen: 600_000 }]);
  });

  it('is found on the first visible sheet that has one; others are named', async () => {
    const change: NonNullable<Parameters<typeof bookOf>[1]>['change'] = (_, book) => {
      const add = (name: string, state: 'visible' | 'hidden') =>
        book.addWorksheet(name, { state }).addRows([head, worker(1)]);
      add('藏', 'hidden');
      add('一班', 'visible');
      add('二班', 'visible');
    };
    const sheet = await read([['填表说明']], { change });
    expect(sheet.rows.length).toBe(1);
    expect(sheet.warnings.map(({ zh }) => zh)).toEqual([
      '只读了工作表“一班”；“二班”也像工资表，没有读，请另存为单独的文件上传。',
    ]);
  });
});

describe('the rows below', () => {
  it('may be blank, repeat the header, state totals or hold remarks', async () => {
    const rows: Row[] = [
      head,
      worker(1),
      [],
      ['小 计', null, 6000, 6000],
      head,
      worker(2),
      ['木工班组小计', null, 6000, 6000],
      ['总计（元）：', null, 12000, 12000],
      [],
      ['制表人：测试乙', null, null, '日期：2025年9月1日'],
      ['备注', '以上金额属实'],
    ];
    const sheet = await read(rows);
    expect(sheet.rows.map((row) => row.row)).toEqual([2, 6]);
    expect([sheet.faults, sheet.warnings, sheet.statedTotal]).toEqual([[], [], 2_400_000]);
  });

  it('are workers wherever there is an ID number, whatever their team is called', async () => {
    const rows: Row[] = [
      ['班组', '姓名', '身份证号', '2025年6月'],
      ['注浆班', '测试甲', id(1), null],
      ['注浆班', '测试乙', id(2), 6000],
    ];
    const sheet = await read(rows);
    expect(sheet.rows.map((row) => row.row)).toEqual([3]);
    expect(sheet.faults.map(({ row, code }) => [row, code])).toEqual([[2, 'AMOUNT_ZERO']]);
  });

  it('are compared with every total that differs', async () => {
    const rows: Row[] = [head, worker(1), ['小计', null, 6000, 5000], worker(2), ['合计', null, 12000, 12001]];
    const sheet = await read(rows);
    expect(sheet.statedTotal).toBe(2_400_100);
    expect(sheet.warnings.map(({ zh }) => zh)).toEqual([
      '第 3 行写的合计 11,000.00 元，读到的合计 12,000.00 元，相差 -1,000.00 元。',
      '第 5 行写的合计 24,001.00 元，读到的合计 24,000.00 元，相差 1.00 元。',
    ]);
  });

  it('may state the total as a formula, whose result is only compared', async () => {
    const total: Row = ['合计', null, { formula: 'SUM(C2:C2)', result: 6000 }, { formula: 'SUM(D2:D2)', result: 6000 }];
    const sheet = await read([head, worker(1), total]);
    expect([sheet.total, sheet.statedTotal, sheet.faults, sheet.warnings]).toEqual([1_200_000, 1_200_000, [], []]);
  });

  it('may have rich text, links, text numbers, a merged team and a total of their own', async () => {
    const rows: Row[] = [
      ['姓名', '身份证号', '手机', '班组', '2025年6月', '2025年7月', '合计'],
      [{ richText: [{ text: '测 ' }, { text: '试甲' }] }, `'${id(1)}`, 13900000001, '木工', '12,750.00', '', '12750'],
      [
        { text: '阿卜杜•𠮷', hyperlink: 'mailto:a@example.cn' },
        ` ${id(2).slice(0, 6)} ${id(2).slice(6)}`,
        '１３９００００００02',
        null,
        '1.2万',
        '6000元',
        17000,
      ],
      ['测试丙', id(3), '8888', null, 1, null, null],
    ];
    const sheet = await read(rows, { merges: ['D2:D4'] });
    expect(sheet.faults).toEqual([]);
    expect(sheet.rows.map(({ months: _, row: __, ...rest }) => rest)).toEqual([
      { name: '测试甲', idNumber: id(1), phone: '13900000001', team: '木工', fen: 1_275_000 },
      { name: '阿卜杜·𠮷', idNumber: id(2), phone: '13900000002', team: '木工', fen: 1_800_000 },
      { name: '测试丙', idNumber: id(3), team: '木工', fen: 100 },
    ]);
    expect(sheet.warnings.map(({ zh }) => zh)).toEqual([
      '第 3 行的合计与各月之和不符，按各月之和计。',
      '第 4 行的电话号码不对，没有读入。',
    ]);
  });

  it('may give one worker two rows, merged', async () => {
    const rows: Row[] = [head, worker(1), [null, null, null, null, '备注'], worker(2)];
    const sheet = await read(rows, { merges: ['A2:A3', 'B2:B3', 'C2:C3', 'D2:D3'] });
    expect([sheet.rows.map((row) => row.row), sheet.faults]).toEqual([[2, 4], []]);
  });

  it('may have an ID number of no known province, or a note behind the name', async () => {
    const sheet = await read([head, worker(1).with(1, '990115199001010017').with(0, '测试甲（班组长）'), worker(2)]);
    expect(sheet.rows[0]).toMatchObject({ name: '测试甲', idNumber: '990115199001010017' });
    expect(sheet.warnings.map(({ zh }) => zh)).toEqual([
      '第 2 行的姓名带有括号说明，只取了姓名。',
      '第 2 行身份证号的区划代码不属于现行的省，可能已撤销或填错，请核对。',
    ]);
  });

  it('may be hidden, and are read all the same', async () => {
    const sheet = await read([head, worker(1), worker(2)], { change: (one) => (one.getRow(3).hidden = true) });
    expect([sheet.rows.length, sheet.warnings.length]).toEqual([2, 1]);
  });

  it('may be of months whose columns are hidden, which is said', async () => {
    const change = (one: { getColumn(n: number): { hidden: boolean } }) => (one.getColumn(3).hidden = true);
    const sheet = await read([head, worker(1)], { change });
    expect(sheet.total).toBe(1_200_000);
    expect(sheet.warnings.map(({ zh }) => zh)).toEqual([
      '2025-06 的金额列在表里被隐藏，也已计入；不应计入的请删去该列后重新上传。',
    ]);
  });

  it('may be missing altogether', async () => {
    const sheet = await read([head]);
    expect([sheet.rows, sheet.faults, sheet.total, sheet.warnings.length]).toEqual([[], [], 0, 1]);
  });
});

describe('workbooks of other programs', () => {
  it('may prefix their elements, leave out addresses, and write text into the cells', async () => {
    const plain = rowsXml([head as string[], [names[0]!, id(1), '<c><v>600</v></c>', '7']]);
    const prefixed = plain.replace(/<(\/?)(?=[a-z])/g, '<$1x:');
    for (const xml of [plain, prefixed, `<?xml version="1.0"?><!-- <row> -->${plain}`]) {
      expect((await readWageWorkbook(bookOfXml(xml))).total).toBe(60_700);
    }
  });

  it('may write text as CDATA', async () => {
    const xml = rowsXml([head as string[], ['<![CDATA[测试<row>甲]]>', id(1), '1', '2']]);
    expect((await readWageWorkbook(bookOfXml(xml))).rows[0]?.name).toBe('测试<row>甲');
  });
});

describe('five thousand workers', () => {
  it('are read in a few seconds', async () => {
    const bytes = await sampleWageWorkbook({ workers: 5000 });
    const start = performance.now();
    const sheet = await readWageWorkbook(bytes);
    expect(performance.now() - start).toBeLessThan(8000);
    expect([sheet.rows.length, sheet.faults.length]).toEqual([5000, 0]);
    expect(sheet.total).toBe(sheet.statedTotal);
  });
});
