/** How many came in, at how many doors: one row for each case. */
import { CasesMerged, CasesUnmerged } from '@yimen/casework';
import { CaseClosed, CaseRegistered, CaseReopened, ClaimsJoined, DoorJoined } from '@yimen/joint-centre-language';
import { change, on, view, type Look, type Recorded } from '@yimen/kernel';
import { DuplicatePetitionRefused } from '@yimen/petition-language';

export interface IntakeRow {
  readonly caseId: string;
  readonly doors: readonly string[];
  readonly closed: boolean;
  readonly merged: boolean;
  /** Refused as a duplicate: somebody came in, but it is no case of its own. */
  readonly refused?: boolean;
}

export const INTAKE = 'intake';

const changed = ({ meta: { caseId = '' } }: Recorded, to: (row: IntakeRow) => Partial<IntakeRow>) => [
  change<IntakeRow>(caseId, (row) => row && { ...row, ...to(row) }),
];
const begun = (caseId: string): IntakeRow => ({ caseId, doors: [], closed: false, merged: false });
const marked = (caseId: string, merged: boolean) => [change<IntakeRow>(caseId, (row) => row && { ...row, merged })];

export const intakeView = view<IntakeRow>({
  name: INTAKE,
  edition: 2,
  on: [
    on(CaseRegistered, ({ data: { caseId, door } }) => [
      change<IntakeRow>(caseId, (row) => ({ ...begun(caseId), ...row, doors: [door] })),
    ]),
    on(DoorJoined, (event) => changed(event, ({ doors }) => ({ doors: [...doors, event.data.door], closed: false }))),
    on(ClaimsJoined, (event) => changed(event, () => ({ closed: false }))),
    on(CaseReopened, (event) => changed(event, () => ({ closed: false }))),
    // The refusal may be heard before the registration.
    on(DuplicatePetitionRefused, ({ meta: { caseId = '' } }) => [
      change<IntakeRow>(caseId, (row) => ({ ...begun(caseId), ...row, refused: true })),
    ]),
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
