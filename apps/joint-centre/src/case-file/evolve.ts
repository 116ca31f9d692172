/** How a case moves by what was said of it. A table of its own, because what was deferred is taken up by it, too. */
import {
  caseEvents,
  type CaseClosed,
  type CaseRegistered,
  type ClaimsJoined,
  type DoorJoined,
  type LimitationInterrupted,
  type RiskAssessed,
} from '@yimen/joint-centre-language';
import type { Decider, Happened, Messages, Of } from '@yimen/kernel';
import { toldLater } from '@yimen/terms';
import {
  CaseAbsorbed,
  CaseMergedAway,
  CaseReleased,
  ConferenceNoted,
  DoorOpened,
  HearingDeferred,
  ProcedureEnded,
  ProcedureJoined,
  type Door,
} from './inside.ts';
import { outcomeAfter, type Known } from './known-case.ts';

/** What was heard too early, and the moment at which it happened. */
interface Deferred {
  readonly type: string;
  readonly data: unknown;
  readonly at: string;
}
export interface Waiting {
  readonly status: 'waiting';
  readonly door: Door;
  readonly deferred: readonly Deferred[];
}
export type CaseState = { readonly status: 'none'; readonly deferred: readonly Deferred[] } | Waiting | Known;

export const events = [
  ...caseEvents,
  DoorOpened,
  HearingDeferred,
  ProcedureJoined,
  ProcedureEnded,
  ConferenceNoted,
  CaseAbsorbed,
  CaseMergedAway,
  CaseReleased,
] as const;
export type CaseEvent = Messages<typeof events>;

type Data<T> = T extends Happened<string, infer D> ? D : never;
type Adding = Data<Of<typeof DoorJoined>> | Data<Of<typeof ClaimsJoined>>;

export const isKnown = (state: CaseState): state is Known => state.status === 'open' || state.status === 'closed';
const known = (state: CaseState, to: (known: Known) => Known): CaseState => (isKnown(state) ? to(state) : state);

const reopened = (state: Known): Known =>
  state.status === 'closed' ? { ...state, status: 'open', isBack: true } : state;
/** What has ended before a claim came settles nothing of it. */
const withClaims = ({ outcome, ...state }: Known, { claimItems, same }: Adding): Known => ({
  ...reopened(state),
  items: toldLater(state.items, claimItems, same),
  ...(outcome && claimItems.length === 0 ? { outcome } : {}),
});

function registered(data: Data<Of<typeof CaseRegistered>>): Known {
  const { number, employer, agency, door, claimItems, same, on } = data;
  return {
    status: 'open',
    number,
    employer,
    doors: [{ agency, door, on }],
    items: toldLater([], claimItems, same),
    procedures: {},
    lastAct: on,
    level: 'none',
  };
}

const withLevel = (state: CaseState, { level }: Data<Of<typeof RiskAssessed>>) =>
  known(state, ({ isBack: _, ...now }) => ({ ...now, level }));
const withAct = (state: CaseState, { on }: Data<Of<typeof LimitationInterrupted>>) =>
  known(state, (now) => ({ ...now, lastAct: on }));
const withOutcome = (state: CaseState, { outcome }: Data<Of<typeof CaseClosed>>) =>
  known(state, (now) => ({ ...now, status: 'closed', outcome }));

export const evolve: Decider<never, CaseState, CaseEvent>['evolve'] = {
  DoorOpened: (state, door) => ({ status: 'waiting', door, deferred: isKnown(state) ? [] : state.deferred }),
  HearingDeferred: (state, heard, { occurredAt: at }) =>
    isKnown(state) ? state : { ...state, deferred: [...state.deferred, { ...heard, at }] },
  CaseRegistered: (_, data) => registered(data),
  DoorJoined: (state, data) => known(state, (now) => ({ ...withClaims(now, data), doors: [...now.doors, data] })),
  ClaimsJoined: (state, data) => known(state, (now) => withClaims(now, data)),
  LimitationInterrupted: withAct,
  RiskAssessed: withLevel,
  CaseClosed: withOutcome,
  CaseReopened: (state) => known(state, reopened),
  ProcedureJoined: (state, { procedure }) =>
    known(state, (now) => ({ ...reopened(now), procedures: { ...now.procedures, [procedure]: true } })),
  ProcedureEnded: (state, { procedure, ...ending }) =>
    known(state, ({ outcome, ...now }) => {
      const best = outcomeAfter(outcome, ending);
      return { ...now, procedures: { ...now.procedures, [procedure]: false }, ...(best ? { outcome: best } : {}) };
    }),
  ConferenceNoted: (state) => state,
  CaseAbsorbed: (state) => state,
  CaseMergedAway: (state, { survivor }) => known(state, (now) => ({ ...now, survivor })),
  CaseReleased: (state) => known(state, ({ survivor: _, ...now }) => now),
};
