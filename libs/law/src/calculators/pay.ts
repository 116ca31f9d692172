import { calendar, type WorkCalendar } from '../calendar/work-calendar.ts';
import { workdaysInMonth } from '../calendar/workdays.ts';
import { dayNumber, parseDay, type PlainDate } from '../day.ts';
import { LawError } from '../law-error.ts';
import { missing } from '../missing.ts';
import { say, type Step } from '../step.ts';
import { exact, neat, over, plus, times, toFen, type Exact } from './exact.ts';
import { fen, rows, uncertain, within, wholeWithin, yuan, yuanOf, type Sum } from './result.ts';

/** Paid days a month (人社部发〔2025〕2号). Not 20.67: that is the average of days worked. */
const PAID_DAYS = exact(21.75);
const HOURS_A_DAY = exact(8);

export function dailyWage(monthlyWage: number): Exact {
  return over(exact(fen(monthlyWage, 'monthlyWage')), PAID_DAYS);
}

export function hourlyWage(monthlyWage: number): Exact {
  return over(dailyWage(monthlyWage), HOURS_A_DAY);
}

export type WorkKind = 'workday' | 'restDay' | 'statutory';

const RATES: Readonly<Record<WorkKind, { rate: number; name: Step }>> = {
  workday: { rate: 1.5, name: say('工作日延时', 'working day') },
  restDay: { rate: 2, name: say('休息日', 'rest day') },
  statutory: { rate: 3, name: say('法定休假日', 'statutory holiday') },
};

export interface OvertimeInput {
  /** Fen a month. */
  readonly monthlyWage: number;
  /** Hours by kind of day; for rest days only those without time off in lieu. */
  readonly hours?: Partial<Record<WorkKind, number>>;
  /** Hours by date, sorted into kinds by the calendar. */
  readonly worked?: readonly { readonly on: PlainDate; readonly hours: number; readonly timeOffInLieu?: boolean }[];
  /** Approved irregular working hours (不定时工作制): no overtime arises. */
  readonly irregularHours?: boolean;
}

export interface Overtime extends Sum {
  /** Rounded to fen, for display. */
  readonly daily: number;
  readonly hourly: number;
  readonly lines: readonly {
    readonly kind: WorkKind;
    readonly on?: PlainDate;
    readonly hours: number;
    readonly sum: number;
  }[];
}

type Line = Overtime['lines'][number];

function kindOf(on: PlainDate, days: WorkCalendar): WorkKind {
  if (days.isStatutoryHoliday(on)) return 'statutory';
  return days.isRestDay(on) ? 'restDay' : 'workday';
}

function overtimeLine(hourly: Exact, kind: WorkKind, hours: number): Line {
  return { kind, hours, sum: toFen(times(times(hourly, exact(hours)), exact(RATES[kind].rate))) };
}

function overtimeLines(input: OvertimeInput, days: WorkCalendar): Line[] {
  const hourly = hourlyWage(input.monthlyWage);
  const kinds = Object.keys(RATES) as WorkKind[];
  const byKind = kinds.filter((kind) => within(input.hours?.[kind] ?? 0, `hours.${kind}`, { from: 0, to: 10_000 }) > 0);
  const byDate = rows(input.worked ?? [], 'worked').map((row, index) => {
    parseDay(row.on, `worked[${index}].on`);
    within(row.hours, `worked[${index}].hours`, { from: 0, to: 24 });
    return { ...row, kind: kindOf(row.on, days) };
  });
  return [
    ...byKind.map((kind) => overtimeLine(hourly, kind, input.hours?.[kind] ?? 0)),
    ...byDate
      .filter((row) => !(row.timeOffInLieu && row.kind === 'restDay'))
      .map((row) => ({ ...overtimeLine(hourly, row.kind, row.hours), on: row.on })),
  ];
}

/** From the monthly wage, so that it comes out to the fen by hand: the hourly one has four decimals only. */
function lineStep(line: Line, monthlyWage: number): Step {
  const { rate, name } = RATES[line.kind];
  const on = line.on === undefined ? '' : `${line.on} `;
  const calculation = `${yuan(monthlyWage)} ÷ 21.75 ÷ 8 × ${line.hours} × ${rate * 100}% = ${yuan(line.sum)}`;
  return say(`${on}${name.zh}：${calculation} 元。`, `${on}${name.en}: ${calculation} yuan.`);
}

/** Days that are not paid because time off was given; for none but rest days may it be. */
function givenBack({ worked = [] }: OvertimeInput, days: WorkCalendar): Step[] {
  const back = worked.filter(({ on, timeOffInLieu }) => timeOffInLieu && kindOf(on, days) === 'restDay');
  return back.map(({ on }) =>
    say(`${on} 休息日已安排补休，不另付。`, `${on}: a rest day for which time off was given.`),
  );
}

/** Overtime pay (加班费): 150, 200 and 300 % of the hourly wage (《劳动法》44; 《工资支付暂行规定》13). */
export function overtime(input: OvertimeInput, days: WorkCalendar = calendar): Overtime {
  if (!input.hours && !input.worked && !input.irregularHours) throw missing('hours');
  const hourly = hourlyWage(input.monthlyWage);
  const daily = dailyWage(input.monthlyWage);
  const found = overtimeLines(input, days);
  const lines = input.irregularHours ? [] : found;
  const sum = lines.reduce((total, line) => total + line.sum, 0);
  const head = say(
    `日工资 ${yuanOf(daily)} 元，小时工资 ${yuanOf(hourly)} 元（月工资 ÷ 21.75 ÷ 8）。`,
    `Daily wage ${yuanOf(daily)}, hourly ${yuanOf(hourly)} yuan (monthly ÷ 21.75 ÷ 8).`,
  );
  const none = say('实行不定时工作制，不产生加班费。', 'Irregular hours are approved: no overtime arises.');
  const total = say(`合计 ${yuan(sum)} 元（劳动法44条）。`, `In all ${yuan(sum)} yuan (Labour Law, art. 44).`);
  const told = lines.map((line) => lineStep(line, input.monthlyWage));
  const body = input.irregularHours ? [none] : [...told, ...givenBack(input, days)];
  const dated = lines.flatMap(({ on }) => (on === undefined ? [] : [parseDay(on, 'on')]));
  const steps = [head, ...body, total, ...uncertain(days, dated)];
  return { sum, steps, daily: toFen(daily), hourly: toFen(hourly), lines };
}

export interface PartMonthInput {
  readonly monthlyWage: number;
  readonly year: number;
  readonly month: number;
  /** Working days attended; or give the days absent. */
  readonly attended?: number;
  readonly absent?: number;
  /** forward = days attended × daily; reverse = month − days absent × daily. Else reverse from half a month on. */
  readonly method?: 'forward' | 'reverse';
}

export interface PartMonth extends Sum {
  readonly workdays: number;
  readonly method: 'forward' | 'reverse';
}

function attendedDays(input: PartMonthInput, workdays: number): number {
  const { attended, absent } = input;
  if (attended !== undefined && absent !== undefined && neat(attended + absent) !== workdays) {
    throw new LawError('given-twice', 'absent', {
      zh: `出勤 ${attended} 天与缺勤 ${absent} 天之和不是当月工作日 ${workdays} 天；只给一项即可。`,
      en: `${attended} days attended and ${absent} absent are not the ${workdays} of the month; give one of them.`,
    });
  }
  if (attended === undefined && absent !== undefined) {
    return neat(workdays - within(absent, 'absent', { from: 0, to: workdays }));
  }
  return within(attended, 'attended', { from: 0, to: workdays });
}

/** Pay for part of a month. The method is local practice; full attendance never pays more than the month's wage. */
export function partMonthPay(input: PartMonthInput, days: WorkCalendar = calendar): PartMonth {
  const wage = fen(input.monthlyWage, 'monthlyWage');
  const year = wholeWithin(input.year, 'year', { from: 2000, to: 2099 });
  const workdays = workdaysInMonth(days, year, wholeWithin(input.month, 'month', { from: 1, to: 12 }));
  const attended = attendedDays(input, workdays);
  const method = input.method ?? (attended * 2 >= workdays ? 'reverse' : 'forward');
  const daily = dailyWage(wage);
  const missed = neat(workdays - attended);
  const reverse = plus(exact(wage), times({ over: -daily.over, under: daily.under }, exact(missed)));
  const result = method === 'forward' ? times(daily, exact(attended)) : reverse;
  const sum = result.over < 0n ? 0 : toFen(result);
  if (sum > wage) {
    throw new LawError('over-the-wage', 'method', {
      zh: `正算得 ${yuan(sum)} 元，超过月工资 ${yuan(wage)} 元，不能采用；请用倒算（reverse）。`,
      en: `Counting forward gives ${yuan(sum)}, more than the month's ${yuan(wage)}; count in reverse.`,
    });
  }
  const how =
    method === 'forward'
      ? say(`正算：${yuan(wage)} ÷ 21.75 × ${attended} 天`, `Forward: ${yuan(wage)} ÷ 21.75 × ${attended} days`)
      : say(
          `倒算：${yuan(wage)} − ${yuan(wage)} ÷ 21.75 × ${missed} 天`,
          `Reverse: ${yuan(wage)} − ${yuan(wage)} ÷ 21.75 × ${missed} days`,
        );
  const steps = [
    say(`当月工作日 ${workdays} 天，出勤 ${attended} 天。`, `${workdays} working days, ${attended} attended.`),
    say(`${how.zh} = ${yuan(sum)} 元。`, `${how.en} = ${yuan(sum)} yuan.`),
    ...uncertain(days, [dayNumber(year, 1, 1)]),
  ];
  return { sum, steps, workdays, method };
}
