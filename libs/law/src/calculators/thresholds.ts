import { LawError } from '../law-error.ts';
import { parametersFor, type Parameters } from '../parameters.ts';
import type { PlainDate } from '../day.ts';
import { say, type Step } from '../step.ts';
import { fen, rows, wholeWithin, yuan } from './result.ts';
import { shown } from '../shown.ts';

/** What an item of an award is about, as the article sorts it. */
export type AwardItemKind = 'pay' | 'injuryMedical' | 'severance' | 'damages' | 'labourStandard' | 'other';

/** Our kinds of claim, sorted as 《劳动人事争议仲裁办案规则》50 sorts them. What the article does not name is not final. */
const SORTED: Readonly<Record<string, AwardItemKind>> = {
  pay: 'pay',
  injuryMedical: 'injuryMedical',
  damages: 'damages',
  labourStandard: 'labourStandard',
  leave: 'labourStandard',
  hours: 'labourStandard',
  insurance: 'labourStandard',
  wages: 'pay',
  wageArrears: 'pay',
  overtime: 'pay',
  deductionRefund: 'pay',
  workInjuryMedical: 'injuryMedical',
  severance: 'severance',
  nonCompete: 'severance',
  doubleWage: 'damages',
  unlawfulTermination: 'damages',
  unlawfulDismissal: 'damages',
  annualLeave: 'labourStandard',
  socialInsurance: 'labourStandard',
  socialInsuranceLoss: 'labourStandard',
  inLieuNotice: 'other',
  workInjury: 'other',
  workInjuryPay: 'other',
  workInjuryLumpSum: 'other',
  confirmRelation: 'other',
  depositReturn: 'other',
  documentsTransfer: 'other',
  other: 'other',
};

/** Pay for work (劳动报酬; 《刑法》276-1, 解释 1): what refusing to pay is about. Severance, damages and insurance are none. */
export const isPay = (kind: string): boolean => Object.hasOwn(SORTED, kind) && SORTED[kind] === 'pay';

export interface AwardItem {
  readonly kind: string;
  readonly amount: number;
}

export interface FinalAwardTest {
  readonly items: readonly { readonly kind: string; readonly amount: number; readonly final: boolean }[];
  /** A mixed outcome is written in two documents; one document would be treated as non-final throughout. */
  readonly documents: 1 | 2;
  readonly line: number;
  readonly steps: Step[];
}

function sorted(kind: unknown, index: number): AwardItemKind {
  const found = typeof kind === 'string' && Object.hasOwn(SORTED, kind) ? SORTED[kind] : undefined;
  if (found) return found;
  throw new LawError('unknown-kind', `items[${index}].kind`, {
    zh: `不认识的裁决事项“${shown(kind)}”；可用 ${Object.keys(SORTED).join('、')}。`,
    en: `There is no kind "${shown(kind)}"; there are ${Object.keys(SORTED).join(', ')}.`,
  });
}

function isFinal(kind: AwardItemKind, amount: number, line: number): boolean {
  if (kind === 'labourStandard') return true;
  return kind !== 'other' && amount <= line;
}

/** Whether each item of an award is final (终局裁决): item by item against twelve minimum wages (LDMAL 47; ARules 50). */
export function finalAwardTest(input: {
  readonly items: readonly AwardItem[];
  /** Day of the award: the minimum wage of that day counts. */
  readonly on?: PlainDate;
  readonly parameters?: Partial<Parameters>;
}): FinalAwardTest {
  const line = fen(parametersFor(input.parameters, input.on).minWageMonthly, 'parameters.minWageMonthly') * 12;
  const items = rows(input.items, 'items').map((item, index) => {
    const kind = sorted(item.kind, index);
    const amount = fen(item.amount, `items[${index}].amount`);
    return { kind: item.kind, amount, final: isFinal(kind, amount, line) };
  });
  const mixed = items.some((item) => item.final) && items.some((item) => !item.final);
  const steps = [
    say(
      `终局线：月最低工资 × 12 = ${yuan(line)} 元，逐项比较。`,
      `Line: 12 minimum wages, ${yuan(line)}, item by item.`,
    ),
    ...items.map(({ kind, amount, final }) =>
      say(
        `${kind} ${yuan(amount)} 元：${final ? '终局' : '非终局'}。`,
        `${kind} ${yuan(amount)}: ${final ? 'final' : 'non-final'}.`,
      ),
    ),
    mixed
      ? say('两类并存，应当分别制作两份裁决书。', 'Mixed: two separate documents have to be made.')
      : say('可以制作一份裁决书。', 'One document will do.'),
  ];
  return { items, documents: mixed ? 2 : 1, line, steps };
}

export interface CriminalTestInput {
  /** The pay date of the order has passed without payment. */
  readonly orderLapsed: boolean;
  /** What each worker is still owed: fen, and how many months of pay it covers. */
  readonly workers: readonly { readonly unpaid: number; readonly months: number }[];
  /** Day on which the order lapsed: the lines of that day count. */
  readonly on?: PlainDate;
  readonly parameters?: Partial<Parameters>;
}

export interface CriminalTest {
  /** A flag for a person to decide on, never a decision. */
  readonly met: boolean;
  readonly ground?: 'oneWorker' | 'group';
  readonly sum: number;
  readonly headCount: number;
  readonly steps: Step[];
}

function groundOf(
  input: CriminalTestInput,
  owed: readonly { unpaid: number; months: number }[],
): CriminalTest['ground'] {
  const known = parametersFor(input.parameters, input.on);
  const one = fen(known.criminalOne, 'parameters.criminalOne');
  const group = fen(known.criminalGroup, 'parameters.criminalGroup');
  const sum = owed.reduce((total, each) => total + each.unpaid, 0);
  if (owed.length >= (known.criminalGroupHeads ?? 10) && sum >= group) return 'group';
  const months = known.criminalOneMonths ?? 3;
  return owed.some((each) => each.months >= months && each.unpaid >= one) ? 'oneWorker' : undefined;
}

/** Whether arrears reach the "large sum" of refusing to pay (拒不支付劳动报酬; 《刑法》276-1, 解释 3). */
export function criminalTest(input: CriminalTestInput): CriminalTest {
  const owed = rows(input.workers, 'workers')
    .map((worker, index) => ({
      unpaid: fen(worker.unpaid, `workers[${index}].unpaid`),
      months: wholeWithin(worker.months, `workers[${index}].months`, { from: 0, to: 600 }),
    }))
    .filter((worker) => worker.unpaid > 0);
  const sum = owed.reduce((total, each) => total + each.unpaid, 0);
  const ground = groundOf(input, owed);
  const met = input.orderLapsed === true && ground !== undefined;
  const steps = [
    say(`尚欠 ${owed.length} 人 ${yuan(sum)} 元。`, `${owed.length} workers are owed ${yuan(sum)} yuan.`),
    input.orderLapsed === true
      ? say('责令支付期限已过。', 'The pay date of the order has passed.')
      : say(
          '责令支付期限未过，不构成“经政府有关部门责令支付仍不支付”。',
          'The order is still running: the test is not met.',
        ),
    ground === undefined
      ? say('未达到数额较大的标准。', 'The sum is not "large".')
      : say(
          ground === 'group' ? '达到十人以上的数额标准。' : '达到一人三个月以上的数额标准。',
          ground === 'group'
            ? 'The standard for ten or more workers is reached.'
            : 'The standard for one worker is reached.',
        ),
    say('结论供负责人决定，不自动移送。', 'This is a flag for a person to decide on; nothing is referred by itself.'),
  ];
  return { met, ...(ground === undefined ? {} : { ground }), sum, headCount: owed.length, steps };
}
