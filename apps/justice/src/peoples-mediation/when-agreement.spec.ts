import { describe, expect, it } from '@jest/globals';
import { memoryRows } from '@yimen/adapters/memory';
import { HandOverReturned, HANDOVERS, HandOverWithdrawn } from '@yimen/casework';
import { town } from '@yimen/casework/testing';
import { AgreementConfirmed, ConfirmationRejected } from '@yimen/court-language';
import { ArbitrationReviewDeclined } from '@yimen/hr-language';
import {
  JudicialConfirmationApplied,
  PeoplesAgreementBreached,
  PeoplesAgreementPerformed,
  PeoplesAgreementReached,
  PeoplesBreachTakenBack,
  PeoplesMediationApplied,
  PeoplesMediationFailed,
} from '@yimen/justice-language';
import { hearing, recorded, seen, uuid } from '@yimen/kernel/testing';
import type { ClaimItem } from '@yimen/terms';
import { justice } from '../agency.ts';
import { OpenPerformance, performance } from '../performance/performance.ts';
import { whenAgreementReached } from '../performance/when-agreement-reached.ts';
import { ArbitrationReviewSought, NoteAgreementCameBack, NoteAgreementConfirmed } from './commands.ts';
import { peoplesMediation } from './peoples-mediation.ts';
import { MEDIATIONS, mediationsView } from './peoples-mediations.view.ts';
import { whenAgreementBrought } from './when-agreement-brought.ts';
import { whenAgreementConfirmed } from './when-agreement-confirmed.ts';
import { whenApplicationReturned } from './when-application-returned.ts';

const [caseId, person, employer, item, handOver, mediation] = [uuid(1), uuid(2), uuid(3), uuid(4), uuid(5), uuid(6)];
const claim: ClaimItem = { id: item, person, kind: 'wages', from: '2024-12', to: '2025-02', fen: 1_200_000 };
const parts = [{ item, fen: 1_200_000 }];
const plan = { instalments: [{ no: 1, dueOn: '2025-04-30', parts }], acceleration: false };
const agreement = { effectiveOn: '2025-04-07', parts, ...plan };
const at = { stream: `justice.mediation-${mediation}`, meta: { caseId, occurredAt: '2025-04-14T02:00:00.000Z' } };
const asking = { caseId, employer, claimItems: [claim], receivedOn: '2025-04-01' };
const applied = recorded(PeoplesMediationApplied({ ...asking, door: 'window' }), at);
const reached = recorded(PeoplesAgreementReached(agreement), at);
const row = { ...asking, open: true };
const held = memoryRows([MEDIATIONS, { key: mediation, data: { ...row, agreement } }]);

describe('the register of mediations', () => {
  it('knows which claims are mediated, and what was agreed', async () => {
    expect(await seen(mediationsView, applied)).toEqual([{ key: mediation, order: '2025-04-01', caseId, data: row }]);
    expect((await seen(mediationsView, applied, reached))[0]?.data).toEqual({ ...row, agreement });
    const brought = recorded(JudicialConfirmationApplied({ handOver }), at);
    expect((await seen(mediationsView, applied, brought))[0]?.data).toEqual({ ...row, confirmation: handOver });
  });

  it('lets a claim go when the mediation failed or its agreement was broken or performed', async () => {
    const failed = recorded(PeoplesMediationFailed({ why: '分歧较大' }), at);
    expect((await seen(mediationsView, applied, failed))[0]?.data.open).toBe(false);
    const stream = `justice.performance-${mediation}`;
    const broken = recorded(PeoplesAgreementBreached({ no: 1, outstanding: 1_200_000 }), { ...at, stream });
    expect((await seen(mediationsView, applied, reached, broken))[0]?.data.open).toBe(false);
    const back = recorded(PeoplesBreachTakenBack({ no: 1, effectiveOn: '2025-04-07', days: [] }), { ...at, stream });
    expect((await seen(mediationsView, applied, reached, broken, back))[0]?.data.open).toBe(true);
    const performed = recorded(PeoplesAgreementPerformed({}), { ...at, stream });
    expect((await seen(mediationsView, applied, reached, performed))[0]?.data.open).toBe(false);
  });
});

describe('an agreement', () => {
  it('has its performance watched under the id of the mediation', async () =>
    expect(await hearing(whenAgreementReached, reached)).toEqual([
      {
        decider: performance,
        id: mediation,
        command: OpenPerformance({ caseId, effectiveOn: '2025-04-07', ...plan }),
      },
    ]));

  it('travels whole to the court', async () => {
    const [order] = await hearing(whenAgreementBrought, recorded(JudicialConfirmationApplied({ handOver }), at), held);
    expect([order?.decider.name, order?.id]).toEqual(['justice.offer', handOver]);
    expect(order?.command.data).toMatchObject({
      ...{ caseId, to: 'court', kind: 'judicialConfirmation', ground: 'statutoryDuty', claimItems: [claim] },
      parties: [
        { id: employer, role: 'employer' },
        { id: person, role: 'worker' },
      ],
      terms: { mediation, employer, ...agreement, body: 'peoplesCommittee', appliedOn: '2025-04-14' },
    });
  });

  it('travels whole to the commission', async () => {
    const sought = recorded(ArbitrationReviewSought({ handOver, confirmsLabourRelation: false }), at);
    const [order] = await hearing(whenAgreementBrought, sought, held);
    const terms = { mediation, employer, ...agreement, confirmsLabourRelation: false, appliedOn: '2025-04-14' };
    expect(order?.command.data).toMatchObject({ to: 'hr', kind: 'arbitrationReview', terms });
  });

  it('that nobody knows is not sent', async () =>
    expect(await hearing(whenAgreementBrought, recorded(JudicialConfirmationApplied({ handOver }), at))).toEqual([]));

  it('of ours is noted as confirmed, and of others is not', async () => {
    const heard = AgreementConfirmed({ caseId, mediation, parts, number: '民特1号', lastDay: '2025-04-30' });
    expect(await hearing(whenAgreementConfirmed, heard, held)).toEqual([
      { decider: peoplesMediation, id: mediation, command: NoteAgreementConfirmed({ number: '民特1号' }) },
    ]);
    expect(await hearing(whenAgreementConfirmed, heard)).toEqual([]);
  });

  it('comes back with the parcel, and only with our own', async () => {
    const answer = { handOver, to: 'court', kind: 'judicialConfirmation', note: '缺少身份证明' };
    const heard = (from: string) => HandOverReturned({ ...answer, from, reason: 'incomplete', deadlines: [] });
    const sent = memoryRows([HANDOVERS, { key: handOver, data: { offer: { terms: { mediation } } } }]);
    expect(await hearing(whenApplicationReturned, heard('justice'), sent)).toEqual([
      { decider: peoplesMediation, id: mediation, command: NoteAgreementCameBack({ handOver }) },
    ]);
    const withdrawn = HandOverWithdrawn({ ...answer, from: 'justice' });
    expect(await hearing(whenApplicationReturned, withdrawn, sent)).toHaveLength(1);
    expect(await hearing(whenApplicationReturned, heard('union'), sent)).toEqual([]);
    expect(await hearing(whenApplicationReturned, heard('justice'))).toEqual([]);
    const rejected = recorded(ConfirmationRejected({ ground: 'unclear' }), {
      stream: `court.confirmation-${handOver}`,
    });
    const declined = recorded(ArbitrationReviewDeclined({ reason: 'withdrawn' }), { stream: `hr.review-${handOver}` });
    for (const refused of [rejected, declined]) {
      expect(await hearing(whenApplicationReturned, refused, sent)).toHaveLength(1);
      expect(await hearing(whenApplicationReturned, refused)).toEqual([]);
    }
  });
});

describe('the days of a mediation', () => {
  async function asked() {
    const here = town([justice], '2025-04-01');
    const ask = (command: string, data: object) => here.tell({ agency: 'justice', command, id: mediation, data });
    expect(await ask('ApplyPeoplesMediation', { ...asking, door: 'window' })).toBe('done');
    expect(await here.due('justice')).toEqual(['med-labour 2025-04-16 running']);
    const days = async () => (await here.due('justice')).filter((line) => !line.startsWith('agreed'));
    return { ...here, ask, days };
  }

  it('end with its failure', async () => {
    const { ask, days } = await asked();
    expect(await ask('FailPeoplesMediation', { why: '分歧较大' })).toBe('done');
    expect(await days()).toEqual(['med-labour 2025-04-16 met']);
  });

  it('go on for court and commission apart, for each until it is asked and again when it sends the agreement back', async () => {
    const { ask, days, day, voice } = await asked();
    await day('2025-04-07');
    expect(await ask('ReachPeoplesAgreement', { effectiveOn: '2025-04-07', ...plan })).toBe('done');
    await day('2025-04-14');
    const [review, court] = [uuid(8), uuid(9)];
    expect(await ask('SeekArbitrationReview', { handOver: review, confirmsLabourRelation: false })).toBe('done');
    const both = (hr: string, confirmation: string) => [
      ...[`arb-review-apply 2025-04-22 ${hr}`, `jc-apply 2025-05-07 ${confirmation}`, 'med-labour 2025-04-16 met'],
    ];
    expect(await days()).toEqual(both('met', 'running'));
    expect(await ask('ApplyJudicialConfirmation', { handOver: court })).toBe('done');
    expect(await days()).toEqual(both('met', 'met'));
    const returned = (parcel: string, to: string, kind: string) =>
      HandOverReturned({
        handOver: parcel,
        from: 'justice',
        to,
        kind,
        reason: 'incomplete',
        note: '补正',
        deadlines: [],
      });
    await voice({ agency: 'hr', caseId, event: returned(review, 'hr', 'arbitrationReview') });
    expect(await days()).toEqual(both('running', 'met'));
    await voice({ agency: 'court', caseId, event: returned(court, 'court', 'judicialConfirmation') });
    expect(await days()).toEqual(both('running', 'running'));
  });
});
