/** How many came in, at how many doors: one row for each case. */
import { CasesMerged, CasesUnmerged } from '@yimen/casework';
import { CaseClosed, CaseRegistered, ClaimsJoined, DoorJoined } from '@yimen/joint-centre-language';
import { change, on, view, type Look, type Recorded } from '@yimen/kernel';

export interface IntakeRow {
  readonly caseId: string;
  readonly doors: readonly string[];
  readonly closed: boolean;
  readonly merged: boolean;
}

export const INTAKE = 'intake';

const changed = ({ meta: { caseId = '' } }: Recorded, to: (row: IntakeRow) => Partial<IntakeRow>) => [
  change<IntakeRow>(caseId, (row) => row && { ...row, ...to(row) }),
];
const marked = (caseId: string, merged: boolean) => [change<IntakeRow>(caseId, (row) => row && { ...row, merged })];

export const intakeView = view<IntakeRow>({
  name: INTAKE,
  on: [
    on(CaseRegistered, ({ data: { caseId, door } }) => [
      change<IntakeRow>(caseId, () => ({ caseId, doors: [door], closed: false, merged: false })),
    ]),
    on(DoorJoined, (event) => changed(event, ({ doors }) => ({ doors: [...doors, event.data.door], closed: false }))),
    on(ClaimsJoined, (event) => changed(event, () => ({ closed: false }))),
    on(CaseClosed, (event) => changed(event, () => ({ closed: true }))),
    on(CasesMerged, ({ data: { merged } }) => marked(merged, true)),
    on(CasesUnmerged, ({ data: { merged } }) => marked(merged, false)),
  ],
  caseId: (row) => row.caseId,
});

/** A door that a hand-over opened is nobody coming in; but every case has come in somewhere. */
export const intakeOf = ({ doors }: IntakeRow): number =>
  Math.max(1, doors.filter((door) => door !== 'referral').length);

export const isClosed = async (look: Look, caseId: string): Promise<boolean> =>
  (await look.row<IntakeRow>(INTAKE, caseId))?.data.closed ?? false;
