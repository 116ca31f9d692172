import { describe, expect, it } from '@jest/globals';
import { memoryRows } from '@yimen/adapters/memory';
import { AgreementConfirmed, ConfirmationApplied, ConfirmationRejected } from '@yimen/court-language';
import {
  ArbitrationReviewAccepted,
  ArbitrationReviewApplied,
  ArbitrationReviewDeclined,
  ReviewDocumentIssued,
} from '@yimen/hr-language';
import type { Happened } from '@yimen/kernel';
import { recorded, seen } from '@yimen/kernel/testing';
import { claimsElsewhereView, elsewhere } from './claims-elsewhere.view.ts';

const uuid = (n: number) => `018f3a52-7c1e-7b60-9c57-${String(n).padStart(12, '0')}`;
const [caseId, employer, mediation, item, another] = [1, 2, 3, 4, 5].map(uuid) as [
  string,
  string,
  string,
  string,
  string,
];
const parts = [{ item, fen: 900 }];
const stream = `court.confirmation-${uuid(9)}`;

const told = async (...events: Happened[]) => {
  const rows = await seen(claimsElsewhereView, ...events.map((event) => recorded(event, { stream, meta: { caseId } })));
  return rows.map(({ data }) => data);
};
const applied = ConfirmationApplied({
  ...{ caseId, mediation, employer, parts, body: 'peoplesCommittee', acceleration: false },
  instalments: [{ no: 1, dueOn: '2025-04-30', parts }],
  appliedOn: '2025-04-14',
});
const confirmed = AgreementConfirmed({
  caseId,
  mediation,
  parts,
  number: '（2025）示0101民特1号',
  lastDay: '2025-04-30',
});
const review = ArbitrationReviewApplied({
  caseId,
  mediation,
  employer,
  parts,
  effectiveOn: '2025-04-07',
  confirmsLabourRelation: false,
});
const row = { stream, caseId, items: [item] };

describe('claims that are somewhere else', () => {
  it.each([
    ['court', 'pending', [applied]],
    ['court', 'title', [applied, confirmed]],
    ['arbitration', 'applied', [review]],
    ['arbitration', 'pending', [review, ArbitrationReviewAccepted({})]],
    ['arbitration', 'title', [review, ArbitrationReviewAccepted({}), ReviewDocumentIssued({ parts })]],
  ])('are with the %s, %s', async (body, stage, events) =>
    expect(await told(...events)).toEqual([{ ...row, body, stage }]),
  );
  it('are free again when the court or the commission says no', async () => {
    expect(await told(applied, ConfirmationRejected({ ground: 'unclear' }))).toEqual([]);
    expect(await told(review, ArbitrationReviewDeclined({ reason: 'unclear' }))).toEqual([]);
  });
  it('are found by case and item', async () => {
    const data = { ...row, body: 'court', stage: 'title' };
    const look = memoryRows(['claims-elsewhere', { key: stream, caseId, data }]);
    expect(await elsewhere(look, caseId, [item, another])).toEqual([data]);
    expect(await elsewhere(look, caseId, [another])).toEqual([]);
    expect(await elsewhere(look, another, [item])).toEqual([]);
  });
});
