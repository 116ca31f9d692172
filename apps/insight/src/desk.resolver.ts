import { readFileSync } from 'node:fs';
import { idsOf } from '@yimen/casework';
import type { Desk } from '@yimen/edge';
import type { Asking } from '@yimen/weave';
import { legalDay, type Fact } from '@yimen/kernel';
import { insight } from './agency.ts';
import { deadlinesOf } from './deadlines/deadlines-due.view.ts';
import { dueSoon, type Span } from './deadlines/due-soon.ts';
import { figures } from './figures/figures.ts';
import { caseMoney } from './money/case-money.ts';
import { sectionsOf } from './sections/last-seen.view.ts';
import { timelineOf } from './timeline/timeline.view.ts';

type Reference = { readonly id: string };

const idsIn = ({ house }: Asking, { id }: Reference) => idsOf(house.rows, id);

const resolvers = {
  Query: {
    figures: (_: unknown, __: unknown, { house, now }: Asking) => figures(house.rows, now()),
    deadlinesDue: (_: unknown, span: Span, { house, now }: Asking) => dueSoon(house.rows, legalDay(now()), span),
  },
  Case: {
    __resolveReference: (reference: Reference) => reference,
    timeline: async (reference: Reference, _: unknown, asking: Asking) =>
      timelineOf(asking.house.rows, await idsIn(asking, reference)),
    money: ({ id }: Reference, _: unknown, { house }: Asking) => caseMoney(house.rows, id),
    deadlines: async (reference: Reference, _: unknown, asking: Asking) =>
      deadlinesOf(asking.house.rows, await idsIn(asking, reference)),
    sections: async (reference: Reference, _: unknown, asking: Asking) =>
      sectionsOf(asking.house.rows, await idsIn(asking, reference), asking.now()),
  },
  Fact: { value: ({ value }: Fact) => String(value) },
};

export const insightDesk: Desk = {
  agency: insight,
  graphql: readFileSync(new URL('./insight.graphql', import.meta.url), 'utf8'),
  resolvers,
};
