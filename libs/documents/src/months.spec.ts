import { describe, expect, it } from '@jest/globals';
import { datedMonths, monthIn, monthInTitle, yearIn, yearInTitle } from './months.ts';

describe('a heading of a month', () => {
  it.each([
    ['6月', { month: 6 }],
    ['６月', undefined],
    ['06月份', { month: 6 }],
    ['六月', { month: 6 }],
    ['十二月工资', { month: 12 }],
    ['6月工资', { month: 6 }],
    ['6月应发工资（元）', { month: 6 }],
    ['拖欠6月工资', { month: 6 }],
    ['2025年6月', { year: 2025, month: 6 }],
    ['2025 年 06 月', { year: 2025, month: 6 }],
    ['25年6月', { year: 2025, month: 6 }],
    ['2025-06', { year: 2025, month: 6 }],
    ['2025.6', { year: 2025, month: 6 }],
    ['2025/6/1', { year: 2025, month: 6 }],
    ['2025-06-01T00:00:00', { year: 2025, month: 6 }],
    ['202506', { year: 2025, month: 6 }],
    ['13月', undefined],
    ['0月', undefined],
    ['6-8月', undefined],
    ['1-2月', undefined],
    ['1、2月工资', undefined],
    ['2025年1/2月欠薪', undefined],
    ['十、一月', undefined],
    ['6月1日', undefined],
    ['6', undefined],
    ['2025年', undefined],
    ['月薪', undefined],
    ['序号', undefined],
  ])('%s', (heading, month) => expect(monthIn(heading)).toEqual(month));

  it('of a year over several months', () => {
    expect(['2025年', '2025', '2025年度', '2025年6月'].map(yearIn)).toEqual([2025, 2025, 2025, undefined]);
  });
});

describe('a title', () => {
  it('names a year', () => {
    const titles = ['2025年6月至8月工资表', '工资表2025-06', '项目12025年', '第1102025号', '工资表'];
    expect(titles.map(yearInTitle)).toEqual([2025, 2025, undefined, undefined, undefined]);
  });

  it('names one month, or several', () => {
    const titles = [
      '2025年6月工资表',
      '2025年6月至8月',
      '2025年6-8月',
      '2025年6月、7月',
      '6月工资表',
      '2025年6月（制表7月1日）',
    ];
    const june = { year: 2025, month: 6 };
    expect(titles.map(monthInTitle)).toEqual([june, undefined, undefined, undefined, undefined, june]);
  });
});

describe('months without a year', () => {
  const dated = (months: { year?: number; month: number }[], start?: number) => datedMonths(months, start);

  it('begin with the year of the title and go on over New Year', () => {
    expect(dated([{ month: 11 }, { month: 12 }, { month: 1 }], 2024)).toEqual(['2024-11', '2024-12', '2025-01']);
  });

  it('take the year of a neighbour on either side', () => {
    expect(dated([{ month: 12 }, { year: 2025, month: 1 }, { month: 2 }], 1999)).toEqual([
      '2024-12',
      '2025-01',
      '2025-02',
    ]);
  });

  it('stay unknown when nobody names a year', () => expect(dated([{ month: 6 }])).toBeUndefined());
});
