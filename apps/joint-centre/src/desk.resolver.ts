import { readFileSync } from 'node:fs';
import type { Desk } from '@yimen/edge';
import type { Asking } from '@yimen/weave';
import { jointCentre } from './agency.ts';
import { ledger } from './hand-overs/ledger.ts';
import { casePage, type Sought } from './reading/case-pages.ts';
import * as reading from './reading/whole-case.ts';

type Reference = { readonly id: string };
type Whole = Promise<reading.WholeCase | undefined>;

/** One request reads a case once, however many of its fields it asks for. */
const read = new WeakMap<Asking, Map<string, Whole>>();

function wholeOf(asking: Asking, id: string): Whole {
  const cases = read.get(asking) ?? new Map<string, Whole>();
  read.set(asking, cases);
  const whole = cases.get(id) ?? reading.wholeCase(asking.house.rows, id);
  cases.set(id, whole);
  return whole;
}

/** A field of a case; null when the register does not know the case. */
const field =
  <T>(to: (whole: reading.WholeCase, asking: Asking) => T) =>
  async ({ id }: Reference, _: unknown, asking: Asking) => {
    const whole = await wholeOf(asking, id);
    return whole ? to(whole, asking) : null;
  };

const resolvers = {
  Query: {
    cases: async (_: unknown, sought: Sought, { house }: Asking) => {
      const { ids, ...page } = await casePage(house.rows, sought);
      return { ...page, cases: ids.map((id) => ({ id })) };
    },
    handOverLedger: (_: unknown, __: unknown, { house }: Asking) => ledger(house.rows),
  },
  Case: {
    number: field(({ own }) => own.number),
    status: field(reading.statusOfCase),
    openedOn: field(({ own }) => own.on),
    risk: field(reading.riskOfCase),
    headCount: field(reading.headCountOf),
    claimed: field(reading.claimedOf),
    doors: field(reading.doorsOf),
    employers: field(reading.employersOf),
    members: field((whole, { house }) => reading.membersOf(house.rows, whole)),
    links: field((whole, { house }) => reading.linksOf(house.rows, whole)),
    handOvers: field((whole, { house }) => reading.handOversOf(house.rows, whole)),
  },
};

export const jointCentreDesk: Desk = {
  agency: jointCentre,
  graphql: readFileSync(new URL('./joint-centre.graphql', import.meta.url), 'utf8'),
  resolvers,
};
