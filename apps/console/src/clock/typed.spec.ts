import { describe, expect, it } from '@jest/globals';
import { readDay, readMoment, readMonth } from './typed.ts';

describe('a day that is typed', () => {
  it.each(['2026-03-05', '20260305', '260305', '2026.3.5', '2026/3/5', ' 2026-3-05 ', '2026\u5e743\u67085\u65e5'])(
    'may be written %s',
    (text) => expect(readDay(text)).toBe('2026-03-05'),
  );

  it('may be written with the wide digits of a Chinese keyboard', () =>
    expect(readDay('\uff12\uff10\uff12\uff16\uff0e\uff13\uff0e\uff15')).toBe('2026-03-05'));

  it.each(['2026-02-30', '2026-13-01', '2026-00-10', '3.5', '2026', 'yesterday', '', '2026-03-055'])(
    'is not %s',
    (text) => expect(readDay(text)).toBeUndefined(),
  );

  it('is not cut short because its beginning is a day as well', () => {
    expect(readDay('20101015')).toBe('2010-10-15');
    expect(readDay('2026.11.20')).toBe('2026-11-20');
  });
});

describe('a month that is typed', () => {
  it.each(['2026-03', '202603', '2026.3', '2026/3'])('may be written %s', (text) =>
    expect(readMonth(text)).toBe('2026-03'),
  );
  it.each(['2026-13', '2026-00', '2026', 'x'])('is not %s', (text) => expect(readMonth(text)).toBeUndefined());
});

describe('a moment that is typed', () => {
  it.each([
    ['2026-11-20 10:00', '2026-11-20T10:00:00+08:00'],
    ['2026.11.2 9:05', '2026-11-02T09:05:00+08:00'],
    ['202611201430', '2026-11-20T14:30:00+08:00'],
    ['2026-11-20 10:00:30', '2026-11-20T10:00:00+08:00'],
    ['2026-11-20', '2026-11-20T00:00:00+08:00'],
    ['20261120', '2026-11-20T00:00:00+08:00'],
    ['261120', '2026-11-20T00:00:00+08:00'],
    ['2026-11-20T14:30:00+08:00', '2026-11-20T14:30:00+08:00'],
  ])('%s is %s', (text, moment) => expect(readMoment(text)).toBe(moment));

  it.each([
    '2026-11-20 24:00',
    '2026-11-20 10',
    '2026-11-20T10:00:00Z',
    '2026-11-20 00:00 10:00',
    '10:00',
    '2026-02-30 10:00',
    '',
  ])('is not %s', (text) => expect(readMoment(text)).toBeUndefined());
});
