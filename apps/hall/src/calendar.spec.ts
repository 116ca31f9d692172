/** A date that crosses into a year without a holiday notice is an estimate, until the notice is published. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openHall, type Hall } from './hall.ts';
import { teller, type Teller } from './stories/teller.ts';

let hall: Hall;
beforeAll(async () => void (hall = await openHall()));
afterAll(() => hall.close());

const query = 'query($id: ID!) { case(id: $id) { deadlines { rule due provisional explain { zh en } } } }';
async function routing(tell: Teller, id: string) {
  const { case: found } = await tell.as('coordinator').ask(query, { id });
  return found.deadlines.find(({ rule }: { rule: string }) => rule === 'pet-route');
}

describe('a deadline beyond the last holiday notice', () => {
  it('is an estimate with its explanation, and is final and moved once the notice is there', async () => {
    const tell = teller(hall, 'calendar');
    const caseId = tell.id('case');
    await tell.day('2026-12-17');
    const item = {
      id: tell.id('item'),
      person: tell.id('person'),
      kind: 'wages',
      from: '2026-10',
      to: '2026-11',
      fen: 100,
    };
    const petition = { caseId, door: 'visit', level: 'district', employer: tell.id('firm'), claimItems: [item] };
    await tell.as('petition-clerk').act('registerPetition', tell.id('petition'), petition);
    const before = await routing(tell, caseId);
    expect(before).toMatchObject({ provisional: true });
    expect(before.explain.length).toBeGreaterThan(2);

    const daysOff = ['2027-01-01', '2027-01-02', '2027-01-03', '2027-01-04', '2027-01-05'];
    const notice = { year: 2027, number: '示例办发〔2026〕9号', daysOff, makeUpDays: ['2027-01-10'] };
    await tell.as('coordinator').act('publishCalendar', tell.id('notice'), notice);
    const after = await routing(tell, caseId);
    // Fifteen days from 17 December end on 1 January, a day off now until the 5th.
    expect(after).toMatchObject({ due: '2027-01-06', provisional: false });
    expect(after.explain.map(({ zh }: { zh: string }) => zh).join()).toContain('示例办发〔2026〕9号');
    await tell.as('coordinator', 'already-said').act('publishCalendar', tell.id('notice'), notice);
  });
});
