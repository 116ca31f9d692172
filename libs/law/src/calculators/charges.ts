import { parseDay, type PlainDate } from '../day.ts';
import { LawError } from '../law-error.ts';
import { say, type Step } from '../step.ts';
import { exact, neat, times, toFen } from './exact.ts';
import { fen, rows, wholeWithin, within, yuan, type Sum } from './result.ts';

export interface AdditionalCompensationInput {
  readonly unpaid: number;
  /** 0.5 to 1, fixed by the bureau. */
  readonly rate: number;
  /** Pay date of the order, and the day on which the question is asked. */
  readonly payBy: PlainDate;
  readonly today: PlainDate;
}

/** Additional compensation (加付赔偿金; 《劳动合同法》85): only once the pay date of an order has passed. */
export function additionalCompensation(input: AdditionalCompensationInput): Sum {
  const unpaid = fen(input.unpaid, 'unpaid');
  const rate = within(input.rate, 'rate', { from: 0.5, to: 1 });
  if (parseDay(input.today, 'today') <= parseDay(input.payBy, 'payBy')) {
    throw new LawError('order-still-running', 'payBy', {
      zh: `责令支付期限 ${input.payBy} 尚未届满，加付赔偿金为 0；逾期后再计算。`,
      en: `The pay date ${input.payBy} has not passed: the additional compensation is 0; ask again once it has.`,
    });
  }
  const sum = toFen(times(exact(unpaid), exact(rate)));
  const line = `${yuan(unpaid)} × ${neat(rate * 100)}% = ${yuan(sum)}`;
  return {
    sum,
    steps: [say(`逾期未付 ${line} 元（劳动合同法85条）。`, `Unpaid after the order: ${line} yuan (LCL 85).`)],
  };
}

export interface InterestLine {
  readonly principal: number;
  readonly dueOn: PlainDate;
  readonly paidOn: PlainDate;
}

export interface LateInterest extends Sum {
  readonly lines: readonly { readonly days: number; readonly sum: number }[];
}

const DAILY_INTEREST = exact(0.000175);
const DAILY_LATE_FEE = exact(0.0005);

function daysBetween(dueOn: PlainDate, paidOn: PlainDate, field: string): number {
  const days = parseDay(paidOn, `${field}paidOn`) - parseDay(dueOn, `${field}dueOn`);
  if (days >= 0) return days;
  throw new LawError('paid-before-due', `${field}paidOn`, {
    zh: `付款日 ${paidOn} 早于到期日 ${dueOn}；请核对。`,
    en: `Paid on ${paidOn}, before it was due on ${dueOn}; check both.`,
  });
}

/** Interest for late performance (迟延履行加倍利息): 0.0175 % a day from the day after due to the day paid, no day lost. */
export function lateInterest(input: InterestLine | { readonly lines: readonly InterestLine[] }): LateInterest {
  if ('lines' in input && Object.keys(input).length > 1) {
    throw new LawError('given-twice', 'lines', {
      zh: '单笔（principal、dueOn、paidOn）与多笔（lines）只能给一种。',
      en: 'Give one sum (principal, dueOn, paidOn) or several (lines), and not both.',
    });
  }
  const given = 'lines' in input ? rows(input.lines, 'lines') : [input];
  const lines = given.map((line, index) => {
    const field = 'lines' in input ? `lines[${index}].` : '';
    const days = daysBetween(line.dueOn, line.paidOn, field);
    const principal = fen(line.principal, `${field}principal`);
    return { days, principal, sum: toFen(times(times(exact(principal), DAILY_INTEREST), exact(days))) };
  });
  const sum = lines.reduce((total, line) => total + line.sum, 0);
  const steps: Step[] = lines.map(({ principal, days, sum: each }) => {
    const text = `${yuan(principal)} × 0.0175% × ${days}`;
    return say(`${text} 日 = ${yuan(each)} 元。`, `${text} days = ${yuan(each)} yuan.`);
  });
  return { sum, steps, lines: lines.map(({ days, sum: each }) => ({ days, sum: each })) };
}

/** Late fee on social insurance (滞纳金; 《社会保险法》86): 0.05 % a day. It goes to the fund, not to the worker. */
export function insuranceLateFee(input: { readonly arrears: number; readonly days: number }): Sum {
  const arrears = fen(input.arrears, 'arrears');
  const days = wholeWithin(input.days, 'days', { from: 0, to: 36_500 });
  const sum = toFen(times(times(exact(arrears), DAILY_LATE_FEE), exact(days)));
  const line = `${yuan(arrears)} × 0.05% × ${days}`;
  return { sum, steps: [say(`${line} 日 = ${yuan(sum)} 元（社会保险法86条）。`, `${line} days = ${yuan(sum)} yuan.`)] };
}

const MONTHS_BY_GRADE = [27, 25, 23, 21, 18, 16, 13, 11, 9, 7] as const;

export interface InjuryLumpSumInput {
  /** Grade of disability, 1 to 10. */
  readonly grade: number;
  /** The worker's own insured wage (本人工资), fen a month. */
  readonly ownWage: number;
  /** Average of the insurance area; given, it bounds the own wage to 60–300 % of it (《工伤保险条例》64). */
  readonly areaAverageWage?: number;
}

const unchecked = say(
  '未给出统筹地区平均工资，没有核对60%至300%的上下限（工伤保险条例64条）。',
  'Without the area average the bounds of 60–300 % (art. 64) were not checked.',
);

function boundedWage(input: InjuryLumpSumInput): { readonly wage: number; readonly steps: Step[] } {
  const own = fen(input.ownWage, 'ownWage');
  if (input.areaAverageWage === undefined) return { wage: own, steps: [unchecked] };
  const average = fen(input.areaAverageWage, 'areaAverageWage');
  const [low, high] = [toFen(times(exact(average), exact(0.6))), average * 3];
  const wage = Math.min(high, Math.max(low, own));
  if (wage === own) return { wage, steps: [] };
  const [rate, zh, en] = own < low ? ['60%', '低于', 'below'] : ['300%', '高于', 'above'];
  const step = say(
    `本人工资 ${yuan(own)} 元${zh}统筹地区平均工资的${rate}，按 ${yuan(wage)} 元计（工伤保险条例64条）。`,
    `The own wage of ${yuan(own)} is ${en} ${rate} of the area's average: ${yuan(wage)} is used (art. 64).`,
  );
  return { wage, steps: [step] };
}

/** Grades 1–4, 5–6 and 7–10 stand in an article each. */
const articleOf = (grade: number): number => (grade <= 4 ? 35 : grade <= 6 ? 36 : 37);

/** Lump sum for disability (一次性伤残补助金; 《工伤保险条例》35–37). */
export function injuryLumpSum(input: InjuryLumpSumInput): Sum {
  const grade = wholeWithin(input.grade, 'grade', { from: 1, to: 10 });
  const { wage, steps } = boundedWage(input);
  const months = MONTHS_BY_GRADE[grade - 1] ?? 0;
  const sum = toFen(times(exact(wage), exact(months)));
  const line = say(
    `${grade} 级：${yuan(wage)} × ${months} 个月 = ${yuan(sum)} 元（工伤保险条例${articleOf(grade)}条）。`,
    `Grade ${grade}: ${yuan(wage)} × ${months} = ${yuan(sum)} yuan (art. ${articleOf(grade)}).`,
  );
  return { sum, steps: [...steps, line] };
}
