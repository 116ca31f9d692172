/** S6 调解后反悔再强制执行: an agreement is confirmed by the court, broken after the first instalment, and enforced. */
import type { Story } from './stories.ts';
import { employer, money, worker } from './parties.ts';

export const s6: Story = {
  name: 'S6',
  title: { zh: '调解后反悔再强制执行', en: 'Mediation broken, then enforced' },
  async play(tell) {
    const [caseId, mediation, handOver, enforcement] = ['case', 'mediation', 'confirmation', 'enforcement'].map(
      tell.id,
    );
    if (!caseId || !mediation || !handOver || !enforcement) return;

    await tell.day('2025-04-01');
    const person = await worker(tell, '测试职工何戊', 60);
    const firm = await employer(tell, '示例己餐饮', '91520115MA0000015X');
    const item = tell.id('arrears');
    const claim = { id: item, person, kind: 'wages', from: '2024-12', to: '2025-02', fen: 3_600_000 };
    await tell.act('justice-mediator', 'applyPeoplesMediation', mediation, {
      caseId,
      door: 'window',
      employer: firm,
      claimItems: [claim],
      receivedOn: '2025-04-01',
    });
    await tell.due(caseId, 'med-labour', { due: '2025-04-16' });

    await tell.day('2025-04-07');
    const third = [{ item, fen: 1_200_000 }];
    const instalments = ['2025-04-30', '2025-05-30', '2025-06-30'].map((dueOn, at) => ({
      no: at + 1,
      dueOn,
      parts: third,
    }));
    const agreement = { effectiveOn: '2025-04-07', instalments, acceleration: true };
    await tell.act('justice-mediator', 'reachPeoplesAgreement', mediation, agreement);
    await tell.due(caseId, 'arb-review-apply', { due: '2025-04-22' });
    await tell.due(caseId, 'jc-apply', { due: '2025-05-07' });
    await tell.due(caseId, 'med-labour', { due: '2025-04-16', status: 'met' });

    await tell.day('2025-04-14');
    await tell.act('justice-mediator', 'applyJudicialConfirmation', mediation, { handOver });
    await tell.act('court-filing', 'courtAcceptHandOver', handOver, { terms: {} });
    await tell.day('2025-04-15');
    await tell.act('court-judge', 'acceptConfirmation', handOver, {});
    await tell.due(caseId, 'jc-decide', { due: '2025-04-30' });
    await tell.day('2025-04-22');
    const ruling = { number: '（2025）黔0199民特6号', bothPresent: true };
    await tell.act('court-judge', 'confirmAgreement', handOver, ruling);

    await tell.day('2025-04-30');
    await tell.act('justice-mediator', 'recordInstalment', mediation, { no: 1, parts: third });
    tell.fact('after the first instalment is outstanding', (await money(tell, caseId)).outstanding, 2_400_000);

    await tell.day('2025-05-31');
    const breach = await breachOf(tell, caseId);
    tell.fact('the system records the breach on', breach, {
      type: 'PeoplesAgreementBreached',
      on: '2025-05-31',
      actor: 'system',
    });
    await titleExists(tell, { caseId, person, firm, claim });

    await tell.day('2025-06-03');
    await tell.act('court-filing', 'applyEnforcement', enforcement, { caseId, confirmation: handOver });
    await tell.due(caseId, 'enf-apply', { due: '2027-06-30' });
    await tell.due(caseId, 'enf-notice', { due: '2025-06-13' });
    await tell.due(caseId, 'enf-escalate', { due: '2025-12-03' });
    await tell.act('court-enforcement', 'issueEnforcementNotice', enforcement, {});

    await tell.day('2025-08-20');
    await tell.act('court-enforcement', 'executeAssets', enforcement, { parts: [{ item, fen: 2_400_000 }] });
    await tell.act('court-enforcement', 'completeEnforcement', enforcement, {});
    const card = await cardOf(tell, caseId, enforcement);
    tell.fact('principal, interest and fee by the enforcement card', card, {
      已执行本金: '2400000',
      迟延履行利息: '34230',
      执行费: '26000',
    });
    const paid = await money(tell, caseId);
    tell.fact('paid in principal and interest', [paid.paid, paid.interest, paid.outstanding], [3_600_000, 34_230, 0]);
    const voluntary = paid.byRoute.find(({ route }) => route === 'mediation')?.fen ?? 0;
    tell.fact('paid of free will, in per cent', Math.round((voluntary / paid.paid) * 1000) / 10, 33.3);
  },
};

type Tell = Parameters<Story['play']>[0];

async function breachOf(tell: Tell, caseId: string) {
  const query = 'query($id: ID!) { case(id: $id) { timeline { type occurredAt actor } } }';
  const { case: found } = await tell.ask('coordinator', query, { id: caseId });
  const breach = found.timeline.find(({ type }: { type: string }) => type === 'PeoplesAgreementBreached');
  const day = new Date(Date.parse(breach?.occurredAt) + 8 * 3_600_000).toISOString().slice(0, 10);
  return { type: breach?.type, on: day, actor: breach?.actor };
}

async function cardOf(tell: Tell, caseId: string, id: string) {
  const query = 'query($id: ID!) { case(id: $id) { court { procedures { id facts { label { zh } value } } } } }';
  const { case: found } = await tell.ask('court-judge', query, { id: caseId });
  const { facts } = found.court.procedures.find((procedure: { id: string }) => procedure.id === id);
  const wanted = ['已执行本金', '迟延履行利息', '执行费'];
  return Object.fromEntries(
    facts.filter((f: any) => wanted.includes(f.label.zh)).map((f: any) => [f.label.zh, f.value]),
  );
}

/** With a title there is nothing left to decide: complaint and review of the same items are refused. */
async function titleExists(
  tell: Tell,
  { caseId, firm, claim }: { caseId: string; person: string; firm: string; claim: { id: string } },
) {
  const complaint = { caseId, source: 'complaint', receivedOn: '2025-05-31', employer: firm, claimItems: [claim] };
  await tell.refused('hr-inspector', 'lodgeComplaint', tell.id('complaint'), complaint, 'title-exists');
  const parts = [{ item: claim.id, fen: 3_600_000 }];
  const review = {
    caseId,
    mediation: tell.id('mediation'),
    employer: firm,
    parts,
    effectiveOn: '2025-04-07',
    confirmsLabourRelation: false,
  };
  await tell.refused('hr-arbitrator', 'applyArbitrationReview', tell.id('review'), review, 'court-confirmed');
}
