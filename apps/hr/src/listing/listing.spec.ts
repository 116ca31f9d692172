import { describe, expect, it } from '@jest/globals';
import { memoryRows } from '@yimen/adapters/memory';
import {
  ListedForDishonesty,
  ListingDecisionExtended,
  ListingObjected,
  ListingProposed,
  ListingWaived,
} from '@yimen/hr-language';
import { given, recorded, seen } from '@yimen/kernel/testing';
import { INSPECTIONS } from '../inspection/inspections.view.ts';
import {
  ExtendListingDecision,
  ListForDishonesty,
  listing,
  ProposeListing,
  RecordListingObjection,
  WaiveListing,
} from './listing.ts';
import { LISTINGS, listingsView } from './listings.view.ts';

const uuid = (n: number) => `018f3a52-7c1e-7b60-9c57-${String(n).padStart(12, '0')}`;
const [caseId, inspection, organisation, stranger, id] = [1, 2, 3, 4, 5].map(uuid) as [
  string,
  string,
  string,
  string,
  string,
];
const lapsed = {
  id: inspection,
  caseId,
  status: 'lapsed',
  payDate: '2026-02-27',
  criminalTest: true,
  owed: 21_500_000,
};
const found = { ...lapsed, addressees: [organisation] };
const asked = { caseId, inspection, organisation };
const propose = ProposeListing(asked);
const proposed = ListingProposed({ ...asked, payDate: '2026-02-27', outstanding: 21_500_000 });
const pledge = { title: '信用承诺书', sha256: 'a'.repeat(64), href: '/documents/pledge' };
/** The proposal of the fixtures is of 2026-03-02: objections end on 03-09, the decision on 03-26. */
const on = (day: string, facts?: unknown) => ({ at: `${day}T01:00:00.000Z`, facts });
const owing = (owed: number) => ({ owed, notices: [] });

describe('a proposal', () => {
  it('says the pay date and what is owed now', () =>
    given(listing)
      .when(propose, { facts: { inspection: found, isUnclear: false, proposed: false } })
      .then(proposed));
  it.each([
    ['of an inspection that nobody knows here', undefined, 'order-not-lapsed'],
    ['before the order has lapsed', { ...found, status: 'ordered' }, 'order-not-lapsed'],
    ['below the criminal threshold', { ...found, criminalTest: false }, 'below-threshold'],
    ['of somebody whom the order does not name', { ...found, addressees: [stranger] }, 'not-addressed'],
    ['of somebody who has paid', { ...found, owed: 0 }, 'paid-in-full'],
  ])('%s is refused', (_, row, code) =>
    given(listing)
      .when(propose, { facts: { inspection: row, proposed: false } })
      .refused(code),
  );
  it('is not dated before the order lapsed, nor an objection before the proposal', () => {
    const facts = { inspection: found, isUnclear: false, proposed: false };
    given(listing).when(propose, on('2026-02-27', facts)).refused('too-early');
    given(listing, proposed).when(RecordListingObjection({}), on('2026-03-01')).refused('too-early');
  });
  it('is made below the criminal threshold of arrears that brought about a mass incident', () => {
    const facts = { inspection: { ...found, criminalTest: false }, isUnclear: false, proposed: false };
    const ground = 'massIncident' as const;
    given(listing)
      .when(ProposeListing({ ...asked, ground }), { facts })
      .then(ListingProposed({ ...proposed.data, ground }));
    given(listing)
      .when(ProposeListing({ ...asked, ground: 'sum' }), { facts })
      .refused('below-threshold');
  });
  it.each([
    ['penalised', 21_500_000, undefined],
    ['otherRoute', 21_500_000, undefined],
    ['withdrawn', 21_500_000, 'order-not-lapsed'],
    ['closedPaid', 0, 'order-not-lapsed'],
  ])('is made also once the case is closed (%s) with %i fen owed under the order, else %s', async (...told) => {
    const [outcome, owed, refused] = told;
    const closed = { ...found, status: 'closed', outcome, owed };
    const look = memoryRows([INSPECTIONS, { key: inspection, caseId, data: closed }]);
    for (const one of [asked, { caseId, organisation }]) {
      const proposal = given(listing).when(ProposeListing(one), {
        facts: await listing.facts.ProposeListing(one, look),
      });
      if (refused) proposal.refused(refused);
      else proposal.then(proposed);
    }
  });
  it('is made once for an organisation and an order', () => {
    given(listing)
      .when(propose, { facts: { inspection: found, proposed: true } })
      .refused('already-proposed');
    given(listing, proposed)
      .when(propose, { facts: { inspection: found, isUnclear: false, proposed: false } })
      .refused('already-proposed');
  });
  it('looks the inspection up in its own case', async () => {
    const look = memoryRows(
      [INSPECTIONS, { key: inspection, caseId, data: found }],
      [LISTINGS, { key: id, caseId, data: { ...asked, organisation: stranger } }],
    );
    const facts = (change: object) => listing.facts.ProposeListing({ ...asked, ...change }, look);
    const known = { inspection: found, isUnclear: false, proposed: false };
    expect(await facts({})).toEqual(known);
    expect(await facts({ inspection: undefined })).toEqual(known);
    expect(await facts({ caseId: uuid(9) })).toEqual({ ...known, inspection: undefined });
    expect(await facts({ organisation: stranger })).toEqual({ ...known, proposed: true });
  });
  it('asks which inspection is meant where several orders have lapsed', async () => {
    const look = memoryRows(
      [INSPECTIONS, { key: inspection, caseId, data: found }],
      [INSPECTIONS, { key: id, caseId, data: { ...found, id } }],
    );
    const unclear = { caseId, organisation };
    const facts = await listing.facts.ProposeListing(unclear, look);
    given(listing).when(ProposeListing(unclear), { facts }).refused('which-inspection');
    const clear = await listing.facts.ProposeListing(asked, look);
    given(listing).when(propose, { facts: clear }).then(proposed);
  });
});

describe('an objection', () => {
  const object = RecordListingObjection({});

  it('comes once and within five working days', () => {
    given(listing, proposed).when(object, on('2026-03-09')).then(ListingObjected({}));
    given(listing, proposed).when(object, on('2026-03-10')).refused('objection-late');
    given(listing, proposed, ListingObjected({})).when(object).refused('objected-before');
    given(listing).when(object).refused('not-pending');
    given(listing, proposed, ListedForDishonesty({})).when(object).refused('not-pending');
  });
});

describe('the decision', () => {
  const list = ListForDishonesty({});
  const waive = WaiveListing({ pledge });

  it('to list waits for the objection, or for the end of the time to object', () => {
    given(listing, proposed)
      .when(list, on('2026-03-09', owing(1)))
      .refused('still-in-time');
    given(listing, proposed)
      .when(list, on('2026-03-10', owing(1)))
      .then(ListedForDishonesty({}));
    given(listing, proposed, ListingObjected({}))
      .when(list, on('2026-03-05', owing(1)))
      .then(ListedForDishonesty({}));
  });
  it('is to list who owes and to waive who has paid and signed', () => {
    given(listing, proposed)
      .when(list, on('2026-03-10', owing(0)))
      .refused('paid-in-full');
    given(listing, proposed).when(waive, on('2026-03-05', 1)).refused('still-unpaid');
    given(listing, proposed).when(waive, on('2026-03-05', 0)).then(ListingWaived({ pledge }));
    expect(() => WaiveListing({} as never)).toThrow(/pledge/);
  });
  it('is made once', () => {
    for (const past of [[], [proposed, ListedForDishonesty({})], [proposed, ListingWaived({ pledge })]]) {
      given(listing, ...past)
        .when(list, { facts: owing(1) })
        .refused('not-pending');
      given(listing, ...past)
        .when(waive, { facts: 0 })
        .refused('not-pending');
    }
  });
  it('may be extended once, in time', () => {
    const extend = ExtendListingDecision({});
    given(listing, proposed).when(extend, on('2026-03-26')).then(ListingDecisionExtended({}));
    given(listing, proposed).when(extend, on('2026-03-27')).refused('not-extendable');
    given(listing, proposed, ListingDecisionExtended({})).when(extend).refused('not-extendable');
    given(listing).when(extend).refused('not-pending');
  });
  it('looks up what is owed now', async () => {
    const look = memoryRows([INSPECTIONS, { key: inspection, caseId, data: found }]);
    const { state } = given(listing, proposed);
    expect(await listing.facts.ListForDishonesty({}, look, state)).toEqual(owing(21_500_000));
    expect(await listing.facts.WaiveListing({}, look, { status: 'none' })).toBeUndefined();
  });
});

describe('the card', () => {
  const card = (...past: Parameters<typeof given>[1][]) => {
    const shown = listing.show(given(listing, ...past).state);
    return shown && [shown.status, shown.closed, shown.next.map(({ type }) => type).join(' ')];
  };

  it('offers what makes sense now', () => {
    expect(card()).toBeUndefined();
    expect(card(proposed)).toEqual([
      ...['proposed', false],
      'RecordListingObjection ListForDishonesty WaiveListing ExtendListingDecision',
    ]);
    expect(card(proposed, ListingObjected({}), ListingDecisionExtended({}))).toEqual([
      ...['objected', false, 'ListForDishonesty WaiveListing'],
    ]);
    expect(card(proposed, ListingWaived({ pledge }))).toEqual(['waived', true, '']);
  });
});

describe('the list of proposals', () => {
  it.each([
    ['proposed', []],
    ['listed', [ListedForDishonesty({})]],
    ['waived', [ListingWaived({ pledge })]],
  ])('says that one is %s', async (status, more) => {
    const events = [proposed, ...more].map((event) => recorded(event, { stream: `hr.listing-${id}` }));
    expect(await seen(listingsView, ...events)).toEqual([
      { key: id, caseId, order: undefined, data: { id, ...asked, status } },
    ]);
  });
});
