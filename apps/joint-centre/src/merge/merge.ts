/**
 * The merge of two cases (并案). It is proposed when they look like one, takes effect when the agencies of both doors
 * have agreed, and can be undone within the time that the agencies gave themselves. Nobody's log is rewritten.
 */
import { heardNotices } from '@yimen/casework';
import {
  CasesMerged,
  CasesUnmerged,
  MergeApproved,
  MergeDeclined,
  MergeProposed,
  mergeEvents,
} from '@yimen/joint-centre-language';
import { clock, command, event, legalDay, refusal, type Decider, type Fact, type Messages } from '@yimen/kernel';
import { lastDay } from '@yimen/law';
import { caseId, note, titled } from '@yimen/terms';
import { z } from 'zod';
import { nameOf } from '../neighbours.ts';
import { standing, type Standing } from './standing.ts';

const by = ['joint-centre.coordinator'];
export const ProposeMerge = command({
  name: 'ProposeMerge',
  zh: '提议并案',
  en: 'Propose a merge',
  by: [],
  input: MergeProposed.schema,
});
/** By hand, where the coordinator knows better than the claims do, or after a merge that was undone. */
export const RequestMerge = command({
  name: 'RequestMerge',
  zh: '申请并案',
  en: 'Request a merge',
  by,
  input: z
    .object({
      survivor: caseId.meta(titled('主案', 'Case that lives on')),
      merged: caseId.meta(titled('并入案', 'Case to be merged')),
      reason: note.meta(titled('并案理由', 'Reason')),
    })
    .transform((asked) => ({ ...asked, caseId: asked.survivor })),
});
export const ApproveMerge = command({
  name: 'ApproveMerge',
  zh: '登记同意并案',
  en: 'Record an approval',
  by,
  input: MergeApproved.schema,
});
export const DeclineMerge = command({
  name: 'DeclineMerge',
  zh: '登记不同意并案',
  en: 'Record a refusal',
  by,
  input: MergeDeclined.schema,
});
export const UndoMerge = command({
  name: 'UndoMerge',
  zh: '撤销并案',
  en: 'Undo the merge',
  by,
  input: z.object({ reason: note.meta(titled('撤销理由', 'Reason')) }),
});
export const SettleMerge = command({ name: 'SettleMerge', zh: '并案确定', en: 'Settle', by: [], input: z.object({}) });
const commands = [ProposeMerge, RequestMerge, ApproveMerge, DeclineMerge, UndoMerge, SettleMerge] as const;

const MergeSettled = event({ name: 'MergeSettled', zh: '并案确定', en: 'Merge settled', data: z.object({}) });
const events = [...mergeEvents, MergeSettled] as const;

type Proposal = z.output<typeof MergeProposed.schema>;
type Merge =
  | { status: 'none' }
  | {
      status: 'proposed' | 'declined' | 'merged' | 'unmerged' | 'settled';
      proposal: Proposal;
      approvals: readonly string[];
      mergedOn?: string;
    };

const alreadyProposed = refusal('already-proposed', {
  zh: '这两个案件已提议过并案',
  en: 'This pair was proposed before',
});
const notProposed = refusal('not-proposed', {
  zh: '没有待同意的并案提议，请从案件的并案提议中选择',
  en: 'No proposal waits here; choose one of the case',
});
const notAsked = (agencies: readonly string[]) =>
  refusal('not-asked', {
    zh: `本并案须由两个入口的受理机关（${agencies.map((each) => nameOf(each).zh).join('、')}）同意，未登记`,
    en: `The two doors (${agencies.map((each) => nameOf(each).en).join(', ')}) must approve; nothing was recorded`,
  });
const alreadyApproved = refusal('already-approved', { zh: '该机关已同意', en: 'This agency has approved' });
const notApart = refusal('not-apart', {
  zh: '须是两个已统一登记、未并入他案的不同案件，未提议；请从案件列表中选择',
  en: 'Two different registered cases are needed, neither merged into another; nothing was proposed',
});
const movedOn = refusal('cases-moved-on', {
  zh: '其中一个案件已并入他案，未并案；请对现存案件另行提议',
  en: 'One of the cases was merged elsewhere meanwhile; nothing was merged. The remaining cases are proposed anew',
});
const notMerged = refusal('not-merged', { zh: '尚未并案或已撤销', en: 'Not merged, or undone already' });
const stands = (due: string) =>
  refusal('merge-stands', {
    zh: `并案满三十日已确定（${due}），未撤销；差错由各机关以新的登记或者移交更正`,
    en: `The merge stands since ${due} and was not undone; each agency corrects what is wrong by new records or hand-overs`,
    law: '案件合并约定',
    nextDoor: { zh: '联合速调中心协调会商', en: 'A conference at the joint centre' },
  });

const labels = {
  proposed: { zh: '待同意', en: 'Waiting for approval' },
  declined: { zh: '不同意', en: 'Declined' },
  merged: { zh: '已并案', en: 'Merged' },
  unmerged: { zh: '已撤销', en: 'Undone' },
  settled: { zh: '已确定', en: 'Settled' },
};
const next = {
  proposed: [ApproveMerge, DeclineMerge],
  declined: [],
  merged: [UndoMerge],
  unmerged: [],
  settled: [],
};

export const merge = {
  name: 'joint-centre.merge',
  label: { zh: '并案', en: 'Merge' },
  commands,
  opens: [RequestMerge],
  events,
  initial: { status: 'none' } as Merge,
  clocks: [clock('unmerge-window', { start: [CasesMerged], stop: [CasesUnmerged], breached: () => SettleMerge({}) })],
  facts: {
    RequestMerge: async (pair, look): Promise<Standing> => standing(look, pair),
    ApproveMerge: async (_, look, state: Merge): Promise<Standing | undefined> =>
      state.status === 'none' ? undefined : standing(look, state.proposal),
    UndoMerge: (_, look) => heardNotices(look),
  },
  decide: {
    ProposeMerge: ({ data }, state) => (state.status === 'none' ? [MergeProposed(data)] : alreadyProposed),
    RequestMerge({ data: { survivor, merged, reason }, facts }, state) {
      if (state.status !== 'none') return alreadyProposed;
      const { apart, agencies, alike, same } = facts as Standing;
      if (!apart || survivor === merged) return notApart;
      const because = [...alike.because, { zh: reason, en: reason }];
      const { score } = alike;
      return [MergeProposed({ caseId: survivor, survivor, merged, score, because, same, agencies: [...agencies] })];
    },
    ApproveMerge({ data: { agency }, facts }, state) {
      if (state.status !== 'proposed') return notProposed;
      const { survivor, merged, agencies } = state.proposal;
      if (!agencies.includes(agency)) return notAsked(agencies);
      if (state.approvals.includes(agency)) return alreadyApproved;
      const { apart, same, latestAct } = facts as Standing;
      if (!apart) return movedOn;
      const missing = agencies.some((other) => other !== agency && !state.approvals.includes(other));
      const reason = state.proposal.because.map(({ zh }) => zh).join('；');
      const done = missing ? [] : [CasesMerged({ survivor, merged, same, latestAct, reason })];
      return [MergeApproved({ agency }), ...done];
    },
    DeclineMerge({ data }, state) {
      if (state.status !== 'proposed') return notProposed;
      return state.proposal.agencies.includes(data.agency) ? [MergeDeclined(data)] : notAsked(state.proposal.agencies);
    },
    UndoMerge({ data: { reason }, on, facts: notices }, state) {
      if (state.status !== 'merged' && state.status !== 'settled') return notMerged;
      const due = lastDay('unmerge-window', state.mergedOn!, notices);
      const { survivor, merged } = state.proposal;
      return state.status === 'settled' || on > due ? stands(due) : [CasesUnmerged({ survivor, merged, reason })];
    },
    SettleMerge: (_, state) => (state.status === 'merged' ? [MergeSettled({})] : []),
  },
  evolve: {
    MergeProposed: (_, proposal): Merge => ({ status: 'proposed', proposal, approvals: [] }),
    MergeApproved: (state, { agency }) =>
      state.status === 'none' ? state : { ...state, approvals: [...state.approvals, agency] },
    MergeDeclined: (state) => (state.status === 'none' ? state : { ...state, status: 'declined' }),
    CasesMerged: (state, _, { occurredAt }) =>
      state.status === 'none' ? state : { ...state, status: 'merged', mergedOn: legalDay(occurredAt) },
    CasesUnmerged: (state) => (state.status === 'none' ? state : { ...state, status: 'unmerged' }),
    MergeSettled: (state) => (state.status === 'none' ? state : { ...state, status: 'settled' }),
  },
  show(state) {
    if (state.status === 'none') return undefined;
    const { status, proposal, approvals } = state;
    const facts: Fact[] = [
      { label: { zh: '相似度', en: 'Score' }, value: String(proposal.score), kind: 'text' },
      { label: { zh: '须同意', en: 'To approve' }, value: proposal.agencies.join('、'), kind: 'agency' },
      { label: { zh: '已同意', en: 'Approved' }, value: approvals.join('、') || '—', kind: 'agency' },
    ];
    return { status, label: labels[status], facts, next: next[status], closed: next[status].length === 0 };
  },
} satisfies Decider<Messages<typeof commands>, Merge, Messages<typeof events>>;
