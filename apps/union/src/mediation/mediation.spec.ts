import { describe, expect, it } from '@jest/globals';
import { memoryRows } from '@yimen/adapters/memory';
import { given, uuid } from '@yimen/kernel/testing';
import type { ClaimItem } from '@yimen/terms';
import {
  UnionAgreementBreached,
  UnionMediationAgreed,
  UnionMediationApplied,
  UnionMediationFailed,
  UnionMediationPaid,
  UnionMediationPerformed,
} from '@yimen/union-language';
import { handOverRules } from '../hand-overs.ts';
import {
  ApplyUnionMediation,
  BringUnionAgreement,
  FailUnionMediation,
  NoteUnionAgreementCameBack,
  NoteUnionAgreementExecuted,
  NoteUnionAgreementInForce,
  OpenWantedMediation,
  ReachUnionAgreement,
  RecordUnionBreach,
  RecordUnionPayment,
  UnionAgreementBrought,
  UnionAgreementCameBack,
  UnionAgreementExecuted,
  UnionAgreementInForce,
} from './commands.ts';
import { mediation } from './mediation.ts';
import { UNION_MEDIATIONS } from './union-mediations.view.ts';

const [caseId, person, employer, wages, overtime, other] = [uuid(1), uuid(2), uuid(3), uuid(4), uuid(5), uuid(6)];
const months = { person, from: '2026-02', to: '2026-03' };
const claimItems: ClaimItem[] = [
  { id: wages, kind: 'wages', fen: 940_000, ...months },
  { id: overtime, kind: 'overtime', fen: 120_000, ...months },
];
const asking = { caseId, employer, claimItems, receivedOn: '2026-05-12' };
const applied = UnionMediationApplied(asking);
const parts = [
  { item: wages, fen: 900_000 },
  { item: overtime, fen: 100_000 },
];
const terms = { parts, payBy: '2026-05-29', effectiveOn: '2026-05-22' };
const agreed = UnionMediationAgreed(terms);
const signedBy = ['worker', 'employer', 'mediator'] as const;
const reach = (more: object = {}) => ReachUnionAgreement({ ...terms, signedBy: [...signedBy], sealed: true, ...more });
const failed = UnionMediationFailed({ why: '分歧较大' });
const broken = UnionAgreementBreached({ outstanding: 1_000_000 });
const on = (day: string, facts?: unknown) => ({ at: `${day}T02:00:00.000Z`, facts });

describe('an application to the station', () => {
  it('counts from the day of registration, unless it came before', () => {
    const { receivedOn: _, ...today } = asking;
    given(mediation).when(ApplyUnionMediation(today), on('2026-05-12')).then(applied);
    given(mediation).when(ApplyUnionMediation(asking), on('2026-05-13')).then(applied);
    given(mediation).when(ApplyUnionMediation(asking), on('2026-05-11')).refused('not-yet');
    given(mediation, applied).when(ApplyUnionMediation(asking), on('2026-05-13')).refused('already-registered');
  });

  it('is refused while one of its claims is mediated, with the link to that mediation', () => {
    const { decision } = given(mediation).when(ApplyUnionMediation(asking), on('2026-05-13', other));
    expect(decision).toMatchObject({ refused: 'mediation-open', message: { zh: expect.stringContaining(other) } });
  });

  it('finds that mediation by the claim, whatever id the claim has and whatever case it came in by', async () => {
    const told = [{ ...claimItems[0], id: uuid(7) }];
    const find = (data: object) =>
      mediation.facts.ApplyUnionMediation(asking, memoryRows([UNION_MEDIATIONS, { key: other, data }]));
    expect(await find({ employer, open: true, caseId: uuid(8), claimItems: told })).toBe(other);
    expect(await find({ employer, open: false, claimItems: told })).toBeUndefined();
    expect(await find({ employer: other, open: true, claimItems: told })).toBeUndefined();
  });

  it('counts a claim once that is told twice', () =>
    given(mediation)
      .when(ApplyUnionMediation({ ...asking, claimItems: [...claimItems, ...claimItems] }), on('2026-05-12'))
      .then(applied));

  it('has claims', () => expect(() => ApplyUnionMediation({ ...asking, claimItems: [] })).toThrow(/claimItems/));
});

describe('a mediation that another agency wants', () => {
  const { receivedOn: _, ...wanted } = asking;
  const opens = (more: object, answer: unknown = {}) => {
    const offer = { handOver: other, caseId, claimItems, parties: [], terms: {}, ...more };
    return handOverRules.accepts.mediationWanted?.opens(offer as never, answer);
  };

  it('opens on the day of its acceptance, and not beside one that is open', () => {
    given(mediation).when(OpenWantedMediation(wanted), on('2026-05-12')).then(applied);
    given(mediation).when(OpenWantedMediation(wanted), on('2026-05-12', other)).refused('already-mediated');
    given(mediation, applied).when(OpenWantedMediation(wanted), on('2026-05-12')).refused('already-registered');
  });

  it('is opened from the parcel, unless the answer names the mediation that is open', () => {
    const order = { decider: mediation, id: other, command: OpenWantedMediation(wanted) };
    expect(opens({ terms: { employer } })).toEqual([order]);
    expect(opens({ parties: [{ id: employer, role: 'employer' }] })).toEqual([order]);
    expect(opens({ terms: { employer } }, { mediation: uuid(8) })).toEqual([]);
    expect(() => opens({})).toThrow(/employer/);
  });
});

describe('the agreement', () => {
  const asked = given(mediation, applied);

  it('binds once all three have signed and the station has sealed it', () => {
    asked.when(reach(), on('2026-05-22')).then(agreed);
    for (const signer of signedBy)
      asked
        .when(reach({ signedBy: signedBy.filter((one) => one !== signer) }), on('2026-05-22'))
        .refused('not-signed-and-sealed');
    asked.when(reach({ sealed: false }), on('2026-05-22')).refused('not-signed-and-sealed');
  });

  it('has its days in order', () => {
    asked.when(reach(), on('2026-05-21')).refused('not-yet');
    asked.when(reach({ effectiveOn: '2026-05-11' }), on('2026-05-22')).refused('days-out-of-order');
    asked.when(reach({ payBy: '2026-05-21' }), on('2026-05-22')).refused('days-out-of-order');
    const atOnce = { effectiveOn: '2026-05-12', payBy: '2026-05-12' };
    asked.when(reach(atOnce), on('2026-05-12')).then(UnionMediationAgreed({ ...terms, ...atOnce }));
  });

  it('does not go beyond the claims', () => {
    const more = { parts: [{ item: overtime, fen: 120_001 }] };
    asked.when(reach(more), on('2026-05-22')).refused('not-of-the-mediation');
  });

  it('ends the mediation, as its failure does', () => {
    asked.when(FailUnionMediation({ why: '分歧较大' }), on('2026-05-20')).then(failed);
    asked.when(FailUnionMediation({ why: '分歧较大' }), on('2026-05-11')).refused('days-out-of-order');
    for (const past of [[], [applied, agreed], [applied, failed]]) {
      given(mediation, ...past)
        .when(reach(), on('2026-05-22'))
        .refused('not-open');
      given(mediation, ...past)
        .when(FailUnionMediation({ why: '分歧较大' }))
        .refused('not-open');
    }
  });
});

describe('bringing the agreement further', () => {
  const bring = (to: 'court' | 'hr', handOver = other, confirmsLabourRelation = false) =>
    BringUnionAgreement({ to, handOver, consent: '共同申请书1号', confirmsLabourRelation });
  const brought = (to: 'court' | 'hr', handOver = other) => UnionAgreementBrought(bring(to, handOver).data);
  const there = given(mediation, applied, agreed);
  const out = given(mediation, applied, agreed, brought('hr'));

  it('ends with the fifteenth day for the commission, with the thirtieth for the court', () => {
    there.when(bring('hr'), on('2026-06-08')).then(brought('hr'));
    there.when(bring('hr'), on('2026-06-09')).refused('too-late');
    there.when(bring('court'), on('2026-06-22')).then(brought('court'));
    there.when(bring('court'), on('2026-06-23')).refused('too-late');
    there.when(bring('court'), on('2026-05-21')).refused('days-out-of-order');
  });

  it('names the court while its thirty days last, and afterwards arbitration', () => {
    const doors = ['2026-06-09', '2026-06-22', '2026-06-23'].map((day) => {
      const { decision } = there.when(bring('hr'), on(day));
      return (decision as { nextDoor?: { en: string } }).nextDoor?.en;
    });
    expect(doors).toEqual([
      ...['Court (judicial confirmation)', 'Court (judicial confirmation)'],
      'Payment order or arbitration',
    ]);
  });

  it('is possible in its time also after the agreement was broken, and not once it is performed', () => {
    const late = given(mediation, applied, agreed, broken);
    late.when(bring('court'), on('2026-06-05')).then(brought('court'));
    const back = UnionAgreementCameBack({ handOver: other, to: 'court', effectiveOn: '2026-05-22' });
    given(mediation, applied, agreed, brought('court'), broken)
      .when(NoteUnionAgreementCameBack({ handOver: other }))
      .then(back);
    const performed = [UnionMediationPaid({ parts }), UnionMediationPerformed({})];
    given(mediation, applied, agreed, ...performed)
      .when(bring('court'), on('2026-06-05'))
      .refused('no-agreement');
  });

  it('ends where the holiday notice that was heard has moved that day', () => {
    const notices = [{ year: 2026, number: '（示例）', daysOff: ['2026-06-08', '2026-06-09'], makeUpDays: [] }];
    there.when(bring('hr'), on('2026-06-10', notices)).then(brought('hr'));
    there.when(bring('hr'), on('2026-06-11', notices)).refused('too-late');
  });

  it('is done once at each, in a parcel of its own', () => {
    out.when(bring('hr', uuid(9)), on('2026-05-25')).refused('no-agreement');
    out.when(bring('court'), on('2026-05-25')).refused('hand-over-used');
    out.when(bring('court', uuid(9)), on('2026-05-25')).then(brought('court', uuid(9)));
  });

  it('may be done again when it came back', () => {
    const back = UnionAgreementCameBack({ handOver: other, to: 'hr', effectiveOn: '2026-05-22' });
    out.when(NoteUnionAgreementCameBack({ handOver: other })).then(back);
    const again = given(mediation, applied, agreed, brought('hr'), back);
    again.when(NoteUnionAgreementCameBack({ handOver: other })).refused('already-back');
    again.when(bring('hr'), on('2026-05-25')).refused('hand-over-used');
    again.when(bring('hr', uuid(9)), on('2026-05-25')).then(brought('hr', uuid(9)));
    const paid = [UnionMediationPaid({ parts }), UnionMediationPerformed({})];
    given(mediation, applied, agreed, brought('hr'), ...paid)
      .when(NoteUnionAgreementCameBack({ handOver: other }))
      .then(UnionAgreementCameBack({ handOver: other }));
    given(mediation)
      .when(NoteUnionAgreementCameBack({ handOver: other }))
      .refused('already-back');
  });

  it('is noted where it made the agreement enforceable, once, and what the court confirmed is not reviewed', () => {
    const number = '（2026）示0101民特1号';
    const inForce = UnionAgreementInForce({ handOver: other, to: 'court', number });
    const court = given(mediation, applied, agreed, brought('court'));
    court.when(NoteUnionAgreementInForce({ handOver: other, number })).then(inForce);
    court.when(NoteUnionAgreementInForce({ handOver: uuid(9), number })).refused('already-back');
    const confirmed = given(mediation, applied, agreed, brought('court'), inForce);
    confirmed.when(NoteUnionAgreementInForce({ handOver: other, number })).refused('already-back');
    confirmed.when(NoteUnionAgreementCameBack({ handOver: other })).refused('already-back');
    confirmed.when(bring('hr', uuid(9)), on('2026-05-25')).refused('court-confirmed');
    expect(mediation.show(confirmed.state)?.facts.at(-1)).toMatchObject({ label: { zh: '司法确认' }, value: number });

    const document = UnionAgreementInForce({ handOver: other, to: 'hr' });
    out.when(NoteUnionAgreementInForce({ handOver: other })).then(document);
    const reviewed = given(mediation, applied, agreed, brought('hr'), document).state;
    expect(mediation.show(reviewed)?.facts.at(-1)).toMatchObject({
      label: { zh: '仲裁调解书' },
      words: { zh: '已制发' },
    });
  });

  it('needs an agreement; the commission takes none on a labour relation', () => {
    given(mediation, applied).when(bring('court'), on('2026-05-25')).refused('no-agreement');
    there.when(bring('hr', other, true), on('2026-05-25')).refused('labour-relation');
    expect(there.when(bring('court', other, true), on('2026-05-25')).events).toHaveLength(1);
  });
});

describe('performance', () => {
  const pay = (...paid: typeof parts) => RecordUnionPayment({ parts: paid });
  const half = UnionMediationPaid({ parts: [{ item: wages, fen: 900_000 }] });
  const whole = [UnionMediationPaid({ parts }), UnionMediationPerformed({})];

  it('is complete when each item is paid', () => {
    given(mediation, applied, agreed)
      .when(pay(...parts))
      .then(...whole);
    given(mediation, applied, agreed)
      .when(pay({ item: wages, fen: 900_000 }))
      .then(half);
    const rest = UnionMediationPaid({ parts: [{ item: overtime, fen: 100_000 }] });
    given(mediation, applied, agreed, half, broken)
      .when(pay({ item: overtime, fen: 100_000 }))
      .then(rest, UnionMediationPerformed({}));
  });

  it('takes no more than is owed', () => {
    given(mediation, applied, agreed)
      .when(pay({ item: wages, fen: 900_001 }))
      .refused('more-than-owed');
    given(mediation, applied)
      .when(pay(...parts))
      .refused('nothing-owed');
    given(mediation, applied, agreed, ...whole)
      .when(pay(...parts))
      .refused('nothing-owed');
  });

  it('is also what the court collects, as far as it is owed', () => {
    const note = (...executed: typeof parts) => NoteUnionAgreementExecuted({ parts: executed });
    const collected = (...executed: typeof parts) => UnionAgreementExecuted({ parts: executed });
    const past = given(mediation, applied, agreed, half, broken);
    past.when(note(...parts)).then(collected({ item: overtime, fen: 100_000 }), UnionMediationPerformed({}));
    past.when(note({ item: overtime, fen: 40_000 })).then(collected({ item: overtime, fen: 40_000 }));
    past.when(note({ item: wages, fen: 1 })).refused('already-over');
    given(mediation, applied, agreed, ...whole)
      .when(note(...parts))
      .refused('already-over');
    const rest = given(mediation, applied, agreed, half, collected({ item: overtime, fen: 40_000 }));
    rest.when(pay({ item: overtime, fen: 60_001 })).refused('more-than-owed');
  });

  it('is broken when the day has passed, with what is open', () => {
    given(mediation, applied, agreed).when(RecordUnionBreach({})).then(broken);
    given(mediation, applied, agreed, half)
      .when(RecordUnionBreach({}))
      .then(UnionAgreementBreached({ outstanding: 100_000 }));
    given(mediation, applied, agreed, ...whole)
      .when(RecordUnionBreach({}))
      .refused('already-over');
    const payment = mediation.clocks.find(({ rule }) => rule === 'agreed-payment');
    expect(payment?.breached?.({ key: '', due: '2026-05-29' })).toEqual(RecordUnionBreach({}));
  });

  it('is shown with what was agreed and what is open', () => {
    const shown = (...past: Parameters<typeof given>[1][]) => mediation.show(given(mediation, ...past).state);
    expect(shown()).toBeUndefined();
    expect(shown(applied)?.facts.map(({ value }) => value)).toEqual([employer, 1_060_000]);
    expect(shown(applied, agreed, half)?.facts.map(({ value }) => value)).toEqual([
      ...[employer, 1_060_000, 1_000_000, 100_000],
    ]);
    expect(shown(applied, agreed, ...whole)).toMatchObject({ status: 'performed', closed: true });
    expect(shown(applied, agreed)).toMatchObject({ next: [RecordUnionPayment, BringUnionAgreement], closed: false });
  });
});
