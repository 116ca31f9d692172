import { describe, expect, it } from '@jest/globals';
import { idCheckCharacter } from '@yimen/law';
import { readOrganisation, readPerson } from './told.ts';

const number = (seventeen: string) => seventeen + idCheckCharacter(seventeen);
const idNumber = number('99010019850101001');
const today = '2025-09-08';

describe('what was told of a person', () => {
  it('becomes a card in the normal form of each field', () => {
    const told = { name: ' 测试职工 ', idNumber: ` ${idNumber.toLowerCase()} `, phone: '138 0000 0000' };
    expect(readPerson({ ...told, address: ' 示例路1号 ', bankCard: '' }, today)).toEqual({
      card: {
        ...{ of: 'person', name: '测试职工', matching: '测试职工', idNumber, phone: '13800000000' },
        address: '示例路1号',
      },
    });
  });

  it('lives where it can be read, however long and broken the address came', () => {
    const at = (address: string) => readPerson({ name: '测试职工', idNumber, address }, today);
    expect(at('示例\u202e路\0 1\ud83d号')).toMatchObject({ card: { address: '示例路 1号' } });
    expect(at(`${'路'.repeat(199)}𠮷号`)).toMatchObject({ card: { address: `${'路'.repeat(199)}𠮷` } });
    expect(at(' \0 ')).not.toHaveProperty('card.address');
  });

  it('keeps the number by which namesakes on a payroll are told apart', () => {
    const card = (name: string) => readPerson({ name, idNumber }, today);
    expect(card('测试职工2')).toMatchObject({ card: { name: '测试职工2', matching: '测试职工2' } });
    expect(card('测试职工20251')).toHaveProperty('faults');
    expect(card('12')).toHaveProperty('faults');
  });

  it('is answered field by field where it cannot be right', () => {
    const read = readPerson({ name: '', idNumber: '99010019850101001X1', phone: '123', bankCard: 'x' }, today, '3.');
    const paths = 'faults' in read ? read.faults.map(({ path }) => path) : [];
    expect(paths).toEqual(['3.name', '3.idNumber', '3.phone', '3.bankCard']);
    const future = readPerson({ name: '测试职工', idNumber: number('99010020260101001') }, today);
    expect(future).toMatchObject({ faults: [{ path: 'idNumber' }] });
  });
});

describe('what was told of an organisation', () => {
  const uscc = '91520115MA0000023Q';

  it('becomes a card, an employer unless something else is said', () => {
    expect(readOrganisation({ name: ' 示例甲建设 ', uscc: uscc.toLowerCase() })).toEqual({
      card: { of: 'organisation', name: '示例甲建设', uscc, kind: 'employer' },
    });
    expect(readOrganisation({ name: '示例银行', uscc, kind: 'bank' })).toMatchObject({ card: { kind: 'bank' } });
  });

  it('has the name that one sees, so that no other can look like it', () => {
    const named = (name: string) => readOrganisation({ name, uscc });
    expect(named('示例\u200b甲\u202e建\0设\n（贵阳）')).toMatchObject({ card: { name: '示例甲建 设 （贵阳）' } });
    expect(named('𠮷祥\ud83d')).toMatchObject({ card: { name: '𠮷祥' } });
    expect(named('\u200b')).toMatchObject({ faults: [{ path: 'name' }] });
  });

  it('is answered field by field where it cannot be right', () => {
    const read = readOrganisation({ name: ' ', uscc: '91520115MA00000230', kind: 'club' });
    expect('faults' in read ? read.faults.map(({ path }) => path) : []).toEqual(['name', 'uscc', 'kind']);
  });
});
