/** Which inspections there are, in what stage, and what is still owed: asked by policies, by listing, by the desk. */
import {
  ComplaintDeclined,
  ComplaintLodged,
  CorrectionOrdered,
  EmployerPaymentRecorded,
  InspectionCaseOpened,
  InspectionClosed,
  OrderComplied,
  OrderLapsed,
} from '@yimen/hr-language';
import { sameItemIn, underAllIds } from '@yimen/casework';
import { change, on, procedureIdOf, view, type Change, type EventType, type Look } from '@yimen/kernel';
import { sum, type ClaimItem, type Fen } from '@yimen/terms';
import { InspectionPaymentNoted } from './noted.ts';

export interface InspectionRow {
  readonly id: string;
  readonly caseId: string;
  readonly status: 'received' | 'declined' | 'investigating' | 'ordered' | 'complied' | 'lapsed' | 'closed';
  readonly open: boolean;
  readonly employer: string;
  readonly receivedOn: string;
  readonly items: readonly string[];
  readonly owed: Fen;
  readonly addressees: readonly string[];
  readonly payDate?: string;
  readonly criminalTest: boolean;
  /** How it was closed. */
  readonly outcome?: string;
}

export const INSPECTIONS = 'inspections';

/** A row that is there already, changed. */
const then = <D>(type: EventType<any, any>, to: (data: D, row: InspectionRow) => Partial<InspectionRow>) =>
  on<EventType<any, any>, readonly Change<InspectionRow>[]>(type, (event) => [
    change<InspectionRow>(procedureIdOf(event), (row) => row && { ...row, ...to(event.data, row) }),
  ]);

const paid = (data: { parts: readonly { fen: number }[] }, row: InspectionRow) => ({
  owed: row.owed - sum(data.parts),
});

export const inspectionsView = view<InspectionRow>({
  name: INSPECTIONS,
  edition: 2,
  foundBy: ['open'],
  on: [
    on(ComplaintLodged, (event) => {
      const { caseId, employer, receivedOn, claimItems } = event.data;
      const items = claimItems.map((item: ClaimItem) => item.id);
      const lodged = { id: procedureIdOf(event), caseId, employer, receivedOn, items, owed: sum(claimItems) };
      return [
        change<InspectionRow>(lodged.id, () => ({
          ...lodged,
          status: 'received',
          open: true,
          addressees: [],
          criminalTest: false,
        })),
      ];
    }),
    then(ComplaintDeclined, () => ({ status: 'declined', open: false })),
    then(InspectionCaseOpened, () => ({ status: 'investigating' })),
    then<{ addressees: string[]; parts: { fen: number }[] }>(CorrectionOrdered, ({ addressees, parts }) => ({
      status: 'ordered',
      addressees,
      owed: sum(parts),
    })),
    then(OrderComplied, () => ({ status: 'complied' })),
    then<{ payDate: string; criminalTest: boolean }>(OrderLapsed, ({ payDate, criminalTest }) => ({
      status: 'lapsed',
      payDate,
      criminalTest,
    })),
    then(InspectionPaymentNoted, paid),
    then(EmployerPaymentRecorded, paid),
    then<{ outcome: string }>(InspectionClosed, ({ outcome }) => ({ status: 'closed', open: false, outcome })),
  ],
  order: (row) => row.receivedOn,
  caseId: (row) => row.caseId,
});

/** The inspections of a case under all the ids that it has had, oldest first. */
export async function inspectionsOf(look: Look, caseId: string): Promise<readonly InspectionRow[]> {
  const rows = await underAllIds(look, caseId, (caseIds) => look.rows<InspectionRow>(INSPECTIONS, { caseIds }));
  return rows.map(({ data }) => data);
}

/** The inspections of a case, and how each of them calls an item that the case knows under several ids. */
export async function claimsInspected(look: Look, caseId: string) {
  const [rows, one] = await underAllIds(look, caseId, (caseIds) =>
    Promise.all([look.rows<InspectionRow>(INSPECTIONS, { caseIds }), sameItemIn(look, caseIds)]),
  );
  return rows.map(({ data: row }) => {
    const own = new Map(row.items.map((item) => [one(item), item]));
    return { row, as: (item: string): string | undefined => own.get(one(item)) };
  });
}
