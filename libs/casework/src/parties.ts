/** Which organisations a case names (当事单位): who answers for its debts, and whom a hand-over told of it. */
import { change, on, view, type EventType, type Look, type Recorded } from '@yimen/kernel';
import { survivorOf } from './cases.ts';
import { HandOverOffered, type Offer } from './handover-language.ts';
import { isAddressed } from './transfer.ts';

export interface PartyRow {
  readonly caseId: string;
  readonly organisation: string;
  /** Where it is not a debtor: in which hand-over it is named. */
  readonly handOver?: string;
  /** The claims that it is asked to pay by that, where it is. */
  readonly items?: readonly string[];
}

const PARTIES = 'parties';

/** What says who answers for the debts of its case: of its opening, or of an order to pay. */
interface Naming {
  readonly employer?: string;
  readonly liable?: readonly string[];
  readonly addressees?: readonly string[];
}

const debtors = (type: EventType<any, any>) =>
  on(type, ({ data: { employer, liable = [], addressees = [] }, meta: { caseId } }: Recorded<Naming>) =>
    caseId
      ? [...(employer ? [employer] : []), ...liable, ...addressees].map((organisation) =>
          change<PartyRow>(`${organisation}/${caseId}`, () => ({ caseId, organisation })),
        )
      : [],
  );

/** A notice to pay names its parts among its terms, as an agreement does. */
function itemsIn({ parts }: Offer['terms']): Pick<PartyRow, 'items'> {
  const items = (Array.isArray(parts) ? parts : []).map((part: { item?: unknown } | null) => part?.item);
  const known = items.filter((item) => typeof item === 'string');
  return known.length > 0 ? { items: known } : {};
}

/** By what is said of debtors; every house that shows a case to its parties keeps it. */
export const partiesView = (types: readonly EventType<any, any>[]) =>
  view<PartyRow>({
    name: PARTIES,
    edition: 3,
    foundBy: ['organisation'],
    on: [
      ...types.map(debtors),
      on(HandOverOffered, ({ data: { caseId, handOver, from, parties, terms } }) =>
        parties.filter(isAddressed).map(({ id: organisation }) =>
          change<PartyRow>(`${organisation}/${handOver}/${from}`, () => ({
            caseId,
            organisation,
            handOver,
            ...itemsIn(terms),
          })),
        ),
      ),
    ],
    caseId: (row) => row.caseId,
  });

/** Every case that names the organisation: under the id that named it, and the one under which it lives on. */
export async function casesNaming(look: Look, organisation: string): Promise<ReadonlySet<string>> {
  const rows = await look.rows<PartyRow>(PARTIES, { where: { organisation } });
  const named = [...new Set(rows.map(({ data }) => data.caseId))];
  return new Set([...named, ...(await Promise.all(named.map((id) => survivorOf(look, id))))]);
}

/** Where the case, under any of these ids, names the organisation. */
export async function namingsOf(look: Look, caseIds: readonly string[], organisation: string): Promise<PartyRow[]> {
  const rows = await look.rows<PartyRow>(PARTIES, { caseIds, where: { organisation } });
  return rows.map(({ data }) => data);
}
