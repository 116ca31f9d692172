/** After whole stories, a name or an ID number stands on the cards of the party register and nowhere else. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PROCEDURES, type ProcedureRow } from '@yimen/casework';
import { readWageWorkbook } from '@yimen/documents';
import { sampleWageWorkbook } from '@yimen/documents/sample';
import type { Served } from '@yimen/edge';
import { openHall, type Hall } from './hall.ts';
import { idNumber } from './stories/parties.ts';
import { stories } from './stories/stories.ts';
import { teller } from './stories/teller.ts';

let hall: Hall;
let secrets: readonly string[];

beforeAll(async () => {
  hall = await openHall();
  for (const { name, play } of stories.filter(({ name }) => name === 'S1' || name === 'S12'))
    await play(teller(hall, name));
  const { rows } = await readWageWorkbook(await sampleWageWorkbook(), { year: 2025 });
  secrets = [idNumber(120), '测试职工冯壬', ...rows.flatMap((row) => [row.idNumber, row.name, row.phone ?? row.name])];
});
afterAll(() => hall.close());

/** Every event of every procedure, private ones too. */
async function eventsOf({ house }: Served): Promise<string> {
  const found = await house.rows.rows<ProcedureRow>(PROCEDURES);
  const deciders = new Map(house.agency.deciders.map((decider) => [decider.name, decider]));
  const pasts = await Promise.all(
    found.map(async ({ data }) => (await house.procedure(deciders.get(data.decider)!, data.id)).past),
  );
  return JSON.stringify(pasts);
}

async function rowsOf({ house }: Served): Promise<string> {
  return JSON.stringify(await Promise.all(house.agency.views.map(({ name }) => house.rows.rows(name))));
}

describe('personal data', () => {
  it('is on the cards', async () => {
    const cards = JSON.stringify(await hall.services.get('people')?.house.rows.rows('cards'));
    for (const secret of secrets) expect(cards).toContain(secret);
  });

  it('is in no event and in no view of any agency', async () => {
    let read = 0;
    for (const service of hall.services.values()) {
      const [events, rows] = await Promise.all([eventsOf(service), rowsOf(service)]);
      const leaked = secrets.filter((secret) => events.includes(secret) || rows.includes(secret));
      expect([service.name, leaked]).toEqual([service.name, []]);
      read += events.length + rows.length;
    }
    expect(read).toBeGreaterThan(100_000);
  });
});
