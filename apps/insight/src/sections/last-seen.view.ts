/** When each agency was last heard of on a case, and with what: the answer that is left when the agency is silent. */
import { change, on, view, type Label, type Look } from '@yimen/kernel';
import { lastHeard } from '../figures/heard-until.view.ts';
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
  /**
   * `empty` where the agency never said anything about the case; `silent` where nothing at all was heard of it for
   * unusually long. That it does not answer, the gateway alone can say.
   */
  readonly status: 'live' | 'silent' | 'empty';
  readonly asOf: string | null;
  /** When anything was last heard of the agency, on whatever case. */
  readonly heardAt: string | null;
  readonly summary: Label | null;
}

export async function sectionsOf(look: Look, caseIds: readonly string[], now: string): Promise<Section[]> {
  const [heard, rows] = await Promise.all([lastHeard(look, now), look.rows<SeenRow>(LAST_SEEN, { caseIds })]);
  return agencies.map(({ agency, label }) => {
    const seen = rows.map(({ data }) => data).filter((row) => row.agency === agency);
    const last = seen.sort((one, other) => one.asOf.localeCompare(other.asOf)).at(-1);
    const { at = null, silent = false } = heard.get(agency) ?? {};
    const status = last ? (silent ? 'silent' : 'live') : 'empty';
    return { agency, label, status, asOf: last?.asOf ?? null, heardAt: at, summary: last?.summary ?? null };
  });
}
