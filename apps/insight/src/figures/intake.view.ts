/** How many came in, at how many doors: one row for each case. */
import { CasesMerged, CasesUnmerged } from '@yimen/casework';
import { CaseClosed, CaseRegistered, CaseReopened, ClaimsJoined, DoorJoined } from '@yimen/joint-centre-language';
import { change, on, view, type EventType, type Look, type Recorded } from '@yimen/kernel';
import { DuplicatePetitionRefused, PetitionRegistered } from '@yimen/petition-language';
import { withDoor, withPetition, type Comings } from '../duplicates.ts';

export interface IntakeRow extends Comings {
  readonly caseId: string;
  readonly doors: readonly string[];
  readonly closed: boolean;
  readonly merged: boolean;
}

export const INTAKE = 'intake';

const changed = ({ meta: { caseId = '' } }: Recorded, to: (row: IntakeRow) => Partial<IntakeRow>) => [
  change<IntakeRow>(caseId, (row) => row && { ...row, ...to(row) }),
];
const begun = (caseId: string): IntakeRow => ({ caseId, doors: [], closed: false, merged: false });
const marked = (caseId: string, merged: boolean) => [change<IntakeRow>(caseId, (row) => row && { ...row, merged })];

/** Both may be heard before the case is registered. */
const petitions = (type: EventType<any, any>, refused: boolean) =>
  on(type, ({ stream, meta: { caseId = '' } }) => [
    change<IntakeRow>(caseId, (row) => withPetition({ ...begun(caseId), ...row }, stream, refused)),
  ]);

export const intakeView = view<IntakeRow>({
  name: INTAKE,
  edition: 3,
  on: [
    on(CaseRegistered, ({ data: { caseId, door, agency } }) => [
      change<IntakeRow>(caseId, (row) => withDoor({ ...begun(caseId), ...row, doors: [door] }, agency)),
    ]),
    on(DoorJoined, (event) =>
      changed(event, (row) => {
        const { door, agency } = event.data;
        return withDoor({ ...row, doors: [...row.doors, door], closed: false }, agency);
      }),
    ),
    on(ClaimsJoined, (event) => changed(event, () => ({ closed: false }))),
    on(CaseReopened, (event) => changed(event, () => ({ closed: false }))),
    petitions(PetitionRegistered, false),
    petitions(DuplicatePetitionRefused, true),
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
