/**
 * The identity of a case. Two case ids may turn out to be one conflict; whoever keeps the register says so, and every
 * house then finds its procedures under either id. Logs are never rewritten: both ids stay in them.
 */
import { change, event, on, view, type EventType, type Look, type Recorded } from '@yimen/kernel';
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

interface SameCase {
  readonly survivor: string;
  readonly same: Readonly<Record<string, string>>;
}

export const sameCaseView = view<SameCase>({
  name: SAME_CASE,
  on: [
    on(CasesMerged, ({ data: { survivor, merged, same } }) => [change(merged, () => ({ survivor, same }))]),
    on(CasesUnmerged, ({ data: { merged } }) => [change<SameCase>(merged, () => undefined)]),
  ],
  caseId: (row) => row.survivor,
});

/** The id under which a case lives on. */
export async function survivorOf(look: Look, caseId: string): Promise<string> {
  const merged = await look.row<SameCase>(SAME_CASE, caseId);
  return merged ? survivorOf(look, merged.data.survivor) : caseId;
}

/** Every id that is this case: the survivor first, then all that were merged into it. */
export async function idsOf(look: Look, caseId: string): Promise<readonly string[]> {
  const below = async (id: string): Promise<string[]> => {
    const merged = await look.rows(SAME_CASE, { caseIds: [id] });
    return [id, ...(await Promise.all(merged.map(({ key }) => below(key)))).flat()];
  };
  const [survivor, own] = await Promise.all([survivorOf(look, caseId), below(caseId)]);
  return survivor === caseId ? own : below(survivor);
}

/**
 * What is read under every id of a case. Few cases were ever merged, so it is read under the one id while the others
 * are asked for, and once more where there are any.
 */
export async function underAllIds<T>(
  look: Look,
  caseId: string,
  read: (ids: readonly string[]) => Promise<T>,
): Promise<T> {
  const [ids, alone] = await Promise.all([idsOf(look, caseId), read([caseId])]);
  return ids.length === 1 ? alone : read(ids);
}

const TOLD_AGAIN = 'told-again';

interface ToldAgain {
  readonly caseId: string;
  /** New id → the id under which the case knows the claim. */
  readonly same: Readonly<Record<string, string>>;
}

/** Claims that a further door of the same case has told under new ids, by what is said of doors. */
export const toldAgainView = (types: readonly EventType<any, any>[]) =>
  view<ToldAgain>({
    name: TOLD_AGAIN,
    on: types.map((type) =>
      on(type, ({ data: { same }, meta: { caseId } }: Recorded<{ same: ToldAgain['same'] }>) =>
        caseId && Object.keys(same).length > 0
          ? [change<ToldAgain>(caseId, (row) => ({ caseId, same: { ...row?.same, ...same } }))]
          : [],
      ),
    ),
    caseId: (row) => row.caseId,
  });

/**
 * One claim that came through two doors has two ids; among these cases it answers to that of the survivor, and within
 * a case to the one that was told first, where the house keeps what doors have told again.
 */
export async function sameItemIn(look: Look, caseIds: readonly string[]): Promise<(item: string) => string> {
  const [merges, doors] = await Promise.all([
    Promise.all(caseIds.map((id) => look.row<SameCase>(SAME_CASE, id))),
    look.rows<ToldAgain>(TOLD_AGAIN, { caseIds }),
  ]);
  const same = new Map([...doors, ...merges].flatMap((row) => Object.entries(row?.data.same ?? {})));
  return (item) => {
    const seen = new Set<string>();
    let known = item;
    for (let next = same.get(known); next !== undefined && !seen.has(next); next = same.get(known)) {
      seen.add(next);
      known = next;
    }
    return known;
  };
}
