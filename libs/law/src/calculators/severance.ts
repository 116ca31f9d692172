import { addMonths, parseDay, type PlainDate } from '../day.ts';
import { LawError } from '../law-error.ts';
import { parametersFor, type Parameters } from '../parameters.ts';
import { say, type Step } from '../step.ts';
import { exact, times, toFen } from './exact.ts';
import { fen, wholeWithin, yuan, type Sum } from './result.ts';

export interface SeveranceInput {
  readonly hiredOn?: PlainDate;
  /** Last day of employment; it counts. */
  readonly leftOn?: PlainDate;
  /** Instead of the two days: time of service as it is agreed between the parties. */
  readonly service?: { readonly years: number; readonly months: number };
  /** Average of the last twelve months, gross, in fen. */
  readonly averageMonthlyWage: number;
  readonly parameters?: Partial<Parameters>;
}

export interface Severance extends Sum {
  /** Months of pay, in halves. */
  readonly months: number;
  /** The monthly sum after cap and floor, in fen. */
  readonly monthly: number;
  readonly capped: boolean;
}

const NEW_LAW = '2008-01-01';

function serviceFrom(input: SeveranceInput): { years: number; over: boolean; half: boolean } {
  const hired = parseDay(input.hiredOn, 'hiredOn');
  const dayAfter = parseDay(input.leftOn, 'leftOn') + 1;
  if (dayAfter <= hired) {
    throw new LawError('left-before-hired', 'leftOn', {
      zh: '离职日早于入职日；请核对。',
      en: 'The day of leaving is before the day of hiring; check both.',
    });
  }
  let years = 0;
  while (addMonths(hired, (years + 1) * 12) <= dayAfter) years += 1;
  return { years, over: addMonths(hired, years * 12) < dayAfter, half: addMonths(hired, years * 12 + 6) <= dayAfter };
}

function checkOnce({ hiredOn, leftOn }: SeveranceInput): void {
  if (hiredOn === undefined && leftOn === undefined) return;
  throw new LawError('given-twice', 'service', {
    zh: '入职、离职日期与约定的工作年限（service）只能给一种。',
    en: 'Give the days of hiring and leaving, or the time of service, and not both.',
  });
}

/** Full years, and for the rest one month from six months on, else half a month (《劳动合同法》47). */
function monthsOf(input: SeveranceInput): number {
  if (input.service) {
    checkOnce(input);
    const years = wholeWithin(input.service.years, 'service.years', { from: 0, to: 80 });
    const months = wholeWithin(input.service.months, 'service.months', { from: 0, to: 11 });
    return years + (months >= 6 ? 1 : months > 0 ? 0.5 : 0);
  }
  const { years, over, half } = serviceFrom(input);
  return years + (half ? 1 : over ? 0.5 : 0);
}

interface Monthly {
  readonly monthly: number;
  readonly capped: boolean;
  readonly steps: Step[];
}

function monthlyOf(input: SeveranceInput): Monthly {
  const average = fen(input.averageMonthlyWage, 'averageMonthlyWage');
  const known = parametersFor(input.parameters, input.leftOn);
  const cap = fen(known.cityAvgMonthlyWage, 'parameters.cityAvgMonthlyWage') * 3;
  const low = fen(known.minWageMonthly, 'parameters.minWageMonthly');
  if (average > cap) {
    const zh = `月平均工资 ${yuan(average)} 元超过社会平均工资三倍，按 ${yuan(cap)} 元、最多十二个月计。`;
    const en = `The average of ${yuan(average)} exceeds three times the city's: ${yuan(cap)}, at most twelve months.`;
    return { monthly: cap, capped: true, steps: [say(zh, en)] };
  }
  if (average < low) {
    const zh = `月平均工资 ${yuan(average)} 元低于最低工资，按 ${yuan(low)} 元计（实施条例27条）。`;
    const en = `The average of ${yuan(average)} is below the minimum wage; ${yuan(low)} is used.`;
    return { monthly: low, capped: false, steps: [say(zh, en)] };
  }
  return {
    monthly: average,
    capped: false,
    steps: [say(`月工资按 ${yuan(average)} 元计。`, `Monthly: ${yuan(average)}.`)],
  };
}

/** Severance (经济补偿, N). The cap of twelve months is only for pay above three times the city's average. */
export function severanceN(input: SeveranceInput): Severance {
  const earned = monthsOf(input);
  const { monthly, capped, steps } = monthlyOf(input);
  const months = capped ? Math.min(12, earned) : earned;
  const sum = toFen(times(exact(monthly), exact(months)));
  const old = input.hiredOn !== undefined && input.hiredOn < NEW_LAW;
  const note = say(
    '2008-01-01 之前的年限按当时规定另行核算（劳动合同法97条）。',
    'Years before 2008-01-01 go by the rules of their day (LCL art. 97).',
  );
  return {
    sum,
    steps: [
      say(`工作年限折算 ${earned} 个月（劳动合同法47条）。`, `Service counts ${earned} months (LCL art. 47).`),
      ...steps,
      say(`${yuan(monthly)} × ${months} = ${yuan(sum)} 元。`, `${yuan(monthly)} × ${months} = ${yuan(sum)} yuan.`),
      ...(old ? [note] : []),
    ],
    months,
    monthly,
    capped,
  };
}

/** Severance and a month in lieu of notice (代通知金): that month is the last one's wage, not the average (LCL 40). */
export function nPlusOne(input: SeveranceInput & { readonly lastMonthWage: number }): Severance {
  const n = severanceN(input);
  const notice = fen(input.lastMonthWage, 'lastMonthWage');
  const sum = n.sum + notice;
  const zh = `加代通知金（上月工资）${yuan(notice)} 元，合计 ${yuan(sum)} 元。`;
  const step = say(zh, `With the last month's wage ${yuan(notice)} in lieu of notice: ${yuan(sum)} yuan.`);
  return { ...n, sum, steps: [...n.steps, step] };
}

/**
 * Damages for unlawful termination (违法解除赔偿金): twice severance, and instead of it (LCL 87). It is doubled before it is
 * rounded: half a fen of severance is a whole one here.
 */
export function twoN(input: SeveranceInput): Severance {
  const n = severanceN(input);
  const sum = toFen(times(exact(n.monthly), exact(n.months * 2)));
  const step = say(
    `二倍：${yuan(sum)} 元；不再另付经济补偿（实施条例25条）。`,
    `Twice: ${yuan(sum)} yuan; severance itself is not paid besides.`,
  );
  return { ...n, sum, steps: [...n.steps, step] };
}
