/** Whom the workers of a case elected to speak for them (代表人). */
import { change, on, view, type Look } from '@yimen/kernel';
import { RepresentativesElected } from '@yimen/union-language';

interface RepresentativesRow {
  readonly caseId: string | undefined;
  readonly people: readonly string[];
}

const REPRESENTATIVES = 'representatives';

export const representativesView = view<RepresentativesRow>({
  name: REPRESENTATIVES,
  on: [
    on(RepresentativesElected, ({ stream, meta: { caseId }, data: { forum, people } }) => [
      change<RepresentativesRow>(`${stream}/${forum}`, () => ({ caseId, people })),
    ]),
  ],
  caseId: (row) => row.caseId,
});

export async function representativesOf(look: Look, caseIds: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await look.rows<RepresentativesRow>(REPRESENTATIVES, { caseIds });
  return new Set(rows.flatMap(({ data }) => data.people));
}
