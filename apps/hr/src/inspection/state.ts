/** What an inspection is after what has happened in it, and how its card reads. */
import type { Fact, Label, Meta, Shown } from '@yimen/kernel';
import { heads, sum, wholeOf, type ClaimItem, type ClaimPart, type Fen } from '@yimen/terms';
import { drawable, waiting, type Draw } from './arrears.ts';
import {
  AcceptComplaint,
  CloseInspection,
  DeclineComplaint,
  ExtendInvestigation,
  IssueCorrectionOrder,
  RecordEmployerPayment,
  UseWageDeposit,
} from './commands.ts';

export interface Known {
  readonly status: keyof typeof stages;
  readonly caseId: string;
  readonly employer: string;
  readonly parties: readonly string[];
  readonly project: string | undefined;
  readonly receivedOn: string;
  readonly openedOn: string;
  readonly extended: boolean;
  readonly items: readonly ClaimItem[];
  /** What is still to be paid: the claims, from the order on what the order says. */
  readonly owed: readonly ClaimPart[];
  readonly recovered: Fen;
  readonly draws: readonly Draw[];
  /** Once the order has lapsed: by when all was to be paid, and whether anything of it was paid later. */
  readonly payDate?: string;
  readonly paidLate: boolean;
}
export type Inspection = { readonly status: 'none' } | Known;

const stages = {
  received: { zh: '已登记，待受理', en: 'Received' },
  declined: { zh: '不予受理', en: 'Declined' },
  investigating: { zh: '调查中', en: 'Under investigation' },
  ordered: { zh: '已责令限期改正', en: 'Correction ordered' },
  complied: { zh: '已按期改正', en: 'Complied' },
  lapsed: { zh: '逾期未改正', en: 'Order lapsed' },
  closed: { zh: '已结案', en: 'Closed' },
} satisfies Record<string, Label>;

/** Opened, and neither declined nor closed. */
export const isRunning = (state: Inspection): state is Known =>
  ['investigating', 'ordered', 'complied', 'lapsed'].includes(state.status);
/** Payments count from the day on which the complaint came in, also what is paid once the case is closed. */
export const countsPayments = (state: Inspection): state is Known =>
  state.status !== 'none' && state.status !== 'declined';

/** Closed so, the wages that are owed are owed all the same. */
export const isStillAsked = (outcome: string): boolean => outcome === 'penalised' || outcome === 'otherRoute';

type Lodged = Pick<Known, 'caseId' | 'employer' | 'receivedOn'> & {
  readonly liable: readonly string[];
  readonly project?: string | undefined;
  readonly claimItems: readonly ClaimItem[];
};
export const lodged = ({ caseId, employer, receivedOn, liable, project, claimItems }: Lodged): Known => ({
  status: 'received',
  caseId,
  employer,
  parties: [employer, ...liable],
  project,
  receivedOn,
  openedOn: receivedOn,
  extended: false,
  items: claimItems,
  owed: wholeOf(claimItems),
  recovered: 0,
  draws: [],
  paidLate: false,
});

/** Changes what is known; before the complaint there is nothing to change. */
export const known =
  <D>(change: (state: Known, data: D, meta: Meta) => Partial<Known>) =>
  (state: Inspection, data: D, meta: Meta): Inspection =>
    state.status === 'none' ? state : { ...state, ...change(state, data, meta) };

const toBePaid = { label: { zh: '已通知银行支付', en: 'The bank is to pay' }, kind: 'money' as const };

const sensible = (state: Known): Shown['next'] => {
  const { status, owed, extended } = state;
  const pay = owed.length > 0 ? [RecordEmployerPayment] : [];
  const extend = extended ? [] : [ExtendInvestigation];
  const draw = drawable(owed, state.draws).length > 0 ? [UseWageDeposit] : [];
  if (status === 'received') return [AcceptComplaint, DeclineComplaint];
  if (status === 'investigating') return [IssueCorrectionOrder, ...pay, ...extend, CloseInspection];
  if (status === 'ordered') return [...pay, CloseInspection];
  if (status === 'lapsed') return [...draw, ...pay, CloseInspection];
  if (status === 'closed') return pay;
  return status === 'complied' ? [CloseInspection] : [];
};

export function shown(state: Inspection): Shown | undefined {
  if (state.status === 'none') return undefined;
  const { status, employer, project, items, owed, recovered, draws } = state;
  const facts: Fact[] = [
    { label: { zh: '用人单位', en: 'Employer' }, value: employer, kind: 'organisation' },
    { label: { zh: '人数', en: 'People' }, value: heads(items), kind: 'count' },
    { label: { zh: '主张金额', en: 'Claimed' }, value: sum(items), kind: 'money' },
    { label: { zh: '尚欠金额', en: 'Outstanding' }, value: sum(owed), kind: 'money' },
    { label: { zh: '追回金额', en: 'Recovered' }, value: recovered, kind: 'money' },
    ...(project ? [{ label: { zh: '工程项目', en: 'Project' }, value: project, kind: 'text' as const }] : []),
    ...draws.map((draw) => sum(waiting(draw))).flatMap((value) => (value > 0 ? [{ ...toBePaid, value }] : [])),
  ];
  const closed = status === 'closed' || status === 'declined';
  return { status, label: stages[status], facts, next: sensible(state), closed };
}
