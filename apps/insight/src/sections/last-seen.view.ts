/** When each agency was last heard of on a case, and with what: the answer that is left when the agency is silent. */
import { change, on, view, type Label, type Look } from '@yimen/kernel';
import { agencies, tellable } from '../heard.ts';

interface SeenRow {
  readonly caseId: string;
  readonly agency: string;
  readonly asOf: string;
  readonly summary: Label;
}

const LAST_SEEN = 'last-seen';

export const lastSeenView = view<SeenRow>({
  name: LAST_SEEN,
  on: tellable.map((type) =>
    on(type, ({ meta: { caseId, agency, recordedAt: asOf } }) => {
      if (!caseId) return [];
      const seen: SeenRow = { caseId, agency, asOf, summary: type.label };
      return [change<SeenRow>(`${caseId}/${agency}`, (row) => (row && row.asOf > asOf ? row : seen))];
    }),
  ),
  caseId: (row) => row.caseId,
});

export interface Section {
  readonly agency: string;
  readonly label: Label;
  /** `empty` where the agency never said anything about the case. */
  readonly status: 'live' | 'empty';
  readonly asOf: string | null;
  readonly summary: Label | null;
}

export async function sectionsOf(look: Look, caseIds: readonly string[]): Promise<Section[]> {
  const rows = await look.rows<SeenRow>(LAST_SEEN, { caseIds });
  return agencies.map(({ agency, label }) => {
    const seen = rows.map(({ data }) => data).filter((row) => row.agency === agency);
    const last = seen.sort((one, other) => one.asOf.localeCompare(other.asOf)).at(-1);
    return { agency, label, status: last ? 'live' : 'empty', asOf: last?.asOf ?? null, summary: last?.summary ?? null };
  });
}
