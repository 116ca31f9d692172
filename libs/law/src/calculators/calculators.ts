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
  /** Checks its input itself; what is wrong becomes a LawError that names the field. */
  readonly run: (input: never) => Calculated;
}

const one = (zh: string, en: string, run: Calculator['run']): Calculator => ({ name: { zh, en }, run });

/** All calculators by name, for a command line or a form. */
export const calculators: Readonly<Record<string, Calculator>> = {
  wageArrears: one('拖欠工资', 'Wages in arrears', wageArrears),
  overtime: one('加班费', 'Overtime', (input: OvertimeInput) => overtime(input)),
  partMonthPay: one('不足月工资', 'Pay for part of a month', (input: PartMonthInput) => partMonthPay(input)),
  doubleWage: one('未签合同二倍工资', 'Second wage without contract', (input: DoubleWageInput) => doubleWage(input)),
  severanceN: one('经济补偿（N）', 'Severance', severanceN),
  nPlusOne: one('经济补偿加代通知金（N+1）', 'Severance and notice', nPlusOne),
  twoN: one('违法解除赔偿金（2N）', 'Damages for unlawful termination', twoN),
  annualLeaveDays: one('应休年休假天数', 'Days of annual leave', annualLeaveDays),
  unusedLeavePay: one('未休年休假工资', 'Pay for leave not taken', unusedLeavePay),
  additionalCompensation: one('加付赔偿金', 'Additional compensation', additionalCompensation),
  lateInterest: one('迟延履行利息', 'Interest for late performance', lateInterest),
  injuryLumpSum: one('一次性伤残补助金', 'Lump sum for disability', injuryLumpSum),
  insuranceLateFee: one('社会保险滞纳金', 'Late fee on social insurance', insuranceLateFee),
  finalAwardTest: one('终局裁决判断', 'Test of a final award', finalAwardTest),
  criminalTest: one('拒不支付数额判断', 'Test of a referral', criminalTest),
  limitation: one('仲裁时效', 'Limitation', limitation),
  labourCaseFee: one('劳动争议受理费', 'Fee of a labour case', labourCaseFee),
  propertyCaseFee: one('财产案件受理费', 'Fee of a property case', propertyCaseFee),
  paymentOrderFee: one('支付令申请费', 'Fee of a payment order', paymentOrderFee),
  enforcementFee: one('执行申请费', 'Fee of enforcement', enforcementFee),
  preservationFee: one('保全申请费', 'Fee of preservation', preservationFee),
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
  if (typeof input === 'object' && input !== null && !Array.isArray(input)) return calculator.run(input as never);
  throw new LawError('invalid-input', 'input', {
    zh: '计算器的输入须为一个对象。',
    en: 'The input of a calculator has to be an object.',
  });
}
