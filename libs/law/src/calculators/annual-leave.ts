import { civilDate, dayNumber, formatDay, parseDay, type PlainDate } from '../day.ts';
import { LawError } from '../law-error.ts';
import { say, type Step } from '../step.ts';
import { exact, floor, neat, over, plus, times, toFen } from './exact.ts';
import { dailyWage } from './pay.ts';
import { fen, within, wholeWithin, yuan, type Sum } from './result.ts';

export interface AnnualLeaveInput {
  /** All years of work for whatever employer; or give the entitlement itself. */
  readonly yearsOfWork?: number;
  readonly entitlement?: number;
  /** Day of leaving: the leave earned in that year, less what was taken. */
  readonly exitOn?: PlainDate;
  /** Day of entry: the leave of the rest of that year. */
  readonly entryOn?: PlainDate;
  readonly taken?: number;
}

export interface AnnualLeave {
  readonly days: number;
  readonly entitlement: number;
  readonly steps: Step[];
}

/** 5, 10 or 15 days a year (《职工带薪年休假条例》3). */
export function leaveEntitlement(yearsOfWork: number): number {
  const years = within(yearsOfWork, 'yearsOfWork', { from: 0, to: 80 });
  if (years < 1) return 0;
  if (years < 10) return 5;
  return years < 20 ? 10 : 15;
}

function entitlementOf(input: AnnualLeaveInput): number {
  if (input.entitlement !== undefined) return wholeWithin(input.entitlement, 'entitlement', { from: 0, to: 60 });
  return leaveEntitlement(input.yearsOfWork ?? Number.NaN);
}

/** Days of the year up to the exit, from the entry if that was in the same year. */
function daysElapsed(exitOn: PlainDate, entryOn: PlainDate | undefined): number {
  const exit = parseDay(exitOn, 'exitOn');
  const first = dayNumber(civilDate(exit).year, 1, 1);
  const entry = entryOn === undefined ? first : Math.max(first, parseDay(entryOn, 'entryOn'));
  if (entry <= exit) return exit - entry + 1;
  throw new LawError('left-before-hired', 'exitOn', {
    zh: '离职日早于入职日；请核对。',
    en: 'The day of leaving is before the day of entry; check both.',
  });
}

/** Days of annual leave still owed at exit, or earned at entry; parts of a day are dropped (实施办法 5, 12). */
export function annualLeaveDays(input: AnnualLeaveInput): AnnualLeave {
  const entitlement = entitlementOf(input);
  const taken = within(input.taken ?? 0, 'taken', { from: 0, to: 366 });
  if (input.exitOn === undefined && input.entryOn === undefined) {
    const days = Math.max(0, floor(exact(neat(entitlement - taken))));
    const steps = [say(`全年 ${entitlement} 天，已休 ${taken} 天。`, `${entitlement} days a year, ${taken} taken.`)];
    return { days, entitlement, steps };
  }
  const entry = input.entryOn === undefined ? 0 : parseDay(input.entryOn, 'entryOn');
  const part =
    input.exitOn === undefined
      ? dayNumber(civilDate(entry).year, 12, 31) - entry + 1
      : daysElapsed(input.exitOn, input.entryOn);
  const earned = over(times(exact(part), exact(entitlement)), exact(365));
  const days = Math.max(0, floor(plus(earned, exact(-taken))));
  const day = input.exitOn ?? formatDay(entry);
  const steps = [
    say(
      `${day}：折算天数 ${part} ÷ 365 × ${entitlement} − 已休 ${taken} = ${days} 天（不足一整天不计）。`,
      `${day}: ${part} ÷ 365 × ${entitlement} − ${taken} taken = ${days} days (parts of a day are dropped).`,
    ),
  ];
  return { days, entitlement, steps };
}

export interface UnusedLeaveInput {
  readonly days: number;
  /** Twelve-month average without overtime pay, in fen a month. */
  readonly averageMonthlyWage: number;
  /** The worker declined the leave in writing: then only the normal wage is due. */
  readonly declinedInWriting?: boolean;
}

/** Pay for leave not taken (未休年休假工资): 200 % on top of the normal wage (实施办法 10–11). */
export function unusedLeavePay(input: UnusedLeaveInput): Sum {
  const days = within(input.days, 'days', { from: 0, to: 366 });
  const wage = fen(input.averageMonthlyWage, 'averageMonthlyWage');
  if (input.declinedInWriting) {
    return {
      sum: 0,
      steps: [say('职工书面放弃，只付正常工资。', 'Declined in writing: only the normal wage is due.')],
    };
  }
  const sum = toFen(times(times(dailyWage(wage), exact(days)), exact(2)));
  const zh = `${days} 天 × ${yuan(wage)} ÷ 21.75 × 200% = ${yuan(sum)} 元（另有已付的正常工资100%）。`;
  const en = `${days} days × ${yuan(wage)} ÷ 21.75 × 200% = ${yuan(sum)} yuan, besides the normal wage.`;
  return { sum, steps: [say(zh, en)] };
}
