import { readFileSync } from 'node:fs';
import { namingsOf, underAllIds } from '@yimen/casework';
import type { Desk } from '@yimen/edge';
import { notForYou, type Asking } from '@yimen/weave';
import { legalDay, type Fact, type Look } from '@yimen/kernel';
import { insight } from './agency.ts';
import { deadlinesOf } from './deadlines/deadlines-due.view.ts';
import { dueSoon, type Span } from './deadlines/due-soon.ts';
import { figures } from './figures/figures.ts';
import { caseMoney } from './money/case-money.ts';
import { sectionsOf } from './sections/last-seen.view.ts';
import { timelineOf } from './timeline/timeline.view.ts';

type Reference = { readonly id: string };

type Of<T> = (look: Look, ids: readonly string[], asking: Asking) => Promise<T>;
const ofCase =
  <T>(read: Of<T>) =>
  ({ id }: Reference, _: unknown, asking: Asking) =>
    underAllIds(asking.house.rows, id, (ids) => read(asking.house.rows, ids, asking));

/** A field of a case over every id that it has had; null for who does not read cases whole. */
const forOfficers =
  <T>(read: Of<T>) =>
  (reference: Reference, _: unknown, asking: Asking) =>
    asking.actor.reads === 'all' ? ofCase(read)(reference, _, asking) : null;

/**
 * A party is shown of a case that names it what parties owe, and the clocks of the desk at which it works; the others
 * tell what offices do.
 */
async function deadlines(look: Look, ids: readonly string[], { actor }: Asking) {
  const { reads, organisation, agency } = actor;
  if (reads === 'all') return deadlinesOf(look, ids);
  const isNamed = reads === 'own' && organisation && (await namingsOf(look, ids, organisation)).length > 0;
  const rows = isNamed ? await deadlinesOf(look, ids) : [];
  return rows.filter((row) => row.nature === 'obligation' || row.agency === agency);
}

function ofOffice({ actor }: Asking): void {
  if (actor.reads !== 'all') throw notForYou('研判数据只对办案机关开放', 'Figures and due dates are for the agencies');
}

const resolvers = {
  Query: {
    figures: (_: unknown, __: unknown, asking: Asking) => {
      ofOffice(asking);
      return figures(asking.house.rows, asking.now());
    },
    deadlinesDue: (_: unknown, span: Span, asking: Asking) => {
      ofOffice(asking);
      return dueSoon(asking.house.rows, legalDay(asking.now()), span);
    },
  },
  Case: {
    __resolveReference: (reference: Reference) => reference,
    timeline: forOfficers(timelineOf),
    money: ({ id }: Reference, _: unknown, { house, actor }: Asking) =>
      actor.reads === 'all' ? caseMoney(house.rows, id) : null,
    deadlines: ofCase(deadlines),
    sections: forOfficers((look, ids, { now }) => sectionsOf(look, ids, now())),
  },
  Fact: { value: ({ value }: Fact) => String(value) },
};

export const insightDesk: Desk = {
  agency: insight,
  graphql: readFileSync(new URL('./insight.graphql', import.meta.url), 'utf8'),
  resolvers,
};
