import { expect, it } from '@jest/globals';
import { AgreementConfirmed, ConfirmationApplied } from '@yimen/court-language';
import { InstalmentPaid } from '@yimen/justice-language';
import { recorded, seen, uuid } from '@yimen/kernel/testing';
import { UnionMediationPaid } from '@yimen/union-language';
import { performanceView } from './performance.view.ts';
import { titlesView } from './titles.view.ts';

const [caseId, mediation, employer, item, title] = [uuid(1), uuid(2), uuid(3), uuid(4), uuid(5)];
const parts = [{ item, fen: 100 }];
const instalments = [{ no: 1, dueOn: '2025-04-30', parts }];
const agreed = { mediation, employer, parts, instalments, acceleration: false };
const stream = `court.confirmation-${title}`;
const row = { confirmation: title, caseId, ...agreed };

it('holds an agreement from the application on, its number from the ruling on', async () => {
  const body = 'unionStation' as const;
  const applied = recorded(ConfirmationApplied({ caseId, body, ...agreed, appliedOn: '2025-04-14' }), { stream });
  const ruling = { caseId, mediation, parts, number: '民特1号', lastDay: '2025-04-30' };
  const confirmed = recorded(AgreementConfirmed(ruling), { stream });
  expect(await seen(titlesView, applied)).toEqual([{ key: title, order: '', caseId, data: row }]);
  expect((await seen(titlesView, applied, confirmed))[0]?.data).toEqual({ ...row, number: '民特1号' });
});

it('keeps what was paid under an agreement, whoever mediated it, even before the agreement is brought', async () => {
  const paid = recorded(InstalmentPaid({ no: 2, parts }), { stream: `justice.performance-${mediation}` });
  const again = recorded(UnionMediationPaid({ parts }), { stream: `union.mediation-${mediation}` });
  expect((await seen(performanceView, paid, again))[0]?.data).toEqual({
    mediation,
    paid: [
      { no: 2, parts, on: '2026-03-02' },
      { no: 1, parts, on: '2026-03-02' },
    ],
  });
});
