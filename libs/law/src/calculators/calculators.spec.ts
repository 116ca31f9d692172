import { describe, expect, it } from '@jest/globals';
import { annualLeaveDays, leaveEntitlement, unusedLeavePay } from './annual-leave.ts';
import { additionalCompensation, injuryLumpSum, insuranceLateFee, lateInterest } from './charges.ts';
import { calculate, calculators } from './calculators.ts';
import { enforcementFee, labourCaseFee, paymentOrderFee, preservationFee, propertyCaseFee } from './court-fees.ts';
import { doubleWage } from './double-wage.ts';
import { overtime, partMonthPay } from './pay.ts';
import { nPlusOne, severanceN, twoN } from './severance.ts';
import { criminalTest, finalAwardTest } from './thresholds.ts';
import { wageArrears, wagePayDay } from './wage-arrears.ts';

const Y = 100;
const codeOf = (attempt: () => unknown): string => {
  try {
    attempt();
  } catch (error) {
    return (error as { code: string }).code;
  }
  return 'answered';
};

describe('overtime', () => {
  it('C1 pays 150, 200 and 300 %', () => {
    const pay = overtime({ monthlyWage: 6525 * Y, hours: { workday: 10, restDay: 16, statutory: 8 } });
    expect(pay).toMatchObject({ daily: 300_00, hourly: 37_50, sum: 2662_50 });
    expect(pay.lines.map((line) => line.sum)).toEqual([562_50, 1200_00, 900_00]);
  });

  it('C2 rounds each line once, and no daily wage', () => {
    const pay = overtime({ monthlyWage: 5000 * Y, hours: { workday: 3, restDay: 8, statutory: 8 } });
    expect(pay.lines.map((line) => line.sum)).toEqual([129_31, 459_77, 689_66]);
    expect(pay.sum).toBe(1278_74);
    expect(pay.steps[0]?.zh).toContain('229.885');
  });

  it('writes each line so that it comes out by hand, also for the hours of a year', () => {
    const [, line] = overtime({ monthlyWage: 5000 * Y, hours: { workday: 432 } }).steps;
    const [, monthly, hours, sum] = /：([\d,.]+) ÷ 21\.75 ÷ 8 × (\d+) × 150% = ([\d,.]+) 元/.exec(line!.zh)!;
    const number = (text = '') => Number(text.replaceAll(',', ''));
    expect(((number(monthly) / 21.75 / 8) * number(hours) * 1.5).toFixed(2)).toBe(String(number(sum)));
    expect(sum).toBe('18,620.69');
  });

  it('C4 tells statutory days from swapped ones', () => {
    const worked = ['2025-10-03', '2025-10-05', '2025-10-06'].map((on) => ({ on, hours: 8 }));
    const pay = overtime({ monthlyWage: 6525 * Y, worked });
    expect(pay.lines.map((line) => [line.kind, line.sum])).toEqual([
      ['statutory', 900_00],
      ['restDay', 600_00],
      ['statutory', 900_00],
    ]);
    expect(pay.sum).toBe(2400_00);
  });

  it('knows the holidays of years without a notice, and says that moved days are not in', () => {
    const pay = overtime({ monthlyWage: 6525 * Y, worked: [{ on: '2023-01-23', hours: 8 }] });
    expect(pay.lines).toMatchObject([{ kind: 'statutory', sum: 900_00 }]);
    const said = (steps: readonly { zh: string }[]) =>
      steps.some(({ zh }) => /^暂定：20\d\d 年的放假通知未收录/.test(zh));
    const part = (year: number) => partMonthPay({ monthlyWage: 6525 * Y, year, month: 1, attended: 5 }).steps;
    const hired = { monthlyWage: 6525 * Y, hiredOn: '2022-12-10' };
    expect(
      [pay.steps, part(2023), part(2027), doubleWage({ ...hired, signedOn: '2023-01-28' }).steps].map(said),
    ).toEqual([true, true, true, true]);
    const sure = overtime({ monthlyWage: 6525 * Y, worked: [{ on: '2025-01-29', hours: 8 }] });
    expect([sure.steps, part(2025), doubleWage({ ...hired, signedOn: '2023-02-10' }).steps].map(said)).toEqual([
      false,
      false,
      false,
    ]);
  });

  it('pays nothing for irregular hours, and no rest day given back', () => {
    expect(overtime({ monthlyWage: 6525 * Y, hours: { workday: 10 }, irregularHours: true }).sum).toBe(0);
    const worked = [{ on: '2025-10-05', hours: 8, timeOffInLieu: true }];
    const given = overtime({ monthlyWage: 6525 * Y, worked });
    expect([given.sum, given.steps[1]?.zh]).toEqual([0, '2025-10-05 休息日已安排补休，不另付。']);
    expect(overtime({ monthlyWage: 6525 * Y, worked: [{ ...worked[0]!, on: '2025-10-03' }] }).sum).toBe(900_00);
  });
});

describe('pay and arrears', () => {
  it('C3 counts part of a month in reverse, and refuses more than the wage', () => {
    const july = { monthlyWage: 6525 * Y, year: 2025, month: 7, absent: 1 };
    expect(partMonthPay(july)).toMatchObject({ sum: 6225_00, workdays: 23, method: 'reverse' });
    expect(codeOf(() => partMonthPay({ ...july, method: 'forward' }))).toBe('over-the-wage');
    expect(partMonthPay({ monthlyWage: 6525 * Y, year: 2025, month: 7, attended: 5 })).toMatchObject({
      sum: 1500_00,
      method: 'forward',
    });
  });

  it('writes part of a month so that it comes out by hand', () => {
    const july = partMonthPay({ monthlyWage: 9991_21, year: 2025, month: 7, absent: 11 });
    expect(july.steps[1]?.zh).toBe('倒算：9,991.21 − 9,991.21 ÷ 21.75 × 11 天 = 4,938.18 元。');
    expect((9991.21 - (9991.21 / 21.75) * 11).toFixed(2)).toBe('4938.18');
  });

  it('takes parts of a day as they are written, however binary numbers subtract them', () => {
    const april = { monthlyWage: 6500 * Y, year: 2025, month: 4 };
    expect(partMonthPay({ ...april, attended: 21.9 })).toEqual(partMonthPay({ ...april, absent: 0.1 }));
    expect(partMonthPay({ ...april, attended: 21.9, absent: 0.1 }).sum).toBe(6470_11);
    expect(partMonthPay({ ...april, attended: 21.9 }).steps[1]?.zh).toContain('× 0.1 天');
  });

  it('adds the arrears of 43 workers and never lets one overpayment pay another', () => {
    const rows = Array.from({ length: 43 }, (_, i) => ({
      worker: String(i + 1),
      period: '2025-06',
      payable: (i < 20 ? 18_000 : i < 35 ? 21_500 : 12_750) * Y,
      paid: 0,
    }));
    expect(wageArrears({ rows })).toMatchObject({ sum: 784_500_00, headCount: 43 });
    const mixed = [
      { worker: 'a', period: '2026-02', payable: 5000_00, paid: 6000_00 },
      { worker: 'a', period: '2026-03', payable: 5000_00, paid: 1000_00 },
    ];
    expect(wageArrears({ rows: mixed })).toMatchObject({ sum: 4000_00, overpaid: 1000_00, headCount: 1 });
    expect(codeOf(() => wageArrears({ rows: [mixed[0]!, mixed[0]!] }))).toBe('counted-twice');
  });

  it('moves a pay day on a holiday earlier', () => {
    expect(wagePayDay('2025-10-05')).toBe('2025-09-30');
    expect(wagePayDay('2025-11-05')).toBe('2025-11-05');
  });
});

describe('double wage', () => {
  it('C5 stops at eleven months', () => {
    expect(doubleWage({ hiredOn: '2024-03-01', leftOn: '2025-06-30', monthlyWage: 5800 * Y })).toMatchObject({
      sum: 63_800_00,
      from: '2024-04-01',
      to: '2025-02-28',
      months: 11,
    });
  });

  it('C6 keeps both readings of a month', () => {
    const input = { hiredOn: '2024-05-10', signedOn: '2024-08-20', monthlyWage: 5800 * Y };
    expect(doubleWage(input)).toMatchObject({ sum: 13_200_00, months: 2, workdays: 6 });
    expect(doubleWage({ ...input, mode: 'calendarMonth' })).toMatchObject({ sum: 13_000_00, months: 1, workdays: 27 });
  });

  it('is eleven months at most, also by the calendar, and its line adds up', () => {
    const hired = { hiredOn: '2023-12-03', leftOn: '2025-12-31', monthlyWage: 5800 * Y };
    const owed = doubleWage({ ...hired, mode: 'calendarMonth' });
    expect(owed).toMatchObject({ months: 10, sum: 11 * 5800_00 });
    expect(owed.steps[1]?.zh).toMatch(/超过十一个月，按十一个月计 = 63,800\.00 元。$/);
    expect(doubleWage(hired).steps[1]?.zh).toBe('11 个月 × 5,800.00 = 63,800.00 元。');
  });

  it('owes nothing when signed within the month, and never more than a month for a part', () => {
    expect(doubleWage({ hiredOn: '2024-05-10', signedOn: '2024-06-10', monthlyWage: 5800 * Y }).sum).toBe(0);
    const nearly = doubleWage({ hiredOn: '2025-06-01', signedOn: '2025-07-31', monthlyWage: 5800 * Y });
    expect(nearly).toMatchObject({ workdays: 22, sum: 5800_00 });
    expect(nearly.steps[1]?.zh).toBe(
      '0 个月 × 5,800.00 + 22 个工作日（折算超过月工资，按一个月计 5,800.00） = 5,800.00 元。',
    );
    expect(codeOf(() => doubleWage({ hiredOn: '2024-05-10', monthlyWage: 5800 * Y }))).toBe('end-missing');
  });
});

describe('severance', () => {
  const c7 = { hiredOn: '2018-07-01', leftOn: '2025-09-15', averageMonthlyWage: 8400 * Y };

  it('C7 N, N+1 and 2N', () => {
    expect(severanceN(c7)).toMatchObject({ months: 7.5, sum: 63_000_00, capped: false });
    expect(nPlusOne({ ...c7, lastMonthWage: 9100 * Y }).sum).toBe(72_100_00);
    expect(twoN(c7).sum).toBe(126_000_00);
  });

  it('doubles before it rounds, so that half a fen of N is a whole one of 2N', () => {
    const odd = { service: { years: 0, months: 3 }, averageMonthlyWage: 500_001 };
    expect([severanceN(odd).sum, twoN(odd).sum]).toEqual([250_001, 500_001]);
  });

  it('C8 caps pay and months for high pay only', () => {
    const input = { service: { years: 15, months: 3 }, averageMonthlyWage: 36_000 * Y };
    expect(severanceN(input)).toMatchObject({ months: 12, monthly: 22_500_00, sum: 270_000_00, capped: true });
    expect(twoN(input).sum).toBe(540_000_00);
    expect(severanceN({ ...input, averageMonthlyWage: 22_500 * Y })).toMatchObject({ months: 15.5, capped: false });
  });

  it('counts agreed service as it counts days: six months are a month, fewer half a one, none nothing', () => {
    const months = (more: number) =>
      severanceN({ service: { years: 2, months: more }, averageMonthlyWage: 5000 * Y }).months;
    expect([0, 1, 5, 6, 11].map(months)).toEqual([2, 2.5, 2.5, 3, 3]);
  });

  it('C10 needs the last day for six months', () => {
    const input = { hiredOn: '2025-01-01', averageMonthlyWage: 5000 * Y };
    expect(severanceN({ ...input, leftOn: '2025-06-30' }).months).toBe(1);
    expect(severanceN({ ...input, leftOn: '2025-06-29' }).months).toBe(0.5);
    expect(severanceN({ ...input, leftOn: '2025-12-31' }).months).toBe(1);
    expect(severanceN({ ...input, leftOn: '2026-01-01' }).months).toBe(1.5);
    expect(codeOf(() => severanceN({ ...input, leftOn: '2024-06-29' }))).toBe('left-before-hired');
  });

  it('lifts pay below the minimum wage', () => {
    expect(severanceN({ service: { years: 2, months: 0 }, averageMonthlyWage: 1800 * Y }).sum).toBe(4400_00);
  });
});

describe('annual leave', () => {
  it('C12 drops parts of a day and pays twice more', () => {
    expect(annualLeaveDays({ entitlement: 10, exitOn: '2025-09-15', taken: 2 }).days).toBe(5);
    expect(unusedLeavePay({ days: 5, averageMonthlyWage: 7830 * Y }).sum).toBe(3600_00);
    expect(unusedLeavePay({ days: 5, averageMonthlyWage: 7830 * Y, declinedInWriting: true }).sum).toBe(0);
  });

  it('goes by all years of work and by the part of the year', () => {
    expect([0.5, 1, 9.9, 10, 20].map(leaveEntitlement)).toEqual([0, 5, 5, 10, 15]);
    expect(annualLeaveDays({ yearsOfWork: 12, entryOn: '2025-07-01' }).days).toBe(5);
    expect(annualLeaveDays({ yearsOfWork: 3, entryOn: '2025-07-01', exitOn: '2025-09-15' }).days).toBe(1);
    expect(annualLeaveDays({ entitlement: 5, exitOn: '2025-03-01', taken: 4 }).days).toBe(0);
    expect(annualLeaveDays({ entitlement: 10, taken: 8.9 }).days).toBe(1);
  });
});

describe('charges', () => {
  it('C14 adds compensation only after the order has lapsed', () => {
    const input = { unpaid: 220_000 * Y, payBy: '2025-09-25', today: '2025-09-26' };
    expect(additionalCompensation({ ...input, rate: 0.5 }).sum).toBe(110_000_00);
    expect(additionalCompensation({ ...input, rate: 1 }).sum).toBe(220_000_00);
    const lines = [0.55, 0.57, 0.675].map((rate) => additionalCompensation({ ...input, rate }).steps[0]?.zh);
    expect(lines.map((zh) => /× (\S+)%/.exec(zh ?? '')?.[1])).toEqual(['55', '57', '67.5']);
    expect(codeOf(() => additionalCompensation({ ...input, rate: 0.5, today: '2025-09-25' }))).toBe(
      'order-still-running',
    );
    expect(codeOf(() => additionalCompensation({ ...input, rate: 1.1 }))).toBe('out-of-range');
  });

  it('C15 counts interest from the day after due to the day paid', () => {
    const first = { principal: 12_000 * Y, dueOn: '2025-05-30', paidOn: '2025-08-20' };
    expect(lateInterest(first)).toMatchObject({ sum: 172_20, lines: [{ days: 82 }] });
    expect(lateInterest({ lines: [first, { ...first, dueOn: '2025-05-31' }] })).toMatchObject({
      sum: 342_30,
      lines: [{ sum: 172_20 }, { sum: 170_10 }],
    });
  });

  it('C16 pays a lump sum by grade, within the bounds of the area', () => {
    expect(injuryLumpSum({ grade: 9, ownWage: 6200 * Y }).sum).toBe(55_800_00);
    expect(injuryLumpSum({ grade: 10, ownWage: 3000 * Y, areaAverageWage: 7500 * Y }).sum).toBe(31_500_00);
    const said = (ownWage: number) =>
      injuryLumpSum({ grade: 5, ownWage, areaAverageWage: 7500 * Y }).steps.map(({ zh }) => zh);
    expect(said(3000 * Y)).toEqual([
      '本人工资 3,000.00 元低于统筹地区平均工资的60%，按 4,500.00 元计（工伤保险条例64条）。',
      '5 级：4,500.00 × 18 个月 = 81,000.00 元（工伤保险条例36条）。',
    ]);
    expect([said(30_000 * Y)[0], said(7500 * Y).length]).toEqual([expect.stringContaining('高于'), 1]);
    expect(codeOf(() => injuryLumpSum({ grade: 11, ownWage: 6200 * Y }))).toBe('out-of-range');
  });

  it('C18 late fee on insurance', () => {
    expect(insuranceLateFee({ arrears: 20_000 * Y, days: 90 }).sum).toBe(900_00);
  });

  it('C19 fees of the court', () => {
    expect(paymentOrderFee({ amount: 36_000 * Y }).sum).toBe(233_33);
    expect(enforcementFee({ amount: 24_000 * Y }).sum).toBe(260_00);
    expect(preservationFee({ amount: 784_500 * Y }).sum).toBe(4442_50);
    expect(preservationFee({ amount: 5_000_000 * Y }).sum).toBe(5000_00);
    expect(propertyCaseFee({ amount: 10_000 * Y }).sum).toBe(50_00);
    expect(propertyCaseFee({ amount: 1_000_000 * Y }).sum).toBe(13_800_00);
    expect([labourCaseFee(), labourCaseFee({ simple: true, settledOrWithdrawn: true })].map((fee) => fee.sum)).toEqual([
      10_00, 5_00,
    ]);
  });
});

describe('thresholds', () => {
  it('C17 tests a final award item by item', () => {
    const items = [
      { kind: 'pay', amount: 26_400_00 },
      { kind: 'damages', amount: 26_400_01 },
      { kind: 'leave', amount: 40_000_00 },
    ];
    const test = finalAwardTest({ items });
    expect(test.items.map((item) => item.final)).toEqual([true, false, true]);
    expect(test).toMatchObject({ documents: 2, line: 26_400_00 });
    expect(finalAwardTest({ items: [items[0]!] }).documents).toBe(1);
    expect(codeOf(() => finalAwardTest({ items: [{ kind: 'constructor', amount: 1 }] }))).toBe('unknown-kind');
  });

  it('splits the award of the dismissal in two documents', () => {
    const items = [
      { kind: 'unlawfulTermination', amount: 126_000_00 },
      { kind: 'annualLeave', amount: 3600_00 },
    ];
    expect(finalAwardTest({ items })).toMatchObject({ documents: 2, items: [{ final: false }, { final: true }] });
  });

  it('flags a referral for ten workers, and only after the order', () => {
    const workers = Array.from({ length: 10 }, () => ({ unpaid: 21_500_00, months: 3 }));
    expect(criminalTest({ orderLapsed: true, workers })).toMatchObject({ met: true, ground: 'group', sum: 215_000_00 });
    expect(criminalTest({ orderLapsed: false, workers }).met).toBe(false);
    expect(criminalTest({ orderLapsed: true, workers: workers.slice(0, 9) })).toMatchObject({ ground: 'oneWorker' });
    expect(criminalTest({ orderLapsed: true, workers: [{ unpaid: 21_500_00, months: 2 }] }).met).toBe(false);
    expect(
      criminalTest({ orderLapsed: true, workers, parameters: { criminalGroup: 30_000_000, criminalOne: 5_000_000 } })
        .met,
    ).toBe(false);
  });
});

describe('the list of calculators', () => {
  it('refuses junk with a field, and never with anything but a LawError', () => {
    for (const name of Object.keys(calculators)) {
      for (const junk of [
        {},
        { lines: 1 },
        { rows: [null] },
        { items: 'x' },
        { amount: -1 },
        { hiredOn: '2025-02-30' },
      ]) {
        const code = codeOf(() => calculate(name, junk));
        expect([name, typeof code]).toEqual([name, 'string']);
      }
    }
    expect(codeOf(() => calculate('constructor', {}))).toBe('unknown-calculator');
    expect(codeOf(() => calculate('overtime', [1]))).toBe('invalid-input');
    expect(calculate('severance', { service: { years: 1, months: 0 }, averageMonthlyWage: 500_000 }).sum).toBe(500_000);
  });
});
