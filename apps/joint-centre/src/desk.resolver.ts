import { readFileSync } from 'node:fs';
import { casesNaming } from '@yimen/casework';
import type { Desk } from '@yimen/edge';
import { notForYou, type Asking } from '@yimen/weave';
import { jointCentre } from './agency.ts';
import { ledger } from './hand-overs/ledger.ts';
import { casePage, type Sought } from './reading/case-pages.ts';
import { sightOf, type Part, type Sight } from './reading/sight.ts';
import * as reading from './reading/whole-case.ts';

type Reference = { readonly id: string };
interface Read {
  readonly whole: reading.WholeCase;
  readonly sight: Sight;
}

/** One request reads a case once, however many of its fields it asks for. */
const read = new WeakMap<Asking, Map<string, Promise<Read | undefined>>>();

async function readCase({ house: { rows }, actor }: Asking, id: string): Promise<Read | undefined> {
  const whole = await reading.wholeCase(rows, id);
  return whole && { whole, sight: await sightOf(rows, reading.idsOfWhole(whole), actor) };
}

function readOnce(asking: Asking, id: string): Promise<Read | undefined> {
  const cases = read.get(asking) ?? new Map<string, Promise<Read | undefined>>();
  read.set(asking, cases);
  const found = cases.get(id) ?? readCase(asking, id);
  cases.set(id, found);
  return found;
}

/** A field of a case; null when the register does not know the case, or does not show this part of it to the reader. */
const field =
  <T>(part: Part, to: (whole: reading.WholeCase, asking: Asking, sight: Sight) => T) =>
  async ({ id }: Reference, _: unknown, asking: Asking) => {
    const found = await readOnce(asking, id);
    return found?.sight.shows(part) ? to(found.whole, asking, found.sight) : null;
  };

const notTheLedger = () => notForYou('衔接看板只对办案机关开放', 'The ledger of hand-overs is for the agencies');

async function cases(_: unknown, sought: Sought, { house: { rows }, actor: { reads, organisation } }: Asking) {
  if (reads === 'none') throw notForYou('案件列表只对办案人员开放', 'The list of cases is for who handles them');
  const within = reads === 'own' ? await casesNaming(rows, organisation ?? '') : undefined;
  const { ids, ...page } = await casePage(rows, { ...sought, within });
  return { ...page, cases: ids.map((id) => ({ id })) };
}

const resolvers = {
  Query: {
    cases,
    handOverLedger: (_: unknown, __: unknown, { house, actor }: Asking) => {
      if (actor.reads === 'own') throw notTheLedger();
      return ledger(house.rows);
    },
  },
  Case: {
    number: field('outline', ({ own }) => own.number),
    status: field('outline', reading.statusOfCase),
    openedOn: field('outline', ({ own }) => own.on),
    headCount: field('outline', reading.headCountOf),
    claimed: field('outline', reading.claimedOf),
    employers: field('outline', reading.employersOf),
    handOvers: field('outline', async (whole, { house }, { isShown }) => {
      const handOvers = await reading.handOversOf(house.rows, whole);
      return handOvers.filter(({ id }) => isShown(id));
    }),
    members: field('claims', (whole, { house }, { isClaimShown }) => {
      const claims = whole.claims.filter(({ id }) => isClaimShown(id));
      return reading.membersOf(house.rows, { ...whole, claims });
    }),
    risk: field('whole', reading.riskOfCase),
    doors: field('whole', reading.doorsOf),
    links: field('whole', (whole, { house }) => reading.linksOf(house.rows, whole)),
  },
};

export const jointCentreDesk: Desk = {
  agency: jointCentre,
  graphql: readFileSync(new URL('./joint-centre.graphql', import.meta.url), 'utf8'),
  resolvers,
};
