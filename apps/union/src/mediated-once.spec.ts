/** One claim comes in by two doors and is mediated once: the second application is shown the first. */
import { describe, expect, it } from '@jest/globals';
import { HandOverOffered, HandOverReturned } from '@yimen/casework';
import { town } from '@yimen/casework/testing';
import { PARKED } from '@yimen/kernel';
import { uuid } from '@yimen/kernel/testing';
import { union } from './agency.ts';

const [online, window, employer, person] = [uuid(1), uuid(2), uuid(3), uuid(4)];
const [wages, overtime, told, mediation, other, handOver] = [uuid(5), uuid(6), uuid(7), uuid(8), uuid(9), uuid(10)];
const months = { person, from: '2026-02', to: '2026-03' };
const claimItems = [
  { id: wages, kind: 'wages', fen: 940_000, ...months },
  { id: overtime, kind: 'overtime', fen: 120_000, ...months },
];
/** The same wages as the petition told them, under the id that they got there. */
const petitioned = [{ id: told, kind: 'wages', fen: 940_000, ...months }];
const parts = [
  { item: wages, fen: 900_000 },
  { item: overtime, fen: 100_000 },
];

async function opened() {
  const here = town([union], '2026-05-12');
  const station = (command: string, data: object, id = mediation) => here.tell({ agency: 'union', command, id, data });
  expect(await station('ApplyUnionMediation', { caseId: window, employer, claimItems })).toBe('done');
  expect(await here.due('union')).toEqual(['med-labour 2026-05-27 running']);
  await here.day('2026-05-13');
  return { ...here, station };
}

async function wanted(parties = [{ id: employer, role: 'employer' }]) {
  const here = await opened();
  const parcel = { handOver, caseId: online, from: 'hr', to: 'union', kind: 'mediationWanted', reason: '双方愿意调解' };
  const offer = { ...parcel, ground: 'statutoryDuty' as const, claimItems: petitioned, deadlines: [] };
  const event = HandOverOffered({ ...offer, parties });
  await here.voice({ agency: 'hr', caseId: online, event });
  return here;
}

describe('a claim that is mediated', () => {
  it('is not mediated a second time, by whatever case and id it comes', async () => {
    const { station, rows } = await opened();
    const again = { caseId: online, employer, claimItems: petitioned };
    expect(await station('ApplyUnionMediation', again, other)).toBe('mediation-open');
    expect(await rows('union').count(PARKED)).toBe(0);
  });

  it('is not opened again by a hand-over, whether its answer names the mediation or not', async () => {
    for (const terms of [{ mediation }, {}]) {
      const { station, said, rows } = await wanted();
      expect(await station('AcceptHandOver', { terms }, handOver)).toBe('done');
      expect((await said('union', handOver)).map(({ type }) => type)).toEqual(['HandOverReceived', 'HandOverAccepted']);
      expect(await rows('union').count(PARKED)).toBe(0);
    }
  });

  it('comes by hand, as its answer says against whom it is; who says nothing may return it', async () => {
    const { station } = await wanted([]);
    expect(await station('AcceptHandOver', { terms: {} }, handOver)).toBe('parcel-incomplete');
    expect(await station('AcceptHandOver', { terms: { employer } }, handOver)).toBe('done');
  });

  it('is agreed and paid within its days', async () => {
    const { station, day, due, said } = await opened();
    await day('2026-05-22');
    const signed = { signedBy: ['worker', 'employer', 'mediator'], sealed: true };
    const terms = { parts, payBy: '2026-05-29', effectiveOn: '2026-05-22', ...signed };
    expect(await station('ReachUnionAgreement', terms)).toBe('done');
    expect(await due('union')).toEqual([
      'agreed-payment 2026-05-29 running',
      'arb-review-apply 2026-06-08 running',
      'jc-apply 2026-06-22 running',
      'med-labour 2026-05-27 met',
    ]);
    await day('2026-05-29');
    expect(await station('RecordUnionPayment', { parts })).toBe('done');
    expect((await said('union', mediation)).at(-1)?.type).toBe('UnionMediationPerformed');
    expect(await due('union')).toEqual([
      'agreed-payment 2026-05-29 met',
      'arb-review-apply 2026-06-08 cancelled',
      'jc-apply 2026-06-22 cancelled',
      'med-labour 2026-05-27 met',
    ]);
  });

  it.each([
    ['court', 'judicialConfirmation', 'jc-apply 2026-06-22'],
    ['hr', 'arbitrationReview', 'arb-review-apply 2026-06-08'],
  ])('has the rest of its time when the %s sends the application back', async (to, kind, clock) => {
    const { station, day, due, voice, rows } = await opened();
    await day('2026-05-22');
    const signed = { signedBy: ['worker', 'employer', 'mediator'], sealed: true };
    await station('ReachUnionAgreement', { parts, payBy: '2026-07-29', effectiveOn: '2026-05-22', ...signed });
    await station('BringUnionAgreement', { to, handOver: other, consent: '共同申请书' });
    expect((await due('union')).filter((line) => line.endsWith('met'))).toEqual([
      ...[`${clock} met`, 'med-labour 2026-05-27 met'],
    ]);
    await day('2026-06-01');
    const answer = { handOver: other, from: 'union', to, kind };
    const back = HandOverReturned({ ...answer, reason: 'incomplete', note: '材料不齐', deadlines: [] });
    await voice({ agency: to, caseId: window, event: back });
    expect((await due('union')).filter((line) => line.endsWith('running'))).toHaveLength(3);
    expect(await station('BringUnionAgreement', { to, handOver, consent: '共同申请书' })).toBe('done');
    expect(await due('union')).toContain(`${clock} met`);
    expect(await rows('union').count(PARKED)).toBe(0);
  });

  it('waits for nothing more where no agreement came about', async () => {
    const { station, due } = await opened();
    expect(await station('FailUnionMediation', { why: '分歧较大' })).toBe('done');
    expect(await due('union')).toEqual(['med-labour 2026-05-27 met']);
  });

  it('is open again the day after the agreement was broken', async () => {
    const { station, day, said } = await opened();
    await day('2026-05-22');
    const signed = { signedBy: ['worker', 'employer', 'mediator'], sealed: true };
    await station('ReachUnionAgreement', { parts, payBy: '2026-05-29', effectiveOn: '2026-05-22', ...signed });
    await day('2026-05-30');
    const breach = (await said('union', mediation)).at(-1);
    expect([breach?.type, breach?.data]).toEqual(['UnionAgreementBreached', { outstanding: 1_000_000 }]);
    expect(breach?.meta.occurredAt).toBe('2026-05-29T16:00:00.000Z');
    const again = { caseId: online, employer, claimItems: petitioned };
    expect(await station('ApplyUnionMediation', again, other)).toBe('done');
  });
});
