import { describe, expect, it } from '@jest/globals';
import { memoryRows } from '@yimen/adapters/memory';
import {
  AgreementConfirmed,
  ConfirmationAccepted,
  ConfirmationApplied,
  ConfirmationRejected,
  EnforcementApplied,
} from '@yimen/court-language';
import { given, hearing, ID as id, uuid } from '@yimen/kernel/testing';
import {
  AcceptConfirmation,
  ConfirmAgreement,
  confirmation,
  NoteEnforcementSought,
  RegisterConfirmation,
  RejectConfirmation,
} from './confirmation.ts';
import { TITLES } from './titles.view.ts';
import { whenEnforcementApplied } from './when-enforcement-applied.ts';

const [caseId, mediation, employer, item] = [uuid(1), uuid(2), uuid(3), uuid(4)];
const parts = [{ item, fen: 3_600_000 }];
const instalments = [
  { no: 1, dueOn: '2025-06-30', parts: [{ item, fen: 2_400_000 }] },
  { no: 2, dueOn: '2025-04-30', parts: [{ item, fen: 1_200_000 }] },
];
const body = 'peoplesCommittee' as const;
const brought = { caseId, body, mediation, employer, parts, instalments, acceleration: true, appliedOn: '2025-04-14' };
const applied = ConfirmationApplied(brought);
const accepted = ConfirmationAccepted({ days: 15 });
const number = '（2025）示0101民特1号';
const confirmed = AgreementConfirmed({ caseId, mediation, parts, number, lastDay: '2025-06-30' });
const sought = given(confirmation, applied, accepted, confirmed).when(NoteEnforcementSought({})).events;

describe('an application for confirmation', () => {
  it('is registered as it was handed over', () =>
    given(confirmation).when(RegisterConfirmation(brought)).then(applied));

  it('is registered once', () =>
    given(confirmation, applied).when(RegisterConfirmation(brought)).refused('already-registered'));

  it('is not registered for an agreement that is a title already', () =>
    given(confirmation).when(RegisterConfirmation(brought), { facts: number }).refused('already-confirmed'));

  it('is accepted with fifteen days for a people’s committee and thirty for others', () => {
    given(confirmation, applied).when(AcceptConfirmation({})).then(accepted);
    const station = ConfirmationApplied({ ...brought, body: 'unionStation' });
    given(confirmation, station)
      .when(AcceptConfirmation({}))
      .then(ConfirmationAccepted({ days: 30 }));
  });

  it('is not accepted before it was made', () =>
    given(confirmation, applied)
      .when(AcceptConfirmation({}), { at: '2025-04-13T02:00:00.000Z' })
      .refused('before-application'));

  it('finds the ruling that made the agreement a title', async () => {
    const titled = { mediation, number };
    const rows = memoryRows([TITLES, { key: id, data: titled }]);
    expect(await confirmation.facts.RegisterConfirmation(brought, rows)).toBe(number);
    const { state } = given(confirmation, applied);
    expect(await confirmation.facts.ConfirmAgreement({}, rows, state)).toBe(number);
    expect(await confirmation.facts.ConfirmAgreement({}, memoryRows(), state)).toBeUndefined();
    expect(await confirmation.facts.ConfirmAgreement({}, rows, confirmation.initial)).toBeUndefined();
  });

  it('is accepted once, and not before it is there', () => {
    given(confirmation).when(AcceptConfirmation({})).refused('not-applied');
    given(confirmation, applied, accepted).when(AcceptConfirmation({})).refused('not-applied');
  });

  it('needs at least one instalment and a known body', () => {
    expect(() => RegisterConfirmation({ ...brought, instalments: [] })).toThrow(/instalments/);
    expect(() => RegisterConfirmation({ ...brought, body: 'neighbour' as never })).toThrow(/body/);
  });
});

describe('the ruling', () => {
  it('confirms the agreement as a whole; the last instalment is the last day to perform', () =>
    given(confirmation, applied, accepted)
      .when(ConfirmAgreement({ number, bothPresent: true }))
      .then(confirmed));

  it('is not given twice on one agreement that was brought twice', () =>
    given(confirmation, applied, accepted)
      .when(ConfirmAgreement({ number, bothPresent: true }), { facts: '民特9号' })
      .refused('already-confirmed'));

  it('needs both parties in the room', () =>
    given(confirmation, applied, accepted)
      .when(ConfirmAgreement({ number, bothPresent: false }))
      .refused('party-absent'));

  it('is given no earlier than the application was accepted', () => {
    const early = { at: '2026-03-01T02:00:00.000Z' };
    const at = given(confirmation, applied, accepted);
    at.when(ConfirmAgreement({ number, bothPresent: true }), early).refused('before-acceptance');
    at.when(RejectConfirmation({ ground: 'unclear' }), early).refused('before-acceptance');
  });

  it('needs an accepted application, and is given once', () => {
    const ruling = ConfirmAgreement({ number, bothPresent: true });
    given(confirmation, applied).when(ruling).refused('not-accepted');
    given(confirmation, applied, accepted, confirmed).when(ruling).refused('not-accepted');
  });

  it('may reject', () => {
    const rejected = ConfirmationRejected({ ground: 'unclear' });
    given(confirmation, applied, accepted)
      .when(RejectConfirmation({ ground: 'unclear' }))
      .then(rejected);
    given(confirmation, applied)
      .when(RejectConfirmation({ ground: 'unclear' }))
      .refused('not-accepted');
  });

  it('has a case number', () => expect(() => ConfirmAgreement({ number: ' ', bothPresent: true })).toThrow(/number/));
});

describe('a title', () => {
  it('notes once that enforcement is sought', () => {
    expect(sought).toEqual([{ type: 'EnforcementSought', data: { lastDay: '2025-06-30' } }]);
    given(confirmation, applied, accepted, confirmed, ...sought)
      .when(NoteEnforcementSought({}))
      .refused('already-noted');
    given(confirmation, applied).when(NoteEnforcementSought({})).refused('not-confirmed');
  });

  it('hears of the enforcement', async () => {
    const dues = [{ dueOn: '2025-05-30', fen: 1 }];
    const heard = EnforcementApplied({ caseId, confirmation: mediation, debtor: employer, parts, dues });
    expect(await hearing(whenEnforcementApplied, heard)).toEqual([
      { decider: confirmation, id: mediation, command: NoteEnforcementSought({}) },
    ]);
  });
});

describe('the card', () => {
  const shown = (...past: Parameters<typeof given>[1][]) => confirmation.show(given(confirmation, ...past).state);

  it('names what can be done now', () => {
    expect(shown()).toBeUndefined();
    expect(shown(applied)).toMatchObject({ status: 'applied', next: [AcceptConfirmation] });
    expect(shown(applied, accepted)).toMatchObject({ next: [ConfirmAgreement, RejectConfirmation] });
    const rejected = shown(applied, accepted, ConfirmationRejected({ ground: 'other' }));
    expect(rejected).toMatchObject({ next: [], closed: true });
    expect(shown(applied)?.facts.map(({ value }) => value)).toEqual([employer, 3_600_000, '2025-06-30']);
  });
});
