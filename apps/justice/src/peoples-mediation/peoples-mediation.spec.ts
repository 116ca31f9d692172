import { describe, expect, it } from '@jest/globals';
import { memoryRows } from '@yimen/adapters/memory';
import {
  JudicialConfirmationApplied,
  PeoplesAgreementReached,
  PeoplesMediationApplied,
  PeoplesMediationFailed,
} from '@yimen/justice-language';
import { given, uuid } from '@yimen/kernel/testing';
import type { ClaimItem } from '@yimen/terms';
import {
  ApplyJudicialConfirmation,
  ApplyPeoplesMediation,
  ArbitrationReviewSought,
  FailPeoplesMediation,
  NoteAgreementCameBack,
  NoteAgreementConfirmed,
  ReachPeoplesAgreement,
  SeekArbitrationReview,
} from './commands.ts';
import { peoplesMediation } from './peoples-mediation.ts';
import { MEDIATIONS } from './peoples-mediations.view.ts';

const [caseId, person, employer, item, handOver, other] = [uuid(1), uuid(2), uuid(3), uuid(4), uuid(5), uuid(6)];
const claim: ClaimItem = { id: item, person, kind: 'wages', from: '2024-12', to: '2025-02', fen: 3_600_000 };
const door = 'window' as const;
const asking = { caseId, door, employer, claimItems: [claim], receivedOn: '2025-04-01' };
const applied = PeoplesMediationApplied(asking);
const third = [{ item, fen: 1_200_000 }];
const instalments = ['2025-04-30', '2025-05-30', '2025-06-30'].map((dueOn, at) => ({
  no: at + 1,
  dueOn,
  parts: third,
}));
const agreement = { effectiveOn: '2025-04-07', instalments, acceleration: true };
const reached = PeoplesAgreementReached({ ...agreement, parts: [{ item, fen: 3_600_000 }] });
const confirming = JudicialConfirmationApplied({ handOver });
const reviewing = ArbitrationReviewSought({ handOver, confirmsLabourRelation: false });
const on = (day: string, facts?: unknown) => ({ at: `${day}T02:00:00.000Z`, facts });

describe('an application to the committee', () => {
  it('is registered with its claims', () =>
    given(peoplesMediation).when(ApplyPeoplesMediation(asking), on('2025-04-01')).then(applied));

  it('is registered once', () =>
    given(peoplesMediation, applied).when(ApplyPeoplesMediation(asking), on('2025-04-01')).refused('already-open'));

  it('was not received tomorrow', () =>
    given(peoplesMediation).when(ApplyPeoplesMediation(asking), on('2025-03-31')).refused('not-yet'));

  it('is refused while the same claim is mediated, with the link to that mediation', () => {
    const { decision } = given(peoplesMediation).when(ApplyPeoplesMediation(asking), on('2025-04-01', other));
    expect(decision).toMatchObject({ refused: 'mediation-open', message: { zh: expect.stringContaining(other) } });
  });

  it('finds such a mediation by employer and claim, whatever id the claim has', async () => {
    const row = { employer, open: true, claimItems: [{ ...claim, id: other }] };
    const find = (data: object) =>
      peoplesMediation.facts.ApplyPeoplesMediation(asking, memoryRows([MEDIATIONS, { key: other, data }]));
    expect(await find(row)).toBe(other);
    expect(await find({ ...row, open: false })).toBeUndefined();
    expect(await find({ ...row, employer: other })).toBeUndefined();
    expect(await find({ ...row, claimItems: [{ ...claim, id: other, kind: 'severance' }] })).toBeUndefined();
  });

  it('has claims with an amount, and a door that exists', () => {
    expect(() => ApplyPeoplesMediation({ ...asking, claimItems: [{ ...claim, fen: 0 }] })).toThrow(/fen/);
    expect(() => ApplyPeoplesMediation({ ...asking, door: 'chimney' as never })).toThrow(/door/);
  });
});

describe('the agreement', () => {
  const reach = (more: object) => ReachPeoplesAgreement({ ...agreement, ...more });
  const asked = given(peoplesMediation, applied);

  it('adds its instalments up to what is agreed for each item', () =>
    asked.when(reach({}), on('2025-04-07')).then(reached));

  it('lies between the application and today', () => {
    asked.when(reach({ effectiveOn: '2025-04-08' }), on('2025-04-07')).refused('not-yet');
    asked.when(reach({ effectiveOn: '2025-03-31' }), on('2025-04-07')).refused('too-early');
  });

  it('numbers its instalments from one and pays them in order', () => {
    const [first, second, last] = instalments as [object, object, object];
    const orders = [[second, last], [first, { ...second, dueOn: '2025-04-29' }], [{ ...first, dueOn: '2025-04-06' }]];
    for (const plan of orders) asked.when(reach({ instalments: plan }), on('2025-04-07')).refused('plan-out-of-order');
  });

  it('does not go beyond the claims', () => {
    const more = [{ no: 1, dueOn: '2025-04-30', parts: [{ item, fen: 3_600_001 }] }];
    asked.when(reach({ instalments: more }), on('2025-04-07')).refused('not-of-the-mediation');
    const strange = [{ no: 1, dueOn: '2025-04-30', parts: [{ item: other, fen: 1 }] }];
    asked.when(reach({ instalments: strange }), on('2025-04-07')).refused('not-of-the-mediation');
  });

  it('needs a mediation, and ends it', () => {
    given(peoplesMediation).when(reach({}), on('2025-04-07')).refused('not-open');
    given(peoplesMediation, applied, reached).when(reach({}), on('2025-04-07')).refused('not-open');
  });

  it('may fail to come', () => {
    const failed = PeoplesMediationFailed({ why: '分歧较大' });
    asked.when(FailPeoplesMediation({ why: '分歧较大' })).then(failed);
    asked.when(FailPeoplesMediation({ why: '分歧较大' }), on('2025-03-31')).refused('too-early');
    given(peoplesMediation, applied, failed)
      .when(FailPeoplesMediation({ why: '分歧较大' }))
      .refused('not-open');
  });
});

describe('bringing it to the court', () => {
  const bring = ApplyJudicialConfirmation({ handOver });

  it('is possible on the thirtieth day and no longer on the next', () => {
    given(peoplesMediation, applied, reached).when(bring, on('2025-05-07')).then(confirming);
    given(peoplesMediation, applied, reached).when(bring, on('2025-05-08')).refused('too-late');
    given(peoplesMediation, applied, reached).when(bring, on('2025-04-07')).then(confirming);
    given(peoplesMediation, applied, reached).when(bring, on('2025-04-06')).refused('too-early');
  });

  it('is possible while the commission reviews, and not twice', () => {
    const anew = { handOver: other };
    given(peoplesMediation, applied, reached, reviewing)
      .when(ApplyJudicialConfirmation(anew), on('2025-04-14'))
      .then(JudicialConfirmationApplied(anew));
    given(peoplesMediation, applied, reached, confirming).when(bring, on('2025-04-14')).refused('no-agreement');
    given(peoplesMediation, applied).when(bring, on('2025-04-14')).refused('no-agreement');
  });

  it('may be done again when it came back', () => {
    const brought = [applied, reached, confirming];
    const back = given(peoplesMediation, ...brought).when(NoteAgreementCameBack({ handOver })).events;
    const again = given(peoplesMediation, ...brought, ...back);
    again.when(bring, on('2025-04-20')).refused('hand-over-used');
    const anew = { handOver: other };
    again.when(ApplyJudicialConfirmation(anew), on('2025-04-20')).then(JudicialConfirmationApplied(anew));
    again.when(NoteAgreementCameBack({ handOver })).refused('already-noted');
  });

  it('stays with the court when the commission sends back what it had before, and the other way round', () => {
    const both = [applied, reached, reviewing, JudicialConfirmationApplied({ handOver: other })];
    const back = (parcel: string) => {
      const came = given(peoplesMediation, ...both).when(NoteAgreementCameBack({ handOver: parcel })).events;
      return peoplesMediation.show(given(peoplesMediation, ...both, ...came).state)?.status;
    };
    expect([back(handOver), back(other), back(uuid(9))]).toEqual(['confirming', 'reviewing', 'confirming']);
  });

  it('is noted when the court has confirmed, once', () => {
    const note = NoteAgreementConfirmed({ number: '民特1号' });
    const brought = [applied, reached, confirming];
    const noted = given(peoplesMediation, ...brought).when(note).events;
    expect(noted).toEqual([{ type: 'AgreementConfirmedNoted', data: { number: '民特1号' } }]);
    given(peoplesMediation, ...brought, ...noted)
      .when(note)
      .refused('already-noted');
    given(peoplesMediation).when(note).refused('no-agreement');
  });
});

describe('bringing it to the commission', () => {
  const seek = (confirmsLabourRelation: boolean) => SeekArbitrationReview({ handOver, confirmsLabourRelation });

  it('is possible on the fifteenth day and no longer on the next', () => {
    given(peoplesMediation, applied, reached).when(seek(false), on('2025-04-22')).then(reviewing);
    given(peoplesMediation, applied, reached).when(seek(false), on('2025-04-23')).refused('too-late');
  });

  it('ends where the holiday notice that was heard has moved that day, as to the court', () => {
    const notices = [{ year: 2025, number: '（示例）', daysOff: ['2025-04-22', '2025-05-07'], makeUpDays: [] }];
    const there = given(peoplesMediation, applied, reached);
    there.when(seek(false), on('2025-04-23', notices)).then(reviewing);
    there.when(seek(false), on('2025-04-24', notices)).refused('too-late');
    there.when(ApplyJudicialConfirmation({ handOver }), on('2025-05-08', notices)).then(confirming);
  });

  it('is possible again when it came back, as it is to go to the court', () => {
    const sought = [applied, reached, reviewing];
    const back = given(peoplesMediation, ...sought).when(NoteAgreementCameBack({ handOver })).events;
    const { state } = given(peoplesMediation, ...sought, ...back);
    expect(peoplesMediation.show(state)).toMatchObject({ next: [ApplyJudicialConfirmation, SeekArbitrationReview] });
  });

  it('is refused for a labour relation, and without an agreement that is free', () => {
    given(peoplesMediation, applied, reached).when(seek(true), on('2025-04-10')).refused('labour-relation');
    given(peoplesMediation, applied).when(seek(false), on('2025-04-10')).refused('no-agreement');
    given(peoplesMediation, applied, reached, confirming).when(seek(false), on('2025-04-10')).refused('no-agreement');
  });
});

describe('the card', () => {
  const shown = (...past: Parameters<typeof given>[1][]) =>
    peoplesMediation.show(given(peoplesMediation, ...past).state);

  it('says what can be done now', () => {
    expect(shown()).toBeUndefined();
    expect(shown(applied)).toMatchObject({ status: 'open', next: [ReachPeoplesAgreement, FailPeoplesMediation] });
    expect(shown(applied, reached)).toMatchObject({ next: [ApplyJudicialConfirmation, SeekArbitrationReview] });
    expect(shown(applied, reached)?.facts.map(({ value }) => value)).toEqual([employer, 3_600_000, 3_600_000]);
    expect(shown(applied, PeoplesMediationFailed({ why: '分歧' }))).toMatchObject({ closed: true, next: [] });
  });
});
