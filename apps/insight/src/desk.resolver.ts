import { readFileSync } from 'node:fs';
import { underAllIds } from '@yimen/casework';
import type { Desk } from '@yimen/edge';
import type { Asking } from '@yimen/weave';
import { legalDay, type Fact, type Look } from '@yimen/kernel';
import { insight } from './agency.ts';
import { deadlinesOf } from './deadlines/deadlines-due.view.ts';
import { dueSoon, type Span } from './deadlines/due-soon.ts';
import { figures } from './figures/figures.ts';
import { caseMoney } from './money/case-money.ts';
import { sectionsOf } from './sections/last-seen.view.ts';
import { timelineOf } from './timeline/timeline.view.ts';

type Reference = { readonly id: string };

/** A field of a case, over every id that it has had. */
const ofCase =
  <T>(read: (look: Look, ids: readonly string[], asking: Asking) => Promise<T>) =>
  ({ id }: Reference, _: unknown, asking: Asking) =>
    underAllIds(asking.house.rows, id, (ids) => read(asking.house.rows, ids, asking));

const resolvers = {
  Query: {
    figures: (_: unknown, __: unknown, { house, now }: Asking) => figures(house.rows, now()),
    deadlinesDue: (_: unknown, span: Span, { house, now }: Asking) => dueSoon(house.rows, legalDay(now()), span),
  },
  Case: {
    __resolveReference: (reference: Reference) => reference,
    timeline: ofCase(timelineOf),
    money: ({ id }: Reference, _: unknown, { house }: Asking) => caseMoney(house.rows, id),
    deadlines: ofCase(deadlinesOf),
    sections: ofCase((look, ids, { now }) => sectionsOf(look, ids, now())),
  },
  Fact: { value: ({ value }: Fact) => String(value) },
};

export const insightDesk: Desk = {
  agency: insight,
  graphql: readFileSync(new URL('./insight.graphql', import.meta.url), 'utf8'),
  resolvers,
};
