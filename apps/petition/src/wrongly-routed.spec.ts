/** A petition goes to the wrong unit, comes back, goes to the right one, and ends with what the inspection achieved. */
import { describe, expect, it } from '@jest/globals';
import { PARKED } from '@yimen/kernel';
import { town } from '@yimen/edge/testing';
import { departments } from '../../departments/src/agency.ts';
import { hr } from '../../hr/src/agency.ts';
import { petitionOffice } from './agency.ts';

const [caseId, worker, employer, item, petition, city, first, second, again] = Array.from(
  { length: 9 },
  (_, n) => `018f3a52-7c1e-7b60-9c57-00000000000${n}`,
) as [string, string, string, string, string, string, string, string, string];
const claim = { id: item, person: worker, kind: 'overtime', from: '2025-07', to: '2025-09', fen: 1_260_000 };
const registered = { caseId, door: 'online', level: 'district', employer, claimItems: [claim] };

async function objected() {
  const here = town([petitionOffice, departments, hr], '2025-11-03');
  const clerk = (command: string, data: object = {}, id = petition) =>
    here.tell({ agency: 'petition', command, id, data });
  const other = (agency: string, command: string, id: string, data: object = {}) =>
    here.tell({ agency, command, id, data });
  expect(await clerk('RegisterPetition', registered)).toBe('done');
  expect(await here.due('petition')).toEqual(['pet-route 2025-11-18 running']);

  await here.day('2025-11-10');
  const wrong = { handOver: first, to: 'departments', unit: 'housing', reason: '涉及施工单位' };
  expect(await clerk('RoutePetition', wrong)).toBe('done');
  expect(await here.due('petition')).toEqual([
    'pet-notify 2025-11-25 running',
    'pet-object 2025-11-17 running',
    'pet-route 2025-11-18 met',
  ]);
  await here.day('2025-11-14');
  const back = { reason: 'notOurPower', note: '物流企业不属本部门监管' };
  expect(await other('departments', 'ReturnHandOver', first, back)).toBe('done');
  const [objection] = (await here.said('petition', petition)).filter(({ type }) => type === 'RoutingObjected');
  expect(objection?.data).toEqual({ reason: 'notOurPower' });
  expect(await here.due('petition')).toContain('pet-object 2025-11-17 met');
  return { ...here, clerk, other };
}

async function channelled() {
  const here = await objected();
  await here.day('2025-11-17');
  expect(await here.clerk('UpholdObjection')).toBe('done');
  expect(await here.due('petition')).toContain('pet-notify 2025-11-25 cancelled');
  expect(await here.clerk('RoutePetition', { handOver: second, to: 'hr', reason: '拖欠加班费' })).toBe('done');
  expect(await here.due('petition')).toEqual([
    'pet-notify 2025-12-02 running',
    'pet-object 2025-11-24 running',
    'pet-route 2025-11-18 met',
  ]);
  await here.day('2025-11-21');
  const channel = { terms: { channel: 'inspection' } };
  expect(await here.other('hr', 'AcceptHandOver', second, channel)).toBe('done');
  return here;
}

describe('a petition', () => {
  it('is refused a second time while it is pending below', async () => {
    const { clerk } = await objected();
    const renamed = { ...registered, caseId: again, level: 'city', claimItems: [{ ...claim, id: again }] };
    expect(await clerk('RegisterPetition', renamed, city)).toBe('done');
    expect(await clerk('RefuseDuplicatePetition', { pending: petition }, city)).toBe('done');
    expect(await clerk('RefuseDuplicatePetition', { pending: petition }, city)).toBe('not-new');
  });

  it('goes to the right unit after the objection, and ends its own clocks when it is channelled', async () => {
    const { due, said, other, rows } = await channelled();
    expect(await due('petition', petition)).toEqual([
      'pet-notify 2025-12-02 met',
      'pet-object 2025-11-24 cancelled',
      'pet-route 2025-11-18 met',
    ]);
    expect((await said('petition', petition)).slice(-2).map(({ type, data }) => [type, data])).toEqual([
      ['PetitionReceiptNotified', {}],
      ['PetitionChanneled', { channel: 'inspection' }],
    ]);
    expect(await due('hr', second)).toContain('insp-accept 2025-11-28 running');
    expect(await other('departments', 'AcceptHandOver', first, { terms: {} })).toBe('hand-over-answered');
    for (const agency of ['petition', 'departments', 'hr']) expect(await rows(agency).count(PARKED)).toBe(0);
  });

  it('takes the result of the inspection to its record, and is closed by it', async () => {
    const { day, other, said, due, rows } = await channelled();
    await day('2025-11-25');
    expect(await other('hr', 'AcceptComplaint', second)).toBe('done');
    expect(await due('hr', second)).toContain('insp-investigate 2026-02-25 running');
    const parts = [{ item, fen: 1_260_000 }];
    await day('2025-12-19');
    expect(await other('hr', 'IssueCorrectionOrder', second, { addressees: [employer], parts, days: 10 })).toBe('done');
    expect(await due('hr', second)).toContain('order-pay 2025-12-29 running');
    await day('2025-12-26');
    expect(await other('hr', 'RecordEmployerPayment', second, { by: employer, parts })).toBe('done');
    expect(await other('hr', 'CloseInspection', second, { outcome: 'closedPaid' })).toBe('done');
    expect((await said('petition', petition)).slice(-2).map(({ type, data }) => [type, data])).toEqual([
      ['PetitionResultNoted', { outcome: 'closedPaid', paid: 1_260_000 }],
      ['PetitionClosed', {}],
    ]);
    expect(await rows('petition').count(PARKED)).toBe(0);
  });
});
