import { describe, expect, it } from '@jest/globals';
import { HandOverOffered } from '@yimen/casework';
import { RequestDepositPayment } from './deposit/deposit.ts';
import { handOverRules } from './hand-overs.ts';
import { TakeMatter } from './matter/matter.ts';

const uuid = (n: number) => `018f3a52-7c1e-7b60-9c57-${String(n).padStart(12, '0')}`;
const [caseId, handOver, bank, contractor, subcontractor, item] = [1, 2, 3, 4, 5, 6].map(uuid) as [
  string,
  string,
  string,
  string,
  string,
  string,
];
const claimItems = [{ id: item, person: uuid(7), kind: 'overtime' as const, from: '2025-07', to: '2025-09', fen: 900 }];

function opens(kind: string, terms: Record<string, unknown>, more: object = {}) {
  const parcel = { handOver, caseId, kind, terms, from: 'hr', to: 'departments', deadlines: [] };
  const offer = HandOverOffered({ ...parcel, ground: 'statutoryDuty', reason: '示例', ...more }).data;
  const orders = handOverRules.accepts[kind]!.opens(offer, {});
  return orders.map(({ decider, id, command }) => [decider.name, id, command]);
}

describe('an accepted hand-over', () => {
  const notice = { bank, contractor, subcontractor, parts: [{ item, fen: 900 }] };

  it('of a notice is the bank’s to pay', () =>
    expect(opens('depositPayment', notice)).toEqual([
      ['departments.deposit', handOver, RequestDepositPayment({ caseId, ...notice })],
    ]));
  it('of a petition is a matter of the department that it names', () => {
    const about = { caseId, handOver, employer: subcontractor };
    expect(opens('petitionTransfer', { employer: subcontractor }, { unit: 'water', claimItems })).toEqual([
      ['departments.matter', handOver, TakeMatter({ ...about, unit: 'water', claimItems })],
    ]);
    expect(opens('petitionTransfer', { employer: subcontractor })).toEqual([
      ['departments.matter', handOver, TakeMatter({ ...about, unit: 'housing' })],
    ]);
  });
  it('that carries too little is refused by field', () =>
    expect(() => opens('depositPayment', { bank, contractor })).toThrow(/subcontractor/));
});
