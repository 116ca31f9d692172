/** S5 信访件转错部门: a petition goes to the wrong unit, comes back in time, and is channelled to inspection. */
import type { Found } from '../client.ts';
import { money, organisation, worker } from './parties.ts';
import type { Story } from './stories.ts';
import type { Teller } from './teller.ts';

export const s5: Story = {
  name: 'S5',
  title: { zh: '信访件转错部门', en: 'Petition routed to the wrong unit' },
  async play(tell) {
    const [caseId, petition] = [tell.id('case'), tell.id('petition')];
    await tell.day('2025-11-03');
    const person = await worker(tell, { name: '测试职工郑丁', n: 50 });
    const firm = await organisation(tell, { name: '示例戊物流', uscc: '913502000728319549' });
    const claim = { id: tell.id('overtime'), person, kind: 'overtime', from: '2025-06', to: '2025-09', fen: 1_260_000 };
    const registered = { caseId, door: 'online', level: 'district', employer: firm, claimItems: [claim] };
    await tell.as('petition-clerk').act('registerPetition', petition, registered);
    await tell.due(caseId, 'pet-route', { due: '2025-11-18' });
    await tell.due(caseId, 'arb-limitation', { due: '2026-11-03' });
    await wronglyRouted(tell, caseId, petition);
    await duplicate(tell, { firm, petition, claim });
    await channelled(tell, caseId, petition);
    await paid(tell, { caseId, petition, firm, item: claim.id });
  },
};

const statusOf = async (tell: Teller, caseId: string, id: string) => {
  const query = 'query($id: ID!) { case(id: $id) { petition { procedures { id status closed } } } }';
  const { case: found } = await tell.as('petition-clerk').ask(query, { id: caseId });
  return found.petition.procedures.find((procedure: Found) => procedure.id === id);
};

async function wronglyRouted(tell: Teller, caseId: string, petition: string): Promise<void> {
  await tell.day('2025-11-10');
  const wrong = tell.id('to-housing');
  const route = { handOver: wrong, to: 'departments', unit: '住房和城乡建设局', reason: '反映用工单位问题' };
  await tell.as('petition-clerk').act('routePetition', petition, route);
  await tell.due(caseId, 'pet-route', { due: '2025-11-18', status: 'met' });
  await tell.due(caseId, 'pet-object', { due: '2025-11-17' });
  await tell.due(caseId, 'pet-notify', { due: '2025-11-25' });
  const before = (await figures(tell)).wrongRoutings;

  await tell.day('2025-11-14');
  const objection = { reason: 'notOurPower', note: '加班费争议属人社部门职权' };
  await tell.as('housing-officer').act('departmentsReturnHandOver', wrong, objection);
  await tell.due(caseId, 'pet-object', { due: '2025-11-17', status: 'met' });
  await tell.day('2025-11-17');
  await tell.as('petition-clerk').act('upholdObjection', petition);
  await tell.due(caseId, 'pet-notify', { due: '2025-11-25', status: 'cancelled' });
  tell.fact('wrong routings are one more', (await figures(tell)).wrongRoutings - before, 1);
  const right = { handOver: tell.id('to-hr'), to: 'hr', reason: '请求支付加班费，属劳动监察' };
  await tell.as('petition-clerk').act('routePetition', petition, right);
  await tell.due(caseId, 'pet-notify', { due: '2025-12-02', status: 'running' });
}

const figures = async (tell: Teller) =>
  (await tell.as('analyst').ask('{ figures { wrongRoutings cases claimed } }')).figures;

async function duplicate(tell: Teller, { firm, petition, claim }: { firm: string; petition: string; claim: object }) {
  await tell.day('2025-11-18');
  const before = await figures(tell);
  const [city, caseId] = [tell.id('city'), tell.id('city-case')];
  const again = { ...claim, id: tell.id('again') };
  const registered = { caseId, door: 'visit', level: 'city', employer: firm, claimItems: [again] };
  await tell.as('petition-clerk').act('registerPetition', city, registered);
  await tell.as('petition-clerk').act('refuseDuplicatePetition', city, { pending: petition });
  tell.fact('the second petition is closed', (await statusOf(tell, caseId, city)).closed, true);
  const { cases, claimed } = await figures(tell);
  tell.fact('cases and claims are no more', [cases, claimed], [before.cases, before.claimed]);
}

async function channelled(tell: Teller, caseId: string, petition: string): Promise<void> {
  await tell.day('2025-11-21');
  await tell.as('hr-inspector').act('hrAcceptHandOver', tell.id('to-hr'), { terms: { channel: 'inspection' } });
  await tell.due(caseId, 'pet-notify', { due: '2025-12-02', status: 'met' });
  tell.fact('the petition is', (await statusOf(tell, caseId, petition)).status, 'channelled');
  const query = 'query($id: ID!) { case(id: $id) { deadlines { rule } } }';
  const { case: found } = await tell.as('coordinator').ask(query, { id: caseId });
  const handling = found.deadlines.filter(({ rule }: Found) => rule === 'pet-handle');
  tell.fact('clocks for handling the petition itself', handling.length, 0);
  await tell.due(caseId, 'insp-accept', { due: '2025-11-28' });
  await tell.day('2025-11-25');
  await tell.as('hr-inspector').act('acceptComplaint', tell.id('to-hr'));
  await tell.due(caseId, 'insp-investigate', { due: '2026-02-25' });
}

interface Owed {
  readonly caseId: string;
  readonly petition: string;
  readonly firm: string;
  readonly item: string;
}

async function paid(tell: Teller, { caseId, petition, firm, item }: Owed): Promise<void> {
  const parts = [{ item, fen: 1_260_000 }];
  await tell.day('2025-12-19');
  const ordered = { addressees: [firm], parts, days: 10 };
  await tell.as('hr-inspector').act('issueCorrectionOrder', tell.id('to-hr'), ordered);
  await tell.due(caseId, 'order-pay', { due: '2025-12-29' });
  await tell.day('2025-12-26');
  await tell.as('hr-inspector').act('recordEmployerPayment', tell.id('to-hr'), { by: firm, parts });
  await tell.due(caseId, 'order-pay', { due: '2025-12-29', status: 'met' });
  await tell.as('hr-inspector').act('closeInspection', tell.id('to-hr'), { outcome: 'closedPaid' });
  const { claimed, paid: received, outstanding } = await money(tell, caseId);
  tell.fact('claimed, paid, outstanding', [claimed, received, outstanding], [1_260_000, 1_260_000, 0]);
  const query = 'query($id: ID!) { case(id: $id) { status timeline { type } } }';
  const { case: found } = await tell.as('coordinator').ask(query, { id: caseId });
  const copied = found.timeline.some(({ type }: Found) => type === 'PetitionResultNoted');
  tell.fact('the result is copied to the petition, and the case is', [copied, found.status], [true, 'closed']);
  tell.fact('the petition ends', (await statusOf(tell, caseId, petition)).closed, true);
}
