import { expect, it } from '@jest/globals';
import { maskedBankCard, maskedIdNumber, maskedName, maskedPhone } from './masks.ts';

it('shows the first character of a name, and the ends of numbers', () => {
  expect(maskedName('测试职工')).toBe('测*');
  expect(maskedName('𠮷示例')).toBe('𠮷*');
  expect(maskedIdNumber('990100198501010015')).toBe('9901**********0015');
  expect(maskedPhone('13800000000')).toBe('138****0000');
  expect(maskedPhone('085100000000')).toBe('0851********');
  expect(maskedBankCard('6222000000001234')).toBe('6222********1234');
  expect(maskedIdNumber('12345678')).toBe('********');
  expect(maskedName('')).toBe('*');
});
