import { describe, expect, it } from '@jest/globals';
import { memoryRows } from '@yimen/adapters/memory';
import { DepositPaid, WagesAdvanced } from '@yimen/departments-language';
import { given, seen } from '@yimen/kernel/testing';
import { ARREARS } from '../arrears/arrears.view.ts';
import { AdvanceWages, paidBefore, payment } from './payment.ts';
import { recourseView } from './recourse.view.ts';

const uuid = (n: number) => `018f3a52-7c1e-7b60-9c57-${String(n).padStart(12, '0')}`;
const [caseId, contractor, subcontractor, bank] = [1, 2, 3, 4].map(uuid) as [string, string, string, string];
const [first, second] = [5, 6].map(uuid) as [string, string];
const part = (item: string, fen: number) => ({ item, fen });
const advance = {
  caseId,
  by: contractor,
  onBehalfOf: subcontractor,
  project: '示例安置房一期',
  parts: [part(first, 900)],
};
const nothing = { facts: [] };

describe('an advance of wages', () => {
  it('is recorded once, one part for each item', () => {
    const split = [part(first, 500), part(first, 400)];
    given(payment)
      .when(AdvanceWages({ ...advance, parts: split }), nothing)
      .then(WagesAdvanced(advance));
    given(payment, WagesAdvanced(advance)).when(AdvanceWages(advance), nothing).refused('already-advanced');
  });
  it('is not what one owes oneself', () =>
    given(payment)
      .when(AdvanceWages({ ...advance, onBehalfOf: contractor }), nothing)
      .refused('own-debt'));
  it('is made only by whom the case names, and nobody else learns what is owed', () =>
    given(payment).when(AdvanceWages(advance), { facts: undefined }).refused('not-named'));
  it('does not pay a claim twice', () =>
    given(payment)
      .when(AdvanceWages(advance), { facts: [part(first, 250)] })
      .refused(paidBefore(250)));
  it('names a project and at least one part', () => {
    expect(() => AdvanceWages({ ...advance, parts: [] })).toThrow(/parts/);
    expect(() => AdvanceWages({ ...advance, project: ' ' })).toThrow(/project/);
  });
  it('looks up what has been paid', async () => {
    const row = { caseId, liable: [], items: [{ id: first, person: uuid(9), fen: 900 }], paid: [part(first, 300)] };
    const named = { caseId, organisation: contractor };
    const look = memoryRows(
      [ARREARS, { key: caseId, caseId, data: row }],
      ['parties', { key: `${contractor}/${caseId}`, caseId, data: named, foundBy: ['organisation'] }],
    );
    expect(await payment.facts.AdvanceWages(advance, look)).toEqual([part(first, 300)]);
    expect(await payment.facts.AdvanceWages({ ...advance, by: bank }, look)).toBeUndefined();
  });
  it('is a card that says who paid for whom', () => {
    const shown = payment.show(given(payment, WagesAdvanced(advance)).state);
    expect(shown).toMatchObject({ status: 'paid', closed: true, next: [] });
    expect(shown?.facts.map(({ value }) => value)).toEqual([contractor, subcontractor, '示例安置房一期', 900]);
    expect(payment.show({ status: 'none' })).toBeUndefined();
  });
});

describe('what may be had back', () => {
  it('adds up advances and what the bank paid out of the deposit, by case and pair', async () => {
    const again = WagesAdvanced({ ...advance, parts: [part(second, 50)] });
    const paid = DepositPaid({ caseId, bank, contractor, onBehalfOf: subcontractor, parts: [part(second, 50)] });
    const other = WagesAdvanced({ ...advance, onBehalfOf: bank });
    const own = DepositPaid({ caseId, bank, contractor, onBehalfOf: contractor, parts: [part(second, 70)] });
    const rows = await seen(recourseView, WagesAdvanced(advance), again, paid, other, own);
    expect(rows.map(({ data }) => data)).toEqual([
      { caseId, by: contractor, against: subcontractor, fen: 1_000 },
      { caseId, by: contractor, against: bank, fen: 900 },
    ]);
  });
});
