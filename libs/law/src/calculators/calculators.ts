import { LawError } from '../law-error.ts';
import { nearest } from '../nearest.ts';
import type { Step } from '../step.ts';
import { annualLeaveDays, unusedLeavePay } from './annual-leave.ts';
import { additionalCompensation, injuryLumpSum, insuranceLateFee, lateInterest } from './charges.ts';
import { enforcementFee, labourCaseFee, paymentOrderFee, preservationFee, propertyCaseFee } from './court-fees.ts';
import { doubleWage, type DoubleWageInput } from './double-wage.ts';
import { checked } from './fields.ts';
import { inputs, type CalculatorName, type Input } from './inputs.ts';
import { limitation } from './limitation.ts';
import { overtime, partMonthPay, type OvertimeInput, type PartMonthInput } from './pay.ts';
import { nPlusOne, severanceN, twoN } from './severance.ts';
import { criminalTest, finalAwardTest } from './thresholds.ts';
import { wageArrears } from './wage-arrears.ts';

/** What every calculator answers at least. */
export interface Calculated {
  readonly sum?: number;
  readonly steps: Step[];
}

type Run = (input: never) => Calculated;

interface Calculator extends Input {
  readonly name: Step;
  readonly run: Run;
}

const RUNS: Readonly<Record<CalculatorName, readonly [zh: string, en: string, run: Run]>> = {
  wageArrears: ['拖欠工资', 'Wages in arrears', wageArrears],
  overtime: ['加班费', 'Overtime', (input: OvertimeInput) => overtime(input)],
  partMonthPay: ['不足月工资', 'Pay for part of a month', (input: PartMonthInput) => partMonthPay(input)],
  doubleWage: ['未签合同二倍工资', 'Second wage without contract', (input: DoubleWageInput) => doubleWage(input)],
  severanceN: ['经济补偿（N）', 'Severance', severanceN],
  nPlusOne: ['经济补偿加代通知金（N+1）', 'Severance and notice', nPlusOne],
  twoN: ['违法解除赔偿金（2N）', 'Damages for unlawful termination', twoN],
  annualLeaveDays: ['应休年休假天数', 'Days of annual leave', annualLeaveDays],
  unusedLeavePay: ['未休年休假工资', 'Pay for leave not taken', unusedLeavePay],
  additionalCompensation: ['加付赔偿金', 'Additional compensation', additionalCompensation],
  lateInterest: ['迟延履行利息', 'Interest for late performance', lateInterest],
  injuryLumpSum: ['一次性伤残补助金', 'Lump sum for disability', injuryLumpSum],
  insuranceLateFee: ['社会保险滞纳金', 'Late fee on social insurance', insuranceLateFee],
  finalAwardTest: ['终局裁决判断', 'Test of a final award', finalAwardTest],
  criminalTest: ['拒不支付数额判断', 'Test of a referral', criminalTest],
  limitation: ['仲裁时效', 'Limitation', limitation],
  labourCaseFee: ['劳动争议受理费', 'Fee of a labour case', labourCaseFee],
  propertyCaseFee: ['财产案件受理费', 'Fee of a property case', propertyCaseFee],
  paymentOrderFee: ['支付令申请费', 'Fee of a payment order', paymentOrderFee],
  enforcementFee: ['执行申请费', 'Fee of enforcement', enforcementFee],
  preservationFee: ['保全申请费', 'Fee of preservation', preservationFee],
};

/** All calculators by name, for a command line or a form. */
export const calculators: Readonly<Record<string, Calculator>> = Object.fromEntries(
  Object.entries(RUNS).map(([id, [zh, en, run]]) => [id, { ...inputs[id as CalculatorName], name: { zh, en }, run }]),
);

/** Other names that can mean one calculator only; `fee` could mean five. */
const ALSO: Readonly<Record<string, CalculatorName>> = {
  severance: 'severanceN',
  n: 'severanceN',
  'n+1': 'nPlusOne',
  '2n': 'twoN',
};

/** Letters only, so that wage_arrears, wage-arrears and WageArrears are one name. */
const plain = (name: string): string => name.toLowerCase().replace(/[-_\s]/g, '');
const BY_NAME = new Map(
  Object.entries(calculators).flatMap(([id, { name }]) => [
    [plain(id), id],
    [plain(name.zh), id],
  ]),
);

/** The id a name means, if it means one: the id itself in any spelling, its Chinese name, or another name for it. */
export function calculatorNamed(name: string): string | undefined {
  const key = plain(name);
  return Object.hasOwn(ALSO, key) ? ALSO[key] : BY_NAME.get(key);
}

/** Runs a calculator by name on input from outside. Throws only {@link LawError}. */
export function calculate(name: string, input: unknown): Calculated {
  const calculator = calculators[calculatorNamed(name) ?? ''];
  if (!calculator) throw unknown(name);
  if (typeof input === 'object' && input !== null && !Array.isArray(input)) {
    return calculator.run(checked(input as Record<string, unknown>, calculator.fields) as never);
  }
  throw new LawError('invalid-input', 'input', {
    zh: '计算器的输入须为一个对象。',
    en: 'The input of a calculator has to be an object.',
  });
}

function unknown(name: string): LawError {
  const all = Object.keys(calculators);
  const near = nearest(name, all);
  const [zh, en] = near.length > 0 ? [`是否 ${near.join('、')}？`, `Did you mean ${near.join(' or ')}? `] : ['', ''];
  return new LawError('unknown-calculator', 'calc', {
    zh: `没有名为“${name.slice(0, 40)}”的计算器；${zh}可用 ${all.join(', ')}。`,
    en: `There is no calculator "${name.slice(0, 40)}". ${en}There are ${all.join(', ')}.`,
  });
}
