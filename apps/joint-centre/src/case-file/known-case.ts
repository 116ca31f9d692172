/** A case as its own stream knows it: doors, claims, procedures under way, the latest act against limitation. */
import {
  CaseRegistered,
  CaseReopened,
  ClaimsJoined,
  DoorJoined,
  LimitationInterrupted,
  type caseOutcome,
  type RiskLevel,
} from '@yimen/joint-centre-language';
import { procedureIdOf, type Happened, type Of } from '@yimen/kernel';
import type { ClaimItem } from '@yimen/terms';
import type { z } from 'zod';
import { sortClaims } from './claims.ts';
import { ProcedureEnded, ProcedureJoined, type Door } from './inside.ts';

export type Outcome = z.output<typeof caseOutcome>;

export interface Known {
  readonly status: 'open' | 'closed';
  readonly number: string;
  readonly employer: string;
  readonly doors: readonly Pick<Door, 'agency' | 'door' | 'on'>[];
  readonly items: readonly ClaimItem[];
  /** Streams of the agencies' procedures → whether they are still under way. */
  readonly procedures: Readonly<Record<string, boolean>>;
  /** How the procedures that have ended came out; the best of it becomes the outcome of the case. */
  readonly outcome?: Outcome;
  /** Day of the latest act that interrupted limitation. */
  readonly lastAct: string;
  readonly level: RiskLevel;
  /** Open again after it was closed, and not assessed since. */
  readonly isBack?: boolean;
  /** Set while the case lives on under another one. */
  readonly survivor?: string;
}

type Joining = Of<
  typeof ProcedureJoined | typeof CaseReopened | typeof DoorJoined | typeof ClaimsJoined | typeof LimitationInterrupted
>;

export function register(number: string, { procedure, because: _, joinedAs: __, ...door }: Door): Happened[] {
  const { fresh, same } = sortClaims([], door.claimItems);
  return [
    CaseRegistered({ ...door, number, claimItems: fresh, same }),
    ProcedureJoined({ procedure, agency: door.agency }),
  ];
}

type Told = Pick<Door, 'procedure' | 'agency' | 'door' | 'joinedAs' | 'on' | 'claimItems' | 'because'>;

/** One more door, or more claims at one that is there. Nothing new gives nothing. */
export function join(known: Known, told: Told): Joining[] {
  const { procedure, agency, on, claimItems } = told;
  const door = told.joinedAs ?? told.door;
  const { fresh, same } = sortClaims(known.items, claimItems);
  const isNewDoor = known.doors.every((other) => other.agency !== agency);
  const hasClaims = fresh.length > 0 || Object.keys(same).length > 0;
  const isNewProcedure = known.procedures[procedure] === undefined;
  return [
    ...(isNewProcedure ? joinProcedure(known, { procedure, agency }, isNewDoor || hasClaims) : []),
    ...(isNewDoor ? [DoorJoined({ agency, door, claimItems: fresh, same, on })] : []),
    ...(!isNewDoor && hasClaims ? [ClaimsJoined({ agency, claimItems: fresh, same, on })] : []),
    ...interrupt(known, told),
  ];
}

/** One more procedure. A closed case is open again by it, which nobody hears unless it is said. */
export const joinProcedure = (
  { status }: Known,
  told: Pick<Told, 'procedure' | 'agency'>,
  isTold = false,
): Joining[] => [ProcedureJoined(told), ...(status === 'closed' && !isTold ? [CaseReopened({})] : [])];

/** Only a later act moves the clock; one that is heard late changes nothing. */
export const interrupt = ({ lastAct }: Known, { on, because }: { on: string; because: string }) =>
  on > lastAct ? [LimitationInterrupted({ on, because })] : [];

const better: readonly (Outcome | undefined)[] = ['closedPaid', 'withdrawn', 'otherRoute', 'closedUnpaid', undefined];
export const bestOf = (one: Outcome | undefined, other: Outcome | undefined): Outcome | undefined =>
  better.indexOf(one) <= better.indexOf(other) ? one : other;

type Ending = Pick<Of<typeof ProcedureEnded>['data'], 'outcome' | 'broken'>;

/** How the procedures have come out once another one has ended. A broken agreement undoes what was settled before. */
export const outcomeAfter = (before: Outcome | undefined, { outcome, broken }: Ending): Outcome | undefined =>
  broken ? outcome : bestOf(before, outcome);

/**
 * The procedure that a stream tells of, as the case knows it. An agency may tell of one in two streams that carry one
 * id, as of a mediation and of the performance of its agreement.
 */
export function procedureOf({ procedures }: Known, stream: string): string | undefined {
  const [agency = ''] = stream.split('.');
  const id = procedureIdOf({ stream });
  const isTold = (other: string) => other.startsWith(`${agency}.`) && procedureIdOf({ stream: other }) === id;
  return procedures[stream] === undefined ? Object.keys(procedures).find(isTold) : stream;
}

/** Whether a procedure other than this one is under way. */
export const isBusy = ({ procedures }: Known, besides?: string): boolean =>
  Object.entries(procedures).some(([procedure, open]) => open && procedure !== besides);

export const ended = (procedure: string, { outcome, broken }: Ending) =>
  ProcedureEnded({ procedure, ...(outcome ? { outcome } : {}), ...(broken ? { broken } : {}) });
