import { describe, expect, it } from '@jest/globals';
import { memoryRows } from '@yimen/adapters/memory';
import { DepositPaid, WagesAdvanced } from '@yimen/departments-language';
import { EmployerPaymentRecorded } from '@yimen/hr-language';
import { CaseRegistered, ClaimsJoined, DoorJoined } from '@yimen/joint-centre-language';
import { InstalmentPaid } from '@yimen/justice-language';
import type { Happened } from '@yimen/kernel';
import { recorded, seen } from '@yimen/kernel/testing';
import { UnionMediationPaid } from '@yimen/union-language';
import { ARREARS, arrearsView, paidTwice } from './arrears.view.ts';

const uuid = (n: number) => `018f3a52-7c1e-7b60-9c57-${String(n).padStart(12, '0')}`;
const [caseId, employer, contractor, merged, bank] = [1, 2, 3, 4, 5].map(uuid) as [
  string,
  string,
  string,
  string,
  string,
];
const claim = (n: number) => ({
  ...{ id: uuid(100 + n), person: uuid(200 + n), fen: 900 },
  ...{ kind: 'wages' as const, from: '2025-06', to: '2025-08' },
});
const kept = (n: number) => ({ id: uuid(100 + n), person: uuid(200 + n), fen: 900 });
const part = (n: number, fen: number) => ({ item: uuid(100 + n), fen });

const told = async (...events: Happened[]) => {
  const rows = await seen(arrearsView, ...events.map((event) => recorded(event, { meta: { caseId } })));
  return rows.map(({ data }) => data);
};
const project = '示例安置房一期';
const door = { agency: 'union', door: 'window' as const, on: '2025-09-08' };
const registered = CaseRegistered({
  ...{ ...door, caseId, number: '云岚〔2025〕0001号', employer, liable: [contractor], project },
  claimItems: [claim(1)],
});
const row = { caseId, employer, liable: [contractor], project, items: [kept(1)], paid: [] };

describe('arrears by case', () => {
  it('are what was claimed at any door', async () => {
    expect(await told(registered)).toEqual([row]);
    const more = [
      DoorJoined({ ...door, agency: 'petition', claimItems: [claim(2)] }),
      ClaimsJoined({ ...door, claimItems: [claim(3)] }),
    ];
    expect(await told(registered, ...more)).toEqual([{ ...row, items: [kept(1), kept(2), kept(3)] }]);
  });
  it('are the larger sum of a claim that was told again', async () => {
    const larger = { ...claim(2), fen: 1_200 };
    const again = ClaimsJoined({ ...door, claimItems: [larger], same: { [larger.id]: claim(1).id } });
    expect(await told(registered, again)).toEqual([{ ...row, items: [{ ...kept(1), fen: 1_200 }] }]);
  });
  it('are paid by whatever route', async () => {
    const onBehalfOf = employer;
    const paid = [
      WagesAdvanced({ caseId, by: contractor, onBehalfOf, project, parts: [part(1, 100)] }),
      DepositPaid({ caseId, bank, contractor, onBehalfOf, parts: [part(1, 200)] }),
      EmployerPaymentRecorded({ by: employer, parts: [part(1, 50)] }),
      UnionMediationPaid({ parts: [part(1, 25)] }),
      InstalmentPaid({ no: 1, parts: [part(2, 5)] }),
    ];
    expect(await told(registered, ...paid)).toEqual([{ ...row, paid: [part(1, 375), part(2, 5)] }]);
  });
  it('are the same row whichever payment is heard first', async () => {
    const paid = [
      InstalmentPaid({ no: 1, parts: [part(2, 5)] }),
      EmployerPaymentRecorded({ by: employer, parts: [part(1, 50)] }),
    ];
    expect(await told(registered, ...paid)).toEqual(await told(registered, ...paid.toReversed()));
  });
  it('may be paid before they are registered', async () =>
    expect(await told(EmployerPaymentRecorded({ by: employer, parts: [part(1, 50)] }))).toEqual([
      { caseId, liable: [], items: [], paid: [part(1, 50)] },
    ]));
  it('are nobody’s without a case', async () =>
    expect(await seen(arrearsView, EmployerPaymentRecorded({ by: employer, parts: [part(1, 50)] }))).toEqual([]));
});

describe('what would be paid twice', () => {
  const look = memoryRows(
    [ARREARS, { key: caseId, caseId, data: { ...row, paid: [part(1, 300)] } }],
    [
      ARREARS,
      { key: merged, caseId: merged, data: { ...row, caseId: merged, items: [kept(2)], paid: [part(2, 900)] } },
    ],
    ['same-case', { key: merged, caseId, data: { survivor: caseId, same: {} } }],
  );

  it.each([
    ['the survivor’s id', part(1, 500)],
    ['the id of the case that was merged', part(2, 500)],
  ])('counts a claim that came through two doors once, told by %s', async (_, told) => {
    const twoDoors = memoryRows(
      [ARREARS, { key: caseId, caseId, data: { ...row, paid: [part(1, 300)] } }],
      [
        ARREARS,
        { key: merged, caseId: merged, data: { ...row, caseId: merged, items: [kept(2)], paid: [part(2, 200)] } },
      ],
      ['same-case', { key: merged, caseId, data: { survivor: caseId, same: { [uuid(102)]: uuid(101) } } }],
    );
    expect(await paidTwice(twoDoors, caseId, [told])).toEqual([part(1, 100)]);
    expect(await paidTwice(twoDoors, merged, [told, part(1, 100)])).toEqual([part(1, 200)]);
  });

  it.each([
    [1_000, 900],
    [900, 1_000],
  ])('is above the larger sum of a claim that two doors told with %i and %i', async (first, second) => {
    const items = (n: number, fen: number) => ({ ...row, items: [{ ...kept(n), fen }] });
    const twoDoors = memoryRows(
      [ARREARS, { key: caseId, caseId, data: items(1, first) }],
      [ARREARS, { key: merged, caseId: merged, data: { ...items(2, second), caseId: merged } }],
      ['same-case', { key: merged, caseId, data: { survivor: caseId, same: { [uuid(102)]: uuid(101) } } }],
    );
    expect(await paidTwice(twoDoors, caseId, [part(1, 1_000)])).toEqual([]);
    expect(await paidTwice(twoDoors, caseId, [part(2, 1_001)])).toEqual([part(1, 1)]);
  });

  it('counts a claim once that a further door of the case has told again', async () => {
    const retold = memoryRows(
      [ARREARS, { key: caseId, caseId, data: { ...row, paid: [part(7, 300)] } }],
      ['told-again', { key: caseId, caseId, data: { caseId, same: { [uuid(107)]: uuid(101) } } }],
    );
    expect(await paidTwice(retold, caseId, [part(1, 700)])).toEqual([part(1, 100)]);
    expect(await paidTwice(retold, caseId, [part(7, 601)])).toEqual([part(1, 1)]);
  });

  it.each([
    ['nothing of what is left', [part(1, 600)], []],
    ['what is above it', [part(1, 700)], [part(1, 100)]],
    ['a claim of a merged case that is paid', [part(2, 1)], [part(2, 1)]],
    ['nothing of a claim that the case does not know', [part(9, 1_000)], []],
  ])('is %s', async (_, parts, twice) => expect(await paidTwice(look, caseId, parts)).toEqual(twice));
});
