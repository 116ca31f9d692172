/**
 * Enforcement (强制执行) of a confirmed agreement. What is owed is not typed again: it follows from the title and from what
 * was paid under it. Interest and fee are counted when assets are executed, on the day of the act.
 */
import { idsOf } from '@yimen/casework';
import { clock, command, event, legalDay, refusal, type Decider, type Look, type Messages } from '@yimen/kernel';
import { enforcementFee, yuan } from '@yimen/law';
import { byItem, exceeds, less, sum, within, type ClaimPart, type Fen } from '@yimen/terms';
import {
  AssetsExecuted,
  EnforcementApplied,
  EnforcementCompleted,
  EnforcementNoticeIssued,
} from '@yimen/court-language';
import { z } from 'zod';
import { PERFORMANCE, type Performance } from '../confirmation/performance.view.ts';
import { TITLES, type Title } from '../confirmation/titles.view.ts';
import { ENFORCEMENTS, type EnforcementRow } from './enforcements.view.ts';
import { overdueOn, type Due, type Settled } from './overdue.ts';
import { interestOn, paidOf } from './proceeds.ts';

export const ApplyEnforcement = command({
  name: 'ApplyEnforcement',
  zh: '申请强制执行',
  en: 'Apply for enforcement',
  by: ['court.filing'],
  input: EnforcementApplied.schema.pick({ caseId: true, confirmation: true }),
});
export const IssueEnforcementNotice = command({
  name: 'IssueEnforcementNotice',
  zh: '发出执行通知',
  en: 'Issue the enforcement notice',
  by: ['court.enforcement'],
  input: z.object({}),
});
export const ExecuteAssets = command({
  name: 'ExecuteAssets',
  zh: '执行财产',
  en: 'Execute assets',
  by: ['court.enforcement'],
  input: AssetsExecuted.schema.pick({ parts: true }),
});
export const CompleteEnforcement = command({
  name: 'CompleteEnforcement',
  zh: '执行完毕结案',
  en: 'Complete enforcement',
  by: ['court.enforcement'],
  input: z.object({}),
});
/** Paid past this enforcement, to the workers or under another of the same title: it is not collected as well. */
const DirectPaymentNoted = event({
  name: 'DirectPaymentNoted',
  zh: '记录直接付款',
  en: 'Direct payment noted',
  data: AssetsExecuted.schema.pick({ parts: true }),
});
export const NoteDirectPayment = command({
  name: 'NoteDirectPayment',
  zh: '记录直接付款',
  en: 'Note a direct payment',
  by: [],
  input: DirectPaymentNoted.schema,
});
const commands = [
  ApplyEnforcement,
  IssueEnforcementNotice,
  ExecuteAssets,
  NoteDirectPayment,
  CompleteEnforcement,
] as const;
const events = [
  EnforcementApplied,
  EnforcementNoticeIssued,
  AssetsExecuted,
  DirectPaymentNoted,
  EnforcementCompleted,
] as const;

interface Debt {
  appliedOn: string;
  confirmation: string;
  debtor: string;
  parts: readonly ClaimPart[];
  dues: readonly Due[];
  executed: readonly ClaimPart[];
  /** What the debtor paid past the court meanwhile. */
  direct: readonly ClaimPart[];
  interest: Fen;
  fee: Fen;
}
type Enforcement = { status: 'none' } | ({ status: 'applied' | 'notified' | 'completed' } & Debt);
/** What the house knows of the title; `title` is absent when there is none. */
interface Known extends Settled {
  title: Title | undefined;
  /** Whether the title belongs to the case that is named, under any of its ids. */
  ofCase: boolean;
  /** The enforcement that is going on. */
  going: string | undefined;
}

async function known(data: { caseId: string; confirmation: string }, look: Look): Promise<Known> {
  const { caseId, confirmation } = data;
  const [found, had, caseIds] = await Promise.all([
    look.row<Title>(TITLES, confirmation),
    look.rows<EnforcementRow>(ENFORCEMENTS, { where: { confirmation } }),
    idsOf(look, caseId),
  ]);
  const title = found?.data;
  const performed = title && (await look.row<Performance>(PERFORMANCE, title.mediation));
  return {
    title,
    ofCase: caseIds.includes(title?.caseId ?? ''),
    going: had.find((row) => row.data.open)?.key,
    paid: performed?.data.paid ?? [],
    collectedTo: had.map((row) => row.data.upTo).reduce((last, day) => (day > last ? day : last), ''),
  };
}

const here = refusal('already-applied', { zh: '这项执行申请已登记', en: 'This application is registered already' });
const noTitle = refusal('no-title', {
  zh: '没有生效的执行依据，未立案；请先取得裁定确认或者裁决',
  en: 'There is no title to enforce; nothing was opened. Have the agreement confirmed or obtain an award first',
  law: '民事诉讼法 第二百四十七条',
  nextDoor: { zh: '司法确认或者劳动仲裁', en: 'Judicial confirmation or arbitration' },
});
const soughtBefore = (id: string) =>
  refusal('already-sought', {
    zh: `这份裁定已在执行（${id}），未重复立案；请在该案中办理`,
    en: `This title is being enforced already (${id}); nothing was opened. Go on there`,
    law: '民事诉讼法 第二百四十七条',
  });
const otherCase = refusal('another-case', {
  zh: '这份裁定不属于该案件，未立案；请核对案件与执行依据',
  en: 'This title belongs to another case; nothing was opened. Check case and title',
});
const tooEarly = refusal('before-due', {
  zh: '执行日期不晚于款项到期日，未保存；请核对日期',
  en: 'The day of execution is not after the day on which the sums fell due; nothing was saved. Check it',
});
const notBroken = refusal('not-broken', {
  zh: '协议没有到期未付的款项，未立案；请在约定付款日之后再申请',
  en: 'Nothing of the agreement is overdue; nothing was opened. Apply after the agreed day has passed',
  law: '民事诉讼法 第二百四十七条',
});
const beforeApplication = refusal('before-application', {
  zh: '办理日期早于申请执行的日期，未保存；请核对日期',
  en: 'The day lies before the application for enforcement; nothing was saved. Check it',
});
const notOpen = refusal('not-being-enforced', {
  zh: '执行案件尚未立案或已结案，未保存',
  en: 'There is no open enforcement; nothing was saved',
});
const notified = refusal('already-notified', { zh: '执行通知已发出', en: 'The notice was issued already' });
const tooMuch = refusal('more-than-owed', {
  zh: '执行金额超过所欠的分项金额，未保存；利息由系统计算，请只填写本金',
  en: 'More than is owed for an item; nothing was saved. Interest is counted by the system: enter the principal only',
});
const stillOwed = (fen: Fen) =>
  refusal('still-owed', {
    zh: `尚有 ${yuan(fen)} 元本金未执行到位，未结案`,
    en: `${yuan(fen)} yuan of principal are not executed; the case stays open`,
    law: '民事诉讼法 第二百六十五条',
  });

const paidDirectly = refusal('already-paid', { zh: '这笔款项不在执行中', en: 'This is not being enforced' });

const owed = ({ parts, executed, direct }: Debt): ClaimPart[] => less(parts, [...executed, ...direct]);

export const enforcement = {
  name: 'court.enforcement',
  label: { zh: '强制执行', en: 'Enforcement' },
  commands,
  opens: [ApplyEnforcement],
  events,
  initial: { status: 'none' } as Enforcement,
  clocks: [
    clock('enf-notice', {
      start: [EnforcementApplied],
      stop: [EnforcementNoticeIssued, EnforcementCompleted],
    }),
    clock('enf-escalate', { start: [EnforcementApplied], stop: [EnforcementCompleted] }),
  ],
  facts: { ApplyEnforcement: known },
  decide: {
    ApplyEnforcement({ data, on, facts }, state) {
      if (state.status !== 'none') return here;
      const { title, ofCase, going, ...settled } = facts as Known;
      if (!title?.number) return noTitle;
      if (!ofCase) return otherCase;
      if (going) return soughtBefore(going);
      const overdue = overdueOn(on, title, settled);
      if (overdue.dues.length === 0) return notBroken;
      return [EnforcementApplied({ ...data, debtor: title.employer, ...overdue })];
    },
    IssueEnforcementNotice({ on }, state) {
      if (state.status === 'notified') return notified;
      if (state.status !== 'applied') return notOpen;
      return on < state.appliedOn ? beforeApplication : [EnforcementNoticeIssued({})];
    },
    ExecuteAssets({ data, on }, state) {
      if (state.status === 'none' || state.status === 'completed') return notOpen;
      if (on < state.appliedOn) return beforeApplication;
      if (state.dues.some(({ dueOn }) => on <= dueOn)) return tooEarly;
      const parts = byItem(data.parts);
      if (exceeds(parts, owed(state))) return tooMuch;
      const before = sum(state.executed);
      const principal = sum(parts);
      const counted = interestOn(paidOf(state.dues, before + sum(state.direct), principal), on);
      // The fee goes by all that was executed; what earlier acts have cost already is not charged again.
      const fee = enforcementFee({ amount: before + principal }).sum - state.fee;
      const total = principal + counted.interestTotal;
      return [AssetsExecuted({ confirmation: state.confirmation, parts, ...counted, total, fee })];
    },
    NoteDirectPayment({ data }, state) {
      if (state.status === 'none' || state.status === 'completed') return paidDirectly;
      const parts = within(data.parts, owed(state));
      return parts.length > 0 ? [DirectPaymentNoted({ parts })] : paidDirectly;
    },
    CompleteEnforcement({ on }, state) {
      if (state.status === 'none' || state.status === 'completed') return notOpen;
      if (on < state.appliedOn) return beforeApplication;
      const left = sum(owed(state));
      return left > 0 ? stillOwed(left) : [EnforcementCompleted({})];
    },
  },
  evolve: {
    EnforcementApplied: (_, { confirmation, debtor, parts, dues }, { occurredAt }): Enforcement => ({
      status: 'applied',
      appliedOn: legalDay(occurredAt),
      confirmation,
      debtor,
      parts,
      dues,
      executed: [],
      direct: [],
      interest: 0,
      fee: 0,
    }),
    EnforcementNoticeIssued: (state) => (state.status === 'none' ? state : { ...state, status: 'notified' }),
    AssetsExecuted: (state, { parts, interestTotal, fee }) =>
      state.status === 'none'
        ? state
        : {
            ...state,
            executed: [...state.executed, ...parts],
            interest: state.interest + interestTotal,
            fee: state.fee + fee,
          },
    DirectPaymentNoted: (state, { parts }) =>
      state.status === 'none' ? state : { ...state, direct: [...state.direct, ...parts] },
    EnforcementCompleted: (state) => (state.status === 'none' ? state : { ...state, status: 'completed' }),
  },
  show(state) {
    if (state.status === 'none') return undefined;
    const { status, debtor, executed, interest, fee } = state;
    const words = {
      applied: { zh: '待发执行通知', en: 'Notice to be issued' },
      notified: { zh: '执行中', en: 'Being enforced' },
      completed: { zh: '执行完毕', en: 'Completed' },
    };
    const going = [ExecuteAssets, CompleteEnforcement];
    return {
      status,
      label: words[status],
      facts: [
        { label: { zh: '被执行人', en: 'Debtor' }, value: debtor, kind: 'organisation' },
        { label: { zh: '未执行本金', en: 'Principal owed' }, value: sum(owed(state)), kind: 'money' },
        { label: { zh: '已执行本金', en: 'Executed' }, value: sum(executed), kind: 'money' },
        { label: { zh: '迟延履行利息', en: 'Interest' }, value: interest, kind: 'money' },
        { label: { zh: '执行费', en: 'Fee' }, value: fee, kind: 'money' },
      ],
      next: status === 'completed' ? [] : status === 'applied' ? [IssueEnforcementNotice, ...going] : going,
      closed: status === 'completed',
    };
  },
} satisfies Decider<Messages<typeof commands>, Enforcement, Messages<typeof events>>;
