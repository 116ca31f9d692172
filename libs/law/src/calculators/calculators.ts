import { LawError } from '../law-error.ts';
import type { Step } from '../step.ts';
import { annualLeaveDays, unusedLeavePay } from './annual-leave.ts';
import { additionalCompensation, injuryLumpSum, insuranceLateFee, lateInterest } from './charges.ts';
import { enforcementFee, labourCaseFee, paymentOrderFee, preservationFee, propertyCaseFee } from './court-fees.ts';
import { doubleWage, type DoubleWageInput } from './double-wage.ts';
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

interface Calculator {
  readonly name: Step;
  /** Names of the input fields. Others are refused: a misspelt one would change the sum without a word. */
  readonly fields: readonly string[];
  /** Checks its input itself; what is wrong becomes a LawError that names the field. */
  readonly run: (input: never) => Calculated;
}

type Run = Calculator['run'];

function one(name: readonly [zh: string, en: string], fields: string, run: Run): Calculator {
  return { name: { zh: name[0], en: name[1] }, fields: fields.split(' '), run };
}

const SERVICE = 'hiredOn leftOn service averageMonthlyWage parameters';

/** All calculators by name, for a command line or a form. */
export const calculators: Readonly<Record<string, Calculator>> = {
  wageArrears: one(['拖欠工资', 'Wages in arrears'], 'rows', wageArrears),
  overtime: one(['加班费', 'Overtime'], 'monthlyWage hours worked irregularHours', (input: OvertimeInput) =>
    overtime(input),
  ),
  partMonthPay: one(
    ['不足月工资', 'Pay for part of a month'],
    'monthlyWage year month attended absent method',
    (input: PartMonthInput) => partMonthPay(input),
  ),
  doubleWage: one(
    ['未签合同二倍工资', 'Second wage without contract'],
    'hiredOn signedOn leftOn monthlyWage mode',
    (input: DoubleWageInput) => doubleWage(input),
  ),
  severanceN: one(['经济补偿（N）', 'Severance'], SERVICE, severanceN),
  nPlusOne: one(['经济补偿加代通知金（N+1）', 'Severance and notice'], `${SERVICE} lastMonthWage`, nPlusOne),
  twoN: one(['违法解除赔偿金（2N）', 'Damages for unlawful termination'], SERVICE, twoN),
  annualLeaveDays: one(
    ['应休年休假天数', 'Days of annual leave'],
    'yearsOfWork entitlement exitOn entryOn taken',
    annualLeaveDays,
  ),
  unusedLeavePay: one(
    ['未休年休假工资', 'Pay for leave not taken'],
    'days averageMonthlyWage declinedInWriting',
    unusedLeavePay,
  ),
  additionalCompensation: one(
    ['加付赔偿金', 'Additional compensation'],
    'unpaid rate payBy today',
    additionalCompensation,
  ),
  lateInterest: one(['迟延履行利息', 'Interest for late performance'], 'principal dueOn paidOn lines', lateInterest),
  injuryLumpSum: one(['一次性伤残补助金', 'Lump sum for disability'], 'grade ownWage areaAverageWage', injuryLumpSum),
  insuranceLateFee: one(['社会保险滞纳金', 'Late fee on social insurance'], 'arrears days', insuranceLateFee),
  finalAwardTest: one(['终局裁决判断', 'Test of a final award'], 'items parameters', finalAwardTest),
  criminalTest: one(['拒不支付数额判断', 'Test of a referral'], 'orderLapsed workers parameters', criminalTest),
  limitation: one(
    ['仲裁时效', 'Limitation'],
    'knownOn unpaidWages employmentEndedOn interruptions suspensions filedOn today',
    limitation,
  ),
  labourCaseFee: one(['劳动争议受理费', 'Fee of a labour case'], 'simple settledOrWithdrawn', labourCaseFee),
  propertyCaseFee: one(['财产案件受理费', 'Fee of a property case'], 'amount', propertyCaseFee),
  paymentOrderFee: one(['支付令申请费', 'Fee of a payment order'], 'amount', paymentOrderFee),
  enforcementFee: one(['执行申请费', 'Fee of enforcement'], 'amount', enforcementFee),
  preservationFee: one(['保全申请费', 'Fee of preservation'], 'amount', preservationFee),
};

const SHORT: Readonly<Record<string, string>> = { severance: 'severanceN', n: 'severanceN', fee: 'enforcementFee' };

/** Runs a calculator by name on input from outside. Throws only {@link LawError}. */
export function calculate(name: string, input: unknown): Calculated {
  const key = Object.hasOwn(SHORT, name) ? (SHORT[name] ?? name) : name;
  const calculator = Object.hasOwn(calculators, key) ? calculators[key] : undefined;
  if (!calculator) {
    const all = Object.keys(calculators).join(', ');
    throw new LawError('unknown-calculator', 'calc', {
      zh: `没有名为“${name.slice(0, 40)}”的计算器；可用 ${all}。`,
      en: `There is no calculator "${name.slice(0, 40)}"; there are ${all}.`,
    });
  }
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    throw new LawError('invalid-input', 'input', {
      zh: '计算器的输入须为一个对象。',
      en: 'The input of a calculator has to be an object.',
    });
  }
  checkFields(calculator, input);
  return calculator.run(input as never);
}

function checkFields(calculator: Calculator, input: object): void {
  const strange = Object.keys(input).find((field) => !calculator.fields.includes(field));
  if (strange === undefined) return;
  const all = calculator.fields.join(', ');
  throw new LawError('unknown-field', strange.slice(0, 40), {
    zh: `${calculator.name.zh}没有“${strange.slice(0, 40)}”这一项；可用 ${all}。`,
    en: `"${calculator.name.en}" has no field "${strange.slice(0, 40)}"; there are ${all}.`,
  });
}
