/** Which organisations a case names (当事单位): who answers for its debts, and whom a hand-over told of it. */
import { HandOverOffered } from '@yimen/casework';
import { CorrectionOrdered } from '@yimen/hr-language';
import { CaseRegistered } from '@yimen/joint-centre-language';
import { change, on, view, type Look } from '@yimen/kernel';

export interface PartyRow {
  readonly caseId: string;
  readonly organisation: string;
  /** Where it is not a debtor: in which hand-over it is named. */
  readonly handOver?: string;
}

const PARTIES = 'parties';

const debtors = (caseId: string, organisations: readonly string[]) =>
  organisations.map((organisation) => change<PartyRow>(`${organisation}/${caseId}`, () => ({ caseId, organisation })));

export const partiesView = view<PartyRow>({
  name: PARTIES,
  foundBy: ['organisation'],
  on: [
    on(CaseRegistered, ({ data: { caseId, employer, liable } }) => debtors(caseId, [employer, ...liable])),
    on(CorrectionOrdered, ({ meta: { caseId }, data: { addressees } }) => (caseId ? debtors(caseId, addressees) : [])),
    on(HandOverOffered, ({ data: { caseId, handOver, from, parties } }) =>
      parties
        .filter(({ role }) => role !== 'worker')
        .map(({ id: organisation }) =>
          change<PartyRow>(`${organisation}/${handOver}/${from}`, () => ({ caseId, organisation, handOver })),
        ),
    ),
  ],
  caseId: (row) => row.caseId,
});

/** Every case that names the organisation, by whatever id. */
export async function casesNaming(look: Look, organisation: string): Promise<ReadonlySet<string>> {
  const rows = await look.rows<PartyRow>(PARTIES, { where: { organisation } });
  return new Set(rows.map(({ data }) => data.caseId));
}

/** Where the case, under any of these ids, names the organisation. */
export async function namingsOf(look: Look, caseIds: readonly string[], organisation: string): Promise<PartyRow[]> {
  const rows = await look.rows<PartyRow>(PARTIES, { caseIds, where: { organisation } });
  return rows.map(({ data }) => data);
}
