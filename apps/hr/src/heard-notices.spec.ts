/** The holiday notice of the coming year is heard when the bureau is built already: its decisions count by it too. */
import { describe, expect, it } from '@jest/globals';
import { CalendarPublished } from '@yimen/casework';
import { town } from '@yimen/casework/testing';
import { ListingDecisionExtended, ListingObjected, ListingProposed } from '@yimen/hr-language';
import { PARKED } from '@yimen/kernel';
import { given, uuid } from '@yimen/kernel/testing';
import { hr } from './agency.ts';
import { ExtendListingDecision, ListForDishonesty, listing, RecordListingObjection } from './listing/listing.ts';

const [caseId, employer, item, person, id, mediation] = [uuid(1), uuid(2), uuid(3), uuid(4), uuid(5), uuid(6)];
const claimItems = [{ id: item, person, kind: 'wages', from: '2026-08', to: '2026-10', fen: 900_000 }];
const days = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, at) => `2027-02-${String(from + at).padStart(2, '0')}`);
/** Invented: a week of Spring Festival from Friday to Friday, of which the next Saturday is worked. */
const notice = { year: 2027, number: '（示例）2027年放假通知', daysOff: days(5, 12), makeUpDays: ['2027-02-20'] };

async function told(day: string) {
  const here = town([hr], '2026-11-25');
  await here.voice({ agency: 'joint-centre', caseId, event: CalendarPublished({ ...notice, amends: false }) });
  await here.day(day);
  return { ...here, ask: (command: string, data = {}) => here.tell({ agency: 'hr', command, id, data }) };
}

describe('the last day that a heard notice has moved', () => {
  it('is the last on which an investigation is extended', async () => {
    const { ask, day, due, rows } = await told('2026-11-25');
    expect(await ask('LodgeComplaint', { caseId, source: 'complaint', employer, claimItems })).toBe('done');
    expect(await ask('AcceptComplaint')).toBe('done');
    expect(await due('hr')).toContain('insp-investigate 2027-02-25 running');
    await day('2027-02-25');
    expect(await ask('ExtendInvestigation')).toBe('done');
    expect(await due('hr')).toContain('insp-investigate 2027-04-09 running');
    expect(await rows('hr').count(PARKED)).toBe(0);
  });

  it('is the last on which an agreement is brought for review', async () => {
    const { ask, day } = await told('2027-01-28');
    const agreement = { caseId, mediation, employer, parts: [{ item, fen: 1 }], confirmsLabourRelation: false };
    await day('2027-02-15');
    expect(await ask('ApplyArbitrationReview', { ...agreement, effectiveOn: '2027-01-28' })).toBe('done');
  });

  it('is the last on which somebody objects to being listed, and is listed later', () => {
    const owing = { payDate: '2026-02-27', outstanding: 1 };
    const proposed = ListingProposed({ caseId, inspection: id, organisation: employer, ...owing });
    const facts = [{ ...notice, year: 2026, daysOff: ['2026-03-09'], makeUpDays: [] }];
    const on = (day: string) => ({ at: `${day}T01:00:00.000Z`, facts });
    const there = given(listing, proposed);
    there.when(RecordListingObjection({}), on('2026-03-10')).then(ListingObjected({}));
    there.when(ExtendListingDecision({}), on('2026-03-27')).then(ListingDecisionExtended({}));
    const list = { ...on('2026-03-10'), facts: { owed: 1, notices: facts } };
    there.when(ListForDishonesty({}), list).refused('still-in-time');
  });
});
