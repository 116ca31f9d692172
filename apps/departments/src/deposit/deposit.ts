/**
 * A payment from the wage deposit (农民工工资保证金): the inspectors' notice, what the bank returns, and the contractor
 * who makes the deposit whole again. One stream is one notice; its id is that of the hand-over that brought it.
 */
import { DepositPaid, DepositPaymentRequested, DepositReplenished } from '@yimen/departments-language';
import { command, refusal, type Decider, type Messages } from '@yimen/kernel';
import { byItem, claimParts, exceeds, fen, less, sum, titled, type ClaimPart } from '@yimen/terms';
import { z } from 'zod';
import { paidTwice } from '../arrears/arrears.view.ts';
import { paidBefore } from '../payment/payment.ts';

/** Ordered by an accepted hand-over only. */
export const RequestDepositPayment = command({
  name: 'RequestDepositPayment',
  zh: '收到支付通知',
  en: 'Request payment',
  by: [],
  input: DepositPaymentRequested.schema,
});
/** Without parts the bank has paid all that the notice still asks for. */
export const PayFromDeposit = command({
  name: 'PayFromDeposit',
  zh: '登记保证金支付',
  en: 'Pay from the deposit',
  by: ['departments.bank'],
  input: z.object({ parts: claimParts.optional().meta(titled('支付金额（不填为全额）', 'Amounts (empty: in full)')) }),
});
export const ReplenishDeposit = command({
  name: 'ReplenishDeposit',
  zh: '登记保证金补足',
  en: 'Replenish the deposit',
  by: ['departments.bank'],
  input: z.object({ fen: fen.min(1).meta(titled('补足金额或者新保函金额（元）', 'Amount or new guarantee (yuan)')) }),
});
const commands = [RequestDepositPayment, PayFromDeposit, ReplenishDeposit] as const;
const events = [DepositPaymentRequested, DepositPaid, DepositReplenished] as const;

interface Notice {
  readonly caseId: string;
  readonly bank: string;
  readonly contractor: string;
  readonly subcontractor: string;
  readonly parts: readonly ClaimPart[];
}
interface Held extends Notice {
  readonly paid: readonly ClaimPart[];
  /** What the contractor has to put back. */
  readonly missing: number;
}
type Deposit = { readonly status: 'none' } | (Held & { readonly status: keyof typeof stages });

const stages = {
  requested: { zh: '待支付', en: 'To be paid' },
  partlyPaid: { zh: '部分支付', en: 'Paid in part' },
  paid: { zh: '已支付，待补足', en: 'Paid, to be replenished' },
  replenished: { zh: '已补足', en: 'Replenished' },
};

const alreadyRequested = refusal('already-requested', {
  zh: '这份支付通知已收到，无需重复',
  en: 'This notice is here already',
});
const nothingAsked = refusal('nothing-asked', {
  zh: '没有待支付的通知，未保存；请从待支付列表中选择',
  en: 'No notice waits to be paid; nothing was saved. Choose one of the list.',
});
const aboveNotice = refusal('above-notice', {
  zh: '金额超出支付通知或者含有通知以外的请求，未保存；请逐项核对支付通知',
  en: 'More than the notice asks for; nothing was saved. Compare item by item.',
});
const nothingMissing = refusal('nothing-missing', {
  zh: '保证金尚未动用或者已经补足，未保存',
  en: 'The deposit was not used, or is whole again; nothing was saved',
});
const belowUse = (missing: number) =>
  refusal('below-use', {
    zh: `已动用 ${(missing / 100).toFixed(2)} 元，须一次补足，未保存`,
    en: `${(missing / 100).toFixed(2)} yuan were used and are made good at once; nothing was saved`,
    law: '人社部发〔2021〕65号（工程建设领域农民工工资保证金规定）',
  });

const rest = (held: Held): ClaimPart[] => less(held.parts, held.paid);

/** A notice that was paid in part stays so when the deposit is whole again: the bank pays on. */
function staged(held: Held): Deposit {
  if (rest(held).length > 0) return { ...held, status: held.paid.length > 0 ? 'partlyPaid' : 'requested' };
  return { ...held, status: held.missing > 0 ? 'paid' : 'replenished' };
}

export const deposit = {
  name: 'departments.deposit',
  label: { zh: '工资保证金支付', en: 'Payment from the deposit' },
  commands,
  events,
  initial: { status: 'none' } as Deposit,
  facts: {
    PayFromDeposit: async ({ parts }, look, state) =>
      state.status === 'none' ? [] : paidTwice(look, state.caseId, parts ?? rest(state)),
  },
  decide: {
    RequestDepositPayment: ({ data }, state) =>
      state.status === 'none' ? [DepositPaymentRequested({ ...data, parts: byItem(data.parts) })] : alreadyRequested,

    PayFromDeposit({ data, facts: twice }, state) {
      if (state.status === 'none') return nothingAsked;
      const asked = rest(state);
      if (asked.length === 0) return nothingAsked;
      const parts = byItem(data.parts ?? asked);
      if (exceeds(parts, asked)) return aboveNotice;
      if (twice.length > 0) return paidBefore(sum(twice));
      const { caseId, bank, contractor, subcontractor } = state;
      return [DepositPaid({ caseId, bank, contractor, onBehalfOf: subcontractor, parts })];
    },

    ReplenishDeposit({ data }, state) {
      if (state.status === 'none' || state.missing === 0) return nothingMissing;
      if (data.fen < state.missing) return belowUse(state.missing);
      return [DepositReplenished({ contractor: state.contractor, fen: data.fen })];
    },
  },
  evolve: {
    DepositPaymentRequested: (_, notice) => staged({ ...notice, paid: [], missing: 0 }),
    DepositPaid: (state, { parts }) =>
      state.status === 'none'
        ? state
        : staged({ ...state, paid: byItem([...state.paid, ...parts]), missing: state.missing + sum(parts) }),
    DepositReplenished: (state) => (state.status === 'none' ? state : staged({ ...state, missing: 0 })),
  },
  show(state) {
    if (state.status === 'none') return undefined;
    const { status, bank, contractor, subcontractor, parts, paid, missing } = state;
    return {
      status,
      label: stages[status],
      facts: [
        { label: { zh: '保证金银行', en: 'Deposit bank' }, value: bank, kind: 'organisation' },
        { label: { zh: '总包单位', en: 'General contractor' }, value: contractor, kind: 'organisation' },
        { label: { zh: '欠薪分包单位', en: 'Subcontractor in default' }, value: subcontractor, kind: 'organisation' },
        { label: { zh: '通知金额', en: 'Asked for' }, value: sum(parts), kind: 'money' },
        { label: { zh: '已支付', en: 'Paid' }, value: sum(paid), kind: 'money' },
        { label: { zh: '待补足', en: 'To be replenished' }, value: missing, kind: 'money' },
      ],
      next: [...(rest(state).length > 0 ? [PayFromDeposit] : []), ...(missing > 0 ? [ReplenishDeposit] : [])],
      closed: status === 'replenished',
    };
  },
} satisfies Decider<Messages<typeof commands>, Deposit, Messages<typeof events>>;
