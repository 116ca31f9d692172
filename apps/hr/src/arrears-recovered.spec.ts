/**
 * Arrears on a construction site: the union's lead, the order, the contractor's advance, the lapse, the deposit, the
 * listing that is waived. And a petition that ends with the employer paying in time. Dates as the law counts them.
 */
import { describe, expect, it } from '@jest/globals';
import { HANDOVERS, HandOverAccepted, HandOverOffered, HandOverReturned } from '@yimen/casework';
import { DepositPaid, DepositReplenished, WagesAdvanced } from '@yimen/departments-language';
import { town } from '@yimen/casework/testing';
import { PARKED } from '@yimen/kernel';
import { hr } from './agency.ts';

const uuid = (n: number) => `018f3a52-7c1e-7b60-9c57-${String(n).padStart(12, '0')}`;
const caseId = uuid(1);
const contractor = uuid(2);
const subcontractor = uuid(3);
const bank = uuid(4);
const lead = uuid(5);
const draw = uuid(6);
const listing = uuid(7);
const project = '示例安置房一期';

const wage = (worker: number) => (worker <= 20 ? 1_800_000 : worker <= 35 ? 2_150_000 : 1_275_000);
const claimItems = Array.from({ length: 43 }, (_, at) => ({
  id: uuid(100 + at + 1),
  person: uuid(200 + at + 1),
  kind: 'wages' as const,
  from: '2025-06',
  to: '2025-08',
  fen: wage(at + 1),
}));
const parts = (first: number, last: number) =>
  claimItems.slice(first - 1, last).map(({ id, fen }) => ({ item: id, fen }));
const everything = parts(1, 43);
const pledge = { title: '信用承诺书', sha256: 'a'.repeat(64), href: '/documents/pledge' };

const offered = (handOver: string, kind: string, terms: object) =>
  HandOverOffered({
    ...{ handOver, caseId, kind, claimItems, terms: { ...terms } },
    from: kind === 'arrearsLead' ? 'union' : 'petition',
    to: 'hr',
    ground: 'statutoryDuty',
    reason: '欠薪',
    deadlines: [],
  });

async function openTown(start: string) {
  const here = town([hr], start);
  const inspector = (command: string, data: object = {}, id = lead) => here.tell({ agency: 'hr', command, id, data });
  const types = async (id: string) => (await here.said('hr', id)).map(({ type }) => type);
  const last = async (id: string, type: string) => (await here.said('hr', id)).findLast((event) => event.type === type);
  const parked = async () => (await here.rows('hr').rows(PARKED)).map(({ data }) => data.why);
  const clocks = () => here.rows('hr').rows('deadlines');
  const clock = async (rule: string) => (await clocks()).find(({ data }) => data.rule === rule)?.data;
  return { ...here, inspector, types, last, parked, clock };
}

async function ordered() {
  const here = await openTown('2025-09-09');
  const terms = { receivedOn: '2025-09-09', employer: subcontractor, liable: [contractor], project };
  await here.voice({ agency: 'union', caseId, event: offered(lead, 'arrearsLead', terms) });
  expect(await here.due('hr')).toEqual(['handover-ack 2025-09-10 running']);
  await here.day('2025-09-10');
  expect(await here.inspector('AcceptHandOver', { terms: {} })).toBe('done');
  expect(await here.due('hr')).toEqual(['handover-ack 2025-09-10 met', 'insp-accept 2025-09-16 running']);
  await here.day('2025-09-12');
  expect(await here.inspector('AcceptComplaint')).toBe('done');
  await here.day('2025-09-15');
  const order = { addressees: [subcontractor, contractor], parts: everything, days: 10 };
  expect(await here.inspector('IssueCorrectionOrder', order)).toBe('done');
  return here;
}

async function lapsed() {
  const here = await ordered();
  await here.day('2025-09-24');
  const advance = { caseId, by: contractor, onBehalfOf: subcontractor, project };
  const advanced = WagesAdvanced({ ...advance, parts: [...parts(1, 25), ...parts(36, 43)] });
  await here.voice({ agency: 'departments', caseId, event: advanced });
  await here.day('2025-09-25');
  expect(await here.types(lead)).not.toContain('OrderLapsed');
  await here.day('2025-09-26');
  return here;
}

async function drawn() {
  const here = await lapsed();
  const proposal = { caseId, inspection: lead, organisation: subcontractor };
  expect(await here.inspector('ProposeListing', proposal, listing)).toBe('done');
  await here.day('2025-09-28');
  const use = { handOver: draw, bank, contractor, subcontractor };
  expect(await here.inspector('UseWageDeposit', use)).toBe('done');
  return here;
}

describe('an arrears lead', () => {
  it('opens the inspection with nothing retyped, and the order runs ten days', async () => {
    const { due, last, clock } = await ordered();
    expect((await last(lead, 'ComplaintLodged'))?.data).toEqual({
      ...{ caseId, source: 'lead', receivedOn: '2025-09-09', handOver: lead },
      ...{ employer: subcontractor, liable: [contractor], project, claimItems },
    });
    expect(await due('hr')).toEqual([
      'handover-ack 2025-09-10 met',
      'insp-accept 2025-09-16 met',
      'insp-investigate 2025-12-11 met',
      'order-pay 2025-09-25 running',
    ]);
    expect(await clock('insp-investigate')).toMatchObject({ due: '2025-12-11', latest: '2026-01-23' });
  });

  it('lapses with what the contractor did not advance, and meets the criminal test', async () => {
    const { last } = await lapsed();
    const event = await last(lead, 'OrderLapsed');
    expect(event?.data).toEqual({ workers: 10, outstanding: 21_500_000, criminalTest: true, payDate: '2025-09-25' });
    expect(event?.meta.occurredAt).toBe('2025-09-25T16:00:00.000Z');
  });

  it('is complied with where all was paid in time, though that is heard of only after the lapse', async () => {
    const { day, voice, types, due, parked } = await ordered();
    await day('2025-09-26');
    expect(await types(lead)).toContain('OrderLapsed');
    const advance = WagesAdvanced({ caseId, by: contractor, onBehalfOf: subcontractor, project, parts: everything });
    await voice({ agency: 'departments', caseId, event: advance, on: '2025-09-25' });
    expect((await types(lead)).slice(-2)).toEqual(['InspectionPaymentNoted', 'OrderComplied']);
    expect([await due('hr'), await parked()]).toEqual([expect.arrayContaining(['order-pay 2025-09-25 met']), []]);
  });

  it('sends the notice to the bank as a hand-over under the id of the draw', async () => {
    const { rows, due, clock } = await drawn();
    const sent = await rows('hr').row(HANDOVERS, draw);
    expect(sent?.data).toMatchObject({
      status: 'offered',
      offer: { to: 'departments', kind: 'depositPayment', caseId, terms: { bank, contractor, subcontractor } },
    });
    expect(sent?.data.offer.terms.parts).toEqual(parts(26, 35));
    const dates = await due('hr');
    expect(dates).toContain(`deposit-draw/${draw} 2025-10-11 running`);
    expect(dates).toContain('bl-object 2025-10-10 running');
    expect(dates).toContain('bl-decide 2025-10-29 running');
    expect((await clock('bl-decide'))?.latest).toBe('2025-11-26');
  });

  it('may be drawn again where the bank sends the notice back, or the bureau takes it back', async () => {
    const here = await drawn();
    const again = { handOver: uuid(8), bank: uuid(9), contractor, subcontractor };
    expect(await here.inspector('UseWageDeposit', again)).toBe('nothing-to-draw');
    const answer = { handOver: draw, from: 'hr', to: 'departments', kind: 'depositPayment' };
    const returned = HandOverReturned({ ...answer, reason: 'notOurPower', note: '保函由他行出具', deadlines: [] });
    await here.voice({ agency: 'departments', caseId, event: returned });
    expect(await here.due('hr', lead)).toContain(`deposit-draw/${draw} 2025-10-11 cancelled`);
    expect(await here.inspector('UseWageDeposit', { ...again, handOver: draw })).toBe('already-drawn');
    expect(await here.inspector('UseWageDeposit', again)).toBe('done');
    expect((await here.last(lead, 'WageDepositDrawn'))?.data.parts).toEqual(parts(26, 35));
    expect(await here.inspector('WithdrawHandOver', { note: '改由总包垫付' }, uuid(8))).toBe('done');
    expect((await here.types(lead)).at(-1)).toBe('DepositNoticeCameBack');
    expect(await here.parked()).toEqual([]);
  });

  it('ends with everything recovered, the listing waived, and the deposit refilled after the case is closed', async () => {
    const here = await drawn();
    expect(await here.inspector('WaiveListing', { pledge }, listing)).toBe('still-unpaid');
    const answer = { handOver: draw, from: 'hr', to: 'departments', kind: 'depositPayment' };
    await here.voice({ agency: 'departments', caseId, event: HandOverAccepted(answer) });
    await here.day('2025-10-10');
    const paid = DepositPaid({ caseId, bank, contractor, onBehalfOf: subcontractor, parts: parts(26, 35) });
    await here.voice({ agency: 'departments', caseId, event: paid, id: draw });
    expect(await here.due('hr', lead)).toContain(`deposit-refill/${draw} 2025-10-23 running`);
    await here.day('2025-10-13');
    expect(await here.inspector('WaiveListing', { pledge }, listing)).toBe('done');
    await here.day('2025-10-15');
    expect(await here.inspector('CloseInspection', { outcome: 'closedPaid' })).toBe('done');
    const closed = await here.last(lead, 'InspectionClosed');
    expect(closed?.data).toEqual({ outcome: 'closedPaid', recovered: 78_450_000 });
    await here.day('2025-10-20');
    const refilled = DepositReplenished({ contractor, fen: 21_500_000 });
    await here.voice({ agency: 'departments', caseId, event: refilled, id: draw });
    expect(await here.due('hr')).toEqual([
      'bl-decide 2025-10-29 met',
      'bl-object 2025-10-10 lapsed',
      `deposit-draw/${draw} 2025-10-11 met`,
      `deposit-refill/${draw} 2025-10-23 met`,
      'handover-ack 2025-09-10 met',
      'insp-accept 2025-09-16 met',
      'insp-investigate 2025-12-11 met',
      'order-pay 2025-09-25 breached',
    ]);
    expect(await here.parked()).toEqual([]);
  });
});

describe('a listing to which the debtor objects', () => {
  it('is decided on within five working days of the objection, and within twenty more than the twenty', async () => {
    const here = await drawn();
    const decide = (command: string) => here.inspector(command, {}, listing);
    expect(await decide('RecordListingObjection')).toBe('done');
    expect(await here.due('hr', listing)).toEqual([
      ...['bl-decide 2025-10-29 running', 'bl-object 2025-10-10 met', 'bl-verify 2025-10-11 running'],
    ]);
    expect(await decide('ExtendListingDecision')).toBe('done');
    expect(await here.due('hr', listing)).toContain('bl-decide 2025-11-26 running');
    await here.day('2025-10-11');
    expect(await decide('ListForDishonesty')).toBe('done');
    expect(await here.due('hr', listing)).toEqual([
      ...['bl-decide 2025-11-26 met', 'bl-object 2025-10-10 met', 'bl-verify 2025-10-11 met'],
    ]);
  });
});

describe('a case that is closed before anybody was proposed for the list', () => {
  it('lets the debtor be proposed all the same, while the wages are owed', async () => {
    const here = await lapsed();
    expect(await here.inspector('CloseInspection', { outcome: 'penalised' })).toBe('done');
    const proposal = { caseId, organisation: subcontractor };
    expect(await here.inspector('ProposeListing', proposal, listing)).toBe('done');
    expect((await here.last(listing, 'ListingProposed'))?.data).toMatchObject({
      inspection: lead,
      payDate: '2025-09-25',
    });
  });
});

describe('a case that is withdrawn', () => {
  it('takes the notice to the bank back', async () => {
    const here = await drawn();
    expect(await here.inspector('CloseInspection', { outcome: 'withdrawn' })).toBe('done');
    expect(await here.due('hr', lead)).toContain(`deposit-draw/${draw} 2025-10-11 cancelled`);
  });
});

describe('a case that is closed with wages owed', () => {
  it.each(['penalised', 'otherRoute'])(
    '(%s) lets the bank pay and the listing be waived once all is paid',
    async (outcome) => {
      const here = await drawn();
      expect(await here.inspector('RecordListingObjection', {}, listing)).toBe('done');
      expect(await here.inspector('CloseInspection', { outcome })).toBe('done');
      expect(await here.due('hr', lead)).toContain(`deposit-draw/${draw} 2025-10-11 running`);
      await here.day('2025-10-10');
      const paid = DepositPaid({ caseId, bank, contractor, onBehalfOf: subcontractor, parts: parts(26, 34) });
      await here.voice({ agency: 'departments', caseId, event: paid, id: draw });
      expect(await here.due('hr', lead)).toContain(`deposit-refill/${draw} 2025-10-23 running`);
      expect(await here.inspector('WaiveListing', { pledge }, listing)).toBe('still-unpaid');
      const rest = { by: subcontractor, parts: parts(35, 35) };
      expect(await here.inspector('RecordEmployerPayment', rest)).toBe('done');
      expect(await here.inspector('WaiveListing', { pledge }, listing)).toBe('done');
      expect(await here.due('hr', listing)).toContain('bl-verify 2025-10-11 met');
      expect(await here.parked()).toEqual([]);
    },
  );
});

describe('a petition', () => {
  const overtime = [{ ...claimItems[0]!, kind: 'overtime' as const, fen: 1_260_000 }];
  const petition = { ...offered(lead, 'petitionTransfer', { employer: subcontractor }).data, claimItems: overtime };

  async function transferred() {
    const here = await openTown('2025-11-17');
    await here.voice({ agency: 'petition', caseId, event: HandOverOffered(petition) });
    await here.day('2025-11-21');
    return here;
  }

  it('is channelled into inspection, and ends when the employer pays in time', async () => {
    const here = await transferred();
    expect(await here.inspector('AcceptHandOver', { terms: { channel: 'inspection' } })).toBe('done');
    expect((await here.last(lead, 'ComplaintLodged'))?.data).toMatchObject({
      ...{ source: 'petition', receivedOn: '2025-11-21', claimItems: overtime },
    });
    expect(await here.due('hr')).toContain('insp-accept 2025-11-28 running');
    await here.day('2025-11-25');
    expect(await here.inspector('AcceptComplaint')).toBe('done');
    expect(await here.due('hr')).toContain('insp-investigate 2026-02-25 running');
    await here.day('2025-12-19');
    const owed = [{ item: claimItems[0]!.id, fen: 1_260_000 }];
    const order = { addressees: [subcontractor], parts: owed, days: 10 };
    expect(await here.inspector('IssueCorrectionOrder', order)).toBe('done');
    expect(await here.due('hr')).toContain('order-pay 2025-12-29 running');
    await here.day('2025-12-26');
    expect(await here.inspector('RecordEmployerPayment', { by: subcontractor, parts: owed })).toBe('done');
    expect(await here.inspector('CloseInspection', { outcome: 'closedPaid' })).toBe('done');
    expect((await here.types(lead)).slice(2)).toEqual([
      ...['ComplaintLodged', 'InspectionCaseOpened', 'CorrectionOrdered'],
      ...['EmployerPaymentRecorded', 'OrderComplied', 'InspectionClosed'],
    ]);
    const closed = await here.last(lead, 'InspectionClosed');
    expect(closed?.data).toEqual({ outcome: 'closedPaid', recovered: 1_260_000 });
    await here.day('2026-03-02');
    expect(await here.due('hr')).toEqual([
      'handover-ack 2025-11-18 breached',
      'insp-accept 2025-11-28 met',
      'insp-investigate 2026-02-25 met',
      'order-pay 2025-12-29 met',
    ]);
    expect(await here.parked()).toEqual([]);
  });

  it('opens nothing when the bureau finds mediation', async () => {
    const here = await transferred();
    expect(await here.inspector('AcceptHandOver', { terms: { channel: 'mediation' } })).toBe('done');
    expect(await here.types(lead)).toEqual(['HandOverReceived', 'HandOverAccepted']);
    expect(await here.parked()).toEqual([]);
  });
});
