/** S6 调解后反悔再强制执行: an agreement is confirmed by the court, broken after the first instalment, and enforced. */
import type { Found } from '../client.ts';
import { money, organisation, worker } from './parties.ts';
import type { Story } from './stories.ts';
import type { Teller } from './teller.ts';

interface Owed {
  readonly caseId: string;
  readonly mediation: string;
  readonly firm: string;
  readonly item: string;
  readonly claim: object;
}

export const s6: Story = {
  name: 'S6',
  title: { zh: '调解后反悔再强制执行', en: 'Mediation broken, then enforced' },
  async play(tell) {
    const owed = await agreed(tell);
    const confirmation = await confirmed(tell, owed);
    await broken(tell, owed);
    await enforced(tell, owed, confirmation);
  },
};

const third = (item: string) => [{ item, fen: 1_200_000 }];

async function agreed(tell: Teller): Promise<Owed> {
  await tell.day('2025-04-01');
  const [caseId, mediation, item] = [tell.id('case'), tell.id('mediation'), tell.id('arrears')];
  const person = await worker(tell, { name: '测试职工何戊', n: 60 });
  const firm = await organisation(tell, { name: '示例己餐饮', uscc: '91520115MA0000015X' });
  const claim = { id: item, person, kind: 'wages', from: '2024-12', to: '2025-02', fen: 3_600_000 };
  const applied = { caseId, door: 'window', employer: firm, claimItems: [claim], receivedOn: '2025-04-01' };
  await tell.as('justice-mediator').act('applyPeoplesMediation', mediation, applied);
  await tell.due(caseId, 'med-labour', { due: '2025-04-16' });

  await tell.day('2025-04-07');
  const days = ['2025-04-30', '2025-05-30', '2025-06-30'];
  const instalments = days.map((dueOn, at) => ({ no: at + 1, dueOn, parts: third(item) }));
  const agreement = { effectiveOn: '2025-04-07', instalments, acceleration: true };
  await tell.as('justice-mediator').act('reachPeoplesAgreement', mediation, agreement);
  await tell.due(caseId, 'arb-review-apply', { due: '2025-04-22' });
  await tell.due(caseId, 'jc-apply', { due: '2025-05-07' });
  await tell.due(caseId, 'med-labour', { due: '2025-04-16', status: 'met' });
  return { caseId, mediation, firm, item, claim };
}

async function confirmed(tell: Teller, { caseId, mediation }: Owed): Promise<string> {
  const confirmation = tell.id('confirmation');
  await tell.day('2025-04-14');
  await tell.as('justice-mediator').act('applyJudicialConfirmation', mediation, { handOver: confirmation });
  await tell.as('court-filing').act('courtAcceptHandOver', confirmation);
  await tell.due(caseId, 'jc-apply', { due: '2025-05-07', status: 'met' });
  await tell.day('2025-04-15');
  await tell.as('court-judge').act('acceptConfirmation', confirmation);
  await tell.due(caseId, 'jc-decide', { due: '2025-04-30' });
  await tell.day('2025-04-22');
  const ruling = { number: '（2025）黔0199民特6号', bothPresent: true };
  await tell.as('court-judge').act('confirmAgreement', confirmation, ruling);
  await tell.due(caseId, 'jc-decide', { due: '2025-04-30', status: 'met' });
  await tell.due(caseId, 'arb-review-apply', { due: '2025-04-22', status: 'cancelled' });
  return confirmation;
}

async function broken(tell: Teller, { caseId, mediation, firm, item, claim }: Owed): Promise<void> {
  await tell.day('2025-04-30');
  await tell.as('justice-mediator').act('recordInstalment', mediation, { no: 1, parts: third(item) });
  tell.fact('outstanding after the first instalment', (await money(tell, caseId)).outstanding, 2_400_000);

  await tell.day('2025-05-31');
  const query = 'query($id: ID!) { case(id: $id) { timeline { type occurredAt actor } } }';
  const { case: found } = await tell.as('coordinator').ask(query, { id: caseId });
  const breach = found.timeline.find(({ type }: Found) => type === 'PeoplesAgreementBreached');
  const on = new Date(Date.parse(breach?.occurredAt) + 8 * 3_600_000).toISOString().slice(0, 10);
  tell.fact('the breach is recorded on, by', [on, breach.actor], ['2025-05-31', 'system']);

  // With a title there is nothing left to decide: complaint and review of the same items are refused.
  const complaint = { caseId, source: 'complaint', receivedOn: '2025-05-31', employer: firm, claimItems: [claim] };
  await tell.as('hr-inspector', 'title-exists').act('lodgeComplaint', tell.id('complaint'), complaint);
  const parts = [{ item, fen: 3_600_000 }];
  const agreement = { caseId, mediation, employer: firm, parts, effectiveOn: '2025-04-07' };
  const review = { ...agreement, confirmsLabourRelation: false };
  await tell.as('hr-arbitrator', 'court-confirmed').act('applyArbitrationReview', tell.id('review'), review);
}

async function enforced(tell: Teller, { caseId, item }: Owed, confirmation: string): Promise<void> {
  const enforcement = tell.id('enforcement');
  await tell.day('2025-06-03');
  await tell.due(caseId, 'enf-apply', { due: '2027-06-30', status: 'running' });
  await tell.as('court-filing').act('applyEnforcement', enforcement, { caseId, confirmation });
  await tell.due(caseId, 'enf-apply', { due: '2027-06-30', status: 'met' });
  await tell.due(caseId, 'enf-notice', { due: '2025-06-13' });
  await tell.due(caseId, 'enf-escalate', { due: '2025-12-03' });
  await tell.as('court-enforcement').act('issueEnforcementNotice', enforcement);

  await tell.day('2025-08-20');
  await tell.as('court-enforcement').act('executeAssets', enforcement, { parts: [{ item, fen: 2_400_000 }] });
  await tell.as('court-enforcement').act('completeEnforcement', enforcement);
  const query = 'query($id: ID!) { case(id: $id) { court { procedures { id facts { label { en } value } } } } }';
  const { case: found } = await tell.as('court-judge').ask(query, { id: caseId });
  const { facts } = found.court.procedures.find(({ id }: Found) => id === enforcement);
  const value = (label: string) => Number(facts.find((fact: Found) => fact.label.en === label).value);
  const [principal, interest, fee] = ['Executed', 'Interest', 'Fee'].map(value);
  tell.fact('principal, interest, fee', [principal, interest, fee], [2_400_000, 17_220 + 17_010, 26_000]);
  tell.fact('executed with interest', (principal ?? 0) + (interest ?? 0), 2_434_230);
  const all = await money(tell, caseId);
  tell.fact('paid, interest, outstanding', [all.paid, all.interest, all.outstanding], [3_600_000, 34_230, 0]);
  const end = 'query($id: ID!) { case(id: $id) { status deadlines { rule status ended } } }';
  const { case: over } = await tell.as('coordinator').ask(end, { id: caseId });
  const days = over.deadlines.filter(({ rule, status }: Found) => rule === 'agreed-payment' && status === 'breached');
  tell.fact('the broken day of payment is over on', [over.status, days[0]?.ended], ['closed', '2025-08-20']);
  const voluntary = all.byRoute.find(({ route }) => route === 'mediation')?.fen ?? 0;
  tell.fact('paid of free will, in per cent', Math.round((voluntary / all.paid) * 1000) / 10, 33.3);
}
