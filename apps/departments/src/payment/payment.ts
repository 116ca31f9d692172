/**
 * Wages advanced (垫付): the general contractor pays the workers of a subcontractor first and has it back afterwards
 * (保障农民工工资支付条例 第三十条). One stream is one payment.
 */
import { WagesAdvanced } from '@yimen/departments-language';
import { namingsOf, underAllIds } from '@yimen/casework';
import { command, refusal, type Decider, type Look, type Messages } from '@yimen/kernel';
import { byItem, sum, type ClaimPart } from '@yimen/terms';
import type { z } from 'zod';
import { paidTwice } from '../arrears/arrears.view.ts';

export const AdvanceWages = command({
  name: 'AdvanceWages',
  zh: '垫付工资',
  en: 'Advance wages',
  by: ['departments.contractor'],
  input: WagesAdvanced.schema,
});

const alreadyAdvanced = refusal('already-advanced', {
  zh: '这笔垫付已登记，无需重复',
  en: 'This advance is recorded already',
});
const ownDebt = refusal('own-debt', {
  zh: '本单位自己的欠薪不是垫付，未保存；请由劳动监察登记单位支付',
  en: 'Wages that one owes oneself are not an advance; nothing was saved. Inspection records the payment.',
  law: '保障农民工工资支付条例 第三十条',
  nextDoor: { zh: '人社（劳动监察）', en: 'HR bureau (inspection)' },
});
/** Said of a case that is not there just so: what is owed on it is nobody's affair who has nothing to do with it. */
const notNamed = refusal('not-named', {
  zh: '该案没有把垫付单位列为责任单位，未保存；请核对案件，或者先请劳动监察责令其支付',
  en: 'The case does not name who pays; nothing was saved. Compare the case, or ask inspection to order payment first.',
  law: '保障农民工工资支付条例 第三十条',
  nextDoor: { zh: '人社（劳动监察）', en: 'HR bureau (inspection)' },
});
export const paidBefore = (fen: number) =>
  refusal('paid-before', {
    zh: `其中 ${(fen / 100).toFixed(2)} 元超出尚欠金额或者已经支付，未保存；请核对后只登记尚欠部分`,
    en: `${(fen / 100).toFixed(2)} yuan of it is more than is owed or was paid before; nothing was saved.`,
  });

/** What would be paid twice; undefined where the case does not name who pays. */
async function onCaseOf(
  { by, caseId, parts }: z.output<typeof WagesAdvanced.schema>,
  look: Look,
): Promise<ClaimPart[] | undefined> {
  const named = await underAllIds(look, caseId, (ids) => namingsOf(look, ids, by));
  return named.length > 0 ? paidTwice(look, caseId, parts) : undefined;
}

type Payment = { status: 'none' } | { status: 'paid'; by: string; onBehalfOf: string; project: string; fen: number };

export const payment = {
  name: 'departments.payment',
  label: { zh: '工资垫付', en: 'Advance of wages' },
  commands: [AdvanceWages],
  opens: [AdvanceWages],
  events: [WagesAdvanced],
  initial: { status: 'none' } as Payment,
  facts: { AdvanceWages: onCaseOf },
  decide: {
    AdvanceWages({ data, facts: twice }, state) {
      if (state.status !== 'none') return alreadyAdvanced;
      if (!twice) return notNamed;
      if (data.by === data.onBehalfOf) return ownDebt;
      if (twice.length > 0) return paidBefore(sum(twice));
      return [WagesAdvanced({ ...data, parts: byItem(data.parts) })];
    },
  },
  evolve: {
    WagesAdvanced: (_, { by, onBehalfOf, project, parts }): Payment => ({
      status: 'paid',
      ...{ by, onBehalfOf, project },
      fen: sum(parts),
    }),
  },
  show: (state) =>
    state.status === 'none'
      ? undefined
      : {
          status: state.status,
          label: { zh: '已垫付', en: 'Advanced' },
          facts: [
            { label: { zh: '垫付单位', en: 'Paid by' }, value: state.by, kind: 'organisation' },
            { label: { zh: '代为清偿的单位', en: 'On behalf of' }, value: state.onBehalfOf, kind: 'organisation' },
            { label: { zh: '工程项目', en: 'Project' }, value: state.project, kind: 'text' },
            { label: { zh: '垫付金额', en: 'Advanced' }, value: state.fen, kind: 'money' },
          ],
          next: [],
          closed: true,
        },
} satisfies Decider<Messages<[typeof AdvanceWages]>, Payment, Messages<[typeof WagesAdvanced]>>;
