/** What a bank, a contractor and the IT officer are shown of a district in which several cases are. */
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { derive } from '@yimen/adapters';
import { clientOf, type Found } from './client.ts';
import { openHall, type Hall } from './hall.ts';
import { s1 } from './stories/s1-construction-arrears.ts';
import { s5 } from './stories/s5-wrong-unit.ts';
import { teller } from './stories/teller.ts';

jest.setTimeout(120_000);

const site = derive('S1/case');
const CASE = `case(id: $id) {
  number headCount claimed risk doors members { person { id } } links { survivor } handOvers { kind }
  timeline { id } money { claimed } deadlines { rule } sections { agency }
  departments { procedures { kind actions { command } } openings { command } }
  hr { procedures { kind } } union { procedures { kind } } justice { procedures { kind } }
}`;

let hall: Hall;
beforeAll(async () => {
  hall = await openHall();
  for (const { name, play } of [s1, s5]) await play(teller(hall, name));
});
afterAll(() => hall?.close());

async function seen(persona: string, id = site): Promise<Found> {
  const { graph } = await clientOf(hall.url, persona);
  const { data, errors } = await graph(`query($id: ID!) { ${CASE} }`, { id });
  expect(errors).toBeUndefined();
  return data!.case;
}
const kinds = (file: Found) => file.procedures.map(({ kind }: Found) => kind);
const nothing = { risk: null, doors: null, links: null, timeline: null, money: null, sections: null };

async function listed(persona: string) {
  const { graph } = await clientOf(hall.url, persona);
  const { data, errors } = await graph('{ cases { total cases { id } } }');
  return data?.cases ?? errors?.map(({ extensions }) => extensions.code);
}

describe('a party to one case of a district', () => {
  it('finds its own case, and no other', async () => {
    expect((await listed('coordinator')).total).toBe(3);
    for (const persona of ['bank', 'contractor'])
      expect(await listed(persona)).toEqual({ total: 1, cases: [{ id: site }] });
  });

  it('is shown, as a bank, the notice, the sums, and whom it is to pay, but not the other workers', async () => {
    const found = await seen('bank');
    expect(found).toMatchObject({ ...nothing, headCount: 43, claimed: 78_450_000 });
    expect(found.members).toHaveLength(10);
    expect(found.handOvers).toEqual([{ kind: 'depositPayment' }]);
    expect(kinds(found.departments).toSorted()).toEqual(['departments.deposit', 'departments.receipt']);
    const rules = found.deadlines.map(({ rule }: Found) => rule);
    expect(rules.toSorted()).toEqual(['deposit-draw', 'deposit-refill', 'handover-ack', 'order-pay']);
    expect([found.union.procedures, found.hr.procedures]).toEqual([[], []]);
  });

  it('is shown, as a contractor, who claims what on its project, and what it may do', async () => {
    const found = await seen('contractor');
    expect(found).toMatchObject(nothing);
    expect(found.members).toHaveLength(43);
    expect(found.departments.openings).toEqual([{ command: 'AdvanceWages' }]);
    expect(kinds(found.departments)).toContain('departments.payment');
    for (const agency of ['union', 'justice', 'hr']) expect(found[agency].procedures).toEqual([]);
  });

  it('is shown nothing of another, whose number it may have heard', async () => {
    const { graph } = await clientOf(hall.url, 'coordinator');
    const { data } = await graph('{ cases { cases { id deadlines { nature } } } }');
    const others = data!.cases.cases.filter(({ id }: Found) => id !== site);
    const isOwed = ({ nature }: Found) => nature === 'obligation';
    expect(others.some(({ deadlines }: Found) => deadlines.some(isOwed))).toBe(true);
    for (const persona of ['bank', 'contractor'])
      for (const other of others)
        expect(await seen(persona, other.id)).toMatchObject({
          ...{ ...nothing, number: null, headCount: null, claimed: null, members: null, handOvers: null },
          ...{ departments: { procedures: [] }, deadlines: [] },
        });
  });

  it('reads neither the ledger nor the figures nor what is due in the district', async () => {
    const { graph } = await clientOf(hall.url, 'bank');
    for (const query of ['{ handOverLedger { from } }', '{ figures { cases } }', '{ deadlinesDue { id } }'])
      expect((await graph(query)).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });

  it('advances wages in its own name only', async () => {
    const { graph, give } = await clientOf(hall.url, 'contractor');
    const { data } = await graph('query($id: ID!) { case(id: $id) { employers { id } members { items { id } } } }', {
      id: site,
    });
    const [employer, contractor] = data!.case.employers.map(({ id }: Found) => id);
    const parts = [{ item: data!.case.members[0].items[0].id, fen: 1 }];
    const advance = (by: string, onBehalfOf: string) => {
      const [id, commandId] = [derive(`advance/${by}`), derive(`advance/command/${by}`)];
      return give({
        mutation: 'advanceWages',
        id,
        commandId,
        input: { caseId: site, by, onBehalfOf, project: 'x', parts },
      });
    };
    expect((await advance(employer, contractor)).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    expect((await advance(contractor, employer)).data?.answer.refusal).toMatchObject({ code: 'paid-before' });
  });
});

describe('who keeps the services alive', () => {
  it('is shown the ledger, and no case', async () => {
    expect(await listed('operator')).toEqual(['FORBIDDEN']);
    expect(await seen('operator')).toMatchObject({ ...nothing, number: null, members: null, deadlines: [] });
    const { graph } = await clientOf(hall.url, 'operator');
    expect((await graph('{ handOverLedger { from } }')).data?.handOverLedger.length).toBeGreaterThan(0);
  });
});
