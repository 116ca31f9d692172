/** How the two cases of a merge stand now: who answers for them, how alike they are, whether they are still apart. */
import { survivorOf, underAllIds } from '@yimen/casework';
import type { Look } from '@yimen/kernel';
import { claimsOf } from '../case-file/case-claims.view.ts';
import { CASES, type CaseRow } from '../case-file/cases.view.ts';
import { likeness, sameClaims, type Likeness } from './likeness.ts';

export interface Standing {
  /** Both are registered, and neither is merged into another. */
  readonly apart: boolean;
  /** The agencies at whose doors the two came in. */
  readonly agencies: readonly string[];
  readonly alike: Likeness;
  readonly same: Record<string, string>;
  /** The latest act by which either interrupted limitation. */
  readonly latestAct: string;
}

export async function standing(look: Look, pair: { survivor: string; merged: string }): Promise<Standing> {
  const [here, there] = await Promise.all([pair.survivor, pair.merged].map((id) => side(look, id)));
  const rows = [...(here?.rows ?? []), ...(there?.rows ?? [])];
  return {
    apart: Boolean(here?.alone && there?.alone),
    agencies: [...new Set([here, there].flatMap((each) => (each?.rows[0] ? [each.rows[0].agency] : [])))],
    alike: likeness(here?.claims ?? [], there?.claims ?? []),
    same: sameClaims(here?.claims ?? [], there?.claims ?? []),
    latestAct:
      rows
        .map(({ lastAct }) => lastAct)
        .sort()
        .at(-1) ?? '',
  };
}

/** One side of it, over every id that it has had; the case itself comes first. */
async function side(look: Look, caseId: string) {
  const [survivor, [found, claims]] = await Promise.all([
    survivorOf(look, caseId),
    underAllIds(look, caseId, (ids) =>
      Promise.all([Promise.all(ids.map((id) => look.row<CaseRow>(CASES, id))), claimsOf(look, ids)]),
    ),
  ]);
  const rows = found.flatMap((row) => (row ? [row.data] : []));
  return { rows, alone: rows.length > 0 && survivor === caseId, claims };
}
