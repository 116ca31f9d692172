import { describe, expect, it } from '@jest/globals';
import { readIdNumber } from './id-number.ts';

describe('an ID number', () => {
  it.each([
    '11010519491231002X',
    '440524188001010014',
    '52011519900101001X',
    '520115198512120021',
    '520115200002290039',
  ])('%s is valid', (idNumber) => expect(readIdNumber(idNumber)).toEqual({ ok: true, idNumber }));

  it('of fifteen digits is made longer', () =>
    expect(readIdNumber('520102700101001')).toEqual({ ok: true, idNumber: '520102197001010019' }));

  it('may end in a small x', () =>
    expect(readIdNumber('52011519900101001x')).toMatchObject({ idNumber: '52011519900101001X' }));

  it.each([
    ['11010519491231001X', 'ID_CHECKSUM', '末位应为 1'],
    ['520115199001010011', 'ID_CHECKSUM', '末位应为 X'],
    ['520102197002290016', 'ID_BIRTH_DATE', '1970-02-29'],
    ['520102199013010012', 'ID_BIRTH_DATE', '1990-13-01'],
    ['52010219900101001', 'ID_FORMAT', '有 17 位'],
    ['5201021990010100112', 'ID_FORMAT', '有 19 位'],
    ['52010219900101O012', 'ID_FORMAT', '数字以外'],
    ['020102199001010012', 'ID_FORMAT', '不能是 0'],
    ['', 'ID_FORMAT', '有 0 位'],
  ])('%s is refused: %s', (text, code, says) =>
    expect(readIdNumber(text)).toMatchObject({ ok: false, code, zh: expect.stringContaining(says) }),
  );
});
