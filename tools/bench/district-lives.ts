/**
 * Cases from the door to their end, as the stories tell them: a petition that goes astray, a mediation that a judge
 * confirms, a dossier with inspection and legal aid. 33 commands for 3 new cases: ten acts on a case that is known to
 * one that opens a case. The stories S1, S5, S6 and S12 have nine, 54 to 6.
 */
import { randomUUID } from 'node:crypto';

/** A command, and what the timeline shows of it: so many events of a type. */
export interface Step {
  readonly by: string;
  readonly mutation: string;
  readonly id: string;
  readonly input: object;
  readonly shown: readonly [type: string, times: number];
}

export interface Life {
  readonly caseId: string;
  readonly steps: readonly Step[];
}

const DAY_MS = 86_400_000;
const day = (ahead: number): string => new Date(Date.now() + ahead * DAY_MS).toISOString().slice(0, 10);

/** A worker's claim for three months. */
export const claim = () => ({
  ...{ id: randomUUID(), person: randomUUID(), kind: 'wages' },
  ...{ from: '2025-06', to: '2025-08', fen: 1_800_000 },
});
type Claim = ReturnType<typeof claim>;

function begun() {
  const shown = new Map<string, number>();
  const steps: Step[] = [];
  const step = (by: string, [mutation, id, input]: [string, string, object], type: string): void => {
    const times = (shown.get(type) ?? 0) + 1;
    shown.set(type, times);
    steps.push({ by, mutation, id, input, shown: [type, times] });
  };
  return { caseId: randomUUID(), employer: randomUUID(), steps, step };
}
type Begun = ReturnType<typeof begun>;

const partsOf = (items: readonly Claim[]) => items.map(({ id, fen }) => ({ item: id, fen }));

function inspected({ employer, step }: Begun, id: string, items: readonly Claim[]): void {
  const parts = partsOf(items);
  const ordered = { addressees: [employer], parts, days: 10 };
  step('hr-inspector', ['acceptComplaint', id, {}], 'InspectionCaseOpened');
  step('hr-inspector', ['issueCorrectionOrder', id, ordered], 'CorrectionOrdered');
  step('hr-inspector', ['recordEmployerPayment', id, { by: employer, parts }], 'EmployerPaymentRecorded');
  step('hr-inspector', ['closeInspection', id, { outcome: 'closedPaid' }], 'InspectionClosed');
}

function petition(): Life {
  const life = begun();
  const { caseId, employer, steps, step } = life;
  const [id, wrong, right, item] = [randomUUID(), randomUUID(), randomUUID(), claim()];
  const registered = { caseId, door: 'online', level: 'district', employer, claimItems: [item] };
  const toHousing = { handOver: wrong, to: 'departments', unit: 'housing', reason: '反映用工单位问题' };
  const returned = { reason: 'notOurPower', note: '属人社部门职权' };
  step('petition-clerk', ['registerPetition', id, registered], 'PetitionRegistered');
  step('petition-clerk', ['routePetition', id, toHousing], 'PetitionTransferred');
  step('housing-officer', ['departmentsReturnHandOver', wrong, returned], 'HandOverReturned');
  step('petition-clerk', ['upholdObjection', id, {}], 'PetitionRecalled');
  const toHr = { handOver: right, to: 'hr', reason: '请求支付加班费，属劳动监察' };
  step('petition-clerk', ['routePetition', id, toHr], 'PetitionTransferred');
  step('hr-inspector', ['hrAcceptHandOver', right, { terms: { channel: 'inspection' } }], 'HandOverAccepted');
  inspected(life, right, [item]);
  return { caseId, steps };
}

function mediation(): Life {
  const { caseId, employer, steps, step } = begun();
  const [id, confirmation, item] = [randomUUID(), randomUUID(), claim()];
  const applied = { caseId, door: 'window', employer, claimItems: [item], receivedOn: day(0) };
  const third = [{ item: item.id, fen: item.fen / 3 }];
  const instalments = [1, 2, 3].map((no) => ({ no, dueOn: day(30 * no), parts: third }));
  const agreed = { effectiveOn: day(0), instalments, acceleration: true };
  const ruling = { number: '（2026）黔0199民特6号', bothPresent: true };
  step('justice-mediator', ['applyPeoplesMediation', id, applied], 'PeoplesMediationApplied');
  step('justice-mediator', ['reachPeoplesAgreement', id, agreed], 'PeoplesAgreementReached');
  const asked = { handOver: confirmation };
  step('justice-mediator', ['applyJudicialConfirmation', id, asked], 'JudicialConfirmationApplied');
  step('court-filing', ['courtAcceptHandOver', confirmation, { terms: {} }], 'HandOverAccepted');
  step('court-judge', ['acceptConfirmation', confirmation, {}], 'ConfirmationAccepted');
  step('court-judge', ['confirmAgreement', confirmation, ruling], 'AgreementConfirmed');
  for (const { no } of instalments)
    step('justice-mediator', ['recordInstalment', id, { no, parts: third }], 'InstalmentPaid');
  return { caseId, steps };
}

const WORKERS = 10;

function dossier(): Life {
  const life = begun();
  const { caseId, employer, steps, step } = life;
  const [id, inspection, aid] = [randomUUID(), randomUUID(), randomUUID()];
  const items = Array.from({ length: WORKERS }, claim);
  const people = items.slice(0, 3).map(({ person }) => person);
  const consent = { ground: 'separateConsent', consent: '云岚工同〔2026〕1号', migrantWorkers: true };
  const lead = { handOver: inspection, kind: 'arrearsLead', reason: '用人单位拒不支付，提请监察', ...consent };
  const help = { handOver: aid, kind: 'legalAid', reason: '申请法律援助', ...consent };
  step('union-clerk', ['openDossier', id, { caseId, door: 'window', employer, claimItems: items }], 'DossierOpened');
  step('union-clerk', ['electRepresentatives', id, { forum: 'arbitration', people }], 'RepresentativesElected');
  step('union-clerk', ['referDossier', id, lead], 'HandOverOffered');
  step('hr-inspector', ['hrAcceptHandOver', inspection, { terms: {} }], 'HandOverAccepted');
  step('union-clerk', ['referDossier', id, help], 'HandOverOffered');
  step('justice-aid', ['justiceAcceptHandOver', aid, { terms: {} }], 'HandOverAccepted');
  step('justice-aid', ['exemptMeansCheck', aid, { ground: 'migrantWorker' }], 'MeansCheckExempted');
  step('justice-aid', ['grantLegalAid', aid, {}], 'LegalAidGranted');
  step('justice-aid', ['designateAidLawyer', aid, {}], 'AidLawyerDesignated');
  inspected(life, inspection, items);
  step('union-clerk', ['closeDossier', id, { outcome: 'closedPaid' }], 'DossierClosed');
  return { caseId, steps };
}

const kinds = [petition, mediation, dossier] as const;

/** The next life in the order petition, mediation, dossier. */
export const lifeOf = (n: number): Life => kinds[n % kinds.length]!();
/** How many commands the three kinds give on an average. */
export const STEPS_OF_A_LIFE = kinds.reduce((sum, kind) => sum + kind().steps.length, 0) / kinds.length;
export const LONGEST_LIFE = Math.max(...kinds.map((kind) => kind().steps.length));
