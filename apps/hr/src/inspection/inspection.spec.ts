import { describe, expect, it } from '@jest/globals';
import {
  ComplaintDeclined,
  ComplaintLodged,
  CorrectionOrdered,
  EmployerPaymentRecorded,
  InspectionCaseOpened,
  InspectionClosed,
  InvestigationExtended,
  OrderComplied,
  OrderLapsed,
  WageDepositDrawn,
  WageDepositRefilled,
} from '@yimen/hr-language';
import { given, ID, uuid } from '@yimen/kernel/testing';
import * as ask from './commands.ts';
import { inspection } from './inspection.ts';
import { DepositReturnNoted, InspectionPaymentNoted } from './noted.ts';
import * as no from './refusals.ts';

const [caseId, employer, contractor, bank, stranger] = [uuid(1), uuid(2), uuid(3), uuid(4), uuid(5)];
const [draw, other, cause] = [uuid(6), uuid(7), uuid(8)];
const claim = (n: number, fen: number) => ({
  ...{ id: uuid(100 + n), person: uuid(200 + n), fen },
  ...{ kind: 'wages' as const, from: '2025-06', to: '2025-08' },
});
const claimItems = [claim(1, 1_800_000), claim(2, 900_000)];
const part = (n: number, fen: number) => ({ item: uuid(100 + n), fen });
const everything = [part(1, 1_800_000), part(2, 900_000)];

/** 2026-03-02, a Monday; the specs say `at` where another day matters. */
const complaint = { caseId, source: 'complaint' as const, employer, liable: [contractor], claimItems };
const lodged = ComplaintLodged({ ...complaint, receivedOn: '2026-03-02' });
const opened = [lodged, InspectionCaseOpened({})];
const order = { addressees: [employer, contractor], parts: everything, days: 10 };
const ordered = [...opened, CorrectionOrdered(order)];
const lapse = { workers: 2, outstanding: 2_700_000, criminalTest: true, payDate: '2026-03-12' };
const lapsed = [...ordered, OrderLapsed(lapse)];
const use = { handOver: draw, bank, contractor, subcontractor: employer };
const drawn = [...lapsed, WageDepositDrawn({ ...use, parts: everything })];
const declined = [lodged, ComplaintDeclined({ reason: 'notOurPower', guidance: '请申请仲裁' })];
const closed = [...opened, InspectionClosed({ outcome: 'withdrawn', recovered: 0 })];

const free = { elsewhere: [], inspections: [] };
const row = { stream: 's', caseId, items: [uuid(101)] };
const titled = { ...free, elsewhere: [{ ...row, body: 'court', stage: 'title' }] };
const pending = { ...free, elsewhere: [{ ...row, body: 'arbitration', stage: 'pending' }] };
const applied = { ...free, elsewhere: [{ ...row, body: 'arbitration', stage: 'applied' }] };
const inspected = { ...free, inspections: [{ id: other, open: true, items: [uuid(102)] }] };
const morning = (day: string) => ({ at: `${day}T01:00:00.000Z` });

describe('a complaint', () => {
  const lodge = ask.LodgeComplaint({ ...complaint, receivedOn: '2026-02-27' });

  it('is lodged with the day on which it came in', () =>
    given(inspection)
      .when(lodge, { facts: free })
      .then(ComplaintLodged({ ...complaint, receivedOn: '2026-02-27' })));
  it('came in on the day of the act if nobody says another', () =>
    given(inspection).when(ask.LodgeComplaint(complaint), { facts: applied }).then(lodged));
  it('is lodged once', () => given(inspection, lodged).when(lodge, { facts: free }).refused(no.alreadyLodged));
  it('cannot come in tomorrow', () =>
    given(inspection)
      .when(ask.LodgeComplaint({ ...complaint, receivedOn: '2026-03-03' }), { facts: free })
      .refused(no.notYetReceived));
  it.each([
    ['a title', titled, 'title-exists'],
    ['arbitration or a court', pending, 'elsewhere-pending'],
    ['another inspection', inspected, 'inspection-open'],
  ])('is not for inspection where there is %s', (_, facts, code) => {
    given(inspection).when(lodge, { facts }).refused(code);
    given(inspection, lodged).when(ask.AcceptComplaint({}), { facts }).refused(code);
  });
  it('that was handed over is lodged all the same; the decision to open refuses it', () => {
    const handed = { ...complaint, source: 'lead' as const, receivedOn: '2026-03-02', handOver: ID };
    given(inspection).when(ask.LodgeComplaint(handed), { facts: titled }).then(ComplaintLodged(handed));
  });
  it('does not count its own inspection as another', () =>
    given(inspection, lodged)
      .when(ask.AcceptComplaint({}), { facts: { ...free, inspections: [{ id: ID, open: true, items: [uuid(101)] }] } })
      .then(InspectionCaseOpened({})));
  it('is opened though another one waits on the same claims, which is then a duplicate', () => {
    const told = (status: string) => ({ ...free, inspections: [{ id: other, open: true, status }] });
    given(inspection, lodged)
      .when(ask.AcceptComplaint({}), { facts: told('received') })
      .then(InspectionCaseOpened({}));
    given(inspection, lodged)
      .when(ask.AcceptComplaint({}), { facts: told('investigating') })
      .refused('inspection-open');
  });
  it('is declined with guidance, once', () => {
    const why = { reason: 'overTwoYears' as const, guidance: '可以申请仲裁' };
    given(inspection, lodged).when(ask.DeclineComplaint(why)).then(ComplaintDeclined(why));
    given(inspection, ...declined)
      .when(ask.DeclineComplaint(why))
      .refused(no.notReceived);
  });
  it('is not decided on before it came in', () => {
    const before = morning('2026-03-01');
    const why = { reason: 'noEvidence' as const, guidance: '请补充线索' };
    given(inspection, lodged).when(ask.DeclineComplaint(why), before).refused(no.beforeReceipt);
    given(inspection, lodged)
      .when(ask.AcceptComplaint({}), { ...before, facts: free })
      .refused(no.beforeReceipt);
  });
  it('is accepted once', () =>
    given(inspection, ...opened)
      .when(ask.AcceptComplaint({}), { facts: free })
      .refused(no.notReceived));
  it('counts a claim once that is told twice', () => {
    const twice = [...claimItems, ...claimItems, { ...claim(1, 1_800_000), id: uuid(150) }];
    given(inspection)
      .when(ask.LodgeComplaint({ ...complaint, claimItems: twice }), { facts: free })
      .then(lodged);
  });
  it('names at least one claim', () =>
    expect(() => ask.LodgeComplaint({ ...complaint, claimItems: [] })).toThrow(/claimItems/));
});

describe('the investigation', () => {
  const extend = ask.ExtendInvestigation({});

  it('is extended once, in time', () => {
    const open = given(inspection, ...opened);
    open.when(extend).then(InvestigationExtended({}));
    open.when(extend, morning('2026-05-28')).then(InvestigationExtended({}));
    open.when(extend, morning('2026-05-29')).refused(no.tooLateToExtend('2026-05-28'));
    const extended = given(inspection, ...opened, InvestigationExtended({}));
    extended.when(extend).refused(no.extendedBefore);
    const over = given(inspection, ...ordered);
    for (const past of [given(inspection, lodged), over]) past.when(extend).refused(no.notUnderInvestigation);
  });
});

describe('the order', () => {
  it('says who pays what until when, item by item', () => {
    const split = [part(1, 1_000_000), part(1, 800_000), part(2, 900_000)];
    given(inspection, ...opened)
      .when(ask.IssueCorrectionOrder({ ...order, parts: split }))
      .then(CorrectionOrdered(order));
  });
  it('is made once, out of the investigation', () => {
    given(inspection, lodged).when(ask.IssueCorrectionOrder(order)).refused(no.notInvestigating);
    given(inspection, ...ordered)
      .when(ask.IssueCorrectionOrder(order))
      .refused(no.notInvestigating);
  });
  it('is addressed to parties, and asks for what is owed', () => {
    const asking = (change: Partial<typeof order>) =>
      given(inspection, ...opened).when(ask.IssueCorrectionOrder({ ...order, ...change }));
    asking({ addressees: [stranger] }).refused(no.notAParty);
    asking({ addressees: [employer, stranger] }).refused(no.notAParty);
    asking({ parts: [part(1, 1_800_001)] }).refused(no.aboveOwed);
    asking({ parts: [part(9, 1)] }).refused(no.aboveOwed);
  });
  it('is not dated before the case was opened, nor a draw before the order lapsed', () => {
    given(inspection, ...opened)
      .when(ask.IssueCorrectionOrder(order), morning('2026-03-01'))
      .refused(no.beforeOpening);
    given(inspection, ...lapsed)
      .when(ask.UseWageDeposit(use), morning('2026-03-12'))
      .refused(no.notLapsed);
  });
  it('takes a whole number of days', () =>
    expect(() => ask.IssueCorrectionOrder({ ...order, days: 0 })).toThrow(/days/));
  it('lapses with what is left: workers, sum, criminal test', () => {
    const noted = InspectionPaymentNoted({ parts: [part(2, 900_000)], route: 'advance', cause });
    given(inspection, ...ordered, noted)
      .when(ask.LapseOrder({ payDate: '2026-03-12' }))
      .then(OrderLapsed({ workers: 1, outstanding: 1_800_000, criminalTest: true, payDate: '2026-03-12' }));
    given(inspection, ...ordered, InspectionPaymentNoted({ parts: [part(1, 1_800_000)], route: 'advance', cause }))
      .when(ask.LapseOrder({ payDate: '2026-03-12' }))
      .then(OrderLapsed({ workers: 1, outstanding: 900_000, criminalTest: false, payDate: '2026-03-12' }));
  });
  it('lapses with the criminal test of pay alone, and whatever months were typed', () => {
    const lapsing = (change: object) => {
      const items = [{ ...claim(1, 5_000_000), ...change }];
      const received = ComplaintLodged({ ...complaint, claimItems: items, receivedOn: '2026-03-02' });
      const parts = [part(1, 5_000_000)];
      const met = !('kind' in change);
      given(inspection, received, InspectionCaseOpened({}), CorrectionOrdered({ ...order, parts }))
        .when(ask.LapseOrder({ payDate: '2026-03-12' }))
        .then(OrderLapsed({ ...lapse, workers: 1, outstanding: 5_000_000, criminalTest: met }));
    };
    for (const kind of ['severance', 'unlawfulDismissal', 'socialInsurance', 'workInjury']) lapsing({ kind });
    lapsing({ from: '1925-06' });
  });
  it.each([
    [true, ['2025-08', '2025-10'], ['2025-10', '2025-10']],
    [true, ['2025-11', '2026-01'], ['2026-01', '2026-01']],
    [false, ['2025-07', '2025-08'], ['2025-08', '2025-08']],
  ])('lapses with the criminal test met (%s) by the months that one worker is owed, each once', (met, one, more) => {
    const months = ([from = '', to = '']: string[]) => ({ from, to });
    const items = [
      { ...claim(1, 600_000), ...months(one) },
      { ...claim(2, 600_000), ...months(more) },
    ];
    const received = { ...complaint, claimItems: items.map((item) => ({ ...item, person: uuid(201) })) };
    const { events } = given(
      inspection,
      ComplaintLodged({ ...received, receivedOn: '2026-03-02' }),
      ...ordered.slice(1),
    ).when(ask.LapseOrder({ payDate: '2026-03-12' }));
    expect(events).toMatchObject([{ data: { workers: 1, criminalTest: met } }]);
  });
  it('does not lapse once it is settled', () => {
    const late = ask.LapseOrder({ payDate: '2026-03-12' });
    given(inspection, ...ordered, OrderComplied({}))
      .when(late)
      .refused(no.alreadySettled);
    given(inspection, ...lapsed)
      .when(late)
      .refused(no.alreadySettled);
  });
});

describe('payments', () => {
  const paying = (parts: typeof everything) => ask.RecordEmployerPayment({ by: employer, parts });
  const note = (parts: typeof everything, route: 'advance' | 'deposit' = 'advance', by?: string) =>
    ask.NoteWagesPaid({ parts, route, cause, handOver: by });

  it('by the employer count, and the last one complies with the order', () => {
    const [first, second] = [[part(1, 1_800_000)], [part(2, 900_000)]];
    const paid = EmployerPaymentRecorded({ by: employer, parts: first });
    given(inspection, ...ordered)
      .when(paying(first))
      .then(paid);
    given(inspection, ...ordered, paid)
      .when(paying(second))
      .then(EmployerPaymentRecorded({ by: employer, parts: second }), OrderComplied({}));
  });
  it('by the employer are of what is owed, in a case that was taken up', () => {
    given(inspection, ...ordered)
      .when(paying([part(1, 1_800_001)]))
      .refused(no.aboveOwed);
    given(inspection, ...declined)
      .when(paying(everything))
      .refused(no.notOpen);
  });
  it('by others count as far as they are asked for', () => {
    given(inspection, lodged)
      .when(note([part(1, 2_000_000), part(9, 5)]))
      .then(InspectionPaymentNoted({ parts: [part(1, 1_800_000)], route: 'advance', cause }));
    given(inspection, ...ordered)
      .when(note([part(9, 5)]))
      .then();
    given(inspection, ...ordered)
      .when(note(everything))
      .then(InspectionPaymentNoted({ parts: everything, route: 'advance', cause }), OrderComplied({}));
    given(inspection, ...declined)
      .when(note(everything))
      .refused(no.alreadyOver);
  });
  it('count also after the case was closed with something owed, as a listing that waits for them needs', () => {
    given(inspection, ...closed)
      .when(paying(everything))
      .then(EmployerPaymentRecorded({ by: employer, parts: everything }));
  });
  it('by mediation settle what is owed, but inspection has not recovered them', () => {
    const mediated = InspectionPaymentNoted({ parts: everything, route: 'mediation', cause });
    given(inspection, ...ordered, mediated)
      .when(ask.CloseInspection({ outcome: 'closedPaid' }))
      .then(InspectionClosed({ outcome: 'closedPaid', recovered: 0 }));
  });
  it('of the bank answer the notice, in part and in full', () => {
    const some = [part(1, 1_000_000)];
    const partly = [
      InspectionPaymentNoted({ parts: some, route: 'deposit', cause }),
      DepositReturnNoted({ handOver: draw, parts: some, inFull: false }),
    ];
    given(inspection, ...drawn)
      .when(note(some, 'deposit', draw))
      .then(...partly);
    const others = [part(1, 800_000), part(2, 900_000)];
    given(inspection, ...drawn, ...partly)
      .when(note(others, 'deposit', draw), morning('2026-03-20'))
      .then(
        InspectionPaymentNoted({ parts: others, route: 'deposit', cause }),
        DepositReturnNoted({ handOver: draw, parts: others, inFull: true }),
      );
  });
  it('of the bank on a notice of another inspection answer none of this one', () =>
    given(inspection, ...drawn)
      .when(note([part(1, 1)], 'deposit', other))
      .then(InspectionPaymentNoted({ parts: [part(1, 1)], route: 'deposit', cause })));
});

describe('the wage deposit', () => {
  const drawing = (change: object = {}) => ask.UseWageDeposit({ ...use, ...change });
  const paid = [part(1, 1_800_000)];
  const returned = DepositReturnNoted({ handOver: draw, parts: paid, inFull: false });

  it('is drawn on for all that is outstanding, or for a part', () => {
    given(inspection, ...lapsed)
      .when(drawing(), morning('2026-03-13'))
      .then(WageDepositDrawn({ ...use, parts: everything }));
    given(inspection, ...lapsed)
      .when(drawing({ parts: paid }), morning('2026-03-13'))
      .then(WageDepositDrawn({ ...use, parts: paid }));
  });
  it('is drawn on only after the order has lapsed, from a party, for what no bank was told to pay', () => {
    given(inspection, ...ordered)
      .when(drawing(), morning('2026-03-13'))
      .refused(no.notLapsed);
    given(inspection, ...lapsed)
      .when(drawing({ contractor: stranger }), morning('2026-03-13'))
      .refused(no.notAParty);
    given(inspection, ...lapsed)
      .when(drawing({ subcontractor: stranger }), morning('2026-03-13'))
      .refused(no.notAParty);
    given(inspection, ...lapsed)
      .when(drawing({ parts: [part(2, 900_001)] }), morning('2026-03-13'))
      .refused(no.aboveOwed);
    given(inspection, ...drawn)
      .when(drawing(), morning('2026-03-13'))
      .refused(no.alreadyDrawn);
    given(inspection, ...drawn)
      .when(drawing({ handOver: other }), morning('2026-03-13'))
      .refused(no.nothingToDraw);
  });
  it('is refilled for the notice by which it was paid out, also after the case is closed', () => {
    const refill = (handOver: string) => ask.NoteDepositRefilled({ handOver });
    const after = [...drawn, returned, InspectionClosed({ outcome: 'otherRoute', recovered: 0 })];
    given(inspection, ...after)
      .when(refill(draw))
      .then(WageDepositRefilled({ handOver: draw }));
    given(inspection, ...after, WageDepositRefilled({ handOver: draw }))
      .when(refill(draw))
      .refused(no.alreadyRefilled);
    given(inspection, ...after)
      .when(refill(other))
      .refused(no.alreadyRefilled);
    given(inspection, ...drawn)
      .when(refill(draw))
      .refused(no.alreadyRefilled);
    given(inspection).when(refill(draw)).refused(no.alreadyRefilled);
  });
});

describe('the end', () => {
  const close = (outcome: 'closedPaid' | 'withdrawn') => ask.CloseInspection({ outcome });

  it('is paid in full only if nothing is owed, and says what was recovered', () => {
    const paid = EmployerPaymentRecorded({ by: employer, parts: everything });
    given(inspection, ...opened, paid)
      .when(close('closedPaid'))
      .then(InspectionClosed({ outcome: 'closedPaid', recovered: 2_700_000 }));
    given(inspection, ...lapsed)
      .when(close('closedPaid'))
      .refused(no.stillOwed);
    given(inspection, ...lapsed)
      .when(close('withdrawn'))
      .then(InspectionClosed({ outcome: 'withdrawn', recovered: 0 }));
  });
  it('comes once, and only to a case that was opened', () => {
    for (const past of [[], [lodged], declined, closed])
      given(inspection, ...past)
        .when(close('withdrawn'))
        .refused(no.notOpen);
  });
});

describe('the card', () => {
  const card = (...past: Parameters<typeof given>[1][]) => {
    const shown = inspection.show(given(inspection, ...past).state);
    return shown && [shown.status, shown.closed, shown.next.map(({ type }) => type).join(' ')];
  };

  it('offers what makes sense now', () => {
    expect(card()).toBeUndefined();
    expect(card(lodged)).toEqual(['received', false, 'AcceptComplaint DeclineComplaint']);
    const orders = 'IssueCorrectionOrder RecordEmployerPayment ExtendInvestigation CloseInspection';
    expect(card(...opened)).toEqual(['investigating', false, orders]);
    expect(card(...ordered)).toEqual(['ordered', false, 'RecordEmployerPayment CloseInspection']);
    expect(card(...lapsed)).toEqual(['lapsed', false, 'UseWageDeposit RecordEmployerPayment CloseInspection']);
    expect(card(...drawn)).toEqual(['lapsed', false, 'RecordEmployerPayment CloseInspection']);
    expect(card(...ordered, OrderComplied({}))).toEqual(['complied', false, 'CloseInspection']);
    expect(card(...closed)).toEqual(['closed', true, 'RecordEmployerPayment']);
    expect(card(...declined)).toEqual(['declined', true, '']);
  });
  it('says in fen what is owed, recovered and asked of the bank', () => {
    const noted = InspectionPaymentNoted({ parts: [part(2, 900_000)], route: 'deposit', cause });
    const back = DepositReturnNoted({ handOver: draw, parts: [part(2, 900_000)], inFull: false });
    const { facts } = inspection.show(given(inspection, ...drawn, noted, back).state)!;
    expect(facts.filter(({ kind }) => kind === 'money').map(({ label, value }) => [label.en, value])).toEqual([
      ['Claimed', 2_700_000],
      ['Outstanding', 1_800_000],
      ['Recovered', 900_000],
      ['The bank is to pay', 1_800_000],
    ]);
    const all = DepositReturnNoted({ handOver: draw, parts: everything, inFull: true });
    expect(inspection.show(given(inspection, ...drawn, all).state)?.facts).toHaveLength(5);
  });
});
