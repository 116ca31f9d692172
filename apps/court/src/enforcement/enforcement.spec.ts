import { describe, expect, it } from '@jest/globals';
import { memoryRows } from '@yimen/adapters/memory';
import {
  AssetsExecuted,
  EnforcementApplied,
  EnforcementCompleted,
  EnforcementNoticeIssued,
} from '@yimen/court-language';
import { InstalmentPaid } from '@yimen/justice-language';
import type { Row } from '@yimen/kernel';
import { given, hearing, recorded, seen, uuid } from '@yimen/kernel/testing';
import { UnionMediationPaid } from '@yimen/union-language';
import { PERFORMANCE } from '../confirmation/performance.view.ts';
import { TITLES, type Title } from '../confirmation/titles.view.ts';
import {
  ApplyEnforcement,
  CompleteEnforcement,
  enforcement,
  ExecuteAssets,
  IssueEnforcementNotice,
  NoteDirectPayment,
} from './enforcement.ts';
import { ENFORCEMENTS, enforcementsView } from './enforcements.view.ts';
import { paidOf } from './proceeds.ts';
import { whenPaidDirectly } from './when-paid-directly.ts';

const [caseId, mediation, debtor, item, title, other] = [uuid(1), uuid(2), uuid(3), uuid(4), uuid(5), uuid(6)];
const third = [{ item, fen: 1_200_000 }];
const instalments = ['2026-04-30', '2026-05-30', '2026-06-30'].map((dueOn, at) => ({
  no: at + 1,
  dueOn,
  parts: third,
}));
const held: Title = {
  ...{ confirmation: title, mediation, caseId, employer: debtor, instalments, acceleration: true },
  ...{ parts: [{ item, fen: 3_600_000 }], number: '（2025）示0101民特1号' },
};
const firstPaid = [{ no: 1, parts: third, on: '2026-04-30' }];
const asking = ApplyEnforcement({ caseId, confirmation: title });
const known = (more: Partial<Title> = {}, settled: object = {}) => ({
  ...{ title: { ...held, ...more }, ofCase: true, going: undefined, paid: firstPaid, collectedTo: '' },
  ...settled,
});
const on = (day: string, facts?: unknown) => ({ at: `${day}T02:00:00.000Z`, facts });
const applied = EnforcementApplied({
  ...{ caseId, confirmation: title, debtor, parts: [{ item, fen: 2_400_000 }] },
  dues: [
    { dueOn: '2026-05-30', fen: 1_200_000 },
    { dueOn: '2026-05-31', fen: 1_200_000 },
  ],
});
const noticed = EnforcementNoticeIssued({});

describe('an application for enforcement', () => {
  it('asks for what the title and the payments leave open; a default brings the rest forward by a day', () =>
    given(enforcement).when(asking, on('2026-06-03', known())).then(applied));

  it('asks for the oldest due first, in whatever order the agreement names its days', () => {
    const reversed = known({ instalments: instalments.toReversed() });
    given(enforcement).when(asking, on('2026-06-03', reversed)).then(applied);
  });

  it('on the day after the default brings the rest with it, which falls due on that day', () =>
    given(enforcement).when(asking, on('2026-05-31', known())).then(applied));

  it('finds the rest due since a default, also where that instalment was paid late', () => {
    const rest = { no: 1, parts: third };
    const dues = [{ dueOn: '2026-05-01', fen: 2_400_000 }];
    const parts = [{ item, fen: 2_400_000 }];
    given(enforcement)
      .when(asking, on('2026-05-12', known({}, { paid: [{ ...rest, on: '2026-05-10' }] })))
      .then(EnforcementApplied({ caseId, confirmation: title, debtor, parts, dues }));
    given(enforcement)
      .when(asking, on('2026-05-12', known({}, { paid: [{ ...rest, on: '2026-04-30' }] })))
      .refused('not-broken');
  });

  it('asks for the rest where only the instalment that was broken had been collected', () => {
    const dues = [{ dueOn: '2026-05-31', fen: 1_200_000 }];
    given(enforcement)
      .when(asking, on('2026-07-01', known({}, { collectedTo: '2026-05-30' })))
      .then(EnforcementApplied({ caseId, confirmation: title, debtor, parts: third, dues }));
  });

  it('without acceleration only asks for what its own day has passed', () => {
    const { parts, dues } = { parts: third, dues: [{ dueOn: '2026-05-30', fen: 1_200_000 }] };
    given(enforcement)
      .when(asking, on('2026-06-03', known({ acceleration: false })))
      .then(EnforcementApplied({ caseId, confirmation: title, debtor, parts, dues }));
  });

  it('counts part of an instalment that was paid', () => {
    const paid = [...firstPaid, { no: 2, parts: [{ item, fen: 1_000_000 }], on: '2026-05-30' }];
    const facts = known({ acceleration: false }, { paid });
    const dues = [{ dueOn: '2026-05-30', fen: 200_000 }];
    const parts = [{ item, fen: 200_000 }];
    given(enforcement)
      .when(asking, on('2026-06-03', facts))
      .then(EnforcementApplied({ caseId, confirmation: title, debtor, parts, dues }));
  });

  it('is refused without a title, while nothing is overdue, and a second time', () => {
    const { number: _, ...unconfirmed } = held;
    given(enforcement)
      .when(asking, on('2026-06-03', { title: undefined }))
      .refused('no-title');
    given(enforcement)
      .when(asking, on('2026-06-03', { title: unconfirmed }))
      .refused('no-title');
    given(enforcement).when(asking, on('2026-05-30', known())).refused('not-broken');
    const all = instalments.map(({ no, parts, dueOn }) => ({ no, parts, on: dueOn }));
    given(enforcement)
      .when(asking, on('2027-01-01', known({}, { paid: all })))
      .refused('not-broken');
    given(enforcement)
      .when(asking, on('2026-06-03', known({}, { going: other })))
      .refused('already-sought');
    given(enforcement, applied).when(asking, on('2026-06-03', known())).refused('already-applied');
  });

  it('is refused in another case than that of the title', () =>
    given(enforcement)
      .when(asking, on('2026-06-03', known({}, { ofCase: false })))
      .refused('another-case'));

  it('asks again for a later default, and not for what was collected before', () => {
    const later = known({ acceleration: false }, { collectedTo: '2026-05-30' });
    const dues = [{ dueOn: '2026-06-30', fen: 1_200_000 }];
    const applied = EnforcementApplied({ caseId, confirmation: title, debtor, parts: third, dues });
    given(enforcement).when(asking, on('2026-07-01', later)).then(applied);
    const whole = known({}, { collectedTo: '2026-05-31' });
    given(enforcement).when(asking, on('2026-07-01', whole)).refused('not-broken');
  });

  it('finds title, payments and earlier enforcements in the house', async () => {
    const had = { confirmation: title, caseId, upTo: '2026-05-30', open: false };
    const rows = memoryRows(
      [TITLES, { key: title, data: held }],
      [PERFORMANCE, { key: mediation, data: { mediation, paid: firstPaid } }],
      [ENFORCEMENTS, { key: other, data: had }],
    );
    const facts = (confirmation: string, asked = caseId) =>
      enforcement.facts.ApplyEnforcement({ caseId: asked, confirmation }, rows);
    expect(await facts(title)).toEqual(known({}, { collectedTo: '2026-05-30' }));
    expect(await facts(title, other)).toMatchObject({ ofCase: false });
    expect(await facts(other)).toMatchObject({ title: undefined, paid: [], collectedTo: '' });
    const { foundBy } = enforcementsView;
    await rows.transaction((tx) => tx.put(ENFORCEMENTS, { key: other, data: { ...had, open: true }, foundBy }));
    expect(await facts(title)).toMatchObject({ going: other });
  });

  it('is kept in the register until it is completed', async () => {
    const stream = `court.enforcement-${other}`;
    const past = [recorded(applied, { stream })];
    const row = { confirmation: title, caseId, upTo: '2026-05-31', open: true };
    expect((await seen(enforcementsView, ...past))[0]).toMatchObject({ key: other, data: row });
    const completed = recorded(EnforcementCompleted({}), { stream });
    expect((await seen(enforcementsView, ...past, completed))[0]?.data).toEqual({ ...row, open: false });
  });
});

describe('the notice', () => {
  it('is issued once', () => {
    given(enforcement, applied).when(IssueEnforcementNotice({})).then(noticed);
    given(enforcement, applied, noticed).when(IssueEnforcementNotice({})).refused('already-notified');
    given(enforcement).when(IssueEnforcementNotice({})).refused('not-being-enforced');
  });
});

describe('an act of enforcement', () => {
  it('lies no earlier than the application', () => {
    given(enforcement, applied).when(IssueEnforcementNotice({}), on('2026-03-01')).refused('before-application');
    for (const act of [ExecuteAssets({ parts: third }), CompleteEnforcement({})])
      given(enforcement, applied, noticed).when(act, on('2026-03-01')).refused('before-application');
  });
});

describe('execution', () => {
  const whole = AssetsExecuted({
    ...{ confirmation: title, parts: [{ item, fen: 2_400_000 }], interestTotal: 34_230, total: 2_434_230, fee: 26_000 },
    interest: [
      { from: '2026-05-31', to: '2026-08-20', days: 82, fen: 17_220 },
      { from: '2026-06-01', to: '2026-08-20', days: 81, fen: 17_010 },
    ],
  });

  it('brings principal and interest, and the fee on top', () =>
    given(enforcement, applied, noticed)
      .when(ExecuteAssets({ parts: [{ item, fen: 2_400_000 }] }), on('2026-08-20'))
      .then(whole));

  it('in two acts pays the oldest due first, and charges the same fee in all', () => {
    const first = AssetsExecuted({
      ...{
        confirmation: title,
        parts: [{ item, fen: 1_800_000 }],
        interestTotal: 17_220 + 8_505,
        total: 1_825_725,
        fee: 17_000,
      },
      interest: [
        { from: '2026-05-31', to: '2026-08-20', days: 82, fen: 17_220 },
        { from: '2026-06-01', to: '2026-08-20', days: 81, fen: 8_505 },
      ],
    });
    given(enforcement, applied, noticed)
      .when(ExecuteAssets({ parts: [{ item, fen: 1_800_000 }] }), on('2026-08-20'))
      .then(first);
    given(enforcement, applied, noticed, first)
      .when(ExecuteAssets({ parts: [{ item, fen: 600_000 }] }), on('2026-08-21'))
      .then(
        AssetsExecuted({
          ...{ confirmation: title, parts: [{ item, fen: 600_000 }], interestTotal: 8_610, total: 608_610, fee: 9_000 },
          interest: [{ from: '2026-06-01', to: '2026-08-21', days: 82, fen: 8_610 }],
        }),
      );
  });

  it('goes on in a later act where the one before has stopped', () => {
    const dues = instalments.map(({ dueOn }) => ({ dueOn, fen: 1_200_000 }));
    expect(paidOf(dues, 1_800_000, 800_000)).toEqual([
      { dueOn: '2026-05-30', fen: 600_000 },
      { dueOn: '2026-06-30', fen: 200_000 },
    ]);
  });

  it('takes no more than is owed, of no other item, and only while it is open', () => {
    const much = ExecuteAssets({ parts: [{ item, fen: 2_400_001 }] });
    const strange = ExecuteAssets({ parts: [{ item: other, fen: 1 }] });
    const early = ExecuteAssets({ parts: [{ item, fen: 1 }] });
    given(enforcement, applied).when(early, on('2026-05-31')).refused('before-due');
    given(enforcement, applied).when(much, on('2026-08-20')).refused('more-than-owed');
    given(enforcement, applied).when(strange, on('2026-08-20')).refused('more-than-owed');
    given(enforcement).when(much, on('2026-08-20')).refused('not-being-enforced');
    given(enforcement, applied, whole, EnforcementCompleted({})).when(much).refused('not-being-enforced');
    expect(() => ExecuteAssets({ parts: [{ item, fen: 0 }] })).toThrow(/fen/);
  });

  it('does not collect what the debtor paid past the court, and takes no fee for it', () => {
    const paid = NoteDirectPayment({ parts: [{ item, fen: 1_800_000 }] });
    const direct = given(enforcement, applied, noticed).when(paid).events;
    expect(direct).toEqual([{ type: 'DirectPaymentNoted', data: paid.data }]);
    given(enforcement, applied, noticed, ...direct)
      .when(ExecuteAssets({ parts: [{ item, fen: 600_001 }] }), on('2026-08-20'))
      .refused('more-than-owed');
    given(enforcement, applied, noticed, ...direct)
      .when(ExecuteAssets({ parts: [{ item, fen: 600_000 }] }), on('2026-08-20'))
      .then(
        AssetsExecuted({
          ...{ confirmation: title, parts: [{ item, fen: 600_000 }], interestTotal: 8_505, total: 608_505, fee: 5_000 },
          interest: [{ from: '2026-06-01', to: '2026-08-20', days: 81, fen: 8_505 }],
        }),
      );
    const rest = given(enforcement, applied, noticed, ...direct).when(paid).events;
    expect(rest).toEqual([{ type: 'DirectPaymentNoted', data: { parts: [{ item, fen: 600_000 }] } }]);
    const all = given(enforcement, applied, noticed, ...direct, ...rest);
    all.when(CompleteEnforcement({})).then(EnforcementCompleted({}));
    all.when(paid).refused('already-paid');
    given(enforcement).when(paid).refused('already-paid');
  });

  it('hears of such a payment from the mediator, where it is of what is enforced', async () => {
    const parts = third;
    const paid = (no: number) =>
      recorded(InstalmentPaid({ no, parts }), { stream: `justice.performance-${mediation}` });
    const rows = (more: Partial<Title>, row: object = {}) =>
      memoryRows(
        [TITLES, { key: title, data: { ...held, ...more } }],
        [ENFORCEMENTS, { key: other, data: { confirmation: title, caseId, upTo: '2026-05-30', open: true, ...row } }],
      );
    const noted = [{ decider: enforcement, id: other, command: NoteDirectPayment({ parts }) }];
    expect(await hearing(whenPaidDirectly, paid(3), rows({}))).toEqual(noted);
    expect(await hearing(whenPaidDirectly, paid(2), rows({ acceleration: false }))).toEqual(noted);
    expect(await hearing(whenPaidDirectly, paid(3), rows({ acceleration: false }))).toEqual([]);
    expect(await hearing(whenPaidDirectly, paid(2), rows({}, { open: false }))).toEqual([]);
    expect(await hearing(whenPaidDirectly, paid(2))).toEqual([]);
    const station = recorded(UnionMediationPaid({ parts }), { stream: `union.mediation-${mediation}` });
    expect(await hearing(whenPaidDirectly, station, rows({}))).toEqual(noted);
  });

  it('is not asked for twice where two clerks opened the same title at once', async () => {
    const parts = third;
    const row = { confirmation: title, caseId, upTo: '2026-05-30', open: true };
    const both = memoryRows(...[item, other].map((key) => [ENFORCEMENTS, { key, data: row }] as [string, Row]));
    const stream = `court.enforcement-${item}`;
    const told = { parts, interest: [], interestTotal: 0, total: 1, fee: 0 };
    const heard = recorded(AssetsExecuted({ ...told, confirmation: title }), { stream });
    expect(await hearing(whenPaidDirectly, heard, both)).toEqual([
      { decider: enforcement, id: other, command: NoteDirectPayment({ parts }) },
    ]);
    expect(await hearing(whenPaidDirectly, heard)).toEqual([]);
    expect(await hearing(whenPaidDirectly, AssetsExecuted(told), both)).toEqual([]);
  });

  it('may begin before the notice was issued', () => {
    const { next } = enforcement.show(given(enforcement, applied).state)!;
    expect(next).toEqual([IssueEnforcementNotice, ExecuteAssets, CompleteEnforcement]);
    expect(enforcement.show(given(enforcement, applied, noticed).state)?.next).toEqual(next.slice(1));
  });

  it('is completed when nothing is owed', () => {
    given(enforcement, applied, noticed).when(CompleteEnforcement({})).refused('still-owed');
    given(enforcement, applied, noticed, whole).when(CompleteEnforcement({})).then(EnforcementCompleted({}));
    given(enforcement).when(CompleteEnforcement({})).refused('not-being-enforced');
    const { state } = given(enforcement, applied, noticed, whole, EnforcementCompleted({}));
    expect(enforcement.show(state)).toMatchObject({ status: 'completed', closed: true, next: [] });
    expect(enforcement.show(state)?.facts.map(({ value }) => value)).toEqual([debtor, 0, 2_400_000, 34_230, 26_000]);
  });
});
