/** The office's register: who petitioned against whom about what, and where it is now. Duplicates are found in it. */
import { change, legalDay, on, procedureIdOf, view, type EventType, type Recorded } from '@yimen/kernel';
import type { ClaimItem } from '@yimen/terms';
import {
  DuplicatePetitionRefused,
  PetitionChanneled,
  PetitionClosed,
  PetitionRecalled,
  PetitionReceiptNotified,
  PetitionRegistered,
  PetitionTransferred,
  RoutingObjected,
} from '@yimen/petition-language';

export interface PetitionRow {
  readonly id: string;
  readonly caseId: string;
  readonly level: 'district' | 'city';
  readonly door: string;
  readonly employer: string;
  readonly claimItems: readonly ClaimItem[];
  readonly registeredOn: string;
  readonly status: string;
  /** Until a result is noted: also while the matter is in the procedure that it was led into. */
  readonly open: boolean;
  /** In which it was sent last. */
  readonly parcel?: string;
  /** The agencies that it was sent to, oldest first. */
  readonly routes: readonly string[];
}

export const PETITIONS = 'petitions';

const now = (heard: Recorded, to: (row: PetitionRow) => Partial<PetitionRow>) => [
  change<PetitionRow>(procedureIdOf(heard), (row) => row && { ...row, ...to(row) }),
];
const becomes = (type: EventType<any, any>, status: string, open = true) =>
  on(type, (heard) => now(heard, () => ({ status, open })));

export const petitionsView = view<PetitionRow>({
  name: PETITIONS,
  edition: 2,
  foundBy: ['open'],
  on: [
    on(PetitionRegistered, (heard) => {
      const { caseId, level, door, employer, claimItems } = heard.data;
      const id = procedureIdOf(heard);
      const registeredOn = legalDay(heard.meta.occurredAt);
      const row = { id, caseId, level, door, employer, claimItems, registeredOn, routes: [] };
      return [change<PetitionRow>(id, () => ({ ...row, status: 'registered', open: true }))];
    }),
    on(PetitionTransferred, (heard) =>
      now(heard, ({ routes }) => {
        const { handOver: parcel, unit, to } = heard.data;
        return { status: 'transferred', parcel, routes: [...routes, unit ?? to] };
      }),
    ),
    becomes(RoutingObjected, 'objected'),
    becomes(PetitionRecalled, 'registered'),
    becomes(PetitionReceiptNotified, 'accepted'),
    becomes(PetitionChanneled, 'channelled'),
    becomes(DuplicatePetitionRefused, 'duplicate', false),
    becomes(PetitionClosed, 'closed', false),
  ],
  order: (row) => row.registeredOn,
  caseId: (row) => row.caseId,
});
