/** What comes of a notice to a bank: paid in parts, beside others, by two banks, after the case was closed. */
import { describe, it } from '@jest/globals';
import {
  ComplaintLodged,
  CorrectionOrdered,
  EmployerPaymentRecorded,
  InspectionCaseOpened,
  InspectionClosed,
  OrderLapsed,
  WageDepositDrawn,
  WageDepositRefilled,
} from '@yimen/hr-language';
import { given, uuid } from '@yimen/kernel/testing';
import {
  CloseInspection,
  NoteDepositNoticeCameBack,
  NoteDepositRefilled,
  NoteWagesPaid,
  RecordEmployerPayment,
} from './commands.ts';
import { inspection } from './inspection.ts';
import { DepositNoticeCameBack, DepositReturnNoted, InspectionPaymentNoted } from './noted.ts';
import * as no from './refusals.ts';

const [caseId, employer, contractor, bank, one, two, cause] = [1, 2, 3, 4, 5, 6, 7].map(uuid) as [
  ...[string, string, string, string, string, string, string],
];
const claim = (n: number, fen: number) => ({
  ...{ id: uuid(100 + n), person: uuid(200 + n), fen },
  ...{ kind: 'wages' as const, from: '2025-06', to: '2025-08' },
});
const claimItems = [claim(1, 1_800_000), claim(2, 900_000)];
const [some, rest] = [[{ item: uuid(101), fen: 1_800_000 }], [{ item: uuid(102), fen: 900_000 }]];
const parts = [...some, ...rest];
const lapsed = [
  ComplaintLodged({ caseId, source: 'lead', employer, liable: [contractor], claimItems, receivedOn: '2026-03-02' }),
  InspectionCaseOpened({}),
  CorrectionOrdered({ addressees: [employer], parts, days: 10 }),
  OrderLapsed({ workers: 2, outstanding: 2_700_000, criminalTest: true, payDate: '2026-03-12' }),
];
const use = { handOver: one, bank, contractor, subcontractor: employer };
const drawn = [...lapsed, WageDepositDrawn({ ...use, parts })];
const late = { at: '2026-03-20T01:00:00.000Z' };
const returned = (handOver: string, paid: typeof parts, inFull: boolean) =>
  DepositReturnNoted({ handOver, parts: paid, inFull });
const noted = (paid: typeof parts) => InspectionPaymentNoted({ parts: paid, route: 'deposit', cause });
const bankPays = (paid: typeof parts) => NoteWagesPaid({ parts: paid, route: 'deposit', cause, handOver: one });
const refill = (handOver: string) => NoteDepositRefilled({ handOver });

describe('a notice to a bank', () => {
  it('comes back to the inspection that drew it, once', () => {
    const back = NoteDepositNoticeCameBack({ handOver: one });
    const came = DepositNoticeCameBack({ handOver: one });
    given(inspection, ...drawn)
      .when(back)
      .then(came);
    given(inspection, ...drawn)
      .when(NoteDepositNoticeCameBack({ handOver: two }))
      .refused(no.alreadyBack);
    given(inspection, ...drawn, came)
      .when(back)
      .refused(no.alreadyBack);
  });

  it('is refilled as often as it was paid out', () => {
    const refilled = WageDepositRefilled({ handOver: one });
    const twice = [...drawn, returned(one, some, false), refilled, returned(one, rest, true)];
    given(inspection, ...twice)
      .when(refill(one))
      .then(refilled);
    given(inspection, ...twice, refilled)
      .when(refill(one))
      .refused(no.alreadyRefilled);
  });

  it('is refilled at one bank and not at the other, where two were told to pay', () => {
    const draws = [WageDepositDrawn({ ...use, parts: some }), WageDepositDrawn({ ...use, handOver: two, parts: rest })];
    const both = [...lapsed, ...draws, returned(one, some, true), returned(two, rest, true)];
    const second = given(inspection, ...both).when(refill(two));
    second.then(WageDepositRefilled({ handOver: two }));
    given(inspection, ...both, ...second.events)
      .when(refill(one))
      .then(WageDepositRefilled({ handOver: one }));
  });

  it('is answered in full when what it asked for besides was paid by somebody else', () =>
    given(inspection, ...drawn, EmployerPaymentRecorded({ by: employer, parts: some }))
      .when(bankPays(rest), late)
      .then(noted(rest), returned(one, rest, true)));

  it('is not recovered twice where another inspection recorded what the employer paid', () => {
    const elsewhere = NoteWagesPaid({ parts: some, route: 'employer', cause });
    const after = given(inspection, ...drawn).when(elsewhere, late);
    after.then(InspectionPaymentNoted({ parts: some, route: 'employer', cause }));
    given(inspection, ...drawn, ...after.events)
      .when(CloseInspection({ outcome: 'penalised' }), late)
      .then(InspectionClosed({ outcome: 'penalised', recovered: 0 }));
  });

  it('is answered also after the case was closed, and what it paid is owed no more', () => {
    const closed = [...drawn, InspectionClosed({ outcome: 'penalised', recovered: 0 })];
    given(inspection, ...closed)
      .when(bankPays(parts), late)
      .then(noted(parts), returned(one, parts, true));
    given(inspection, ...closed, noted(parts))
      .when(RecordEmployerPayment({ by: employer, parts: rest }), late)
      .refused(no.aboveOwed);
  });
});
