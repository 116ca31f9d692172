import { describe, expect, it } from '@jest/globals';
import { memoryRows } from '@yimen/adapters/memory';
import { HandOverReturned, HANDOVERS, HandOverWithdrawn } from '@yimen/casework';
import { AssetsExecuted, ConfirmationRejected } from '@yimen/court-language';
import { ArbitrationReviewDeclined } from '@yimen/hr-language';
import type { Happened } from '@yimen/kernel';
import { hearing, recorded, seen, uuid } from '@yimen/kernel/testing';
import type { ClaimItem } from '@yimen/terms';
import {
  UnionAgreementBreached,
  UnionMediationAgreed,
  UnionMediationApplied,
  UnionMediationFailed,
  UnionMediationPerformed,
} from '@yimen/union-language';
import { NoteUnionAgreementCameBack, NoteUnionAgreementExecuted, UnionAgreementBrought } from './commands.ts';
import { mediation as unionMediation } from './mediation.ts';
import { UNION_MEDIATIONS, unionMediationsView } from './union-mediations.view.ts';
import { whenUnionAgreementBrought } from './when-union-agreement-brought.ts';
import { whenUnionAgreementExecuted } from './when-union-agreement-executed.ts';
import { whenUnionApplicationReturned } from './when-union-application-returned.ts';

const [caseId, person, employer, item, mediation, handOver] = [uuid(1), uuid(2), uuid(3), uuid(4), uuid(5), uuid(6)];
const claim: ClaimItem = { id: item, person, kind: 'wages', from: '2026-02', to: '2026-03', fen: 940_000 };
const at = { stream: `union.mediation-${mediation}`, meta: { caseId, occurredAt: '2026-05-25T02:00:00.000Z' } };
const said = (event: Happened) => recorded(event, at);
const asking = { caseId, employer, claimItems: [claim], receivedOn: '2026-05-12' };
const parts = [{ item, fen: 900_000 }];
const applied = said(UnionMediationApplied(asking));
const agreed = said(UnionMediationAgreed({ parts, payBy: '2026-05-29', effectiveOn: '2026-05-22' }));
const agreement = {
  ...{ effectiveOn: '2026-05-22', parts, acceleration: false },
  instalments: [{ no: 1, dueOn: '2026-05-29', parts }],
};
const row = { ...asking, mediation, open: true };

describe('the station’s register', () => {
  it('knows which claims are in a mediation, and what was agreed as one instalment', async () => {
    const rows = await seen(unionMediationsView, applied);
    expect(rows).toEqual([{ key: mediation, order: '2026-05-12', caseId, data: row }]);
    expect((await seen(unionMediationsView, applied, agreed))[0]?.data).toEqual({ ...row, agreement });
  });

  it.each([
    UnionMediationFailed({ why: '分歧较大' }),
    UnionMediationPerformed({}),
    UnionAgreementBreached({ outstanding: 1 }),
  ])('lets the claims go on $type', async (event) =>
    expect((await seen(unionMediationsView, applied, said(event)))[0]?.data.open).toBe(false),
  );
});

describe('a union agreement that is brought further', () => {
  const held = memoryRows([UNION_MEDIATIONS, { key: mediation, data: { ...row, agreement } }]);
  const brought = (to: 'court' | 'hr') =>
    said(UnionAgreementBrought({ to, handOver, consent: '共同申请书1号', confirmsLabourRelation: false }));
  const shared = { caseId, ground: 'separateConsent', consent: '共同申请书1号', claimItems: [claim] };
  const terms = { mediation, employer, ...agreement, appliedOn: '2026-05-25' };

  it('travels whole, with the parties’ consent', async () => {
    const [toCourt] = await hearing(whenUnionAgreementBrought, brought('court'), held);
    expect([toCourt?.decider.name, toCourt?.id]).toEqual(['union.offer', handOver]);
    const kind = 'judicialConfirmation';
    const body = 'unionStation';
    expect(toCourt?.command.data).toMatchObject({ ...shared, to: 'court', kind, terms: { ...terms, body } });
    const [toCommission] = await hearing(whenUnionAgreementBrought, brought('hr'), held);
    const review = { to: 'hr', kind: 'arbitrationReview', terms: { ...terms, confirmsLabourRelation: false } };
    expect(toCommission?.command.data).toMatchObject({ ...shared, ...review });
  });

  it('stays here when nobody knows it', async () =>
    expect(await hearing(whenUnionAgreementBrought, brought('court'))).toEqual([]));

  it('is noted when it came back, was taken back or refused, and only of its own parcels', async () => {
    const sent = memoryRows([HANDOVERS, { key: handOver, data: { offer: { terms: { mediation } } } }]);
    const answer = { handOver, from: 'union', to: 'hr', kind: 'arbitrationReview', note: '材料不齐' };
    const returned = HandOverReturned({ ...answer, reason: 'incomplete', deadlines: [] });
    const noted = [{ decider: unionMediation, id: mediation, command: NoteUnionAgreementCameBack({ handOver }) }];
    expect(await hearing(whenUnionApplicationReturned, returned, sent)).toEqual(noted);
    expect(await hearing(whenUnionApplicationReturned, HandOverWithdrawn(answer), sent)).toEqual(noted);
    const lead = HandOverWithdrawn({ ...answer, kind: 'arrearsLead' });
    expect(await hearing(whenUnionApplicationReturned, lead, sent)).toEqual([]);
    const foreign = HandOverWithdrawn({ ...answer, from: 'justice' });
    expect(await hearing(whenUnionApplicationReturned, foreign, sent)).toEqual([]);
    expect(await hearing(whenUnionApplicationReturned, returned)).toEqual([]);
    const rejected = recorded(ConfirmationRejected({ ground: 'unclear' }), {
      stream: `court.confirmation-${handOver}`,
    });
    const declined = recorded(ArbitrationReviewDeclined({ reason: 'unclear' }), { stream: `hr.review-${handOver}` });
    for (const refused of [rejected, declined]) {
      expect(await hearing(whenUnionApplicationReturned, refused, sent)).toEqual(noted);
      expect(await hearing(whenUnionApplicationReturned, refused)).toEqual([]);
    }
  });

  it('is paid by what the court executes under it, and under no other', async () => {
    const executed = { parts, interest: [], interestTotal: 0, total: 900_000, fee: 0 };
    const heard = AssetsExecuted({ ...executed, confirmation: handOver });
    const sent = (from: string) =>
      memoryRows([HANDOVERS, { key: handOver, data: { offer: { from, terms: { mediation } } } }]);
    expect(await hearing(whenUnionAgreementExecuted, heard, sent('union'))).toEqual([
      { decider: unionMediation, id: mediation, command: NoteUnionAgreementExecuted({ parts }) },
    ]);
    expect(await hearing(whenUnionAgreementExecuted, heard, sent('justice'))).toEqual([]);
    expect(await hearing(whenUnionAgreementExecuted, heard)).toEqual([]);
    expect(await hearing(whenUnionAgreementExecuted, AssetsExecuted(executed), sent('union'))).toEqual([]);
  });
});
