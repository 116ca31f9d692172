/** An agreement of the union's station is confirmed and broken, and the court collects it. */
import { expect, it } from '@jest/globals';
import { PARKED } from '@yimen/kernel';
import { town } from '@yimen/casework/testing';
import { desks } from '../desks.ts';

const needed = ['union', 'court', 'joint-centre', 'insight'];
const houses = desks.map(({ agency }) => agency).filter(({ name }) => needed.includes(name));

const [caseId, person, employer, item, mediation, handOver, enforcement] = Array.from(
  { length: 7 },
  (_, n) => `018f3a52-7c1e-7b60-9c57-00000000001${n}`,
) as [string, string, string, string, string, string, string];
const claimItems = [{ id: item, person, kind: 'wages', from: '2025-02', to: '2025-03', fen: 940_000 }];
const parts = [{ item, fen: 900_000 }];

async function accepted() {
  const here = town(houses, '2025-05-12');
  const done = async (agency: string, command: string, [id, data = {}]: readonly [string, object?]) =>
    expect([command, await here.tell({ agency, command, id, data })]).toEqual([command, 'done']);
  await done('union', 'ApplyUnionMediation', [mediation, { caseId, employer, claimItems, receivedOn: '2025-05-12' }]);
  const signedBy = ['worker', 'employer', 'mediator'];
  const agreement = { parts, payBy: '2025-05-29', effectiveOn: '2025-05-12', signedBy, sealed: true };
  await done('union', 'ReachUnionAgreement', [mediation, agreement]);
  const bringing = { to: 'court', handOver, consent: '共同申请书1号', confirmsLabourRelation: false };
  await done('union', 'BringUnionAgreement', [mediation, bringing]);
  await done('court', 'AcceptHandOver', [handOver, { terms: {} }]);
  await done('court', 'AcceptConfirmation', [handOver]);
  return { ...here, done };
}

async function brokenAndEnforced() {
  const { done, ...here } = await accepted();
  await done('court', 'ConfirmAgreement', [handOver, { number: '（2025）示0101民特2号', bothPresent: true }]);
  await here.day('2025-06-10');
  expect(await here.due('union')).toContain('agreed-payment 2025-05-29 breached');
  await done('court', 'ApplyEnforcement', [enforcement, { caseId, confirmation: handOver }]);
  await done('court', 'IssueEnforcementNotice', [enforcement]);
  const execute = (fen: number) => done('court', 'ExecuteAssets', [enforcement, { parts: [{ item, fen }] }]);
  return { ...here, done, execute };
}

it('counts what the court collects as paid under the agreement, whose days end with it', async () => {
  const { done, execute, said, tell, rows } = await brokenAndEnforced();
  await execute(400_000);
  const pay = (fen: number) => ({
    agency: 'union',
    command: 'RecordUnionPayment',
    id: mediation,
    data: { parts: [{ item, fen }] },
  });
  expect(await tell(pay(500_001))).toBe('more-than-owed');
  await execute(500_000);
  expect(await tell(pay(1))).toBe('nothing-owed');
  const own = (await said('union', mediation)).map(({ type }) => type);
  expect(own.slice(-4)).toEqual([
    'UnionAgreementBreached',
    'UnionAgreementExecuted',
    'UnionAgreementExecuted',
    'UnionMediationPerformed',
  ]);
  const payment = await rows('insight').row('deadlines-due', `union.mediation/${mediation}/agreed-payment/`);
  expect(payment?.data).toMatchObject({ status: 'breached', open: false, ended: '2025-06-10' });
  await done('court', 'CompleteEnforcement', [enforcement]);
  const last = (await said('joint-centre', caseId)).at(-1);
  expect([last?.type, last?.data]).toEqual(['CaseClosed', { outcome: 'closedPaid' }]);
  for (const agency of needed) expect(await rows(agency).count(PARKED)).toBe(0);
});

it('tells the station by which ruling its agreement is enforceable, and the commission need not be asked', async () => {
  const { done, due, said } = await accepted();
  await done('court', 'ConfirmAgreement', [handOver, { number: '（2025）示0101民特2号', bothPresent: true }]);
  expect((await said('union', mediation)).at(-1)).toMatchObject({
    type: 'UnionAgreementInForce',
    data: { handOver, to: 'court', number: '（2025）示0101民特2号' },
  });
  expect(await due('union')).toContain('arb-review-apply 2025-05-27 cancelled');
});

it('collects no more than what was not paid to the workers meanwhile', async () => {
  const { execute, tell, said } = await brokenAndEnforced();
  const paid = {
    agency: 'union',
    command: 'RecordUnionPayment',
    id: mediation,
    data: { parts: [{ item, fen: 300_000 }] },
  };
  expect(await tell(paid)).toBe('done');
  const collect = { agency: 'court', command: 'ExecuteAssets', id: enforcement, data: { parts } };
  expect(await tell(collect)).toBe('more-than-owed');
  await execute(600_000);
  expect((await said('union', mediation)).at(-1)?.type).toBe('UnionMediationPerformed');
});

it('may be brought again in its time where the court rejects the application', async () => {
  const { done, due, day, tell, rows } = await accepted();
  const data = { to: 'court', handOver: enforcement, consent: '共同申请书2号', confirmsLabourRelation: false };
  const again = { agency: 'union', command: 'BringUnionAgreement', id: mediation, data };
  expect(await tell(again)).toBe('no-agreement');
  await day('2025-06-03');
  await done('court', 'RejectConfirmation', [handOver, { ground: 'unclear' }]);
  expect(await due('union')).toContain('jc-apply 2025-06-11 running');
  expect(await tell(again)).toBe('done');
  expect(await rows('union').count(PARKED)).toBe(0);
});
