import { describe, expect, it } from '@jest/globals';
import { HandOverOffered, type Offer } from '@yimen/casework';
import { handOverRules } from './hand-overs.ts';
import { LodgeComplaint } from './inspection/commands.ts';
import { ApplyArbitrationReview } from './review/review.ts';

const uuid = (n: number) => `018f3a52-7c1e-7b60-9c57-${String(n).padStart(12, '0')}`;
const [caseId, handOver, employer, contractor, mediation] = [1, 2, 3, 4, 5].map(uuid) as [
  string,
  string,
  string,
  string,
  string,
];
const claimItems = [{ id: uuid(6), person: uuid(7), kind: 'wages' as const, from: '2025-06', to: '2025-08', fen: 900 }];
const offer = (kind: string, terms: Record<string, unknown>): Offer =>
  HandOverOffered({
    ...{ handOver, caseId, kind, claimItems, terms, from: 'union', to: 'hr', deadlines: [] },
    ...{ ground: 'statutoryDuty', reason: '示例' },
  }).data;

function opens(kind: string, carried: Record<string, unknown>, answered: unknown = {}) {
  const orders = handOverRules.accepts[kind]!.opens(offer(kind, carried), answered);
  return orders.map(({ decider, id, command }) => [decider.name, id, command]);
}

describe('an accepted hand-over', () => {
  const against = { employer, liable: [contractor], project: '示例项目' };

  it('of a lead lodges the complaint as of the day on which it was sent', () =>
    expect(opens('arrearsLead', { ...against, receivedOn: '2025-09-09' })).toEqual([
      [
        'hr.inspection',
        handOver,
        LodgeComplaint({ caseId, handOver, source: 'lead', claimItems, receivedOn: '2025-09-09', ...against }),
      ],
    ]));
  it('of a petition lodges it as of the day of acceptance, if it is for inspection', () => {
    const lodge = LodgeComplaint({ caseId, handOver, source: 'petition', claimItems, employer });
    expect(opens('petitionTransfer', { employer, level: 'district' }, { channel: 'inspection' })).toEqual([
      ['hr.inspection', handOver, lodge],
    ]);
    expect(opens('petitionTransfer', { employer }, { channel: 'mediation' })).toEqual([]);
  });
  it('of an agreement registers the application', () => {
    const agreement = {
      ...{ mediation, employer, effectiveOn: '2025-04-07', appliedOn: '2025-04-14' },
      ...{ parts: [{ item: uuid(6), fen: 900 }], confirmsLabourRelation: false },
    };
    expect(opens('arbitrationReview', { ...agreement, more: 1 })).toEqual([
      ['hr.review', handOver, ApplyArbitrationReview({ caseId, handOver, ...agreement })],
    ]);
  });
  it.each([
    ['arrearsLead', { employer }, {}, /receivedOn/],
    ['petitionTransfer', { employer }, {}, /channel/],
    ['petitionTransfer', { employer }, { channel: 'court' }, /channel/],
    ['petitionTransfer', {}, { channel: 'inspection' }, /employer/],
    ['arbitrationReview', { employer }, {}, /mediation/],
  ])('of %s that carries too little is refused by field', (...[kind, carried, answered, field]) =>
    expect(() => opens(kind, carried, answered)).toThrow(field),
  );
});
