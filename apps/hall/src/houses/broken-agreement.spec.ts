/** An agreement of a people's committee is confirmed, broken after the first instalment, and enforced with interest. */
import { describe, expect, it } from '@jest/globals';
import { PARKED } from '@yimen/kernel';
import { town } from '@yimen/casework/testing';
import { desks } from '../desks.ts';

const needed = ['justice', 'court', 'joint-centre', 'insight'];
const houses = desks.map(({ agency }) => agency).filter(({ name }) => needed.includes(name));

const [caseId, worker, employer, item, mediation, handOver, enforcement, late] = Array.from(
  { length: 8 },
  (_, n) => `018f3a52-7c1e-7b60-9c57-00000000000${n}`,
) as [string, string, string, string, string, string, string, string];
const claim = { id: item, person: worker, kind: 'wages', from: '2024-12', to: '2025-02', fen: 3_600_000 };
const third = [{ item, fen: 1_200_000 }];
const instalments = ['2025-04-30', '2025-05-30', '2025-06-30'].map((dueOn, at) => ({
  no: at + 1,
  dueOn,
  parts: third,
}));

async function agreed(acceleration = true) {
  const here = town(houses, '2025-04-01');
  const mediator = (command: string, data: object) => here.tell({ agency: 'justice', command, id: mediation, data });
  const court_ = (command: string, id: string, data: object = {}) => here.tell({ agency: 'court', command, id, data });
  const applied = { caseId, door: 'window', employer, claimItems: [claim], receivedOn: '2025-04-01' };
  expect(await mediator('ApplyPeoplesMediation', applied)).toBe('done');
  await here.day('2025-04-07');
  const agreement = { effectiveOn: '2025-04-07', instalments, acceleration };
  expect(await mediator('ReachPeoplesAgreement', agreement)).toBe('done');
  expect(await here.due('justice')).toEqual([
    'agreed-payment/1 2025-04-30 running',
    'agreed-payment/2 2025-05-30 running',
    'agreed-payment/3 2025-06-30 running',
    'arb-review-apply 2025-04-22 running',
    'jc-apply 2025-05-07 running',
    'med-labour 2025-04-16 met',
  ]);
  await here.day('2025-04-14');
  expect(await mediator('ApplyJudicialConfirmation', { handOver })).toBe('done');
  return { ...here, mediator, court: court_ };
}

async function confirmed(acceleration = true) {
  const here = await agreed(acceleration);
  const { court: court_ } = here;
  expect(await court_('AcceptHandOver', handOver, { terms: {} })).toBe('done');
  expect(await here.due('court', handOver)).toContain('jc-accept 2025-04-17 running');
  await here.day('2025-04-15');
  expect(await court_('AcceptConfirmation', handOver)).toBe('done');
  expect(await here.due('court', handOver)).toContain('jc-decide 2025-04-30 running');
  await here.day('2025-04-22');
  expect(await court_('ApplyEnforcement', enforcement, { caseId, confirmation: handOver })).toBe('no-title');
  const ruling = { number: '（2025）示0101民特1号', bothPresent: true };
  expect(await court_('ConfirmAgreement', handOver, ruling)).toBe('done');
  return here;
}

describe('a mediated agreement', () => {
  it('that is performed ends its case', async () => {
    const { mediator, said, rows } = await agreed();
    for (const no of [1, 2, 3]) expect(await mediator('RecordInstalment', { no, parts: third })).toBe('done');
    const last = (await said('joint-centre', caseId)).at(-1);
    expect([last?.type, last?.data]).toEqual(['CaseClosed', { outcome: 'closedPaid' }]);
    for (const agency of needed) expect(await rows(agency).count(PARKED)).toBe(0);
  });

  it('has the rest of its time where the court sends the application back', async () => {
    const { due, day, court, mediator, rows } = await agreed();
    expect(await due('justice')).toContain('jc-apply 2025-05-07 met');
    expect(await court('ReturnHandOver', handOver, { reason: 'incomplete', note: '材料不齐' })).toBe('done');
    expect(await due('justice')).toContain('jc-apply 2025-05-07 running');
    await day('2025-04-20');
    expect(await mediator('ApplyJudicialConfirmation', { handOver: late })).toBe('done');
    expect(await due('justice')).toContain('jc-apply 2025-05-07 met');
    expect(await rows('justice').count(PARKED)).toBe(0);
  });

  it('may go to the commission where the court rejects the application', async () => {
    const { day, court, mediator, rows } = await agreed();
    expect(await court('AcceptHandOver', handOver, { terms: {} })).toBe('done');
    await day('2025-04-15');
    expect(await court('AcceptConfirmation', handOver)).toBe('done');
    const seek = { handOver: late, confirmsLabourRelation: false };
    expect(await mediator('SeekArbitrationReview', seek)).toBe('no-agreement');
    expect(await court('RejectConfirmation', handOver, { ground: 'unclear' })).toBe('done');
    expect(await mediator('SeekArbitrationReview', seek)).toBe('done');
    expect(await rows('justice').count(PARKED)).toBe(0);
  });

  it('becomes a title with nothing typed again, and ends the way to arbitration review', async () => {
    const { due, said } = await confirmed();
    expect(await due('court', handOver)).toEqual([
      'enf-apply 2027-06-30 running',
      'handover-ack 2025-04-15 met',
      'jc-accept 2025-04-17 met',
      'jc-decide 2025-04-30 met',
    ]);
    expect((await due('justice')).filter((line) => /^(arb|jc)/.test(line))).toEqual([
      'arb-review-apply 2025-04-22 cancelled',
      'jc-apply 2025-05-07 met',
    ]);
    const application = (await said('court', handOver)).find(({ type }) => type === 'ConfirmationApplied');
    expect(application?.data).toEqual({
      caseId,
      body: 'peoplesCommittee',
      mediation,
      employer,
      parts: [{ item, fen: 3_600_000 }],
      instalments,
      acceleration: true,
      appliedOn: '2025-04-14',
    });
  });

  it('is enforced after the breach: 24,000 with 172.20 and 170.10 interest, the fee of 260 on top', async () => {
    const { day, due, said, mediator, court, rows } = await confirmed();
    await day('2025-04-30');
    expect(await court('ApplyEnforcement', enforcement, { caseId, confirmation: handOver })).toBe('not-broken');
    expect(await mediator('RecordInstalment', { no: 1, parts: third })).toBe('done');
    await day('2025-06-03');
    const breach = (await said('justice', mediation)).find(({ type }) => type === 'PeoplesAgreementBreached');
    expect(breach?.data).toEqual({ no: 2, outstanding: 2_400_000 });
    expect(breach?.meta.occurredAt).toBe('2025-05-30T16:00:00.000Z');
    expect((await due('justice')).filter((line) => line.startsWith('agreed'))).toEqual([
      'agreed-payment/1 2025-04-30 met',
      'agreed-payment/2 2025-05-30 breached',
      'agreed-payment/3 2025-06-30 cancelled',
    ]);

    expect(await court('ApplyEnforcement', enforcement, { caseId, confirmation: handOver })).toBe('done');
    expect(await court('ApplyEnforcement', late, { caseId, confirmation: handOver })).toBe('already-sought');
    expect(await due('court', enforcement)).toEqual([
      'enf-escalate 2025-12-03 running',
      'enf-notice 2025-06-13 running',
    ]);
    expect(await due('court', handOver)).toContain('enf-apply 2027-06-30 met');
    expect(await court('IssueEnforcementNotice', enforcement)).toBe('done');

    await day('2025-08-20');
    expect(await court('ExecuteAssets', enforcement, { parts: [{ item, fen: 2_400_000 }] })).toBe('done');
    expect(await court('CompleteEnforcement', enforcement)).toBe('done');
    const events = await said('court', enforcement);
    expect(events.map(({ type, data }) => [type, data])).toEqual([
      [
        'EnforcementApplied',
        {
          caseId,
          confirmation: handOver,
          debtor: employer,
          parts: [{ item, fen: 2_400_000 }],
          dues: [
            { dueOn: '2025-05-30', fen: 1_200_000 },
            { dueOn: '2025-05-31', fen: 1_200_000 },
          ],
        },
      ],
      ['EnforcementNoticeIssued', {}],
      [
        'AssetsExecuted',
        {
          confirmation: handOver,
          parts: [{ item, fen: 2_400_000 }],
          interest: [
            { from: '2025-05-31', to: '2025-08-20', days: 82, fen: 17_220 },
            { from: '2025-06-01', to: '2025-08-20', days: 81, fen: 17_010 },
          ],
          interestTotal: 34_230,
          total: 2_434_230,
          fee: 26_000,
        },
      ],
      ['EnforcementCompleted', {}],
    ]);
    expect(await due('court', enforcement)).toEqual(['enf-escalate 2025-12-03 met', 'enf-notice 2025-06-13 met']);
    const second = await rows('insight').row('deadlines-due', `justice.performance/${mediation}/agreed-payment/2`);
    expect(second?.data).toMatchObject({ status: 'breached', open: false, ended: '2025-08-20' });
    expect((await said('joint-centre', caseId)).at(-1)?.type).toBe('CaseClosed');
    for (const agency of needed) expect(await rows(agency).count(PARKED)).toBe(0);
  });

  it('without acceleration holds its case open until the last instalment is paid', async () => {
    const { day, mediator, court, rows } = await confirmed(false);
    const status = async () => (await rows('joint-centre').row<{ status: string }>('cases', caseId))?.data.status;
    const enforce = async (id: string) => {
      expect(await court('ApplyEnforcement', id, { caseId, confirmation: handOver })).toBe('done');
      expect(await court('ExecuteAssets', id, { parts: third })).toBe('done');
      expect(await court('CompleteEnforcement', id)).toBe('done');
    };
    await day('2025-05-06');
    await enforce(enforcement);
    expect(await status()).toBe('open');
    await day('2025-05-30');
    expect(await mediator('RecordInstalment', { no: 2, parts: third })).toBe('done');
    await day('2025-07-01');
    expect(await status()).toBe('open');
    await enforce(late);
    expect(await status()).toBe('closed');
    for (const agency of needed) expect(await rows(agency).count(PARKED)).toBe(0);
  });

  it('was not broken where a payment that was made in time is told after its day', async () => {
    const { day, due, said, tell, mediator, court, rows } = await confirmed();
    await day('2025-05-06');
    const paid = { agency: 'justice', command: 'RecordInstalment', id: mediation, data: { no: 1, parts: third } };
    expect(await tell({ ...paid, on: '2025-04-30' })).toBe('done');
    expect((await due('justice')).filter((line) => line.startsWith('agreed'))).toEqual([
      'agreed-payment/1 2025-04-30 met',
      'agreed-payment/2 2025-05-30 running',
      'agreed-payment/3 2025-06-30 running',
    ]);
    expect(await court('ApplyEnforcement', enforcement, { caseId, confirmation: handOver })).toBe('not-broken');
    for (const no of [2, 3]) expect(await mediator('RecordInstalment', { no, parts: third })).toBe('done');
    const told = (await said('joint-centre', caseId)).map(({ type }) => type);
    expect(told.filter((type) => type !== 'LimitationInterrupted').slice(-4)).toEqual([
      ...['ProcedureEnded', 'ProcedureJoined', 'ProcedureEnded', 'CaseClosed'],
    ]);
    for (const agency of needed) expect(await rows(agency).count(PARKED)).toBe(0);
  });

  it('waits for no notice any more where the enforcement was completed without one', async () => {
    const { day, court, rows } = await confirmed();
    await day('2025-05-02');
    expect(await court('ApplyEnforcement', enforcement, { caseId, confirmation: handOver })).toBe('done');
    await day('2025-05-20');
    expect(await court('ExecuteAssets', enforcement, { parts: [{ item, fen: 3_600_000 }] })).toBe('done');
    expect(await court('CompleteEnforcement', enforcement)).toBe('done');
    const notice = await rows('insight').row('deadlines-due', `court.enforcement/${enforcement}/enf-notice/`);
    expect(notice?.data).toMatchObject({ status: 'breached', open: false, ended: '2025-05-20' });
  });

  it('is collected once where two clerks open its enforcement at the same moment', async () => {
    const { day, said, court, rows } = await confirmed();
    await day('2025-05-02');
    const asked = [enforcement, late].map((id) => court('ApplyEnforcement', id, { caseId, confirmation: handOver }));
    expect(await Promise.all(asked)).toEqual(['done', 'done']);
    const whole = { parts: [{ item, fen: 3_600_000 }] };
    expect(await court('ExecuteAssets', enforcement, whole)).toBe('done');
    expect(await court('ExecuteAssets', late, whole)).toBe('more-than-owed');
    for (const id of [enforcement, late]) expect(await court('CompleteEnforcement', id)).toBe('done');
    expect((await said('joint-centre', caseId)).at(-1)?.type).toBe('CaseClosed');
    for (const agency of needed) expect(await rows(agency).count(PARKED)).toBe(0);
  });

  it('is not mediated a second time while it is performed', async () => {
    const { day, tell } = await confirmed();
    const again = {
      caseId: late,
      door: 'window',
      employer,
      claimItems: [{ ...claim, id: late }],
      receivedOn: '2025-04-22',
    };
    const apply = { agency: 'justice', command: 'ApplyPeoplesMediation', id: late, data: again };
    expect(await tell(apply)).toBe('mediation-open');
    await day('2025-05-01');
    expect(await tell(apply)).toBe('done');
  });
});
