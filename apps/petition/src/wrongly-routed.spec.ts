/** A petition goes to the wrong unit, comes back, goes to the right one, and ends with what the inspection achieved. */
import { describe, expect, it } from '@jest/globals';
import { agency, HandOverAccepted, type Language } from '@yimen/casework';
import { departmentsLanguage } from '@yimen/departments-language';
import { town } from '@yimen/casework/testing';
import { hrLanguage, InspectionClosed } from '@yimen/hr-language';
import { PARKED } from '@yimen/kernel';
import { petitionLanguage } from '@yimen/petition-language';
import { petitionOffice } from './agency.ts';

const [caseId, worker, employer, item, petition, city, first, second, again] = Array.from(
  { length: 9 },
  (_, n) => `018f3a52-7c1e-7b60-9c57-00000000000${n}`,
) as [string, string, string, string, string, string, string, string, string];
const claim = { id: item, person: worker, kind: 'overtime', from: '2025-07', to: '2025-09', fen: 1_260_000 };
const registered = { caseId, door: 'online', level: 'district', employer, claimItems: [claim] };

/** A neighbour of whom only matters that it takes petitions, or sends them back. */
const neighbour = (speaks: Language) =>
  agency({
    speaks,
    hears: [petitionLanguage],
    deciders: [],
    handOvers: { by: [], offers: {}, accepts: { petitionTransfer: { ...speaks.label, opens: () => [] } } },
  });

async function registeredAndSent() {
  const here = town([petitionOffice, neighbour(departmentsLanguage), neighbour(hrLanguage)], '2025-11-03');
  const clerk = (command: string, data: object = {}) => here.tell({ agency: 'petition', command, id: petition, data });
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
  return { ...here, clerk };
}

async function objected() {
  const here = await registeredAndSent();
  await here.day('2025-11-14');
  const data = { reason: 'notOurPower', note: '物流企业不属本部门监管' };
  const back = { agency: 'departments', command: 'ReturnHandOver', id: first, data };
  expect(await here.tell(back)).toBe('done');
  const last = (await here.said('petition', petition)).at(-1);
  expect([last?.type, last?.data]).toEqual(['RoutingObjected', { reason: 'notOurPower' }]);
  expect(await here.due('petition')).toContain('pet-object 2025-11-17 met');
  return here;
}

async function channelled() {
  const here = await objected();
  await here.day('2025-11-17');
  expect(await here.clerk('UpholdObjection')).toBe('done');
  expect(await here.due('petition')).toEqual(
    expect.arrayContaining(['pet-notify 2025-11-25 cancelled', 'pet-route 2025-11-18 running']),
  );
  expect(await here.clerk('RoutePetition', { handOver: second, to: 'hr', reason: '拖欠加班费' })).toBe('done');
  expect(await here.due('petition')).toEqual([
    'pet-notify 2025-12-02 running',
    'pet-object 2025-11-24 running',
    'pet-route 2025-11-18 met',
  ]);
  await here.day('2025-11-21');
  const data = { terms: { channel: 'inspection' } };
  expect(await here.tell({ agency: 'hr', command: 'AcceptHandOver', id: second, data })).toBe('done');
  return here;
}

describe('a petition', () => {
  it('travels with its parties, claims and employer, so that the unit types nothing again', async () => {
    const { said } = await registeredAndSent();
    const [parcel] = await said('departments', first);
    expect(parcel?.data).toMatchObject({
      caseId,
      kind: 'petitionTransfer',
      unit: 'housing',
      claimItems: [claim],
      parties: [
        { id: employer, role: 'employer' },
        { id: worker, role: 'worker' },
      ],
      terms: { petition, employer, registeredOn: '2025-11-03' },
    });
  });

  it('has its days to be sent on again where the office takes it back', async () => {
    const { tell, due, clerk } = await registeredAndSent();
    const back = { agency: 'petition', command: 'WithdrawHandOver', id: first, data: { note: '重新研究承办单位' } };
    expect(await tell(back)).toBe('done');
    expect(await due('petition', petition)).toEqual([
      'pet-notify 2025-11-25 cancelled',
      'pet-object 2025-11-17 cancelled',
      'pet-route 2025-11-18 running',
    ]);
    expect(await clerk('RoutePetition', { handOver: second, to: 'hr', reason: '拖欠加班费' })).toBe('done');
    expect(await due('petition', petition)).toContain('pet-route 2025-11-18 met');
  });

  it('is refused a second time while it is pending below', async () => {
    const { tell, due } = await objected();
    const renamed = { ...registered, caseId: again, level: 'city', claimItems: [{ ...claim, id: again }] };
    const atCity = (command: string, data: object) => tell({ agency: 'petition', command, id: city, data });
    expect(await atCity('RegisterPetition', renamed)).toBe('done');
    expect(await atCity('RefuseDuplicatePetition', { pending: petition })).toBe('done');
    expect(await atCity('RefuseDuplicatePetition', { pending: petition })).toBe('not-new');
    expect(await due('petition', city)).toEqual(['pet-route 2025-12-01 met']);
  });

  it('goes to the right unit after the objection, and ends its own clocks when it is channelled', async () => {
    const { due, said, rows } = await channelled();
    expect(await due('petition', petition)).toEqual([
      'pet-notify 2025-12-02 met',
      'pet-object 2025-11-24 cancelled',
      'pet-route 2025-11-18 met',
    ]);
    expect((await said('petition', petition)).slice(-2).map(({ type, data }) => [type, data])).toEqual([
      ['PetitionReceiptNotified', {}],
      ['PetitionChanneled', { channel: 'inspection' }],
    ]);
    for (const name of ['petition', 'departments', 'hr']) expect(await rows(name).count(PARKED)).toBe(0);
  });

  it('takes the result of the inspection to its record, and is closed by it', async () => {
    const { tell, voice, said, rows } = town([petitionOffice], '2025-11-17');
    const clerk = (command: string, data: object) => tell({ agency: 'petition', command, id: petition, data });
    await clerk('RegisterPetition', registered);
    // A voice speaks in the stream of its case, so that is the id of the complaint which the parcel opened.
    await clerk('RoutePetition', { handOver: caseId, to: 'hr', reason: '拖欠加班费' });
    const answer = { handOver: caseId, from: 'petition', to: 'hr', kind: 'petitionTransfer' };
    const accepted = HandOverAccepted({ ...answer, terms: { channel: 'inspection' } });
    await voice({ agency: 'hr', caseId, event: accepted });
    const closed = InspectionClosed({ outcome: 'closedPaid', recovered: 1_260_000 });
    await voice({ agency: 'hr', caseId, event: closed });
    expect((await said('petition', petition)).slice(-2).map(({ type, data }) => [type, data])).toEqual([
      ['PetitionResultNoted', { outcome: 'closedPaid', paid: 1_260_000 }],
      ['PetitionClosed', {}],
    ]);
    expect(await rows('petition').count(PARKED)).toBe(0);
  });
});
