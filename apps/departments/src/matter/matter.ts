/** A matter (信访事项) that the petition office sent to a department which has the power to deal with it. */
import { MatterAnswered, MatterTaken } from '@yimen/departments-language';
import { command, refusal, type Decider, type Fact, type Messages } from '@yimen/kernel';
import { heads, sum, type ClaimItem } from '@yimen/terms';
import { departmentName } from '../departments.ts';

/** Ordered by an accepted hand-over only. Without a day it was received on the day of acceptance. */
export const TakeMatter = command({
  name: 'TakeMatter',
  zh: '承接信访事项',
  en: 'Take matter',
  by: [],
  input: MatterTaken.schema.partial({ receivedOn: true }),
});
export const AnswerMatter = command({
  name: 'AnswerMatter',
  zh: '答复信访事项',
  en: 'Answer matter',
  by: ['departments.officer'],
  input: MatterAnswered.schema,
});

const alreadyTaken = refusal('already-taken', { zh: '这件事项已承接，无需重复', en: 'This matter is taken already' });
const notTaken = refusal('not-taken', {
  zh: '没有待答复的事项，未保存；请从待办列表中选择',
  en: 'No matter waits for an answer; nothing was saved. Choose one of the list.',
});
const answeredBefore = refusal('answered-before', {
  zh: '这件事项已经答复，未重复保存；更正请由信访部门另行转送',
  en: 'This matter was answered; nothing more was saved. To correct it the petition office sends it anew.',
});

interface Taken {
  readonly unit: string;
  readonly receivedOn: string;
  readonly employer?: string | undefined;
  readonly items: readonly ClaimItem[];
}
type Matter = { readonly status: 'none' } | (Taken & { readonly status: 'taken' | 'answered' });

const aboutClaims = (items: readonly ClaimItem[]): Fact[] =>
  items.length > 0
    ? [
        { label: { zh: '人数', en: 'People' }, value: heads(items), kind: 'count' },
        { label: { zh: '主张金额', en: 'Claimed' }, value: sum(items), kind: 'money' },
      ]
    : [];

export const matter = {
  name: 'departments.matter',
  label: { zh: '信访事项', en: 'Petition matter' },
  commands: [TakeMatter, AnswerMatter],
  events: [MatterTaken, MatterAnswered],
  initial: { status: 'none' } as Matter,
  decide: {
    TakeMatter: ({ data: { receivedOn, ...data }, on }, state) =>
      state.status === 'none' ? [MatterTaken({ ...data, receivedOn: receivedOn ?? on })] : alreadyTaken,

    AnswerMatter({ data }, state) {
      if (state.status === 'none') return notTaken;
      return state.status === 'taken' ? [MatterAnswered(data)] : answeredBefore;
    },
  },
  evolve: {
    MatterTaken: (_, { unit, receivedOn, employer, claimItems }): Matter => ({
      status: 'taken',
      ...{ unit, receivedOn, employer },
      items: claimItems ?? [],
    }),
    MatterAnswered: (state) => (state.status === 'none' ? state : { ...state, status: 'answered' }),
  },
  show(state) {
    if (state.status === 'none') return undefined;
    const { status, unit, receivedOn, employer, items } = state;
    const against: Fact[] = employer
      ? [{ label: { zh: '用人单位', en: 'Employer' }, value: employer, kind: 'organisation' }]
      : [];
    return {
      status,
      label: status === 'taken' ? { zh: '办理中', en: 'Taken' } : { zh: '已答复', en: 'Answered' },
      facts: [
        { label: { zh: '承办单位', en: 'Department' }, value: unit, kind: 'text', words: departmentName(unit) },
        { label: { zh: '收到日期', en: 'Received on' }, value: receivedOn, kind: 'date' },
        ...against,
        ...aboutClaims(items),
      ],
      next: status === 'taken' ? [AnswerMatter] : [],
      closed: status === 'answered',
    };
  },
} satisfies Decider<
  Messages<[typeof TakeMatter, typeof AnswerMatter]>,
  Matter,
  Messages<[typeof MatterTaken, typeof MatterAnswered]>
>;
