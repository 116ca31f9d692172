import { say, type Step } from '../step.ts';
import { exact, over, plus, times, toFen, type Exact } from './exact.ts';
import { fen, yuan, type Sum } from './result.ts';

/** One step of a scale: the part of the sum up to `to` fen costs `rate`; the first step is a fixed fee. */
interface Bracket {
  readonly to: number;
  readonly rate: number;
}

interface Scale {
  readonly fixedUpTo: number;
  readonly fixed: number;
  readonly brackets: readonly Bracket[];
}

const W = 1_000_000;
const WITHOUT_END = Number.MAX_SAFE_INTEGER;

/** 《诉讼费用交纳办法》13(1): suits about property. */
const PROPERTY: Scale = {
  fixedUpTo: W,
  fixed: 5_000,
  brackets: [
    { to: 10 * W, rate: 0.025 },
    { to: 20 * W, rate: 0.02 },
    { to: 50 * W, rate: 0.015 },
    { to: 100 * W, rate: 0.01 },
    { to: 200 * W, rate: 0.009 },
    { to: 500 * W, rate: 0.008 },
    { to: 1000 * W, rate: 0.007 },
    { to: 2000 * W, rate: 0.006 },
    { to: WITHOUT_END, rate: 0.005 },
  ],
};

/** Art. 14(1): enforcement; collected from the debtor afterwards. */
const ENFORCEMENT: Scale = {
  fixedUpTo: W,
  fixed: 5_000,
  brackets: [
    { to: 50 * W, rate: 0.015 },
    { to: 500 * W, rate: 0.01 },
    { to: 1000 * W, rate: 0.005 },
    { to: WITHOUT_END, rate: 0.001 },
  ],
};

/** Art. 14(2): preservation; 5,000 yuan at most. */
const PRESERVATION: Scale = {
  fixedUpTo: 100_000,
  fixed: 3_000,
  brackets: [
    { to: 10 * W, rate: 0.01 },
    { to: WITHOUT_END, rate: 0.005 },
  ],
};
const PRESERVATION_CAP = 500_000;

function byScale(amount: number, scale: Scale): { fee: Exact; steps: Step[] } {
  let fee = exact(scale.fixed);
  let from = scale.fixedUpTo;
  const steps = [say(`基本费用 ${yuan(scale.fixed)} 元。`, `Fixed part ${yuan(scale.fixed)} yuan.`)];
  for (const { to, rate } of scale.brackets) {
    const part = Math.min(amount, to) - from;
    if (part <= 0) break;
    const each = times(exact(part), exact(rate));
    fee = plus(fee, each);
    const text = `${yuan(part)} × ${Number((rate * 100).toFixed(3))}% = ${yuan(toFen(each))}`;
    steps.push(say(`${text} 元。`, `${text} yuan.`));
    from = to;
  }
  return { fee, steps };
}

function closed(sum: number, steps: readonly Step[], words: Step): Sum {
  return { sum, steps: [...steps, say(`${words.zh} ${yuan(sum)} 元。`, `${words.en}: ${yuan(sum)} yuan.`)] };
}

/** Fee of an ordinary suit about property (财产案件受理费). */
export function propertyCaseFee(input: { readonly amount: number }): Sum {
  const { fee, steps } = byScale(fen(input.amount, 'amount'), PROPERTY);
  return closed(toFen(fee), steps, say('案件受理费', 'Court fee'));
}

/** Fee of a payment order (支付令): a third of the fee of a suit (art. 14(3)). */
export function paymentOrderFee(input: { readonly amount: number }): Sum {
  const { fee, steps } = byScale(fen(input.amount, 'amount'), PROPERTY);
  return closed(toFen(over(fee, exact(3))), steps, say('支付令申请费（三分之一）', 'Payment order, one third'));
}

export function enforcementFee(input: { readonly amount: number }): Sum {
  const { fee, steps } = byScale(fen(input.amount, 'amount'), ENFORCEMENT);
  return closed(toFen(fee), steps, say('执行申请费（由被执行人负担）', 'Enforcement fee, borne by the debtor'));
}

export function preservationFee(input: { readonly amount: number }): Sum {
  const { fee, steps } = byScale(fen(input.amount, 'amount'), PRESERVATION);
  const sum = Math.min(toFen(fee), PRESERVATION_CAP);
  return closed(sum, steps, say('保全申请费（最多5,000元）', 'Preservation fee, at most 5,000'));
}

export interface LabourCaseFeeInput {
  /** Simple procedure (art. 16), or settled or withdrawn (art. 15): half. */
  readonly simple?: boolean;
  readonly settledOrWithdrawn?: boolean;
}

/** Fee of a labour case (劳动争议案件受理费): ten yuan, halved once. Claims for pay need not prepay it (art. 20). */
export function labourCaseFee(input: LabourCaseFeeInput = {}): Sum {
  const half = input.simple === true || input.settledOrWithdrawn === true;
  const sum = half ? 500 : 1000;
  const words = half ? say('劳动争议受理费减半', 'Labour case fee, halved') : say('劳动争议受理费', 'Labour case fee');
  return closed(sum, [], words);
}
