import { describe, expect, it } from '@jest/globals';
import { memoryRows } from '@yimen/adapters/memory';
import { AssetsExecuted } from '@yimen/court-language';
import { DepositPaid, DepositReplenished, WagesAdvanced } from '@yimen/departments-language';
import { EmployerPaymentRecorded, WageDepositDrawn } from '@yimen/hr-language';
import { InstalmentPaid } from '@yimen/justice-language';
import type { Order } from '@yimen/kernel';
import { hearing, ID, recorded } from '@yimen/kernel/testing';
import { UnionMediationPaid } from '@yimen/union-language';
import { OfferHandOver } from '../hand-overs.ts';
import { NoteDepositRefilled, NoteWagesPaid } from './commands.ts';
import { inspection } from './inspection.ts';
import { INSPECTIONS } from './inspections.view.ts';
import { whenDepositDrawn } from './when-deposit-drawn.ts';
import { whenDepositReplenished } from './when-deposit-replenished.ts';
import { whenWagesPaid } from './when-wages-paid.ts';

const uuid = (n: number) => `018f3a52-7c1e-7b60-9c57-${String(n).padStart(12, '0')}`;
const [caseId, contractor, subcontractor, bank, item] = [1, 2, 3, 4, 5].map(uuid) as [
  string,
  string,
  string,
  string,
  string,
];
const [first, closed, elsewhere, draw] = [6, 7, 8, 9].map(uuid) as [string, string, string, string];
const parts = [{ item, fen: 900 }];
const inspections = memoryRows(
  [INSPECTIONS, { key: first, caseId, data: { id: first, status: 'lapsed', items: [item] } }],
  [INSPECTIONS, { key: closed, caseId, data: { id: closed, status: 'closed', items: [item] } }],
  [INSPECTIONS, { key: elsewhere, caseId: uuid(99), data: { id: elsewhere, status: 'lapsed', items: [item] } }],
);
const told = (orders: readonly Order[]) => orders.map(({ decider, id, command }) => [decider.name, id, command]);
const ofTheCase = { meta: { caseId } };
const byNotice = { ...ofTheCase, stream: `departments.deposit-${draw}` };

describe('when wages are paid', () => {
  it('every inspection of the case notes an advance, closed or not', async () => {
    const advance = WagesAdvanced({ caseId, by: contractor, onBehalfOf: subcontractor, project: '示例项目', parts });
    expect(told(await hearing(whenWagesPaid, recorded(advance, ofTheCase), inspections))).toEqual([
      ['hr.inspection', first, NoteWagesPaid({ parts, route: 'advance', cause: ID })],
      ['hr.inspection', closed, NoteWagesPaid({ parts, route: 'advance', cause: ID })],
    ]);
  });
  it('a payment of the bank is noted with the notice by which it paid', async () => {
    const paid = DepositPaid({ caseId, bank, contractor, onBehalfOf: subcontractor, parts });
    expect(told(await hearing(whenWagesPaid, recorded(paid, byNotice), inspections))).toEqual([
      ['hr.inspection', first, NoteWagesPaid({ parts, route: 'deposit', cause: ID, handOver: draw })],
      ['hr.inspection', closed, NoteWagesPaid({ parts, route: 'deposit', cause: ID, handOver: draw })],
    ]);
  });
});

describe('when wages are paid by another route', () => {
  it.each([
    ['mediation', UnionMediationPaid({ parts })],
    ['mediation', InstalmentPaid({ no: 1, parts })],
    ['enforcement', AssetsExecuted({ parts, interest: [], interestTotal: 0, total: 900, fee: 50 })],
  ] as const)('that is noted as %s', async (route, paid) =>
    expect(told(await hearing(whenWagesPaid, recorded(paid, ofTheCase), inspections))).toEqual([
      ['hr.inspection', first, NoteWagesPaid({ parts, route, cause: ID })],
      ['hr.inspection', closed, NoteWagesPaid({ parts, route, cause: ID })],
    ]),
  );
  it('the other inspections of the case note what one of them has recorded of the employer', async () => {
    const paid = EmployerPaymentRecorded({ by: subcontractor, parts });
    const there = recorded(paid, { ...ofTheCase, stream: `hr.inspection-${closed}` });
    expect(told(await hearing(whenWagesPaid, there, inspections))).toEqual([
      ['hr.inspection', first, NoteWagesPaid({ parts, route: 'employer', cause: ID })],
    ]);
  });
  it('nobody notes it without a case', async () =>
    expect(await hearing(whenWagesPaid, UnionMediationPaid({ parts }), inspections)).toEqual([]));
});

describe('when the deposit is replenished', () => {
  const replenished = DepositReplenished({ contractor, fen: 900 });

  it('the inspections of the case note it, closed or not', async () =>
    expect(told(await hearing(whenDepositReplenished, recorded(replenished, byNotice), inspections))).toEqual([
      ['hr.inspection', first, NoteDepositRefilled({ handOver: draw })],
      ['hr.inspection', closed, NoteDepositRefilled({ handOver: draw })],
    ]));
  it('nobody notes it without a case', async () =>
    expect(await hearing(whenDepositReplenished, replenished, inspections)).toEqual([]));
});

describe('when the deposit is drawn on', () => {
  const terms = { bank, contractor, subcontractor, parts };
  const drawn = WageDepositDrawn({ handOver: draw, ...terms });

  it('the notice goes to the departments under the id of the draw', async () => {
    const parcel = OfferHandOver({
      ...{ caseId, to: 'departments', kind: 'depositPayment', ground: 'statutoryDuty', terms },
      reason: '责令支付期限届满，动用工资保证金支付',
      parties: [
        { id: bank, role: 'bank' },
        { id: contractor, role: 'contractor' },
        { id: subcontractor, role: 'subcontractor' },
      ],
    });
    expect(told(await hearing(whenDepositDrawn, recorded(drawn, ofTheCase)))).toEqual([['hr.offer', draw, parcel]]);
  });
  it('nothing goes out of no case', async () => expect(await hearing(whenDepositDrawn, drawn)).toEqual([]));
});

it('another inspection of the case bars a complaint about its own claims, and about no others', async () => {
  const asked = (id: string) => ({ caseId, claimItems: [{ id }] as never });
  const { inspections: same } = await inspection.facts.LodgeComplaint(asked(item), inspections);
  expect(same.map(({ id }) => id)).toEqual([first, closed]);
  expect((await inspection.facts.LodgeComplaint(asked(bank), inspections)).inspections).toEqual([]);
});
