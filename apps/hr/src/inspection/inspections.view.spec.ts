import { describe, expect, it } from '@jest/globals';
import { memoryRows } from '@yimen/adapters/memory';
import {
  ComplaintDeclined,
  ComplaintLodged,
  CorrectionOrdered,
  EmployerPaymentRecorded,
  InspectionCaseOpened,
  InspectionClosed,
  OrderComplied,
  OrderLapsed,
} from '@yimen/hr-language';
import type { Happened } from '@yimen/kernel';
import { recorded, seen } from '@yimen/kernel/testing';
import { INSPECTIONS, inspectionsOf, inspectionsView } from './inspections.view.ts';
import { InspectionPaymentNoted } from './noted.ts';

const uuid = (n: number) => `018f3a52-7c1e-7b60-9c57-${String(n).padStart(12, '0')}`;
const [caseId, employer, item, person, id, survivor] = [1, 2, 3, 4, 5, 6].map(uuid) as [
  string,
  string,
  string,
  string,
  string,
  string,
];
const claim = { id: item, person, kind: 'wages' as const, from: '2025-06', to: '2025-08', fen: 900 };
const parts = (fen: number) => [{ item, fen }];

const told = (...events: Happened[]) =>
  seen(inspectionsView, ...events.map((event) => recorded(event, { stream: `hr.inspection-${id}` })));
const lodged = ComplaintLodged({
  caseId,
  source: 'complaint',
  receivedOn: '2026-03-02',
  employer,
  claimItems: [claim],
});
const ordered = [
  lodged,
  InspectionCaseOpened({}),
  CorrectionOrdered({ addressees: [employer], parts: parts(800), days: 10 }),
];
const row = { id, caseId, employer, receivedOn: '2026-03-02', items: [item], addressees: [], criminalTest: false };

describe('the list of inspections', () => {
  it('has a row for each complaint, found by its case, the oldest first', async () =>
    expect(await told(lodged)).toEqual([
      { key: id, caseId, order: '2026-03-02', data: { ...row, status: 'received', open: true, owed: 900 } },
    ]));
  it('says what is owed: the claims, then the order, less what was paid', async () => {
    const noted = InspectionPaymentNoted({ parts: parts(300), route: 'advance', cause: id });
    const paid = EmployerPaymentRecorded({ by: employer, parts: parts(100) });
    const [found] = await told(...ordered, noted, paid);
    expect(found?.data).toEqual({ ...row, status: 'ordered', open: true, owed: 400, addressees: [employer] });
  });
  it('keeps what a lapsed order said', async () => {
    const lapsed = OrderLapsed({ workers: 1, outstanding: 800, criminalTest: true, payDate: '2026-03-12' });
    const [found] = await told(...ordered, lapsed);
    expect(found?.data).toMatchObject({ status: 'lapsed', open: true, payDate: '2026-03-12', criminalTest: true });
  });
  it.each([
    ['complied', true, [...ordered, OrderComplied({})]],
    ['declined', false, [lodged, ComplaintDeclined({ reason: 'duplicate', guidance: '见另案' })]],
    ['closed', false, [...ordered, InspectionClosed({ outcome: 'withdrawn', recovered: 0 })]],
  ])('says that one is %s', async (status, open, events) => {
    const [found] = await told(...events);
    expect(found?.data).toMatchObject({ status, open, ...(status === 'closed' ? { outcome: 'withdrawn' } : {}) });
  });
  it('passes over an event of an inspection that it does not know', async () =>
    expect(await told(OrderComplied({}))).toEqual([]));
  it('is found under each id that the case has had', async () => {
    const look = memoryRows(
      [INSPECTIONS, { key: id, caseId, data: row }],
      ['same-case', { key: caseId, caseId: survivor, data: { survivor } }],
    );
    expect(await inspectionsOf(look, survivor)).toEqual([row]);
    expect(await inspectionsOf(look, caseId)).toEqual([row]);
    expect(await inspectionsOf(look, uuid(9))).toEqual([]);
  });
});
