/**
 * Which agencies take part in which case: by a door of their own, or because work was handed over to them that was
 * neither taken back nor sent back.
 */
import { further, HandOverAccepted, HandOverReceived, HandOverReturned, HandOverWithdrawn } from '@yimen/casework';
import { CaseRegistered, DoorJoined } from '@yimen/joint-centre-language';
import { change, on, view, type Look, type Recorded } from '@yimen/kernel';

interface AgencyRow {
  readonly caseId: string;
  readonly agency: string;
  /** It has a door of its own. */
  readonly door: boolean;
  /** What was handed over to it, each with how far that has come. */
  readonly parcels: Readonly<Record<string, Standing>>;
}
type Standing = 'received' | 'withdrawn' | 'returned' | 'accepted';

const AGENCIES = 'case-agencies';

const takes = (caseId: string | undefined, agency: string, to: (row: AgencyRow) => Partial<AgencyRow>) =>
  caseId
    ? [
        change<AgencyRow>(`${caseId}/${agency}`, (row = { caseId, agency, door: false, parcels: {} }) => ({
          ...row,
          ...to(row),
        })),
      ]
    : [];
const byDoor = (caseId: string | undefined, agency: string) => takes(caseId, agency, () => ({ door: true }));

type Parcel = Recorded<{ readonly handOver: string; readonly to: string }>;
const handed =
  (now: Standing) =>
  ({ data: { handOver, to }, meta: { caseId } }: Parcel) =>
    takes(caseId, to, ({ parcels }) => ({ parcels: { ...parcels, [handOver]: further(parcels[handOver], now) } }));

export const caseAgenciesView = view<AgencyRow>({
  name: AGENCIES,
  edition: 2,
  on: [
    on(CaseRegistered, ({ data: { caseId, agency } }) => byDoor(caseId, agency)),
    on(DoorJoined, ({ meta: { caseId }, data: { agency } }) => byDoor(caseId, agency)),
    on(HandOverReceived, handed('received')),
    on(HandOverWithdrawn, handed('withdrawn')),
    on(HandOverReturned, handed('returned')),
    on(HandOverAccepted, handed('accepted')),
  ],
  caseId: (row) => row.caseId,
});

/** Whom work was handed over to takes part while it may answer, and once it has accepted. */
export async function takesPart(look: Look, caseIds: readonly string[], agency: string): Promise<boolean> {
  const rows = await Promise.all(caseIds.map((caseId) => look.row<AgencyRow>(AGENCIES, `${caseId}/${agency}`)));
  const has = ({ door, parcels }: AgencyRow) =>
    door || Object.values(parcels).some((standing) => standing === 'received' || standing === 'accepted');
  return rows.some((row) => row !== undefined && has(row.data));
}
