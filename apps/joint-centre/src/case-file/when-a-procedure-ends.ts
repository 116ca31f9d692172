/** When an agency ends its procedure the case may be at its end; one that is merged with another waits for that one. */
import { idsOf } from '@yimen/casework';
import { EnforcementApplied, EnforcementCompleted } from '@yimen/court-language';
import { ComplaintDeclined, InspectionClosed } from '@yimen/hr-language';
import { CaseClosed, CaseReopened, ClaimsJoined, DoorJoined } from '@yimen/joint-centre-language';
import {
  PeoplesAgreementBreached,
  PeoplesAgreementPerformed,
  PeoplesBreachTakenBack,
  PeoplesMediationFailed,
} from '@yimen/justice-language';
import { on, order, policy, type EventType, type Look, type Of, type Order, type Recorded } from '@yimen/kernel';
import { DuplicatePetitionRefused, PetitionClosed } from '@yimen/petition-language';
import {
  DossierClosed,
  UnionAgreementBreached,
  UnionMediationFailed,
  UnionMediationPerformed,
} from '@yimen/union-language';
import { caseFile } from './case-file.ts';
import { CASES, type CaseRow } from './cases.view.ts';
import { isLeftOut } from './claims-dealt-with.view.ts';
import { CloseIdleCase, EndProcedure, JoinProcedure, ReopenCase } from './commands.ts';
import { ProcedureEnded } from './inside.ts';
import { bestOf, type Outcome } from './known-case.ts';

/** The other ids of a case that was merged. */
async function siblings(look: Look, caseId: string): Promise<CaseRow[]> {
  const ids = (await idsOf(look, caseId)).filter((id) => id !== caseId);
  const rows = await Promise.all(ids.map((id) => look.row<CaseRow>(CASES, id)));
  return rows.flatMap((row) => (row ? [row.data] : []));
}

/** How it came out; nothing where it has not come to its end. */
type Ending = Outcome | 'unsettled' | 'broken' | undefined;

/** `isBusy` where another procedure is under way on the case. */
type EndOf<T extends EventType<any, any>> = (data: Of<T>['data'], isBusy: boolean) => Ending | 'performed';

const performed = async (look: Look, caseId: string): Promise<Ending> =>
  (await isLeftOut(look, caseId)) ? 'unsettled' : 'closedPaid';

const ends = <T extends EventType<any, any>>(type: T, endingOf: EndOf<T>) =>
  on(type, async ({ stream, meta, data }, look): Promise<readonly Order[]> => {
    if (!meta.caseId) return [];
    const [own, others] = await Promise.all([look.row<CaseRow>(CASES, meta.caseId), siblings(look, meta.caseId)]);
    const asTold = endingOf(data, own?.data.underWay.some((procedure) => procedure !== stream) ?? false);
    if (!asTold) return [];
    const ending = asTold === 'performed' ? await performed(look, meta.caseId) : asTold;
    const hold = others.some(({ underWay }) => underWay.length > 0);
    const told = { procedure: stream, hold, caseId: meta.caseId };
    if (ending === 'broken') return [order(caseFile, meta.caseId, EndProcedure({ ...told, broken: true }))];
    const settled = others.find(({ closed }) => closed)?.outcome;
    const outcome = ending === 'unsettled' ? (hold ? undefined : settled) : ending;
    return [order(caseFile, meta.caseId, EndProcedure({ ...told, ...(outcome ? { outcome } : {}) }))];
  });

const goesOn = (type: EventType<any, any>) =>
  on<EventType<any, any>, readonly Order[]>(type, ({ stream: procedure, meta: { agency, caseId } }: Recorded) =>
    caseId ? [order(caseFile, caseId, JoinProcedure({ procedure, agency, caseId }))] : [],
  );

/** What was agreed or confirmed is paid. That settles the case if it left none of its claims out. */
const paid = () => 'performed' as const;
/** It ended, but the worker is no nearer to the money: the case stays open until another way has been gone. */
const unsettled = (): Ending => 'unsettled';
/** What was agreed is owed: whatever has ended before, the case stays open until it is paid or given up. */
const broken = (): Ending => 'broken';
const brokenFor = ({ goesOn }: Of<typeof PeoplesAgreementBreached>['data']) => (goesOn ? undefined : broken());
const inspected = ({ outcome }: Of<typeof InspectionClosed>['data']): Outcome =>
  outcome === 'penalised' ? 'closedUnpaid' : outcome;

export const whenAProcedureEnds = policy({
  name: 'when-a-procedure-ends',
  on: [
    ends(DossierClosed, ({ outcome }) => outcome),
    ends(UnionMediationPerformed, paid),
    ends(UnionMediationFailed, unsettled),
    ends(UnionAgreementBreached, broken),
    ends(InspectionClosed, inspected),
    ends(ComplaintDeclined, unsettled),
    ends(PetitionClosed, unsettled),
    // On the case that it repeats it settles nothing.
    ends(DuplicatePetitionRefused, (_, isBusy) => (isBusy ? unsettled() : 'otherRoute')),
    ends(PeoplesAgreementPerformed, paid),
    ends(PeoplesMediationFailed, unsettled),
    ends(PeoplesAgreementBreached, brokenFor),
    ends(EnforcementCompleted, paid),
    goesOn(EnforcementApplied),
    goesOn(PeoplesBreachTakenBack),
  ],
});

const closed = (rows: readonly CaseRow[], outcome: Outcome): Order[] => {
  const idle = rows.filter((row) => !row.closed && row.underWay.length === 0);
  return idle.map((row) => order(caseFile, row.caseId, CloseIdleCase({ outcome })));
};

/**
 * A case whose last procedure has ended, but which was held open by another one that is the same conflict. Two may end
 * in the same moment, each held open by the other: that both have ended, their rows tell.
 */
export const whenACaseCloses = policy({
  name: 'when-a-case-closes',
  on: [
    on(CaseClosed, async ({ meta: { caseId }, data: { outcome } }, look) =>
      closed(caseId ? await siblings(look, caseId) : [], outcome),
    ),
    on(ProcedureEnded, async ({ meta: { caseId = '' } }, look) => {
      const [own, others] = await Promise.all([look.row<CaseRow>(CASES, caseId), siblings(look, caseId)]);
      const all = own ? [own.data, ...others] : [];
      const outcome = all.map((row) => row.outcome).reduce(bestOf, undefined);
      const isOver = others.length > 0 && all.every(({ underWay, broken }) => underWay.length === 0 && !broken);
      return isOver && outcome ? closed(all, outcome) : [];
    }),
  ],
});

/** What comes in or is worked on again under one id of a conflict opens it under the others, which closed with it. */
export const whenACaseReopens = policy({
  name: 'when-a-case-reopens',
  on: [DoorJoined, ClaimsJoined, CaseReopened].map((type: EventType<any, any>) =>
    on(type, async ({ meta: { caseId } }, look): Promise<readonly Order[]> => {
      const others = caseId ? await siblings(look, caseId) : [];
      return others.filter((row) => row.closed).map((row) => order(caseFile, row.caseId, ReopenCase({})));
    }),
  ),
});
