import { describe, expect, it } from '@jest/globals';
import { calculators, rules } from '@yimen/law';
import { entries } from './catalogue.ts';
import { linesOf, LONGEST_LINE, TOO_LONG, type Line } from './lines.ts';
import { answerLine } from './requests.ts';

interface Told {
  readonly error?: { readonly code: string; readonly field: string; readonly zh: string; readonly en: string };
  readonly [field: string]: unknown;
}

const told = (request: unknown): Told => JSON.parse(answerLine(JSON.stringify(request))) as Told;
const refusal = (request: unknown): string => {
  const { error } = told(request);
  return error ? `${error.code} @${error.field}` : 'answered';
};

const AWARD = { rule: 'arb-award', from: '2026-08-18' };
const SERVED = { hiredOn: '2018-07-01', leftOn: '2025-09-15' };
const N = { calc: 'severanceN', ...SERVED, averageMonthlyWage: 840_000 };
const OVERTIME = { calc: 'overtime', monthlyWage: 652_500 };

describe('a day', () => {
  it.each([
    '2026-08-18',
    '2026/8/18',
    '2026.8.18',
    '2026年8月18日',
    '20260818',
    20260818,
    '２０２６-０８-１８',
    ' 2026-08-18 ',
    '2026-08-18T10:00:00+08:00',
    '2026-08-18 10:00',
    '2026-08-17T23:30:00Z',
  ])('%s is 18 August 2026', (from) => {
    expect(told({ ...AWARD, from })).toMatchObject({ start: '2026-08-18', due: '2026-10-08' });
  });

  it.each([
    '2026-06-31',
    '2026-02-29',
    '3/5/26',
    '18/8/2026',
    '2026-08',
    '昨天',
    '',
    true,
    {},
    '2026-08-18T25:00',
    '2026-02-30T10:00',
  ])('%s is refused', (from) => expect(refusal({ ...AWARD, from })).toBe('invalid-date @from'));

  it('is read the same way in a calculator', () => {
    const sum = told({ ...N, hiredOn: '2018/7/1', leftOn: '2025年9月15日' })['sum'];
    expect(sum).toBe(told(N)['sum']);
  });
});

describe('an error', () => {
  it.each<[object, string]>([
    [{ rule: 'arb-awrd', from: '2026-01-05' }, 'unknown-rule @rule'],
    [{ rule: 'arb-award' }, 'no-start @from'],
    [{ rule: null, from: '2026-01-05' }, 'missing-field @rule'],
    [{ ...AWARD, stop: '2026-08-01' }, 'acts-out-of-order @stop'],
    [{ ...AWARD, stop: '2026-06-31' }, 'invalid-date @stop'],
    [{ ...AWARD, acts: [{ kind: 'pause', on: '2026-02-30' }] }, 'invalid-date @acts[0].on'],
    [{ ...AWARD, acts: [{ kind: 'puase', on: '2026-09-01' }] }, 'unknown-act @acts[0].kind'],
    [{ ...AWARD, acts: [{ kind: 'extend', on: '2026-09-01', days: 15 }] }, 'unknown-field @acts[0].days'],
    [{ ...AWARD, acts: [{ kind: 'extend', on: '2026-09-01', length: '15' }] }, 'wrong-type @acts[0].length'],
    [{ ...AWARD, acts: [{ kind: 'extend', on: '2026-09-01', length: 16 }] }, 'extension-too-long @acts[0].length'],
    [
      { rule: 'med-labour', from: '2026-08-18', acts: [{ kind: 'extend', on: '2026-08-19' }] },
      'missing-field @acts[0].length',
    ],
    [{ ...AWARD, acts: [{ kind: 'start', on: '2026-09-01' }] }, 'started-twice @acts[0].on'],
    [{ rule: 'order-pay', from: '2026-01-05', length: '10' }, 'invalid-length @length'],
    [{ rule: 'crim-send', from: '2026-01-05' }, 'instant-missing @from'],
    [{ ...AWARD, today: 'x' }, 'invalid-date @today'],
    [{ ...AWARD, now: 'x' }, 'invalid-instant @now'],
    [{ ...AWARD, parameters: 5 }, 'wrong-type @parameters'],
    [{ ...AWARD, parameters: { lengths: { 'arb-award': 7 } } }, 'unknown-field @parameters.lengths.arb-award'],
    [{ ...AWARD, calc: 'twoN' }, 'invalid-request @calc'],
    [{ ...N, averageMonthlyWage: '840000' }, 'invalid-money @averageMonthlyWage'],
    [{ ...N, averageMonthlyWage: 8400.5 }, 'invalid-money @averageMonthlyWage'],
    [{ ...N, averageMonthlyWage: -1 }, 'invalid-money @averageMonthlyWage'],
    [{ ...N, averageMonthlyWage: '8400.005元' }, 'invalid-money @averageMonthlyWage'],
    [{ calc: 'severanceN', ...SERVED }, 'missing-field @averageMonthlyWage'],
    [{ calc: 'severanceN', averageMonthlyWage: 1 }, 'missing-field @hiredOn'],
    [{ ...N, service: { years: 1, months: 1 } }, 'given-twice @service'],
    [{ calc: 'severanceN', averageMonthlyWage: 1, service: { years: 1 } }, 'missing-field @service.months'],
    [{ ...N, parameters: { minWage: 1 } }, 'unknown-field @parameters.minWage'],
    [{ calc: 'twoN', input: { ...SERVED, averageMonthlyWage: 1 }, today: '2026-01-01' }, 'unknown-field @today'],
    [{ ...OVERTIME }, 'missing-field @hours'],
    [{ ...OVERTIME, hours: { weekend: 8 } }, 'unknown-field @hours.weekend'],
    [{ ...OVERTIME, hours: { workday: '8' } }, 'wrong-type @hours.workday'],
    [{ ...OVERTIME, hours: { workday: -8 } }, 'out-of-range @hours.workday'],
    [{ ...OVERTIME, hours: { workday: 1e-9 } }, 'invalid-number @hours.workday'],
    [{ ...OVERTIME, hours: {}, irregularHours: 'no' }, 'wrong-type @irregularHours'],
    [{ ...OVERTIME, worked: [{ on: '2025-10-03', hours: 25 }] }, 'out-of-range @worked[0].hours'],
    [{ ...OVERTIME, worked: [{ on: '2025-10-32', hours: 2 }] }, 'invalid-date @worked[0].on'],
    [
      { calc: 'unusedLeavePay', days: 5, averageMonthlyWage: 1, declinedInWriting: 'false' },
      'wrong-type @declinedInWriting',
    ],
    [
      { calc: 'doubleWage', hiredOn: '2024-05-10', leftOn: '2024-08-20', monthlyWage: 1, mode: 'x' },
      'unknown-word @mode',
    ],
    [{ calc: 'doubleWage', hiredOn: '2024-05-10', leftOn: '2024-05-09', monthlyWage: 1 }, 'left-before-hired @leftOn'],
    [{ calc: 'partMonthPay', monthlyWage: 1, year: 2025, month: 7, attended: 22, absent: 5 }, 'given-twice @absent'],
    [{ calc: 'partMonthPay', monthlyWage: 1, year: 2025, month: 7, absent: 24 }, 'out-of-range @absent'],
    [{ calc: 'lateInterest', lines: [{ principal: 1 }] }, 'missing-field @lines[0].dueOn'],
    [{ calc: 'lateInterest', lines: [], principal: 1 }, 'given-twice @lines'],
    [
      { calc: 'wageArrears', rows: [{ worker: 1, period: '2025-1', payable: 1, paid: 0 }] },
      'invalid-period @rows[0].period',
    ],
    [{ calc: 'criminalTest', orderLapsed: 'true', workers: [] }, 'wrong-type @orderLapsed'],
    [{ calc: 'fee', amount: 1 }, 'unknown-calculator @calc'],
    [{ read: 'idNumber' }, 'missing-field @text'],
    [{ read: 'phone', text: 13800000000 }, 'wrong-type @text'],
    [{ level: { headcount: 5 } }, 'unknown-field @headcount'],
    [{ level: { crossLevelVisit: 'yes' } }, 'wrong-type @crossLevelVisit'],
    [{ day: '2026-02-30' }, 'invalid-date @day'],
    [{ month: '2026-13' }, 'invalid-period @month'],
    [{ list: 'everything' }, 'unknown-word @list'],
  ])('for %j is %s', (request, expected) => expect(refusal(request)).toBe(expected));

  it('offers what was perhaps meant, in both languages', () => {
    const { error } = told({ rule: 'arb-awrd', from: '2026-01-05' });
    expect(error?.zh).toContain('如 arb-award');
    expect(error?.en).toContain('arb-award');
    expect(told({ ...AWARD, form: 1 }).error?.zh).toContain('是否 from');
    expect(told({ ...N, averageWage: 1 }).error?.zh).toContain('averageMonthlyWage');
    expect(told({ calc: 'sevrance' }).error?.zh).toContain('是否 severanceN');
    expect(told({ ...N, averageMonthlyWage: '8400.005元' }).error?.zh).toContain('小于一分');
    expect(told({ rule: 'crim-send', from: '2026-01-05' }).error?.zh).toContain('不能只写日期');
  });
});

describe('what is not ambiguous', () => {
  it('is taken: a name in another spelling, a sum that says yuan, null for nothing', () => {
    for (const rule of ['ARB_AWARD', 'arbAward', '仲裁裁决'])
      expect(told({ ...AWARD, rule })['rule']).toBe('arb-award');
    for (const calc of ['severance', 'N', 'severance_n', '经济补偿（N）'])
      expect(told({ ...N, calc })['sum']).toBe(6_300_000);
    for (const averageMonthlyWage of ['8,400.00元', '¥8400', '8400元整'])
      expect(told({ ...N, averageMonthlyWage })['sum']).toBe(6_300_000);
    expect(told({ ...N, parameters: null })['sum']).toBe(6_300_000);
    expect(told({ ...AWARD, stop: null })['due']).toBe('2026-10-08');
  });

  it('is an act on an instant, and a present instant for the present day', () => {
    const acts = [{ kind: 'stop', on: '2026-03-03T15:31' }];
    expect(told({ rule: 'crim-send', from: '2026-03-02 15:30', acts })).toMatchObject({ status: 'breached' });
    expect(told({ ...AWARD, now: '2026-10-08T16:00:00Z' })['status']).toBe('breached');
  });
});

describe('other questions', () => {
  it('tell a day and a month of the calendar', () => {
    expect(told({ day: '2026-02-28' })).toMatchObject({ workday: true, statutory: false, provisional: false });
    expect(told({ day: '2025-10-06' })).toMatchObject({ workday: false, statutory: true });
    expect(told({ day: '2027-03-01' })).toMatchObject({ workday: true, provisional: true });
    const months = ['2025-01', '2025-07', '2026-02', '2026-12'];
    expect(months.map((month) => told({ month })['workdays'])).toEqual([19, 23, 16, 23]);
  });

  it('write a sum in words, and refuse an ID number that a spreadsheet rounded or the future bore', () => {
    expect(told({ read: 'amount', text: '12,345.60' })['inWords']).toBe('壹万贰仟叁佰肆拾伍元陆角整');
    expect(told({ read: 'idNumber', text: Number('520115199001010011') })['code']).toBe('ID_NUMERIC_CELL');
    expect(told({ read: 'idNumber', text: '52011519900101001X', on: '1989-12-31' })['code']).toBe('ID_BIRTH_DATE');
  });

  it('tell where a matter begins, and whether a return visit was passed', () => {
    const begins = (tier: object) => told({ tier })['tier'];
    expect(
      [{ headCount: 9, fen: 10_000_000 }, { fen: 10_000_001 }, { headCount: 10 }, { headCount: 30 }].map(begins),
    ).toEqual(['outpost', 'district', 'district', 'conference']);
    const weights = [3, 3, 2, 2, 1, 1, 2, 1];
    const scored = (scores: readonly number[]) =>
      told({ visit: weights.map((weight, at) => ({ weight, score: scores[at] })) });
    expect(scored([100, 0, 100, 50, 100, 100, 50, 0])).toMatchObject({ score: 60, passed: false });
    expect(scored(weights.map(() => 100))).toMatchObject({ score: 100, passed: true, achieved: 8 });
    expect(refusal({ visit: [{ weight: 4, score: 100 }] })).toBe('out-of-range @items[0].weight');
    expect(refusal({ tier: { headCount: '9' } })).toBe('wrong-type @tier.headCount');
  });

  it('say what an allowed command does to what is there', () => {
    expect(told({ guard: 'applyEnforcement', already: 'setAsidePending' })).toMatchObject({
      allowed: true,
      consequences: [{ effect: 'stays' }],
    });
  });
});

describe('the lists', () => {
  it.each(rules.map(({ id }) => id))('have an example for %s that is answered', (id) => {
    const entry = entries('rules').find((each) => each['id'] === id);
    expect(told(entry?.['example'])).toMatchObject({ rule: id, due: expect.any(String) });
    expect(entry?.['label']).toEqual({ zh: expect.any(String), en: expect.any(String) });
  });

  it.each(Object.keys(calculators))('have an example for %s that is answered, and each field with its unit', (id) => {
    const entry = entries('calcs').find((each) => each['id'] === id);
    expect(told(entry?.['example'])).toMatchObject({ calc: id, steps: expect.any(Array) });
    const fields = entry?.['fields'] as { name: string; unit: object; required: boolean }[];
    expect(fields.map(({ name }) => name)).toEqual(Object.keys(calculators[id]!.fields));
    for (const { name, required } of fields.filter((field) => field.required)) {
      const { [name]: _gone, ...rest } = entry?.['example'] as Record<string, unknown>;
      expect([name, required, refusal(rest)]).toEqual([name, true, `missing-field @${name}`]);
    }
  });
});

describe('lines', () => {
  async function split(...chunks: readonly Buffer[]): Promise<Line[]> {
    const found: Line[] = [];
    for await (const line of linesOf(ReadableStream.from(chunks) as AsyncIterable<Buffer>)) found.push(line);
    return found;
  }

  it('end at a line feed only, whatever the chunks, and an empty one is a line', async () => {
    const text = Buffer.from('\ufeff{"a":"一\u2028二"}\r\n\n{"b":1}\nlast');
    const bytes = [...text].map((byte) => Buffer.from([byte]));
    const expected = ['{"a":"一\u2028二"}', '', '{"b":1}', 'last'];
    expect(await split(text)).toEqual(expected);
    expect(await split(...bytes)).toEqual(expected);
    expect(await split(Buffer.from('a\n'))).toEqual(['a']);
  });

  it('are answered in one line, whatever stands in them', () => {
    const id = 'a\u2028b\u2029c\u0085d\ne';
    const line = answerLine(JSON.stringify({ id, ...AWARD }));
    expect(line).not.toMatch(/[\n\r\u0085\u2028\u2029]/);
    expect(JSON.parse(line)).toMatchObject({ id, due: '2026-10-08' });
  });

  it('are dropped when they are too long, and the next one is read', async () => {
    const huge = Buffer.alloc(LONGEST_LINE, 'x');
    expect(await split(huge, Buffer.from('y\nnext\n'))).toEqual([TOO_LONG, 'next']);
    expect(await split(huge, Buffer.from('\nnext'))).toEqual([huge.toString(), 'next']);
  });
});
