import { describe, expect, it } from '@jest/globals';
import { AssetsExecuted } from '@yimen/court-language';
import { DepositPaid, WagesAdvanced } from '@yimen/departments-language';
import { CorrectionOrdered, EmployerPaymentRecorded } from '@yimen/hr-language';
import { CaseClosed, CaseRegistered, CaseReopened, ClaimsJoined, DoorJoined } from '@yimen/joint-centre-language';
import { InstalmentPaid, PeoplesAgreementPerformed, PeoplesAgreementReached } from '@yimen/justice-language';
import type { Happened } from '@yimen/kernel';
import { ID, recorded, seen } from '@yimen/kernel/testing';
import { UnionMediationAgreed, UnionMediationPaid, UnionMediationPerformed } from '@yimen/union-language';
import fc from 'fast-check';
import type { CaseLedger } from './case-ledger.ts';
import { ledgerView } from './ledger.view.ts';
import { moneyOf, sumsOf } from './money.ts';

const id = (n: number) => `018f3a52-7c1e-7b60-9c57-${String(n).padStart(12, '0')}`;
const [wages, overtime, again, worker, contractor, firm] = [id(10), id(11), id(12), id(1), id(2), id(3)];
const item = (one: string, fen: number) => ({
  ...{ id: one, person: worker, kind: 'wages' as const, from: '2026-02', to: '2026-03', fen },
});
const part = (one: string, fen: number) => ({ item: one, fen });
const door = { agency: 'union', door: 'window' as const, on: '2026-05-12' };
const registered = CaseRegistered({
  ...{ ...door, caseId: ID, number: 'n', employer: firm, liable: [], same: {} },
  claimItems: [item(wages, 940_000), item(overtime, 120_000)],
});
const agreed = (...parts: { item: string; fen: number }[]) =>
  UnionMediationAgreed({ parts, payBy: '2026-05-29', effectiveOn: '2026-05-22' });

/** Said on the case by the procedure of that number. */
const on = (event: Happened, procedure = 1, occurredAt = '2026-05-22T01:00:00.000Z') =>
  recorded(event, { stream: `x.y-${id(50 + procedure)}`, meta: { caseId: ID, occurredAt } });
type Said = Happened | ReturnType<typeof on>;
const ledger = async (...events: Said[]) => {
  const told = events.map((event) => ('meta' in event ? event : on(event)));
  return (await seen(ledgerView, ...told))[0]?.data as CaseLedger;
};
const money = async (...events: Said[]) => moneyOf([await ledger(...events)]);
const sums = async (...events: Said[]) => sumsOf((await money(...events)).lines);

describe('the money of a case', () => {
  it('is what was claimed, each claim once', async () => {
    expect(await sums(registered)).toMatchObject({ claimed: 1_060_000, outstanding: 1_060_000, paid: 0, waived: 0 });
    const told = { ...door, agency: 'hr', door: 'referral' as const };
    const joined = DoorJoined({ ...told, claimItems: [], same: { [again]: wages } });
    const more = ClaimsJoined({ ...door, claimItems: [item(id(13), 50_000)], same: {} });
    expect(await sums(registered, joined, more)).toMatchObject({ claimed: 1_110_000 });
    const paid = EmployerPaymentRecorded({ by: firm, parts: [part(again, 940_000)] });
    expect(await sums(registered, joined, paid)).toMatchObject({ paid: 940_000, outstanding: 120_000 });
  });

  it('gives up what was not agreed to when the agreement is kept, not when it is made', async () => {
    const parts = [part(wages, 900_000), part(overtime, 100_000)];
    expect(await sums(registered, agreed(...parts))).toMatchObject({ agreed: 1_000_000, waived: 0 });
    const paid = [registered, agreed(...parts), UnionMediationPaid({ parts })];
    const kept = { claimed: 1_060_000, agreed: 1_000_000, paid: 1_000_000, outstanding: 0, waived: 60_000 };
    expect(await sums(...paid)).toEqual(kept);
    expect(await sums(...paid, UnionMediationPerformed({}))).toEqual(kept);
  });

  it.each([UnionMediationPerformed({}), PeoplesAgreementPerformed({})])(
    'gives it up by $type, though the last payment is not heard of yet',
    async (performed) => {
      const paid = UnionMediationPaid({ parts: [part(wages, 500_000)] });
      expect(await sums(registered, agreed(part(wages, 900_000)), paid, performed)).toMatchObject({ waived: 40_000 });
    },
  );

  it('counts the latest agreement on a claim', async () => {
    const instalments = [{ no: 1, dueOn: '2026-05-30', parts: [part(wages, 800_000)] }];
    const reached = { effectiveOn: '2026-05-25', parts: [part(wages, 800_000)], instalments, acceleration: false };
    const later = on(PeoplesAgreementReached(reached), 2, '2026-05-25T01:00:00.000Z');
    expect(await sums(registered, later, agreed(part(wages, 900_000)))).toMatchObject({ agreed: 800_000 });
  });

  it('gives up nothing by an agreement that a later one took the place of, whichever is heard first', async () => {
    const first = [on(agreed(part(wages, 900_000)), 1), on(UnionMediationPerformed({}), 1)];
    const instalments = [{ no: 1, dueOn: '2026-05-30', parts: [part(wages, 800_000)] }];
    const reached = { effectiveOn: '2026-05-25', parts: [part(wages, 800_000)], instalments, acceleration: false };
    const later = on(PeoplesAgreementReached(reached), 2, '2026-05-25T01:00:00.000Z');
    const open = { agreed: 800_000, waived: 0, outstanding: 1_060_000 };
    expect(await sums(registered, ...first, later)).toMatchObject(open);
    expect(await sums(registered, later, ...first)).toMatchObject(open);
  });

  it('takes an order for what is agreed where nothing else is, and waives the rest only when the case is closed', async () => {
    const ordered = CorrectionOrdered({ addressees: [firm], parts: [part(wages, 900_000)], days: 10 });
    const paid = EmployerPaymentRecorded({ by: firm, parts: [part(wages, 900_000)] });
    expect(await sums(registered, ordered, paid)).toMatchObject({ agreed: 900_000, waived: 0, outstanding: 160_000 });
    const closed = CaseClosed({ outcome: 'closedPaid' });
    expect(await sums(registered, ordered, paid, closed)).toMatchObject({ waived: 40_000, outstanding: 120_000 });
    expect(await sums(registered, ordered, paid, closed, CaseReopened({}))).toMatchObject({ waived: 0 });
    expect(await sums(registered, ordered, paid, CaseClosed({ outcome: 'withdrawn' }))).toMatchObject({ waived: 0 });
  });

  it('tells by which way it came in, interest apart, and who may have it back', async () => {
    const whole = { caseId: ID, project: '示例', onBehalfOf: firm };
    const interest = [{ from: '2025-05-31', to: '2025-08-20', days: 82, fen: 17_220 }];
    const executed = { interest, interestTotal: 34_230, total: 1, fee: 26_000 };
    const { byRoute, recourse, ...all } = await money(
      registered,
      WagesAdvanced({ ...whole, by: contractor, parts: [part(wages, 500_000)] }),
      DepositPaid({ ...whole, bank: id(9), contractor, parts: [part(wages, 200_000)] }),
      EmployerPaymentRecorded({ by: firm, parts: [part(wages, 100_000)] }),
      InstalmentPaid({ no: 1, parts: [part(wages, 40_000)] }),
      AssetsExecuted({ ...executed, parts: [part(wages, 100_000)] }),
    );
    expect(byRoute).toEqual({
      advance: 500_000,
      deposit: 200_000,
      employer: 100_000,
      mediation: 40_000,
      enforcement: 100_000,
    });
    expect([...recourse]).toEqual([[`${contractor}|${firm}`, 700_000]]);
    expect([all.interest, sumsOf(all.lines).outstanding]).toEqual([34_230, 120_000]);
  });

  it('adds what comes by one way in several payments, and keeps apart who may have it back from whom', async () => {
    const advance = { caseId: ID, project: '示例', onBehalfOf: firm };
    const { byRoute, recourse } = await money(
      registered,
      WagesAdvanced({ ...advance, by: contractor, parts: [part(wages, 300_000)] }),
      WagesAdvanced({ ...advance, by: id(4), parts: [part(wages, 200_000)] }),
      WagesAdvanced({ ...advance, by: contractor, parts: [part(overtime, 50_000)] }),
    );
    expect(byRoute.advance).toBe(550_000);
    expect([...recourse]).toEqual([
      [`${contractor}|${firm}`, 350_000],
      [`${id(4)}|${firm}`, 200_000],
    ]);
  });

  it('knows a claim under each of the ids by which further doors told it', async () => {
    const told = (n: number) => DoorJoined({ ...door, agency: `a${n}`, claimItems: [], same: { [id(20 + n)]: wages } });
    const paid = [1, 2].map((n) => EmployerPaymentRecorded({ by: firm, parts: [part(id(20 + n), 100_000)] }));
    expect(await sums(registered, told(1), told(2), ...paid)).toMatchObject({ paid: 200_000, outstanding: 860_000 });
  });

  it('lets nobody have back what went to workers of their own', async () => {
    const own = { caseId: ID, bank: id(9), contractor, onBehalfOf: contractor, parts: [part(wages, 200_000)] };
    const { byRoute, recourse } = await money(registered, DepositPaid(own));
    expect([byRoute.deposit, [...recourse]]).toEqual([200_000, []]);
  });

  it('does not depend on the order in which the agencies are heard', async () => {
    const parts = [part(wages, 900_000), part(overtime, 100_000)];
    const events = [
      registered,
      agreed(...parts),
      UnionMediationPaid({ parts }),
      UnionMediationPerformed({}),
      WagesAdvanced({ caseId: ID, by: contractor, onBehalfOf: firm, project: '示例', parts: [part(wages, 1)] }),
    ];
    const expected = await sums(...events);
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(events, { minLength: events.length }), async (shuffled) => {
        expect(await sums(...shuffled)).toEqual(expected);
      }),
    );
  });

  it('balances: claimed = paid + outstanding + waived, as long as nobody pays too much', () =>
    fc.assert(
      fc.asyncProperty(
        fc.record({ agreed: fc.integer({ min: 1, max: 940_000 }), share: fc.integer({ min: 1, max: 100 }) }),
        fc.boolean(),
        async ({ agreed: fen, share }, performed) => {
          const paid = Math.max(1, Math.floor((fen * share) / 100));
          const all = await sums(
            registered,
            agreed(part(wages, fen)),
            UnionMediationPaid({ parts: [part(wages, paid)] }),
            ...(performed ? [UnionMediationPerformed({})] : []),
          );
          expect(all.paid + all.outstanding + all.waived).toBe(all.claimed);
        },
      ),
    ));
});

describe('the money of merged cases', () => {
  it('counts a claim that was told twice once, under either id', async () => {
    const one = await ledger(CaseRegistered({ ...registered.data, claimItems: [item(wages, 940_000)] }));
    const parts = [part(again, 900_000), part(overtime, 100_000)];
    const two = await ledger(
      CaseRegistered({ ...registered.data, claimItems: [item(again, 940_000), item(overtime, 120_000)] }),
      agreed(...parts),
      UnionMediationPaid({ parts }),
    );
    const merged = moneyOf([one, two], { [again]: wages });
    expect(merged.lines).toHaveLength(2);
    expect(sumsOf(merged.lines)).toEqual({
      ...{ claimed: 1_060_000, agreed: 1_000_000, paid: 1_000_000, outstanding: 0, waived: 60_000 },
    });
    expect(sumsOf(moneyOf([one]).lines).claimed + sumsOf(moneyOf([two]).lines).claimed).toBe(2_000_000);
  });

  it('adds what was agreed for a claim under two ids', async () => {
    const parts = [part(wages, 500_000), part(again, 400_000)];
    const one = await ledger(registered, agreed(...parts));
    expect(sumsOf(moneyOf([one], { [again]: wages }).lines)).toMatchObject({ claimed: 1_060_000, agreed: 900_000 });
  });

  it('follows a claim through several tellings, and is not caught in a circle', async () => {
    const one = await ledger(CaseRegistered({ ...registered.data, claimItems: [item(wages, 10)] }));
    const two = await ledger(CaseRegistered({ ...registered.data, claimItems: [item(again, 12)] }));
    const three = await ledger(CaseRegistered({ ...registered.data, claimItems: [item(overtime, 11)] }));
    const chain = moneyOf([one, two, three], { [again]: wages, [overtime]: again });
    expect(chain.lines).toMatchObject([{ claimed: 12 }]);
    expect(moneyOf([one, two], { [again]: wages, [wages]: again }).lines.length).toBeGreaterThan(0);
  });
});
