import { describe, expect, it } from '@jest/globals';
import { memoryRows } from '@yimen/adapters/memory';
import { CasesMerged, HandOverReturned } from '@yimen/casework';
import { EnforcementApplied, EnforcementCompleted } from '@yimen/court-language';
import { DepositPaid, WagesAdvanced } from '@yimen/departments-language';
import {
  ComplaintDeclined,
  ComplaintLodged,
  EmployerPaymentRecorded,
  InspectionClosed,
  OrderLapsed,
} from '@yimen/hr-language';
import {
  CaseClosed,
  CaseRegistered,
  CaseReopened,
  ClaimsJoined,
  DoorJoined,
  LimitationInterrupted,
} from '@yimen/joint-centre-language';
import {
  InstalmentPaid,
  PeoplesAgreementBreached,
  PeoplesAgreementPerformed,
  PeoplesAgreementReached,
  PeoplesBreachTakenBack,
  PeoplesMediationApplied,
  PeoplesMediationFailed,
} from '@yimen/justice-language';
import type { Happened, Policy, Recorded } from '@yimen/kernel';
import { hearing, ID, recorded } from '@yimen/kernel/testing';
import { DuplicatePetitionRefused, PetitionClosed, PetitionRegistered } from '@yimen/petition-language';
import {
  ClaimItemsAdded,
  DossierClosed,
  DossierOpened,
  UnionAgreementBreached,
  UnionMediationAgreed,
  UnionMediationApplied,
  UnionMediationFailed,
  UnionMediationPaid,
  UnionMediationPerformed,
} from '@yimen/union-language';
import { CASE_NUMBERS } from '../case-numbers/case-numbers.view.ts';
import { LEDGER } from '../hand-overs/hand-overs.view.ts';
import { CASES } from './cases.view.ts';
import { CASE_CLAIMS } from './case-claims.view.ts';
import * as ask from './commands.ts';
import { DoorOpened } from './inside.ts';
import { whenACaseCloses, whenACaseReopens, whenAProcedureEnds } from './when-a-procedure-ends.ts';
import { whenADoorOpens } from './when-a-door-opens.ts';
import { whenLimitationIsInterrupted } from './when-limitation-is-interrupted.ts';
import { whenNumbered } from './when-numbered.ts';
import { whenTheCaseGrows } from './when-the-case-grows.ts';

const id = (n: number) => `018f3a52-7c1e-7b60-9c57-${String(n).padStart(12, '0')}`;
const [worker, employer, other] = [id(1), id(2), id(3)];
const item = { id: id(10), person: worker, kind: 'wages' as const, from: '2025-06', to: '2025-08', fen: 1_800_000 };
const opened = { caseId: ID, employer, claimItems: [item] };
const parts = [{ item: item.id, fen: 1 }];

/** What is said on the case by an agency on 9 September. */
const said = (event: Happened, agency = 'union') =>
  recorded(event, {
    stream: `${agency}.procedure-${id(20)}`,
    meta: { agency, caseId: ID, occurredAt: '2025-09-09T02:00:00.000Z' },
  });
const orders = async (rule: Policy, event: Happened | Recorded, look = memoryRows()) =>
  (await hearing(rule, 'meta' in event ? event : said(event), look)).map(({ id: to, command }) => [to, command]);

describe('when a door opens', () => {
  const door = { ...opened, procedure: `union.procedure-${id(20)}`, agency: 'union', on: '2025-09-09' };

  it.each([
    ['a dossier', DossierOpened({ ...opened, door: 'hotline' }), { door: 'hotline', because: '立案卷' }],
    [
      'a petition',
      PetitionRegistered({ ...opened, door: 'visit', level: 'district' }),
      { door: 'visit', because: '信访登记' },
    ],
    [
      "a people's mediation",
      PeoplesMediationApplied({ ...opened, door: 'outpost', receivedOn: '2025-09-08' }),
      { door: 'outpost', on: '2025-09-08', because: '申请人民调解' },
    ],
    [
      'a complaint at the window',
      ComplaintLodged({ ...opened, source: 'complaint', receivedOn: '2025-09-09' }),
      { door: 'window', because: '投诉举报登记' },
    ],
    [
      'a lead that was handed over',
      ComplaintLodged({ ...opened, source: 'lead', receivedOn: '2025-09-10' }),
      { door: 'referral', because: '投诉举报登记' },
    ],
    [
      'a mediation, which is a door only where it is the first',
      UnionMediationApplied({ ...opened, receivedOn: '2025-09-09' }),
      { door: 'window', joinedAs: 'referral', because: '申请工会调解' },
    ],
  ])('%s is registered', async (_, event, told) => {
    const expected = ask.OpenDoor({ ...door, ...told } as never);
    expect(await orders(whenADoorOpens, event)).toEqual([[ID, expected]]);
  });

  it('more claims at a door join the case', async () => {
    const joined = { ...door, door: 'window' as const, because: '补充请求' };
    expect(await orders(whenADoorOpens, ClaimItemsAdded({ claimItems: [item] }))).toEqual([
      [ID, ask.JoinClaims(joined)],
    ]);
  });

  it('the case is registered under its number of the year, and not without one', async () => {
    const first = DoorOpened({ ...door, liable: [], door: 'window', because: '立案卷' });
    const look = memoryRows([CASE_NUMBERS, { key: ID, data: { count: 7 } }]);
    expect(await orders(whenNumbered, first, look)).toEqual([[ID, ask.NumberCase({ number: '云岚〔2025〕0007号' })]]);
    await expect(orders(whenNumbered, first)).rejects.toThrow('no number');
  });
});

describe('when limitation is interrupted', () => {
  const plan = [{ no: 1, dueOn: '2025-09-30', parts }];
  const advance = WagesAdvanced({ caseId: ID, by: other, onBehalfOf: employer, project: '示例', parts });

  it.each([
    UnionMediationAgreed({ parts, payBy: '2025-09-30', effectiveOn: '2025-09-09' }),
    UnionMediationPaid({ parts }),
    UnionMediationFailed({ why: '拒绝' }),
    PeoplesAgreementReached({ effectiveOn: '2025-09-09', parts, instalments: plan, acceleration: false }),
    InstalmentPaid({ no: 1, parts }),
    PeoplesMediationFailed({ why: '拒绝' }),
    EmployerPaymentRecorded({ by: employer, parts }),
    advance,
    DepositPaid({ caseId: ID, bank: other, contractor: other, onBehalfOf: employer, parts }),
  ])('$type is an act of the debtor, or the end of a mediation', async (act) =>
    expect(await orders(whenLimitationIsInterrupted, act)).toMatchObject([
      [ID, { type: 'NoteInterruption', data: { on: '2025-09-09', caseId: ID } }],
    ]),
  );

  it('the other ids of the case follow', async () => {
    const look = memoryRows(['same-case', { key: other, caseId: ID, data: { survivor: ID } }]);
    const act = LimitationInterrupted({ on: '2025-09-09', because: '书面催讨' });
    expect(await orders(whenLimitationIsInterrupted, act, look)).toEqual([[other, ask.NoteInterruption(act.data)]]);
  });
});

describe('when a procedure ends', () => {
  const ends = (outcome?: string, hold = false) =>
    ask.EndProcedure({
      procedure: `union.procedure-${id(20)}`,
      hold,
      caseId: ID,
      ...(outcome === 'broken' ? { broken: true } : outcome && { outcome }),
    } as never);
  const closed = InspectionClosed({ outcome: 'penalised', recovered: 0 });
  const withOther = (data: object) =>
    memoryRows(
      ['same-case', { key: other, caseId: ID, data: { survivor: ID } }],
      [CASES, { key: other, caseId: other, data: { caseId: other, ...data } }],
    );

  it.each([
    ['closedUnpaid', closed],
    ['withdrawn', DossierClosed({ outcome: 'withdrawn' })],
    ['closedPaid', UnionMediationPerformed({})],
    ['closedPaid', PeoplesAgreementPerformed({})],
    ['closedPaid', EnforcementCompleted({})],
    [undefined, UnionMediationFailed({ why: '拒绝' })],
    ['broken', UnionAgreementBreached({ outstanding: 1 })],
    [undefined, ComplaintDeclined({ reason: 'notOurPower', guidance: '请申请仲裁' })],
    [undefined, PeoplesMediationFailed({ why: '拒绝' })],
    ['broken', PeoplesAgreementBreached({ no: 1, outstanding: 1 })],
  ])('the case hears of the outcome %s', async (outcome, event) =>
    expect(await orders(whenAProcedureEnds, event)).toEqual([[ID, ends(outcome)]]),
  );

  it('an agreement that was broken and goes on has not ended, and one that was not broken goes on', async () => {
    const broken = PeoplesAgreementBreached({ no: 1, outstanding: 1, goesOn: true });
    expect(await orders(whenAProcedureEnds, broken)).toEqual([]);
    const back = PeoplesBreachTakenBack({ no: 1, effectiveOn: '2025-09-09', days: [] });
    const joined = { procedure: `justice.procedure-${id(20)}`, agency: 'justice', caseId: ID };
    expect(await orders(whenAProcedureEnds, said(back, 'justice'))).toEqual([[ID, ask.JoinProcedure(joined)]]);
  });

  it('what comes in under one id opens the other again, if that is closed', async () => {
    const come = { agency: 'union', claimItems: [item], same: {}, on: '2025-09-09' };
    for (const event of [DoorJoined({ ...come, door: 'window' }), ClaimsJoined(come), CaseReopened({})]) {
      expect(await orders(whenACaseReopens, event, withOther({ closed: true }))).toEqual([[other, ask.ReopenCase({})]]);
      expect(await orders(whenACaseReopens, event, withOther({ closed: false }))).toEqual([]);
    }
  });

  it('a duplicate petition ends its own case, and settles nothing of the case that it repeats', async () => {
    const refused = DuplicatePetitionRefused({ pending: other });
    expect(await orders(whenAProcedureEnds, refused)).toEqual([[ID, ends('otherRoute')]]);
    const own = `union.procedure-${id(20)}`;
    const held = (underWay: string[]) => memoryRows([CASES, { key: ID, data: { caseId: ID, underWay } }]);
    expect(await orders(whenAProcedureEnds, refused, held([own]))).toEqual([[ID, ends('otherRoute')]]);
    expect(await orders(whenAProcedureEnds, refused, held([own, 'union.dossier-1']))).toEqual([[ID, ends()]]);
  });

  it('a merged case waits for the other, and takes its outcome where it has none', async () => {
    const busy = withOther({ closed: false, underWay: ['union.dossier-1'] });
    expect(await orders(whenAProcedureEnds, PetitionClosed({}), busy)).toEqual([[ID, ends(undefined, true)]]);
    const done = withOther({ closed: true, underWay: [], outcome: 'closedPaid' });
    expect(await orders(whenAProcedureEnds, PetitionClosed({}), done)).toEqual([[ID, ends('closedPaid')]]);
  });

  it('a case that was held open closes with the other', async () => {
    const idle = withOther({ closed: false, underWay: [] });
    expect(await orders(whenACaseCloses, CaseClosed({ outcome: 'closedPaid' }), idle)).toEqual([
      [other, ask.CloseIdleCase({ outcome: 'closedPaid' })],
    ]);
    const busy = withOther({ closed: false, underWay: ['x'] });
    expect(await orders(whenACaseCloses, CaseClosed({ outcome: 'closedPaid' }), busy)).toEqual([]);
  });

  it('enforcement is waited for', async () => {
    const dues = [{ dueOn: '2025-05-30', fen: 1 }];
    const applied = EnforcementApplied({ caseId: ID, confirmation: other, debtor: employer, parts, dues });
    expect(await orders(whenAProcedureEnds, said(applied, 'court'))).toEqual([
      [ID, ask.JoinProcedure({ procedure: `court.procedure-${id(20)}`, agency: 'court', caseId: ID })],
    ]);
  });
});

describe('when the case grows', () => {
  const row = {
    caseId: ID,
    employer,
    doors: [],
    lastAct: '',
    underWay: [],
    petitions: [`petition.petition-${id(21)}`],
  };
  const look = memoryRows(
    [CASES, { key: ID, caseId: ID, data: row }],
    [CASE_CLAIMS, { key: `${ID}/10`, caseId: ID, data: { ...item, caseId: ID } }],
    [LEDGER, { key: 'a', caseId: ID, data: { from: 'union', to: 'hr', answer: 'returned' } }],
    [LEDGER, { key: 'b', caseId: ID, data: { from: 'hr', to: 'union', answer: 'returned' } }],
  );
  const seen = { people: 1, fen: 1_800_000, petitions: 1, returns: 2, criminalTest: false, caseId: ID };

  it('its risk is assessed over the whole of it', async () => {
    const registered = CaseRegistered({
      ...{ ...opened, number: 'n', agency: 'union', door: 'window', liable: [], same: {}, on: '2025-09-09' },
    });
    expect(await orders(whenTheCaseGrows, registered, look)).toEqual([[ID, ask.AssessRisk(seen)]]);
    const head = { handOver: other, from: 'union', to: 'hr', kind: 'arrearsLead' };
    const back = HandOverReturned({ ...head, reason: 'incomplete', note: '补正', deadlines: [] });
    const merged = CasesMerged({ survivor: ID, merged: other, same: {}, latestAct: '2025-09-09', reason: '同一人' });
    for (const event of [said(back, 'hr'), merged, CaseReopened({})])
      expect(await orders(whenTheCaseGrows, event, look)).toEqual([[ID, ask.AssessRisk(seen)]]);
  });

  it('an order that lapses above the criminal line counts, one below does not', async () => {
    const lapse = { workers: 10, outstanding: 21_500_000, payDate: '2025-09-25' };
    const above = OrderLapsed({ ...lapse, criminalTest: true });
    expect(await orders(whenTheCaseGrows, said(above, 'hr'), look)).toEqual([
      [ID, ask.AssessRisk({ ...seen, criminalTest: true })],
    ]);
    expect(await orders(whenTheCaseGrows, said(OrderLapsed({ ...lapse, criminalTest: false }), 'hr'), look)).toEqual(
      [],
    );
    const unknown = { people: 0, fen: 0, petitions: 0, returns: 0, criminalTest: true, caseId: ID };
    expect(await orders(whenTheCaseGrows, said(above, 'hr'))).toEqual([[ID, ask.AssessRisk(unknown)]]);
  });
});
