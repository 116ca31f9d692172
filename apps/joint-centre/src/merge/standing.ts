/** How the two cases of a proposal stand now: apart or not, which claims are the same, the latest act on limitation. */
import { idsOf, survivorOf } from '@yimen/casework';
import type { Look } from '@yimen/kernel';
import { CASES, type CaseRow } from '../case-file/cases.view.ts';
import { claimsOf } from '../case-file/case-claims.view.ts';
import { sameClaims } from './likeness.ts';

export interface Standing {
  readonly apart: boolean;
  readonly same: Readonly<Record<string, string>>;
  readonly latestAct: string;
}

export async function standing(look: Look, pair: { survivor: string; merged: string }): Promise<Standing> {
  const { survivor, merged } = pair;
  const [here, there] = [await idsOf(look, survivor), await idsOf(look, merged)];
  const rows = await Promise.all([...here, ...there].map((id) => look.row<CaseRow>(CASES, id)));
  const acts = rows.flatMap((row) => (row ? [row.data.lastAct] : []));
  return {
    apart: (await survivorOf(look, survivor)) === survivor && (await survivorOf(look, merged)) === merged,
    same: sameClaims(await claimsOf(look, here), await claimsOf(look, there)),
    latestAct: acts.sort().at(-1) ?? '',
  };
}
