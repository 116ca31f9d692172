import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatDay, parseDay } from '../day.ts';
import {
  amountInWords,
  doubleWage,
  lateInterest,
  overtime,
  partMonthPay,
  propertyCaseFee,
  readAmount,
} from '../index.ts';
import { readAmountInWords, severanceN, twoN, wageArrears, yuan } from '../index.ts';
import { exact, over, plus, times, toFen } from './exact.ts';

/** As often as the deadlines are asked. */
fc.configureGlobal({ ...fc.readConfigureGlobal(), numRuns: 1_000 });

const fen = fc.integer({ min: 0, max: 100_000_000_00 });
const wage = fc.integer({ min: 100_000, max: 10_000_000 });
const day = fc.integer({ min: parseDay('2008-01-01', 'min'), max: parseDay('2026-12-31', 'max') }).map(formatDay);

/** Rounded half up, by whole numbers alone. */
const halfUp = (over: bigint, under: bigint): bigint => (2n * over + under) / (2n * under);

describe('money', () => {
  it('is rounded half up, once, and never off by more than half a fen', () => {
    fc.assert(
      fc.property(fen, fc.integer({ min: 1, max: 100_000 }), (sum, parts) => {
        const share = toFen(over(exact(sum), exact(parts)));
        expect(Math.abs(share * parts - sum) * 2).toBeLessThanOrEqual(parts);
        expect((share * 2 - 1) * parts <= sum * 2).toBe(true);
      }),
    );
  });

  it('divided and put together again loses no fen', () => {
    fc.assert(
      fc.property(fen, fc.integer({ min: 1, max: 50 }), (sum, parts) => {
        const one = over(exact(sum), exact(parts));
        const whole = Array.from({ length: parts }, () => one).reduce(plus);
        expect(toFen(whole)).toBe(sum);
        expect(toFen(times(one, exact(parts)))).toBe(sum);
      }),
    );
  });

  it('is read back as it was written, in figures and in words', () => {
    fc.assert(
      fc.property(fc.oneof(fen, fc.maxSafeNat()), (sum) => {
        expect(readAmount(yuan(sum))).toMatchObject({ ok: true, fen: sum });
        expect(readAmountInWords(amountInWords(sum))).toMatchObject({ ok: true, fen: sum });
      }),
    );
  });
});

describe('calculators', () => {
  it('round a line once: overtime, leave and severance are what exact fractions give', () => {
    const quarter = fc.integer({ min: 0, max: 160 });
    fc.assert(
      fc.property(fc.integer({ min: 220_000, max: 2_250_000 }), quarter, fc.nat(40), (...[pay, quarters, years]) => {
        const line = overtime({ monthlyWage: pay, hours: { restDay: quarters / 4 } }).sum;
        expect(BigInt(line)).toBe(halfUp(BigInt(pay) * 2n * BigInt(quarters) * 100n, 2175n * 8n * 4n));
        const service = { years, months: 3 };
        const halves = BigInt(years * 2 + 1);
        expect(BigInt(severanceN({ service, averageMonthlyWage: pay }).sum)).toBe(halfUp(BigInt(pay) * halves, 2n));
        expect(BigInt(twoN({ service, averageMonthlyWage: pay }).sum)).toBe(BigInt(pay) * halves);
      }),
    );
  });

  it('total overtime as the sum of its lines', () => {
    const hours = fc.integer({ min: 0, max: 400 }).map((quarters) => quarters / 4);
    fc.assert(
      fc.property(wage, fc.record({ workday: hours, restDay: hours, statutory: hours }), (monthlyWage, each) => {
        const pay = overtime({ monthlyWage, hours: each });
        expect(pay.sum).toBe(pay.lines.reduce((sum, line) => sum + line.sum, 0));
        expect(pay.lines.every((line) => Number.isSafeInteger(line.sum))).toBe(true);
      }),
    );
  });

  it('add arrears to what was payable less what was paid, in any order', () => {
    const row = fc.record({ worker: fc.constantFrom('a', 'b', 'c'), payable: fen, paid: fen });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 12 }), (some) => {
        const rows = some.map((each, index) => ({ ...each, period: `20${10 + index}-01` }));
        const { sum, overpaid, byWorker } = wageArrears({ rows });
        expect(sum - overpaid).toBe(rows.reduce((total, each) => total + each.payable - each.paid, 0));
        expect(byWorker.reduce((total, each) => total + each.sum, 0)).toBe(sum);
        expect(wageArrears({ rows: rows.toReversed() }).sum).toBe(sum);
      }),
    );
  });

  it('pay for a part of a month at most the month, and no more for fewer days', () => {
    fc.assert(
      fc.property(wage, fc.integer({ min: 1, max: 12 }), fc.nat(15), (...[monthlyWage, month, attended]) => {
        const input = { monthlyWage, year: 2026, month };
        const { sum } = partMonthPay({ ...input, attended });
        expect(sum).toBeLessThanOrEqual(monthlyWage);
        expect(partMonthPay({ ...input, attended, method: 'forward' }).sum).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('never give a second wage for more than eleven months', () => {
    fc.assert(
      fc.property(day, fc.nat(900), wage, (...[hiredOn, days, monthlyWage]) => {
        const leftOn = formatDay(parseDay(hiredOn, 'hiredOn') + days);
        for (const mode of ['employmentMonth', 'calendarMonth'] as const) {
          const owed = doubleWage({ hiredOn, leftOn, monthlyWage, mode });
          expect(owed.months).toBeLessThanOrEqual(11);
          expect(owed.sum).toBeLessThanOrEqual(11 * monthlyWage);
        }
      }),
    );
  });

  it('grow severance with service, and double it', () => {
    fc.assert(
      fc.property(day, fc.nat(4000), fc.nat(400), (...[hiredOn, days, more]) => {
        const until = (count: number) => formatDay(parseDay(hiredOn, 'hiredOn') + count);
        const input = { hiredOn, averageMonthlyWage: 840_000 };
        const [early, late] = [
          severanceN({ ...input, leftOn: until(days) }),
          severanceN({ ...input, leftOn: until(days + more) }),
        ];
        expect(late.sum).toBeGreaterThanOrEqual(early.sum);
        expect(twoN({ ...input, leftOn: until(days) }).sum).toBe(early.sum * 2);
      }),
    );
  });

  it('count interest by days, and fees that never fall', () => {
    fc.assert(
      fc.property(fen, fc.nat(2000), fen, (principal, days, more) => {
        const paidOn = formatDay(parseDay('2020-01-01', 'dueOn') + days);
        const { sum } = lateInterest({ principal, dueOn: '2020-01-01', paidOn });
        expect(BigInt(sum)).toBe((BigInt(principal) * 175n * BigInt(days) * 2n + 1_000_000n) / 2_000_000n);
        expect(propertyCaseFee({ amount: principal + more }).sum).toBeGreaterThanOrEqual(
          propertyCaseFee({ amount: principal }).sum,
        );
      }),
    );
  });
});
