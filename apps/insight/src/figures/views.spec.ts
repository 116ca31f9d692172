import { describe, expect, it } from '@jest/globals';
import { memoryRows } from '@yimen/adapters/memory';
import {
  CasesMerged,
  CasesUnmerged,
  DeadlineBreached,
  DeadlineEnded,
  DeadlineLapsed,
  DeadlineMoved,
  DeadlineStarted,
  HandOverOffered,
  type DeadlineData,
} from '@yimen/casework';
import { AgreementConfirmed, ConfirmationRejected, EnforcementCompleted } from '@yimen/court-language';
import { DepositPaid, DepositReplenished, MatterAnswered, WagesAdvanced } from '@yimen/departments-language';
import {
  ArbitrationReviewDeclined,
  ComplaintDeclined,
  InspectionClosed,
  ListedForDishonesty,
  ListingWaived,
  ReviewDocumentIssued,
} from '@yimen/hr-language';
import {
  CaseClosed,
  CaseRegistered,
  CaseReopened,
  ClaimsJoined,
  ConferenceClosed,
  DisputeRenewed,
  DoorJoined,
  MergeDeclined,
} from '@yimen/joint-centre-language';
import {
  LegalAidCompleted,
  LegalAidRefused,
  PeoplesAgreementPerformed,
  PeoplesAgreementReached,
  PeoplesMediationFailed,
} from '@yimen/justice-language';
import type { Happened, Row, View } from '@yimen/kernel';
import { ID, recorded, seen } from '@yimen/kernel/testing';
import { DuplicatePetitionRefused, PetitionClosed, PetitionRecalled } from '@yimen/petition-language';
import {
  ConsultationRegistered,
  DossierClosed,
  DossierOpened,
  UnionAgreementBreached,
  UnionMediationFailed,
  UnionMediationPerformed,
} from '@yimen/union-language';
import { deadlinesDueView, deadlinesOf } from '../deadlines/deadlines-due.view.ts';
import { dueSoon } from '../deadlines/due-soon.ts';
import { mergesOf, mergesView } from '../money/merges.view.ts';
import { figures } from './figures.ts';
import { heardUntilView, lastHeard } from './heard-until.view.ts';
import { lastSeenView, sectionsOf } from '../sections/last-seen.view.ts';
import { avertedView } from './averted.view.ts';
import { intakeOf, intakeView, isClosed, type IntakeRow } from './intake.view.ts';
import { proceduresOpenView } from './procedures-open.view.ts';
import { wrongRoutingsView } from './wrong-routings.view.ts';

const id = (n: number) => `018f3a52-7c1e-7b60-9c57-${String(n).padStart(12, '0')}`;
const other = id(2);
const claim = { id: id(10), person: id(1), kind: 'wages' as const, from: '2025-06', to: '2025-08', fen: 1 };
const door = { agency: 'union', door: 'window' as const, same: {}, on: '2025-09-08' };
const registered = CaseRegistered({
  ...{ ...door, caseId: ID, number: 'n', employer: id(3), liable: [], claimItems: [claim] },
});
const joined = (way: 'online' | 'referral') => DoorJoined({ ...door, agency: 'hr', door: way, claimItems: [] });
const closed = CaseClosed({ outcome: 'closedPaid' });
const pair = { survivor: other, merged: ID };
const parts = [{ item: id(10), fen: 1 }];
const pledge = { title: '信用承诺书', sha256: 'a'.repeat(64), href: '/documents/pledge' };
const merged = CasesMerged({ ...pair, same: {}, latestAct: '2025-09-08', reason: '同一人' });

const at = (event: Happened, { agency = 'union', stream = `union.dossier-${id(50)}`, when = '2025-09-08' } = {}) => {
  const occurredAt = `${when}T01:00:00.000Z`;
  return recorded(event, { stream, meta: { caseId: ID, agency, occurredAt, recordedAt: occurredAt } });
};
const first = async (view: View, ...events: Happened[]) =>
  (await seen(view, ...events.map((event) => at(event))))[0]?.data as never;
const lookAt = (view: View, rows: readonly Row[]) =>
  memoryRows(...rows.map((row) => [view.name, row] as [string, Row]));

describe('what came in', () => {
  it('is counted by doors, and a hand-over is no door', async () => {
    const intake = async (...events: Happened[]) => intakeOf((await first(intakeView, ...events)) as IntakeRow);
    expect(await intake(registered)).toBe(1);
    expect(await intake(registered, joined('online'))).toBe(2);
    expect(await intake(registered, joined('referral'))).toBe(1);
    const referred = CaseRegistered({ ...registered.data, door: 'referral' });
    expect([await intake(referred), await intake(referred, joined('online'))]).toEqual([1, 1]);
  });

  it('is open or closed, alone or merged', async () => {
    expect(await first(intakeView, registered, closed)).toMatchObject({ closed: true });
    const again = ClaimsJoined({ ...door, claimItems: [] });
    expect(await first(intakeView, registered, closed, again)).toMatchObject({ closed: false });
    expect(await first(intakeView, registered, closed, CaseReopened({}))).toMatchObject({ closed: false });
    expect(await first(intakeView, registered, merged)).toMatchObject({ merged: true });
    const parted = CasesUnmerged({ ...pair, reason: '不是' });
    expect(await first(intakeView, registered, merged, parted)).toMatchObject({ merged: false });
    const look = lookAt(mergesView, await seen(mergesView, merged));
    expect(await mergesOf(look, [other])).toEqual([{ ...pair, same: {} }]);
    expect(await seen(mergesView, merged, parted)).toEqual([]);
  });
});

describe('the procedures of an agency', () => {
  const openOnes = async (...events: Happened[]) =>
    ((await first(proceduresOpenView, ...events)) as { open: boolean } | undefined)?.open;
  const opened = DossierOpened({ caseId: ID, door: 'window', employer: id(3), claimItems: [claim] });

  it('are open until what ends them, and open again when the case comes in once more', async () => {
    expect(await openOnes(opened)).toBe(true);
    expect(await openOnes(opened, DossierClosed({ outcome: 'closedPaid' }))).toBe(false);
    expect(await openOnes(registered, closed, joined('online'))).toBe(true);
    expect(await openOnes(registered, closed, CaseReopened({}))).toBe(true);
    const inspection = InspectionClosed({ outcome: 'closedPaid', recovered: 1 });
    expect(await openOnes(inspection, opened)).toBe(false);
    expect(await openOnes(ConsultationRegistered({ door: 'hotline', headCount: 1, subject: '咨询' }))).toBe(false);
  });

  it('are open while a broken agreement may be paid, and while a deposit is to be made whole again', async () => {
    const broken = UnionAgreementBreached({ outstanding: 1 });
    expect([await openOnes(broken), await openOnes(broken, UnionMediationPerformed({}))]).toEqual([true, false]);
    const deposit = { caseId: ID, bank: id(4), contractor: id(3), onBehalfOf: id(5) };
    const paid = DepositPaid({ ...deposit, parts: [{ item: claim.id, fen: 1 }] });
    const whole = DepositReplenished({ contractor: id(3), fen: 1 });
    expect([await openOnes(paid), await openOnes(paid, whole)]).toEqual([true, false]);
    expect([await openOnes(paid, whole, paid), await openOnes(paid, whole, paid, whole)]).toEqual([true, false]);
  });

  it.each([
    ...[UnionMediationFailed({ why: '拒绝' }), ListedForDishonesty({}), ListingWaived({ pledge })],
    ...[ComplaintDeclined({ reason: 'noEvidence', guidance: '请补充' }), ReviewDocumentIssued({ parts })],
    ...[ArbitrationReviewDeclined({ reason: 'unclear' }), ConfirmationRejected({ ground: 'unclear' })],
    AgreementConfirmed({ mediation: other, parts, number: '民特1号', lastDay: '2025-09-30' }),
    ...[EnforcementCompleted({}), LegalAidCompleted({}), LegalAidRefused({ reason: '不属范围' })],
    ...[PeoplesMediationFailed({ why: '拒绝' }), PetitionClosed({}), DuplicatePetitionRefused({ pending: other })],
    WagesAdvanced({ caseId: ID, by: id(4), onBehalfOf: id(3), project: '示例', parts }),
    MatterAnswered({ outcome: 'settled', note: '已支付' }),
    ...[ConferenceClosed({ outcome: 'done' }), MergeDeclined({ agency: 'union', reason: '不是' }), merged],
  ])('end with $type', async (event) => expect(await openOnes(opened, event)).toBe(false));

  it('are one where an agency tells of it in two streams under one id', async () => {
    const says = (event: Happened, name: string) =>
      at(event, { agency: 'justice', stream: `justice.${name}-${id(51)}` });
    const agreement = { parts, instalments: [{ no: 1, dueOn: '2025-09-30', parts }], acceleration: false };
    const reached = says(PeoplesAgreementReached({ effectiveOn: '2025-09-08', ...agreement }), 'mediation');
    const rows = await seen(proceduresOpenView, reached, says(PeoplesAgreementPerformed({}), 'performance'));
    expect(rows.map(({ data }) => data)).toEqual([{ agency: 'justice', caseId: ID, open: false }]);
  });

  it('are neither parcels nor clocks', async () => {
    const offer = { handOver: id(5), from: 'union', to: 'hr', kind: 'arrearsLead', caseId: ID, reason: '线索' };
    expect(await openOnes(HandOverOffered({ ...offer, ground: 'statutoryDuty', deadlines: [] }))).toBeUndefined();
  });
});

describe('deadlines', () => {
  const words = { zh: '监察立案', en: 'Inspection' };
  const data: DeadlineData = {
    ...{ procedure: 'hr.inspection', procedureId: id(60), rule: 'insp-accept', key: '', name: words },
    ...{ law: '劳动保障监察条例', article: '第十七条', start: '2025-09-09', due: '2025-09-16', status: 'running' },
    ...{ provisional: false, calendar: '2025', explain: [words], alarms: ['2025-09-16T16:00:00.000Z'] },
  };
  const started = at(DeadlineStarted(data), { agency: 'hr' });
  const board = async (...events: (Happened | ReturnType<typeof at>)[]) => {
    const told = events.map((event) => ('meta' in event ? event : at(event, { agency: 'hr', when: '2025-09-17' })));
    return lookAt(deadlinesDueView, await seen(deadlinesDueView, ...told));
  };
  const breached = DeadlineBreached({ ...data, status: 'breached', alarms: [] });
  const met = DeadlineEnded({ ...data, status: 'met', alarms: [] });

  it('have one row each, which follows the clock', async () => {
    const [row] = await deadlinesOf(await board(started), [ID]);
    expect(row).toMatchObject({ agency: 'hr', due: '2025-09-16', latest: null, status: 'running', open: true });
    const moved = DeadlineMoved({ ...data, due: '2025-09-20', latest: '2025-10-01' });
    const [later] = await deadlinesOf(await board(started, moved), [ID]);
    expect(later).toMatchObject({ due: '2025-09-20', latest: '2025-10-01', since: '2025-09-08T01:00:00.000Z' });
    expect((await deadlinesOf(await board(started, met), [ID]))[0]).toMatchObject({ status: 'met', open: false });
  });

  it('say on which day an act ended them, however late', async () => {
    const ended = async (...events: Happened[]) => (await deadlinesOf(await board(started, ...events), [ID]))[0]?.ended;
    expect(await ended(breached)).toBeNull();
    const late = { ...data, status: 'breached' as const, alarms: [] };
    const act = { kind: 'stop' as const, on: '2025-09-19', at: '2025-09-19T01:00:00.000Z' };
    expect(await ended(breached, DeadlineEnded({ ...late, act }))).toBe('2025-09-19');
    expect(await ended(breached, DeadlineEnded(late))).toBe('2025-09-17');
  });

  it('stand in the order in which they were set going', async () => {
    const again = { ...data, procedureId: id(61), start: '2025-09-01' };
    const look = await board(started, DeadlineStarted(again));
    expect((await deadlinesOf(look, [ID])).map(({ start }) => start)).toEqual(['2025-09-01', '2025-09-09']);
  });

  it('are shown while they are open and their case is', async () => {
    const soon = async (...events: Happened[]) => dueSoon(await board(started, ...events), '2025-09-15', { within: 3 });
    expect((await soon()).map(({ rule }) => rule)).toEqual(['insp-accept']);
    expect(await dueSoon(await board(started), '2025-09-12', { within: 3 })).toEqual([]);
    expect((await soon(breached)).map(({ status }) => status)).toEqual(['breached']);
    expect(await soon(met)).toEqual([]);
    expect(await soon(breached, DeadlineEnded({ ...data, status: 'breached', alarms: [] }))).toEqual([]);
    const look = await board(started, breached);
    await look.transaction((tx) => tx.put('intake', { key: ID, data: { closed: true } }));
    expect(await isClosed(look, ID)).toBe(true);
    expect(await dueSoon(look, '2025-09-15', { within: 3 })).toEqual([]);
  });

  it('are shown however many a closed case has left behind', async () => {
    const left = Array.from({ length: 600 }, (_, n) =>
      recorded(DeadlineBreached({ ...data, procedureId: id(1000 + n), due: '2025-09-01', status: 'breached' }), {
        meta: { caseId: other, agency: 'hr' },
      }),
    );
    const look = await board(started, ...left);
    const oldest = await dueSoon(look, '2025-09-15', { within: 3 });
    expect(oldest).toHaveLength(500);
    const { due, id: last } = oldest.at(-1)!;
    const rest = await dueSoon(look, '2025-09-15', { within: 3, after: `${due}|${last}` });
    expect(new Set([...oldest, ...rest].map((each) => each.id)).size).toBe(601);
    expect(await dueSoon(look, '2025-09-15', { within: 3, agency: 'court' })).toEqual([]);
    await look.transaction((tx) => tx.put('intake', { key: other, data: { closed: true } }));
    expect((await dueSoon(look, '2025-09-15', { within: 3 })).map(({ procedureId }) => procedureId)).toEqual([id(60)]);
  });

  it('of a party are shown to those who wait for it, and are no breach of theirs', async () => {
    const obligation = { ...data, nature: 'obligation' as const };
    const look = await board(DeadlineStarted(obligation), DeadlineBreached({ ...obligation, status: 'breached' }));
    expect((await dueSoon(look, '2025-09-17', { within: 3 })).map(({ status }) => status)).toEqual(['breached']);
    const of = async (rows: typeof look) => (await figures(rows, '')).byAgency.find(({ agency }) => agency === 'hr');
    expect(await of(look)).toMatchObject({ breached: 0 });
    expect(await of(await board(started, breached))).toMatchObject({ breached: 1 });
  });

  it('of a right are shown where they are asked for, and never as passed', async () => {
    const right = { ...data, nature: 'right' as const };
    const running = await board(DeadlineStarted(right));
    expect(await dueSoon(running, '2025-09-15', { within: 3 })).toEqual([]);
    expect(await dueSoon(running, '2025-09-15', { within: 3, rights: true })).toHaveLength(1);
    const lapsed = await board(DeadlineStarted(right), DeadlineLapsed({ ...right, status: 'lapsed', alarms: [] }));
    expect(await dueSoon(lapsed, '2025-09-17', { within: 3, rights: true })).toEqual([]);
    expect((await deadlinesOf(lapsed, [ID]))[0]).toMatchObject({ status: 'lapsed', nature: 'right', open: false });
  });
});

describe('the sections of a case', () => {
  it('tell what was last heard of each agency, and who has said nothing', async () => {
    const events = [
      at(DossierClosed({ outcome: 'withdrawn' }), { when: '2025-09-10' }),
      at(registered, { agency: 'joint-centre' }),
      at(DossierOpened({ caseId: ID, door: 'window', employer: id(3), claimItems: [claim] })),
    ];
    const rows = lookAt(lastSeenView, await seen(lastSeenView, ...events));
    const sections = await sectionsOf(rows, [ID], '2025-09-11T01:00:00.000Z');
    expect(sections.map(({ agency, status }) => `${agency} ${status}`)).toEqual([
      ...['joint-centre live', 'union live', 'hr empty', 'court empty', 'justice empty', 'petition empty'],
      'departments empty',
    ]);
    expect(sections[1]).toMatchObject({ asOf: '2025-09-10T01:00:00.000Z', summary: { zh: '结案' } });
  });

  it.each([
    ['2025-09-22T00:00:00.000Z', 'live'],
    ['2025-09-23T00:00:00.000Z', 'silent'],
  ])('tell at %s who is %s: quiet for ten times the usual interval', async (now, status) => {
    const last = '2025-09-12T01:00:00.000Z';
    const rows = memoryRows(
      ['last-seen', { key: 'x', caseId: ID, data: { caseId: ID, agency: 'union', asOf: '2025-09-10', summary: {} } }],
      ['heard-until', { key: 'union', data: { events: 11, first: '2025-09-02T01:00:00.000Z', at: last } }],
    );
    const union = (await sectionsOf(rows, [ID], now)).find(({ agency }) => agency === 'union');
    expect(union).toMatchObject({ status, heardAt: last });
  });

  it('tell of no silence within a week, however much is said usually', async () => {
    const heard = { events: 1001, first: '2025-09-02T01:00:00.000Z', at: '2025-09-12T01:00:00.000Z' };
    const rows = memoryRows(['heard-until', { key: 'union', data: heard }]);
    const silent = async (now: string) => (await lastHeard(rows, now)).get('union')?.silent;
    expect([await silent('2025-09-19T01:00:00.000Z'), await silent('2025-09-19T01:00:00.001Z')]).toEqual([false, true]);
  });

  it('know the first and the last of an agency, in whatever order they come', async () => {
    const days = ['2025-09-05', '2025-09-06', '2025-09-01'].map((when) => at(PetitionRecalled({}), { when }));
    const [row] = await seen(heardUntilView, ...days);
    expect(row?.data).toEqual({ events: 3, first: '2025-09-01T01:00:00.000Z', at: '2025-09-06T01:00:00.000Z' });
  });
});

it('counts anew within a minute what was changed although nothing was heard', async () => {
  const look = lookAt(wrongRoutingsView, []);
  const count = async (now: string) => (await figures(look, now)).wrongRoutings;
  expect(await count('2025-09-08T01:00:00.000Z')).toBe(0);
  const [row] = await seen(wrongRoutingsView, at(PetitionRecalled({})));
  await look.transaction((tx) => tx.put(wrongRoutingsView.name, row!));
  expect(await count('2025-09-08T01:00:30.000Z')).toBe(0);
  expect(await count('2025-09-08T01:01:00.000Z')).toBe(1);
});

it('counts petitions that had to be recalled, and cases that a conference averted', async () => {
  expect(await seen(wrongRoutingsView, at(PetitionRecalled({})))).toHaveLength(1);
  expect(await seen(wrongRoutingsView, at(PetitionRecalled({ takenBack: true })))).toEqual([]);
  const stream = `joint-centre.conference-${id(70)}`;
  const averted = at(ConferenceClosed({ outcome: 'averted', headCount: 126 }), { stream });
  expect(await seen(avertedView, averted)).toMatchObject([{ key: id(70), data: { caseId: ID, headCount: 126 } }]);
  expect(await seen(avertedView, averted, at(DisputeRenewed({ by: other }), { stream }))).toEqual([]);
  expect(await seen(avertedView, at(ConferenceClosed({ outcome: 'done' }), { stream }))).toEqual([]);
  expect((await figures(lookAt(avertedView, await seen(avertedView, averted)), '')).averted).toBe(126);
});
