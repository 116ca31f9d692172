/** When an agency opens something at its own door, the case is registered, or the door joins the case that is there. */
import { ComplaintLodged } from '@yimen/hr-language';
import { PeoplesMediationApplied } from '@yimen/justice-language';
import { legalDay, on, order, policy, type EventType, type Of, type Order, type Recorded } from '@yimen/kernel';
import { PetitionRegistered } from '@yimen/petition-language';
import { ClaimItemsAdded, DossierOpened, UnionMediationApplied } from '@yimen/union-language';
import { caseFile } from './case-file.ts';
import { JoinClaims, OpenDoor } from './commands.ts';
import type { Door } from './inside.ts';

interface Opening {
  readonly caseId: string;
  readonly employer: string;
  readonly liable?: readonly string[];
  readonly project?: string | undefined;
  readonly claimItems: Door['claimItems'];
  readonly receivedOn?: string;
}

/** The legal day of what came in: that of its receipt, but never later than that of its registration. */
const dayOf = ({ data, meta }: Recorded<Opening>): string => {
  const registered = legalDay(meta.occurredAt);
  return data.receivedOn && data.receivedOn < registered ? data.receivedOn : registered;
};

const opens = <T extends EventType<any, any>>(
  type: T,
  door: (data: Of<T>['data']) => Door['door'],
  joinedAs?: Door['door'],
) =>
  on(type, (event): readonly Order[] => {
    const { caseId, employer, liable = [], project, claimItems } = event.data as Opening;
    const told = {
      ...{ caseId, employer, liable: [...liable], claimItems: [...claimItems], ...(project ? { project } : {}) },
      ...{ procedure: event.stream, agency: event.meta.agency, door: door(event.data), on: dayOf(event) },
      because: type.label.zh,
      ...(joinedAs ? { joinedAs } : {}),
    };
    return [order(caseFile, caseId, OpenDoor(told))];
  });

const named = ({ door }: { door: Door['door'] }) => door;
/** A complaint that another agency sent on is no door of its own; one at the window is. */
const bySource = ({ source }: { source: string }): Door['door'] => (source === 'complaint' ? 'window' : 'referral');

export const whenADoorOpens = policy({
  name: 'when-a-door-opens',
  on: [
    opens(DossierOpened, named),
    opens(PetitionRegistered, named),
    opens(PeoplesMediationApplied, named),
    opens(ComplaintLodged, bySource),
    opens(UnionMediationApplied, () => 'window', 'referral'),
    on(ClaimItemsAdded, (event) => {
      const { stream: procedure, meta, data } = event;
      const { agency, caseId } = meta;
      const told = {
        procedure,
        agency,
        door: 'window' as const,
        on: legalDay(meta.occurredAt),
        because: ClaimItemsAdded.label.zh,
      };
      return caseId ? [order(caseFile, caseId, JoinClaims({ ...told, claimItems: data.claimItems }))] : [];
    }),
  ],
});
