import { describe, expect, it } from '@jest/globals';
import { memoryRows } from '@yimen/adapters/memory';
import { DepositPaid, DepositPaymentRequested, DepositReplenished } from '@yimen/departments-language';
import { given } from '@yimen/kernel/testing';
import { ARREARS } from '../arrears/arrears.view.ts';
import { paidBefore } from '../payment/payment.ts';
import { deposit, PayFromDeposit, ReplenishDeposit, RequestDepositPayment } from './deposit.ts';

const uuid = (n: number) => `018f3a52-7c1e-7b60-9c57-${String(n).padStart(12, '0')}`;
const [caseId, bank, contractor, subcontractor] = [1, 2, 3, 4].map(uuid) as [string, string, string, string];
const [first, second] = [5, 6].map(uuid) as [string, string];
const part = (item: string, fen: number) => ({ item, fen });
const parts = [part(first, 900), part(second, 600)];
const notice = { caseId, bank, contractor, subcontractor, parts };
const requested = DepositPaymentRequested(notice);
const paid = (some: typeof parts) => DepositPaid({ caseId, bank, contractor, onBehalfOf: subcontractor, parts: some });
const nothing = { facts: [] };

describe('a notice to the bank', () => {
  it('comes once', () => {
    given(deposit).when(RequestDepositPayment(notice)).then(requested);
    given(deposit, requested).when(RequestDepositPayment(notice)).refused('already-requested');
  });
  it('is paid in full, or in several acts', () => {
    given(deposit, requested).when(PayFromDeposit({}), nothing).then(paid(parts));
    given(deposit, requested)
      .when(PayFromDeposit({ parts: [part(first, 400)] }), nothing)
      .then(paid([part(first, 400)]));
    given(deposit, requested, paid([part(first, 400)]))
      .when(PayFromDeposit({}), nothing)
      .then(paid([part(first, 500), part(second, 600)]));
  });
  it('asks for no more than it says, and for nothing twice', () => {
    given(deposit, requested)
      .when(PayFromDeposit({ parts: [part(first, 901)] }), nothing)
      .refused('above-notice');
    given(deposit, requested)
      .when(PayFromDeposit({}), { facts: [part(second, 600)] })
      .refused(paidBefore(600));
    given(deposit, requested, paid(parts)).when(PayFromDeposit({}), nothing).refused('nothing-asked');
    given(deposit).when(PayFromDeposit({}), nothing).refused('nothing-asked');
    expect(() => PayFromDeposit({ parts: [] })).toThrow(/parts/);
  });
  it('looks up what was paid by others meanwhile', async () => {
    const items = [
      { id: first, person: uuid(8), fen: 900 },
      { id: second, person: uuid(9), fen: 600 },
    ];
    const row = { caseId, liable: [], items, paid: [part(second, 600)] };
    const look = memoryRows([ARREARS, { key: caseId, caseId, data: row }]);
    const { state } = given(deposit, requested);
    expect(await deposit.facts.PayFromDeposit({}, look, state)).toEqual([part(second, 600)]);
    expect(await deposit.facts.PayFromDeposit({ parts: [part(first, 900)] }, look, state)).toEqual([]);
    expect(await deposit.facts.PayFromDeposit({}, look, { status: 'none' })).toEqual([]);
  });
});

describe('the deposit', () => {
  const refill = (fen: number) => ReplenishDeposit({ fen });

  it('is made whole at once, by what was used or more', () => {
    given(deposit, requested, paid(parts))
      .when(refill(1_500))
      .then(DepositReplenished({ contractor, fen: 1_500 }));
    given(deposit, requested, paid(parts))
      .when(refill(2_000))
      .then(DepositReplenished({ contractor, fen: 2_000 }));
    given(deposit, requested, paid(parts)).when(refill(1_499)).refused('below-use');
  });
  it('is not refilled before it was used, nor twice', () => {
    given(deposit, requested).when(refill(1)).refused('nothing-missing');
    given(deposit).when(refill(1)).refused('nothing-missing');
    given(deposit, requested, paid(parts), DepositReplenished({ contractor, fen: 1_500 }))
      .when(refill(1))
      .refused('nothing-missing');
    expect(() => refill(0)).toThrow(/fen/);
  });
});

describe('the card', () => {
  const card = (...past: Parameters<typeof given>[1][]) => {
    const shown = deposit.show(given(deposit, ...past).state);
    return shown && [shown.status, shown.closed, shown.next.map(({ type }) => type).join(' ')];
  };
  const some = paid([part(first, 400)]);

  it('offers what makes sense now', () => {
    expect(card()).toBeUndefined();
    expect(card(requested)).toEqual(['requested', false, 'PayFromDeposit']);
    expect(card(requested, some)).toEqual(['partlyPaid', false, 'PayFromDeposit ReplenishDeposit']);
    expect(card(requested, some, DepositReplenished({ contractor, fen: 400 }))).toEqual([
      ...['partlyPaid', false, 'PayFromDeposit'],
    ]);
    expect(card(requested, paid(parts))).toEqual(['paid', false, 'ReplenishDeposit']);
    expect(card(requested, paid(parts), DepositReplenished({ contractor, fen: 1_500 }))).toEqual([
      ...['replenished', true, ''],
    ]);
  });
});
