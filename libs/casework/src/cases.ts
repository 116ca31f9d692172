/**
 * The identity of a case. Two case ids may turn out to be one conflict; whoever keeps the register says so, and every
 * house then finds its procedures under either id. Logs are never rewritten: both ids stay in them.
 */
import { change, event, on, view, type Look } from '@yimen/kernel';
import { z } from 'zod';

const pair = z.object({ survivor: z.uuid(), merged: z.uuid() });
export const CasesMerged = event({
  name: 'CasesMerged',
  zh: '并案',
  en: 'Cases merged',
  data: pair.extend({
    /** Claim items of the merged case that are the same claim as one of the survivor's: merged item → survivor's. */
    same: z.record(z.uuid(), z.uuid()),
    /** The latest act by which either case interrupted the limitation. */
    latestAct: z.iso.date(),
    reason: z.string(),
  }),
});
export const CasesUnmerged = event({
  name: 'CasesUnmerged',
  zh: '撤销并案',
  en: 'Merge undone',
  data: pair.extend({ reason: z.string() }),
});

const SAME_CASE = 'same-case';

export const sameCaseView = view<{ survivor: string }>({
  name: SAME_CASE,
  on: [
    on(CasesMerged, ({ data: { survivor, merged } }) => [change(merged, () => ({ survivor }))]),
    on(CasesUnmerged, ({ data: { merged } }) => [change<{ survivor: string }>(merged, () => undefined)]),
  ],
  caseId: (row) => row.survivor,
});

/** The id under which a case lives on. */
export async function survivorOf(look: Look, caseId: string): Promise<string> {
  const merged = await look.row<{ survivor: string }>(SAME_CASE, caseId);
  return merged ? survivorOf(look, merged.data.survivor) : caseId;
}

/** Every id that is this case: the survivor first, then all that were merged into it. */
export async function idsOf(look: Look, caseId: string): Promise<readonly string[]> {
  const survivor = await survivorOf(look, caseId);
  const below = async (id: string): Promise<string[]> => {
    const merged = await look.rows(SAME_CASE, { caseIds: [id] });
    return [id, ...(await Promise.all(merged.map(({ key }) => below(key)))).flat()];
  };
  return below(survivor);
}
