import { describe, expect, it } from '@jest/globals';
import { readName } from './person-name.ts';

describe('a name', () => {
  it.each([
    ['测试甲', '测试甲'],
    ['  测　 试 ', '测试'],
    ['测 试\n甲', '测试甲'],
    ['测试工人 001', '测试工人001'],
    ['𠮷测试', '𠮷测试'],
    ['测 𠮷', '测𠮷'],
    ['阿卜杜•测试', '阿卜杜·测试'],
    ['阿卜杜 ・ 测试', '阿卜杜·测试'],
    ['阿卜杜.测试', '阿卜杜·测试'],
    ['阿卜杜‧测试·示例', '阿卜杜·测试·示例'],
    ['Ｔｅｓｔ  Ｐｅｒｓｏｎ', 'Test Person'],
    ['测\u200b试\u202e甲\ufeff', '测试甲'],
    ['测试\ud842', '测试'],
    ['〇测试', '〇测试'],
    ['测\u{e0100}试', '测\u{e0100}试'],
  ])('%s', (written, name) => expect(readName(written)).toEqual({ name }));

  it('is told from a note in brackets', () => {
    expect(readName('测试甲（班组长）')).toEqual({ name: '测试甲', aside: '班组长' });
    expect(readName('测试甲()')).toEqual({ name: '测试甲' });
  });

  it.each([
    '=HYPERLINK("x")',
    '+8613',
    '-测试',
    '@测试',
    '12345',
    '（班组长）',
    '。',
    '测'.repeat(61),
    '('.repeat(2000),
  ])('is not %s', (written) => expect(readName(written)).toBeUndefined());
});
