/** The notice of the inspectors reaches the bank, the bank pays what nobody else has paid, the contractor refills. */
import { describe, expect, it } from '@jest/globals';
import { HANDOVERS, HandOverOffered } from '@yimen/casework';
import { town } from '@yimen/casework/testing';
import { EmployerPaymentRecorded } from '@yimen/hr-language';
import { CaseRegistered } from '@yimen/joint-centre-language';
import { PARKED } from '@yimen/kernel';
import { departments } from './agency.ts';
import { RECOURSE } from './payment/recourse.view.ts';

const uuid = (n: number) => `018f3a52-7c1e-7b60-9c57-${String(n).padStart(12, '0')}`;
const [caseId, contractor, subcontractor, bank] = [1, 2, 3, 4].map(uuid) as [string, string, string, string];
const [draw, advance, again] = [5, 6, 7].map(uuid) as [string, string, string];
const project = '示例安置房一期';
const claimItems = [1, 2, 3].map((n) => ({
  ...{ id: uuid(100 + n), person: uuid(200 + n), fen: 2_150_000 },
  ...{ kind: 'wages' as const, from: '2025-06', to: '2025-08' },
}));
const part = (n: number) => ({ item: uuid(100 + n), fen: 2_150_000 });

async function requested() {
  const here = town([departments], '2025-09-24');
  const desk = (command: string, id: string, data: object = {}) =>
    here.tell({ agency: 'departments', command, id, data });
  const registered = CaseRegistered({
    ...{ caseId, number: '云岚〔2025〕0001号', agency: 'union', door: 'window', on: '2025-09-08' },
    ...{ employer: subcontractor, liable: [contractor], project, claimItems },
  });
  await here.voice({ agency: 'joint-centre', caseId, event: registered });
  const advanced = { caseId, by: contractor, onBehalfOf: subcontractor, project, parts: [part(1)] };
  expect(await desk('AdvanceWages', advance, advanced)).toBe('done');
  expect(await desk('AdvanceWages', again, advanced)).toBe('paid-before');
  const other = { ...advanced, by: bank, parts: [{ ...part(1), fen: 1 }] };
  for (const on of [caseId, uuid(99)])
    expect(await desk('AdvanceWages', uuid(8), { ...other, caseId: on })).toBe('not-named');
  await here.day('2025-09-28');
  const terms = { bank, contractor, subcontractor, parts: [part(2), part(3)] };
  const parcel = { handOver: draw, caseId, kind: 'depositPayment', from: 'hr', to: 'departments', terms };
  const offered = HandOverOffered({ ...parcel, ground: 'statutoryDuty', reason: '逾期未付', deadlines: [] });
  await here.voice({ agency: 'hr', caseId, event: offered });
  expect(await here.due('departments')).toEqual(['handover-ack 2025-09-29 running']);
  await here.day('2025-09-29');
  expect(await desk('AcceptHandOver', draw, { terms: {} })).toBe('done');
  return { ...here, desk };
}

describe('a notice to the bank', () => {
  it('is paid and refilled, and the contractor may have it all back', async () => {
    const { desk, day, said, rows } = await requested();
    await day('2025-10-10');
    expect(await desk('PayFromDeposit', draw)).toBe('done');
    await day('2025-10-20');
    expect(await desk('ReplenishDeposit', draw, { fen: 4_300_000 })).toBe('done');
    const events = await said('departments', draw);
    expect(events.map(({ type }) => type)).toEqual([
      ...['HandOverReceived', 'HandOverAccepted', 'DepositPaymentRequested', 'DepositPaid', 'DepositReplenished'],
    ]);
    expect(events[3]?.data.parts).toEqual([part(2), part(3)]);
    expect((await rows('departments').rows(RECOURSE)).map(({ data }) => data)).toEqual([
      { caseId, by: contractor, against: subcontractor, fen: 6_450_000 },
    ]);
    expect((await rows('departments').row(HANDOVERS, draw))?.data.status).toBe('accepted');
    expect(await rows('departments').rows(PARKED)).toEqual([]);
  });

  it('is not paid where the employer has paid meanwhile', async () => {
    const { desk, voice } = await requested();
    const paid = EmployerPaymentRecorded({ by: subcontractor, parts: [part(3)] });
    await voice({ agency: 'hr', caseId, event: paid });
    expect(await desk('PayFromDeposit', draw)).toBe('paid-before');
    expect(await desk('PayFromDeposit', draw, { parts: [part(2)] })).toBe('done');
  });
});
