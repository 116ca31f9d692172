/** Which agencies take part in which case: by a door of their own, or because work was handed over to them. */
import { HandOverReceived } from '@yimen/casework';
import { CaseRegistered, DoorJoined } from '@yimen/joint-centre-language';
import { change, on, view, type Look } from '@yimen/kernel';

interface AgencyRow {
  readonly caseId: string;
  readonly agency: string;
}

const AGENCIES = 'case-agencies';

const takes = (caseId: string | undefined, agency: string) =>
  caseId ? [change<AgencyRow>(`${caseId}/${agency}`, () => ({ caseId, agency }))] : [];

export const caseAgenciesView = view<AgencyRow>({
  name: AGENCIES,
  on: [
    on(CaseRegistered, ({ data: { caseId, agency } }) => takes(caseId, agency)),
    on(DoorJoined, ({ meta: { caseId }, data: { agency } }) => takes(caseId, agency)),
    on(HandOverReceived, ({ data: { caseId, to } }) => takes(caseId, to)),
  ],
  caseId: (row) => row.caseId,
});

export async function takesPart(look: Look, caseIds: readonly string[], agency: string): Promise<boolean> {
  const rows = await Promise.all(caseIds.map((caseId) => look.row(AGENCIES, `${caseId}/${agency}`)));
  return rows.some((row) => row !== undefined);
}
