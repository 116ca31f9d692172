/** One case as the coordinator sees it: what the joint centre knows, over every id that the case has had. */
import { returnReasons, underAllIds } from '@yimen/casework';
import type { Label, Look } from '@yimen/kernel';
import { claimKind, heads, sum, type ClaimItem } from '@yimen/terms';
import { distinctClaims } from '../case-file/case-claims.view.ts';
import { CASES, type CaseRow } from '../case-file/cases.view.ts';
import { representativesOf } from '../case-file/representatives.view.ts';
import { levels } from '../case-file/risk.ts';
import { LEDGER, statusOf, type LedgerRow } from '../hand-overs/hand-overs.view.ts';
import { proposalsOf, type ProposalRow } from '../merge/proposals.view.ts';
import { kindLabel } from './hand-over-kinds.ts';

export interface WholeCase {
  readonly own: CaseRow;
  /** The survivor first, then what was merged into it. */
  readonly rows: readonly CaseRow[];
  readonly claims: readonly ClaimItem[];
}

/** Undefined for a case that the register does not know. Claims that two doors told alike are there once. */
export async function wholeCase(look: Look, caseId: string): Promise<WholeCase | undefined> {
  const [found, claims] = await underAllIds(look, caseId, (ids) =>
    Promise.all([Promise.all(ids.map((id) => look.row<CaseRow>(CASES, id))), distinctClaims(look, ids)]),
  );
  const rows = found.flatMap((row) => (row ? [row.data] : []));
  const own = rows.find((row) => row.caseId === caseId);
  if (!own) return undefined;
  return { own, rows, claims };
}

export const idsOfWhole = ({ rows }: WholeCase) => rows.map(({ caseId }) => caseId);

export function statusOfCase({ own, rows }: WholeCase): string {
  if (own.survivor) return 'merged';
  return rows.every(({ closed }) => closed) ? 'closed' : 'open';
}

export const riskOfCase = ({ rows }: WholeCase): string =>
  levels[Math.max(...rows.map(({ level }) => levels.indexOf(level)))] ?? 'none';

/** Where people came in; a door that a hand-over opened counts only when there is no other. */
export function doorsOf({ rows }: WholeCase): string[] {
  const all = rows.flatMap(({ doors }) => doors.map(({ door }) => door));
  const own = all.filter((door) => door !== 'referral');
  return [...new Set(own.length > 0 ? own : all)];
}

const organisation = (id: string) => ({ __typename: 'Organisation', id });
const person = (id: string) => ({ __typename: 'Person', id });

export const employersOf = ({ rows }: WholeCase) =>
  [...new Set(rows.flatMap(({ employer, liable }) => [employer, ...liable]))].map(organisation);

const kinds = (claimKind.meta()?.['words'] ?? {}) as Record<string, readonly [string, string]>;
export const kindOfClaim = (kind: string): Label => ({ zh: kinds[kind]?.[0] ?? kind, en: kinds[kind]?.[1] ?? kind });

const roles = {
  claimant: { zh: '请求人', en: 'Claimant' },
  representative: { zh: '代表人', en: 'Representative' },
};

export async function membersOf(look: Look, whole: WholeCase) {
  const elected = await representativesOf(look, idsOfWhole(whole));
  const people = Map.groupBy(whole.claims, (claim) => claim.person);
  return [...people].map(([id, items]) => {
    const role = elected.has(id) ? 'representative' : 'claimant';
    return {
      person: person(id),
      role,
      roleLabel: roles[role],
      items: items.map(({ id: item, kind, from, to, fen }) => ({
        ...{ id: item, kind, kindLabel: kindOfClaim(kind), from, to, fen },
      })),
    };
  });
}

const proposalFor =
  (caseId: string) =>
  ({ id, survivor, merged, score, because, approvals, status }: ProposalRow) => ({
    ...{ id, other: survivor === caseId ? merged : survivor, score, because, approvals, status },
  });

export async function linksOf(look: Look, whole: WholeCase) {
  const { own, rows } = whole;
  const survivor = rows[0]?.caseId ?? own.caseId;
  return {
    survivor,
    merged: idsOfWhole(whole).filter((id) => id !== survivor),
    proposals: (await proposalsOf(look, own.caseId)).map(proposalFor(own.caseId)),
  };
}

const reasonLabel = (code: string | undefined): Label | null => {
  const words = returnReasons[code as keyof typeof returnReasons];
  return words ? { zh: words[0], en: words[1] } : null;
};

export async function handOversOf(look: Look, whole: WholeCase) {
  const rows = await look.rows<LedgerRow>(LEDGER, { caseIds: idsOfWhole(whole) });
  return rows.map(({ data: row }) => ({
    ...row,
    kindLabel: kindLabel(row.kind),
    status: statusOf(row),
    returnReason: reasonLabel(row.returnReason),
  }));
}

export const headCountOf = ({ claims }: WholeCase): number => heads(claims);
export const claimedOf = ({ claims }: WholeCase): number => sum(claims);
