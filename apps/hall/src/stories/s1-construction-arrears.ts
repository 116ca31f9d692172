/** S1 建筑工地43名农民工欠薪: a foreman's workbook becomes one collective case, and five agencies bring the wages in. */
import { sampleWageWorkbook } from '@yimen/documents/sample';
import type { ClaimItem } from '@yimen/terms';
import type { Found } from '../client.ts';
import { BANK, CONTRACTOR } from '../personas.ts';
import { money, organisation } from './parties.ts';
import type { Story } from './stories.ts';
import type { Teller } from './teller.ts';

interface Imported {
  readonly people: number;
  readonly total: number;
  readonly faults: readonly unknown[];
  readonly rows: readonly { row: number; personId: string; from: string; to: string; fen: number }[];
}

interface Site {
  readonly caseId: string;
  readonly items: readonly ClaimItem[];
  readonly subcontractor: string;
  readonly contractor: string;
  readonly bank: string;
  readonly dossier: string;
  readonly inspection: string;
}

const PROJECT = '示例安置房一期';
const sum = (items: readonly { fen: number }[]) => items.reduce((total, { fen }) => total + fen, 0);
const partsOf = (items: readonly ClaimItem[]) => items.map(({ id, fen }) => ({ item: id, fen }));

export const s1: Story = {
  name: 'S1',
  title: { zh: '建筑工地43名农民工欠薪', en: 'Construction arrears, 43 migrant workers' },
  async play(tell) {
    const site = await theDoor(tell);
    await handedOver(tell, site);
    await conferred(tell, site);
    await inspected(tell, site);
    await lapsed(tell, site);
    await closed(tell, site);
  },
};

async function theDoor(tell: Teller): Promise<Site> {
  await tell.day('2025-09-08');
  const subcontractor = await organisation(tell, {
    name: '示例乙劳务',
    uscc: '92520115MA0000031G',
    kind: 'subcontractor',
  });
  const contractor = await organisation(tell, {
    name: '示例甲建设',
    uscc: CONTRACTOR,
    kind: 'generalContractor',
  });
  const bank = await organisation(tell, { name: '示例银行云岚支行', uscc: BANK, kind: 'bank' });
  const workbook = await sampleWageWorkbook();
  const sent = await tell.as('union-clerk').send('/files/wage-workbook?year=2025', workbook);
  const imported = sent as Imported;
  tell.fact('the workbook holds', [imported.people, imported.total, imported.faults.length], [43, 78_450_000, 0]);
  const items = imported.rows.map(({ row, personId, from, to, fen }): ClaimItem => ({
    id: tell.id(`item-${row}`),
    person: personId,
    kind: 'wages',
    from,
    to,
    fen,
  }));
  const [caseId, dossier, inspection] = [tell.id('case'), tell.id('dossier'), tell.id('inspection')];
  const asked = { door: 'window', headCount: 43, subject: '工程项目拖欠三个月工资' };
  await tell.as('union-clerk').act('registerConsultation', tell.id('consultation'), asked);
  const opened = {
    caseId,
    door: 'window',
    employer: subcontractor,
    liable: [contractor],
    project: PROJECT,
    claimItems: items,
  };
  await tell.as('union-clerk').act('openDossier', dossier, opened);
  await registered(tell, caseId);
  return { caseId, items, subcontractor, contractor, bank, dossier, inspection };
}

async function registered(tell: Teller, caseId: string): Promise<void> {
  const query = 'query($id: ID!) { case(id: $id) { number status risk headCount claimed } }';
  const { case: found } = await tell.as('coordinator').ask(query, { id: caseId });
  const { number, ...rest } = found;
  tell.fact('the case has a number of the year', /^云岚〔2025〕\d{4}号$/.test(number), true);
  tell.fact('the case is', rest, { status: 'open', risk: 'orange', headCount: 43, claimed: 78_450_000 });
  await tell.due(caseId, 'conference-convene', { due: '2025-09-11' });
}

async function handedOver(tell: Teller, { caseId, items, dossier, inspection }: Site): Promise<void> {
  await tell.day('2025-09-09');
  const people = items.map(({ person }) => person);
  const elect = (n: number) => ({ forum: 'arbitration', people: people.slice(0, n) });
  await tell.as('union-clerk', 'wrong-number').act('electRepresentatives', dossier, elect(2));
  await tell.as('union-clerk', 'wrong-number').act('electRepresentatives', dossier, elect(6));
  await tell.as('union-clerk').act('electRepresentatives', dossier, elect(3));
  const consent = { ground: 'separateConsent', consent: '云岚工同〔2025〕31号', migrantWorkers: true };
  const lead = { handOver: inspection, kind: 'arrearsLead', reason: '用人单位拒不支付，提请监察', ...consent };
  await tell.as('union-clerk').act('referDossier', dossier, lead);
  await tell.due(caseId, 'handover-ack', { due: '2025-09-10' });
  await tell.as('hr-inspector').act('hrAcceptHandOver', inspection, { terms: {} });
  await tell.due(caseId, 'insp-accept', { due: '2025-09-16' });

  await tell.day('2025-09-10');
  const aid = tell.id('aid');
  const referred = { handOver: aid, kind: 'legalAid', reason: '农民工请求支付劳动报酬，申请法律援助', ...consent };
  await tell.as('union-clerk').act('referDossier', dossier, referred);
  await tell.as('justice-aid').act('justiceAcceptHandOver', aid, { terms: {} });
  await tell.due(caseId, 'la-review', { due: '2025-09-17' });
  await tell.as('justice-aid').act('exemptMeansCheck', aid, { ground: 'migrantWorker' });
}

async function conferred(tell: Teller, { caseId }: Site): Promise<void> {
  await tell.day('2025-09-11');
  const conference = tell.id('conference');
  const agencies = ['union', 'hr', 'court', 'justice', 'petition', 'departments'];
  await tell.as('coordinator').act('conveneConference', conference, { caseId, level: 'orange', agencies });
  await tell.due(caseId, 'conference-convene', { due: '2025-09-11', status: 'met' });
  const measures = [
    { what: '责令限期支付', owner: 'hr', dueOn: '2025-09-25' },
    { what: '总包暂扣分包工程款', owner: 'departments', dueOn: '2025-09-15' },
    { what: '调解组驻点', owner: 'union', dueOn: '2025-09-30' },
  ];
  await tell.as('coordinator').act('resolveConference', conference, { leadAgency: 'hr', measures });
  await tell.day('2025-09-12', '09:30');
  await tell.as('justice-aid').act('grantLegalAid', tell.id('aid'));
  await tell.due(caseId, 'la-review', { due: '2025-09-17', status: 'met' });
  await tell.due(caseId, 'la-designate', { due: '2025-09-15' });
  await tell.as('justice-aid').act('designateAidLawyer', tell.id('aid'));
}

async function inspected(tell: Teller, site: Site): Promise<void> {
  const { caseId, items, subcontractor, contractor, inspection } = site;
  await tell.as('hr-inspector').act('acceptComplaint', inspection);
  await tell.due(caseId, 'insp-investigate', { due: '2025-12-11', latest: '2026-01-23' });
  await tell.day('2025-09-15');
  const ordered = { addressees: [subcontractor, contractor], parts: partsOf(items), days: 10 };
  await tell.as('hr-inspector').act('issueCorrectionOrder', inspection, ordered);
  await tell.due(caseId, 'order-pay', { due: '2025-09-25' });
  await tell.day('2025-09-24');
  const advanced = [...items.slice(0, 25), ...items.slice(35)];
  tell.fact('the contractor advances', [sum(advanced), advanced.length], [56_950_000, 33]);
  const advance = { caseId, by: contractor, onBehalfOf: subcontractor, project: PROJECT, parts: partsOf(advanced) };
  await tell.as('contractor').act('advanceWages', tell.id('advance'), advance);
  tell.fact('outstanding after the advance', (await money(tell, caseId)).outstanding, 21_500_000);
}

async function lapsed(tell: Teller, { caseId, subcontractor, contractor, bank, inspection }: Site): Promise<void> {
  await tell.day('2025-09-26');
  const query =
    'query($id: ID!) { case(id: $id) { hr { procedures { id kind status facts { label { en } value } } } } }';
  const { case: found } = await tell.as('hr-inspector').ask(query, { id: caseId });
  const { status } = found.hr.procedures.find(({ kind }: Found) => kind === 'hr.inspection');
  tell.fact('the order has', status, 'lapsed');
  const listing = tell.id('listing');
  await tell.as('hr-inspector').act('proposeListing', listing, { caseId, inspection, organisation: subcontractor });
  await tell.due(caseId, 'bl-decide', { due: '2025-10-29', latest: '2025-11-26' });
  await tell.due(caseId, 'bl-object', { due: '2025-10-10' });

  await tell.day('2025-09-28');
  const notice = tell.id('deposit');
  await tell
    .as('hr-inspector')
    .act('useWageDeposit', inspection, { handOver: notice, bank, contractor, subcontractor });
  await tell.due(caseId, 'deposit-draw', { due: '2025-10-11' });
  await tell.as('bank').act('departmentsAcceptHandOver', notice, { terms: {} });
  await tell.day('2025-10-10');
  await tell.as('bank').act('payFromDeposit', notice);
  tell.fact('outstanding after the deposit', (await money(tell, caseId)).outstanding, 0);
  await tell.due(caseId, 'deposit-draw', { due: '2025-10-11', status: 'met' });
  await tell.due(caseId, 'deposit-refill', { due: '2025-10-23' });
}

async function closed(tell: Teller, { caseId, contractor, subcontractor, dossier, inspection }: Site): Promise<void> {
  await tell.day('2025-10-13');
  const pledge = { title: '信用承诺书', sha256: 'a'.repeat(64), href: 'documents/pledge' };
  await tell.as('hr-inspector').act('waiveListing', tell.id('listing'), { pledge });
  await tell.due(caseId, 'bl-decide', { due: '2025-10-29', status: 'met' });
  await tell.day('2025-10-15');
  await tell.as('hr-inspector').act('closeInspection', inspection, { outcome: 'closedPaid' });
  await tell.as('union-clerk').act('closeDossier', dossier, { outcome: 'closedPaid' });
  const query = 'query($id: ID!) { case(id: $id) { status } }';
  tell.fact('the case is', (await tell.as('coordinator').ask(query, { id: caseId })).case.status, 'closed');
  const { claimed, paid, outstanding, byRoute, recourse } = await money(tell, caseId);
  tell.fact('claimed, paid, outstanding', [claimed, paid, outstanding], [78_450_000, 78_450_000, 0]);
  const routes = Object.fromEntries(byRoute.filter(({ fen }) => fen > 0).map(({ route, fen }) => [route, fen]));
  tell.fact('recovered by', routes, { advance: 56_950_000, deposit: 21_500_000 });
  const claims = recourse.map(({ by, against, fen }) => [by.id === contractor, against.id === subcontractor, fen]);
  tell.fact('recourse of the contractor against the subcontractor', claims, [[true, true, 78_450_000]]);
}
