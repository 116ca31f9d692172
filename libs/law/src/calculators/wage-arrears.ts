import { calendar, type WorkCalendar } from '../calendar/work-calendar.ts';
import { onOrBefore } from '../calendar/workdays.ts';
import { formatDay, parseDay, type PlainDate } from '../day.ts';
import { LawError } from '../law-error.ts';
import { say } from '../step.ts';
import { fen, rows, yuan, type Sum } from './result.ts';
import { shown } from '../shown.ts';

/** One worker, one pay period. Names stay outside: `worker` is whatever id the caller counts people by. */
export interface WageRow {
  readonly worker: string;
  /** 'YYYY-MM'. */
  readonly period: string;
  readonly payable: number;
  readonly paid: number;
}

export interface WageArrears extends Sum {
  /** Workers to whom something is owed. */
  readonly headCount: number;
  readonly byWorker: readonly { readonly worker: string; readonly sum: number; readonly months: number }[];
  /** What was paid beyond what was due; it never reduces what another month or another worker is owed. */
  readonly overpaid: number;
}

function checkPeriod(row: WageRow, index: number): void {
  if (typeof row.period === 'string' && /^\d{4}-(0[1-9]|1[0-2])$/.test(row.period)) return;
  throw new LawError('invalid-period', `rows[${index}].period`, {
    zh: `“${shown(row.period)}”不是工资月份；应为 2026-03 的形式。`,
    en: `"${shown(row.period)}" is not a wage month; write 2026-03.`,
  });
}

function checkOnce(seen: Set<string>, row: WageRow, index: number): void {
  const key = JSON.stringify([row.worker, row.period]);
  if (seen.has(key)) {
    throw new LawError('counted-twice', `rows[${index}]`, {
      zh: `同一人同一月份出现两次（${row.period}）；请合并后重试，以免重复计算。`,
      en: `The same worker and month appear twice (${row.period}); merge them so that nothing counts twice.`,
    });
  }
  seen.add(key);
}

/** Wages in arrears (拖欠工资): per worker and period what was payable less what was paid, never below zero. */
export function wageArrears(input: { readonly rows: readonly WageRow[] }): WageArrears {
  const seen = new Set<string>();
  const owed = new Map<string, { sum: number; months: number }>();
  let overpaid = 0;
  rows(input.rows, 'rows').forEach((row, index) => {
    checkPeriod(row, index);
    checkOnce(seen, row, index);
    const gap = fen(row.payable, `rows[${index}].payable`) - fen(row.paid, `rows[${index}].paid`);
    if (gap < 0) overpaid -= gap;
    if (gap <= 0) return;
    const before = owed.get(row.worker) ?? { sum: 0, months: 0 };
    owed.set(row.worker, { sum: before.sum + gap, months: before.months + 1 });
  });
  const byWorker = [...owed].map(([worker, each]) => ({ worker, ...each }));
  const sum = fen(
    byWorker.reduce((total, each) => total + each.sum, 0),
    'sum',
  );
  const months = byWorker.reduce((total, each) => total + each.months, 0);
  const steps = [
    say(
      `${byWorker.length} 人、${months} 个月次有拖欠，逐人逐月取应付减已付。`,
      `${byWorker.length} workers, ${months} unpaid months, each payable less paid.`,
    ),
    say(`合计拖欠 ${yuan(sum)} 元（保障农民工工资支付条例16条）。`, `Owed in all: ${yuan(sum)} yuan.`),
  ];
  return { sum, steps, headCount: byWorker.length, byWorker, overpaid };
}

/** The day wages are really due: a pay day on which nobody works moves earlier, never later. */
export function wagePayDay(agreed: PlainDate, days: WorkCalendar = calendar): PlainDate {
  return formatDay(onOrBefore(days, parseDay(agreed, 'agreed')));
}
