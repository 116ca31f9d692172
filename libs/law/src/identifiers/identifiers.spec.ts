import { describe, expect, it } from '@jest/globals';
import { amountInWords, readAmountInWords } from './amount-in-words.ts';
import { readAmount } from './amount.ts';
import { findArea, parentArea, readAreaCode } from './area-code.ts';
import { readCaseNumber, readLocalNumber } from './case-number.ts';
import { luhnDigit, readBankCard, readPersonName, readPhone } from './contact.ts';
import { readCreditCode } from './credit-code.ts';
import { readIdNumber } from './id-number.ts';

const codes = (reading: { warnings?: readonly { code: string }[] }) => reading.warnings?.map((warning) => warning.code);

describe('ID numbers', () => {
  it.each([
    ['11010519491231002X', '1949-12-31', 'female'],
    ['440524188001010014', '1880-01-01', 'male'],
    ['52011519900101001X', '1990-01-01', 'male'],
    ['520115198512120021', '1985-12-12', 'female'],
    ['520115200002290039', '2000-02-29', 'male'],
    [' ５２０１１５１９９００１０１００１ｘ ', '1990-01-01', 'male'],
    ['\u202d52011519900101001X\u202c', '1990-01-01', 'male'],
  ])('%s is valid', (number, birthDate, sex) => {
    expect(readIdNumber(number)).toMatchObject({ ok: true, birthDate, sex, legacy: false });
  });

  it.each([
    ['11010519491231001X', 'ID_CHECKSUM', '应为 1'],
    ['520115199001010011', 'ID_CHECKSUM', '应为 X'],
    ['520102197002290016', 'ID_BIRTH_DATE', '1970-02-29'],
    ['52011517000101001X', 'ID_BIRTH_DATE', '1700-01-01'],
    ['52011521000101001X', 'ID_BIRTH_DATE', '2100-01-01'],
    ['5201151990010100', 'ID_FORMAT', '16 位'],
    ['5201151990O101001X', 'ID_FORMAT', '17 位数字'],
    ['', 'ID_FORMAT', '0 位'],
  ])('%s is refused: %s', (number, code, words) => {
    expect(readIdNumber(number)).toMatchObject({ ok: false, code, zh: expect.stringContaining(words) });
  });

  it('lengthens fifteen digits', () => {
    expect(readIdNumber('520102700101001')).toMatchObject({ value: '520102197001010019', legacy: true });
  });

  it('refuses what a numeric cell has eaten, and a birth in the future', () => {
    expect(readIdNumber('520115199001010000', { fromNumericCell: true })).toMatchObject({ code: 'ID_NUMERIC_CELL' });
    expect(readIdNumber('52011519900101001X', { today: '1989-12-31' })).toMatchObject({ code: 'ID_BIRTH_DATE' });
  });
});

describe('credit codes', () => {
  const valid =
    '914403001922038216 9144030071526726XG 91330100799655058B 91440101MA5CJQ4N59 91350200MA2YJ1XR9G ' +
    '913502000728319549 123502001549897397 9135021359498494XQ 91350213678251743X ' +
    '91520115MA0000015X 91520115MA0000023Q 92520115MA0000031G ' +
    '11520115000000019F 81520115MC0000012R 31520115MD0000016D 52520115MJ0000018Q';
  it.each(valid.split(' '))('%s is valid', (code) => {
    expect(readCreditCode(code)).toMatchObject({ ok: true, value: code, warnings: [] });
  });

  it.each(['91350100M0001TGQXM', '91350211M0000XUF46', '91350203M0001FUE2P', '91350203M0001QAY9B'])(
    '%s is an early pilot code: warned about, not blocked',
    (code) => expect(codes(readCreditCode(code) as never)).toEqual(['USCC_PILOT']),
  );

  it('finds a slip in the area, letters that do not exist, and old licences', () => {
    expect(readCreditCode('91350203678251743X')).toMatchObject({
      code: 'USCC_CHECKSUM',
      zh: expect.stringContaining('应为 E'),
    });
    expect(readCreditCode('9144O3OO1922038216')).toMatchObject({
      code: 'USCC_FORMAT',
      suggestion: '914403001922038216',
    });
    expect(readCreditCode('520115000001234')).toMatchObject({ code: 'USCC_LEGACY' });
  });
});

describe('case numbers', () => {
  it('takes one apart', () => {
    expect(readCaseNumber('（2026）黔0115民初1号')).toMatchObject({
      ok: true,
      year: 2026,
      court: '黔0115',
      type: '民初',
      no: 1,
    });
    expect(readCaseNumber('（2025）粤03知民初6号')).toMatchObject({
      court: '粤03',
      special: '知',
      type: '民初',
      no: 6,
    });
    expect(readCaseNumber('(2026)黔0115民督9号')).toMatchObject({ value: '（2026）黔0115民督9号', type: '民督' });
    expect(readCaseNumber('（2026）黔0115执210号之一')).toMatchObject({ type: '执', no: 210, sub: '之一' });
  });

  it.each([
    '（2026）黔01民终88号',
    '（2026）黔民申5号',
    '（2026）最高法民申7号',
    '（2026）黔0115民诉前调120号',
    '（2026）黔0115民特3号',
    '（2026）黔0115执210号',
    '（2026）黔0115执保15号',
  ])('%s is valid', (text) => expect(readCaseNumber(text)).toMatchObject({ ok: true, value: text }));

  it.each([
    ['（26）黔0115民初1号', '四位'],
    ['（2026）黔115民初1号', '两位或者四位'],
    ['（2026）贵0115民初1号', '（2026）黔0115民初1号'],
    ['（2026）黔0115民初01号', '（2026）黔0115民初1号'],
    ['（2026）黔0115民初1', '（2026）黔0115民初1号'],
    ['2026黔0115民初1号', '（2026）黔0115民初1号'],
    ['〔2026〕黔0115民初1号', '（2026）黔0115民初1号'],
    ['[2026]黔0115民初1号', '（2026）黔0115民初1号'],
    ['随便', '缺少'],
  ])('%s is refused and helped', (text, help) => {
    const reading = readCaseNumber(text);
    expect(reading).toMatchObject({ ok: false, code: 'CASE_NUMBER' });
    expect(JSON.stringify(reading)).toContain(help);
  });

  it('reads the numbers of a commission by its own pattern', () => {
    const pattern = '黔筑观劳人仲案字〔{year}〕第{no}号';
    expect(readLocalNumber('黔筑观劳人仲案字〔2026〕第12号', pattern)).toMatchObject({ year: 2026, no: 12 });
    expect(readLocalNumber('黔筑观劳人仲案字（2026）第12号', pattern)).toMatchObject({ code: 'LOCAL_NUMBER' });
  });
});

describe('contacts', () => {
  it('reads phones and refuses hotlines', () => {
    expect(readPhone('+86 138 0000 0000')).toMatchObject({ value: '13800000000', kind: 'mobile' });
    expect(readPhone('0851-85550000')).toMatchObject({ kind: 'landline' });
    for (const abroad of ['+86-851-85550000', '0086 (851) 8555 0000', '+86 0851 85550000'])
      expect(readPhone(abroad)).toMatchObject({ value: '085185550000', kind: 'landline' });
    expect(readPhone('+86 10 6555 0000')).toMatchObject({ value: '01065550000' });
    expect(
      ['12345', '12333', '1380000', '23800000000'].map((text) => (readPhone(text) as { code: string }).code),
    ).toEqual(['PHONE_HOTLINE', 'PHONE_HOTLINE', 'PHONE_FORMAT', 'PHONE_FORMAT']);
  });

  it('warns of a card that fails Luhn', () => {
    expect(luhnDigit('622202020001234567')).toBe('0');
    expect(readBankCard('6222 0202 0001 2345 670')).toMatchObject({ value: '6222020200012345670', warnings: [] });
    expect(codes(readBankCard('6222020200012345671') as never)).toEqual(['BANK_CARD_LUHN']);
    expect(readBankCard('62220202')).toMatchObject({ code: 'BANK_CARD_FORMAT' });
  });

  it('keeps a name and matches its spellings', () => {
    expect(readPersonName('测试 甲')).toMatchObject({ value: '测试 甲', matching: '测试甲' });
    expect(readPersonName('测试•阿里')).toMatchObject({ value: '测试·阿里' });
    expect(readPersonName('𠮷测')).toMatchObject({ ok: true });
    expect(readPersonName('测试乙(班组长)')).toMatchObject({ code: 'NAME_REMARK', suggestion: '测试乙' });
    expect(readPersonName('测试1')).toMatchObject({ code: 'NAME_FORMAT' });
  });

  it('is no name where it is longer than any, and is not searched for remarks', () => {
    const start = performance.now();
    for (const text of ['测试甲'.repeat(20), '(班组长'.repeat(50_000), '（'.repeat(200_000)])
      expect(readPersonName(text)).toMatchObject({ code: 'NAME_FORMAT' });
    expect(performance.now() - start).toBeLessThan(5_000);
  });

  it('reads what was copied together with marks that nobody sees', () => {
    expect(readPhone('\u202d138 0000 0000\u202c')).toMatchObject({ value: '13800000000' });
    expect(readBankCard('\u202a6222020200012345670')).toMatchObject({ value: '6222020200012345670' });
    expect(readPersonName('测\u200b试\u200d甲')).toMatchObject({ value: '测试甲', matching: '测试甲' });
  });
});

describe('areas', () => {
  it('knows levels, parents and times', () => {
    expect(readAreaCode('520115')).toMatchObject({ level: 'county', name: '观山湖区', warnings: [] });
    expect(
      ['520115001', '520115001002', '520100', '520000'].map((text) => (readAreaCode(text) as { level: string }).level),
    ).toEqual(['town', 'village', 'prefecture', 'province']);
    expect([parentArea('520115'), parentArea('520100'), parentArea('520000')]).toEqual(['520100', '520000', undefined]);
    expect(findArea('520114', '2012-01-01')?.name).toBe('小河区');
    expect(codes(readAreaCode('520114', '2026-01-01') as never)).toEqual(['AREA_NOT_ON_DAY']);
    expect(codes(readAreaCode('520199') as never)).toEqual(['AREA_NOT_LISTED']);
    expect(['99', '990101', '52011'].map((text) => (readAreaCode(text) as { code: string }).code)).toEqual([
      'AREA_FORMAT',
      'AREA_PROVINCE',
      'AREA_FORMAT',
    ]);
  });
});

describe('money in words', () => {
  it.each([
    [12345_60, '壹万贰仟叁佰肆拾伍元陆角整'],
    [100203_04, '壹拾万零贰佰零叁元零肆分'],
    [0, '零元整'],
    [4, '肆分'],
    [50, '伍角整'],
    [10_00, '壹拾元整'],
    [1000_05, '壹仟元零伍分'],
    [10_000_000_000_00, '壹佰亿元整'],
    [1_000_000_000_001_00, '壹万亿零壹元整'],
  ])('%d fen is %s', (fen, words) => {
    expect(amountInWords(fen)).toBe(words);
    expect(readAmountInWords(words)).toMatchObject({ fen });
  });

  it('compares by value where both ways of writing are accepted', () => {
    const both = ['壹拾万零伍仟元整', '壹拾万伍仟圆正', '人民币：十万五千元整'];
    expect(both.map((text) => (readAmountInWords(text) as { fen: number }).fen)).toEqual([
      10500000, 10500000, 10500000,
    ]);
    expect(['', '整', '壹壹元', '元', '壹元壹元'].map((text) => readAmountInWords(text).ok)).toEqual([
      false,
      false,
      false,
      false,
      false,
    ]);
  });

  it('reads amounts as people type them', () => {
    const typed = ['12,345', '1.2万', '１２３４５．６０', '￥12,345.60元', '0.1', '3亿'];
    expect(typed.map((text) => (readAmount(text) as { fen: number }).fen)).toEqual([
      1234500, 1200000, 1234560, 1234560, 10, 30_000_000_000,
    ]);
    const bad = ['12,34', '1.234', '-5', 'abc', '', '1e5', '99999999999999999999'];
    expect(bad.map((text) => readAmount(text).ok)).toEqual(bad.map(() => false));
  });
});
