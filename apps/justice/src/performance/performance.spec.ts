import { describe, expect, it } from '@jest/globals';
import { memoryRows } from '@yimen/adapters/memory';
import { AssetsExecuted, EnforcementApplied } from '@yimen/court-language';
import {
  InstalmentPaid,
  PeoplesAgreementBreached,
  PeoplesAgreementPerformed,
  PeoplesBreachTakenBack,
} from '@yimen/justice-language';
import { town } from '@yimen/casework/testing';
import type { Command, Happened } from '@yimen/kernel';
import { given, hearing, uuid } from '@yimen/kernel/testing';
import { justice } from '../agency.ts';
import { MEDIATIONS } from '../peoples-mediation/peoples-mediations.view.ts';
import {
  NoteEnforcement,
  NoteExecuted,
  OpenPerformance,
  performance,
  RecordBreach,
  RecordInstalment,
} from './performance.ts';
import { whenAssetsExecuted } from './when-assets-executed.ts';
import { whenEnforcementApplied } from './when-enforcement-applied.ts';

const [caseId, item, other] = [uuid(1), uuid(2), uuid(3)];
const third = [{ item, fen: 1_200_000 }];
const instalments = ['2025-04-30', '2025-05-30', '2025-06-30'].map((dueOn, at) => ({
  no: at + 1,
  dueOn,
  parts: third,
}));
const plan = { caseId, effectiveOn: '2025-04-07', instalments, acceleration: true };

const decided = (past: readonly Happened[], command: Command): readonly Happened[] =>
  given(performance, ...past).when(command).events;
const opened = decided([], OpenPerformance(plan));
const slow = decided([], OpenPerformance({ ...plan, acceleration: false }));
const pay = (no: number, fen = 1_200_000) => RecordInstalment({ no, parts: [{ item, fen }] });
const types = (events: readonly Happened[]) => events.map(({ type }) => type);

describe('the performance of an agreement', () => {
  it('is watched once', () =>
    given(performance, ...opened)
      .when(OpenPerformance(plan))
      .refused('already-watched'));

  it('takes a payment, and settles the instalment when it is whole', () => {
    expect(decided(opened, pay(1))).toEqual([
      InstalmentPaid({ no: 1, parts: third }),
      { type: 'InstalmentSettled', data: { no: 1 } },
    ]);
    given(performance, ...opened)
      .when(pay(1, 500_000))
      .then(InstalmentPaid({ no: 1, parts: [{ item, fen: 500_000 }] }));
    const rest = decided([...opened, InstalmentPaid({ no: 1, parts: [{ item, fen: 500_000 }] })], pay(1, 700_000));
    expect(types(rest)).toEqual(['InstalmentPaid', 'InstalmentSettled']);
  });

  it('ends with the last payment', () => {
    const two = [1, 2].map((no) => InstalmentPaid({ no, parts: third }));
    expect(decided([...opened, ...two], pay(3)).at(-1)).toEqual(PeoplesAgreementPerformed({}));
  });

  it('takes no more than is open, of no other item, in no other instalment, and nothing twice', () => {
    given(performance, ...opened)
      .when(pay(1, 1_200_001))
      .refused('more-than-owed');
    const strange = RecordInstalment({ no: 1, parts: [{ item: other, fen: 1 }] });
    given(performance, ...opened)
      .when(strange)
      .refused('more-than-owed');
    given(performance, ...opened)
      .when(pay(4))
      .refused('no-such-instalment');
    given(performance, ...opened, InstalmentPaid({ no: 1, parts: third }))
      .when(pay(1))
      .refused('already-paid');
    given(performance).when(pay(1)).refused('no-agreement');
    given(performance, ...opened)
      .when(pay(1), { at: '2025-04-06T02:00:00.000Z' })
      .refused('before-agreement');
    const atOnce = given(performance, ...opened).when(pay(1), { at: '2025-04-07T02:00:00.000Z' });
    expect(types(atOnce.events)).toEqual(['InstalmentPaid', 'InstalmentSettled']);
    expect(() => pay(0)).toThrow(/no/);
  });
});

describe('an enforcement', () => {
  const noted = (upTo: string) => ({ type: 'EnforcementNoted', data: { upTo } });

  it('takes the payments away from the committee: all with acceleration, else those that fell due', () => {
    expect(decided(opened, NoteEnforcement({ upTo: '2025-05-31' }))).toEqual([noted('2025-05-31')]);
    given(performance, ...opened, noted('2025-05-31'))
      .when(pay(3))
      .refused('in-enforcement');
    given(performance, ...slow, noted('2025-05-30'))
      .when(pay(2))
      .refused('in-enforcement');
    expect(types(decided([...slow, noted('2025-05-30')], pay(3)))).toContain('InstalmentPaid');
    const { state } = given(performance, ...opened, noted('2025-05-31'));
    expect(performance.show(state)).toMatchObject({ label: { en: 'Being enforced' }, next: [], closed: true });
  });

  it('still hears of what was paid by its day, which nobody else could record', () => {
    const inTime = { at: '2025-05-30T02:00:00.000Z' };
    given(performance, ...opened, noted('2025-05-31'))
      .when(pay(2), inTime)
      .then(InstalmentPaid({ no: 2, parts: third }), { type: 'InstalmentSettled', data: { no: 2 } });
    given(performance, ...opened, noted('2025-05-31'))
      .when(pay(3), { at: '2025-06-05T02:00:00.000Z' })
      .refused('in-enforcement');
    given(performance, ...opened, noted('2025-05-31'))
      .when(pay(2), { at: '2025-05-31T02:00:00.000Z' })
      .refused('in-enforcement');
    const broken = [...slow, ...decided(slow, RecordBreach({ no: 2 })), noted('2025-05-30')];
    expect(types(given(performance, ...broken).when(pay(2), inTime).events)).toContain('PeoplesBreachTakenBack');
    const whole = [...opened, ...decided(opened, RecordBreach({ no: 2 })), noted('2025-05-31')];
    expect(types(given(performance, ...whole).when(pay(2), inTime).events)).not.toContain('PeoplesBreachTakenBack');
  });

  it('is noted once for a day', () => {
    given(performance, ...opened, noted('2025-05-31'))
      .when(NoteEnforcement({ upTo: '2025-05-31' }))
      .refused('already-noted');
    given(performance)
      .when(NoteEnforcement({ upTo: '2025-05-31' }))
      .refused('no-agreement');
  });

  it('is heard from the court, for the mediation whose agreement it was', async () => {
    const dues = [{ dueOn: '2025-05-30', fen: 1 }];
    const heard = EnforcementApplied({ caseId, confirmation: other, debtor: caseId, parts: third, dues });
    const held = memoryRows([MEDIATIONS, { key: item, data: { confirmation: other } }]);
    expect(await hearing(whenEnforcementApplied, heard, held)).toEqual([
      { decider: performance, id: item, command: NoteEnforcement({ upTo: '2025-05-30' }) },
    ]);
    expect(await hearing(whenEnforcementApplied, heard)).toEqual([]);
  });
});

describe('what the court executes', () => {
  const noted = { type: 'EnforcementNoted', data: { upTo: '2025-05-31' } };
  const collected = (no: number, fen = 1_200_000) => ({
    ...{ type: 'InstalmentEnforced', data: { no, parts: [{ item, fen }] } },
  });
  const settled = (no: number) => ({ type: 'InstalmentSettled', data: { no } });
  const executed = (fen: number) => NoteExecuted({ parts: [{ item, fen }] });
  const broken = [...opened, InstalmentPaid({ no: 1, parts: third }), ...decided(opened, RecordBreach({ no: 2 }))];

  it('pays the oldest instalment first, whose day is over once it is whole', () => {
    given(performance, ...broken, noted)
      .when(executed(1_500_000))
      .then(collected(2), collected(3, 300_000), settled(2));
    const rest = [...broken, noted, collected(2), collected(3, 300_000), settled(2)];
    given(performance, ...rest)
      .when(executed(900_000))
      .then(collected(3, 900_000), settled(3), PeoplesAgreementPerformed({}));
    const { state } = given(performance, ...rest);
    expect(performance.show(state)).toMatchObject({ label: { en: 'Being enforced' }, next: [] });
    expect(performance.show(state)?.facts[0]?.value).toBe(900_000);
  });

  it('is nothing that was paid meanwhile, and no instalment that still runs', () => {
    given(performance, ...broken, noted, collected(2), collected(3))
      .when(executed(1))
      .refused('already-paid');
    given(performance, ...broken, noted, collected(2), collected(3))
      .when(pay(2))
      .refused('already-paid');
    given(performance).when(executed(1)).refused('no-agreement');
    const first = { type: 'EnforcementNoted', data: { upTo: '2025-04-30' } };
    const past = [...slow, first, ...decided([...slow, first], executed(1_300_000))];
    expect(past.slice(-2)).toEqual([collected(1), settled(1)]);
    const { state } = given(performance, ...past);
    expect(performance.show(state)).toMatchObject({ status: 'watched', next: [RecordInstalment], closed: false });
    expect(types(decided(past, pay(2)))).toContain('InstalmentPaid');
  });

  it('is heard of the mediation whose agreement is enforced, and of no other', async () => {
    const executing = { parts: third, interest: [], interestTotal: 0, total: 1, fee: 0 };
    const heard = AssetsExecuted({ ...executing, confirmation: other });
    const known = memoryRows([MEDIATIONS, { key: item, data: { confirmation: other } }]);
    expect(await hearing(whenAssetsExecuted, heard, known)).toEqual([
      { decider: performance, id: item, command: NoteExecuted({ parts: third }) },
    ]);
    expect(await hearing(whenAssetsExecuted, heard, memoryRows())).toEqual([]);
    expect(await hearing(whenAssetsExecuted, AssetsExecuted(executing), known)).toEqual([]);
  });
});

describe('a breach', () => {
  it('with acceleration brings all that is open, and ends the days of the rest', () => {
    const past = [...opened, InstalmentPaid({ no: 1, parts: third })];
    const broken = decided(past, RecordBreach({ no: 2 }));
    expect(broken).toEqual([
      PeoplesAgreementBreached({ no: 2, outstanding: 2_400_000 }),
      { type: 'RestFellDue', data: { nos: [3] } },
    ]);
    given(performance, ...past, ...broken)
      .when(RecordBreach({ no: 3 }))
      .refused('already-broken');
    const two = [...past, InstalmentPaid({ no: 2, parts: third })];
    expect(decided(two, RecordBreach({ no: 3 }))).toEqual([
      PeoplesAgreementBreached({ no: 3, outstanding: 1_200_000 }),
    ]);
  });

  it('without acceleration is each instalment’s own', () => {
    const first = decided(slow, RecordBreach({ no: 1 }));
    expect(first).toEqual([PeoplesAgreementBreached({ no: 1, outstanding: 3_600_000, goesOn: true })]);
    const last = PeoplesAgreementBreached({ no: 3, outstanding: 3_600_000 });
    expect(decided([...slow, ...first], RecordBreach({ no: 3 }))).toEqual([last]);
    const enforced = [...slow, ...first, { type: 'EnforcementNoted', data: { upTo: '2025-04-30' } }];
    expect(decided(enforced, RecordBreach({ no: 3 }))).toMatchObject([{ data: { goesOn: true } }]);
    expect(types(decided([...slow, ...first], RecordBreach({ no: 2 })))).toEqual(['PeoplesAgreementBreached']);
    const second = decided([...slow, ...first], RecordBreach({ no: 2 }));
    for (const no of [1, 2])
      given(performance, ...slow, ...first, ...second)
        .when(RecordBreach({ no }))
        .refused('already-broken');
  });

  it('is taken back by a payment that was made in time and is told late, and the others have their days again', () => {
    const paidOn = (day: string) => ({ at: `${day}T02:00:00.000Z` });
    const broken = [...opened, ...decided(opened, RecordBreach({ no: 1 }))];
    const days = instalments.slice(1).map(({ no, dueOn }) => ({ no, dueOn }));
    const back = PeoplesBreachTakenBack({ no: 1, effectiveOn: '2025-04-07', days });
    const told = given(performance, ...broken).when(pay(1), paidOn('2025-04-30'));
    told.then(InstalmentPaid({ no: 1, parts: third }), back, { type: 'InstalmentSettled', data: { no: 1 } });
    given(performance, ...broken, InstalmentPaid({ no: 2, parts: third }))
      .when(pay(1), paidOn('2025-04-30'))
      .then(InstalmentPaid({ no: 1, parts: third }), PeoplesBreachTakenBack({ ...back.data, days: days.slice(1) }), {
        ...{ type: 'InstalmentSettled', data: { no: 1 } },
      });
    const { state } = given(performance, ...broken, back);
    expect(state).toMatchObject({ status: 'watched', broken: [] });
    expect(types(decided([...broken, ...told.events], RecordBreach({ no: 2 })))).toContain('RestFellDue');
    const onlyOwn = [...slow, ...decided(slow, RecordBreach({ no: 1 }))];
    given(performance, ...onlyOwn)
      .when(pay(1), paidOn('2025-04-30'))
      .then(
        InstalmentPaid({ no: 1, parts: third }),
        PeoplesBreachTakenBack({ no: 1, effectiveOn: '2025-04-07', days: [] }),
        { type: 'InstalmentSettled', data: { no: 1 } },
      );
  });

  it('is taken back by two payments that were both made in time', async () => {
    const { tell, said, due } = town([justice], '2025-05-06');
    const ask = (command: string, data: object, day: string) =>
      tell({ agency: 'justice', command, id: other, data, on: day });
    await ask('OpenPerformance', plan, '2025-04-07');
    expect((await due('justice')).slice(1)).toEqual([
      ...['agreed-payment/2 2025-05-30 cancelled', 'agreed-payment/3 2025-06-30 cancelled'],
    ]);
    for (const fen of [500_000, 700_000])
      expect(await ask('RecordInstalment', { no: 1, parts: [{ item, fen }] }, '2025-04-30')).toBe('done');
    expect((await said('justice', other)).slice(-2).map(({ type }) => type)).toEqual([
      ...['PeoplesBreachTakenBack', 'InstalmentSettled'],
    ]);
    expect(await due('justice')).toEqual([
      'agreed-payment/1 2025-04-30 met',
      'agreed-payment/2 2025-05-30 running',
      'agreed-payment/3 2025-06-30 running',
    ]);
  });

  it('stands where the payment came late, in whole or in part', () => {
    const broken = [...opened, ...decided(opened, RecordBreach({ no: 1 }))];
    const paidOn = (day: string) => ({ at: `${day}T02:00:00.000Z` });
    const on = (day: string, ...past: readonly Happened[]) =>
      types(given(performance, ...past).when(pay(1, 600_000), paidOn(day)).events);
    expect(types(given(performance, ...broken).when(pay(1), paidOn('2025-05-02')).events)).toHaveLength(2);
    expect(on('2025-04-30', ...broken)).toEqual(['InstalmentPaid']);
    // `given` tells of the first half in 2026.
    const half = InstalmentPaid({ no: 1, parts: [{ item, fen: 600_000 }] });
    expect(on('2025-04-30', ...broken, half)).toEqual(['InstalmentPaid', 'InstalmentSettled']);
  });

  it('is none when the instalment is paid, or nothing was agreed', () => {
    const past = [...opened, InstalmentPaid({ no: 1, parts: third })];
    given(performance, ...past)
      .when(RecordBreach({ no: 1 }))
      .refused('already-paid');
    given(performance)
      .when(RecordBreach({ no: 1 }))
      .refused('no-agreement');
  });

  it('still takes late payments, and shows what is due next', () => {
    const broken = [...opened, ...decided(opened, RecordBreach({ no: 1 }))];
    expect(types(decided(broken, pay(1)))).toEqual(['InstalmentPaid', 'InstalmentSettled']);
    const { state } = given(performance, ...broken, ...decided(broken, pay(1)));
    expect(performance.show(state)).toMatchObject({ status: 'broken', next: [RecordInstalment] });
    expect(performance.show(state)?.facts.map(({ value }) => value)).toEqual([2_400_000, 3, '2025-05-30']);
    expect(performance.show(given(performance).state)).toBeUndefined();
  });

  it('is told to the procedure by its clock', () =>
    expect(performance.clocks[0]?.breached?.({ key: '2', due: '2025-05-30' })).toEqual(RecordBreach({ no: 2 })));
});
