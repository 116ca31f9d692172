import { readFileSync } from 'node:fs';
import { idsOf } from '@yimen/casework';
import type { Asking, Desk } from '@yimen/edge';
import { insight } from './agency.ts';
import { heard } from './heard.ts';
import { deadlinesDue, deadlinesOf } from './reading/deadlines.ts';
import { figures } from './reading/figures.ts';
import { moneyOf } from './reading/money.ts';
import { SECTIONS, type SectionRow } from './sections/sections.view.ts';
import { TIMELINE, type TimelineRow } from './timeline/timeline.view.ts';

type Reference = { readonly id: string };

async function timeline({ id }: Reference, { first }: { first: number }, { house }: Asking) {
  const caseIds = await idsOf(house.rows, id);
  const limit = Math.min(Math.max(first, 1), 2000);
  return (await house.rows.rows<TimelineRow>(TIMELINE, { caseIds, limit })).map(({ data }) => told(data));
}

const told = (row: TimelineRow) => ({
  ...row,
  facts: row.facts.map((fact) => ({ ...fact, value: String(fact.value) })),
});

async function sections({ id }: Reference, _: unknown, { house }: Asking) {
  const caseIds = await idsOf(house.rows, id);
  const rows = (await house.rows.rows<SectionRow>(SECTIONS, { caseIds })).map(({ data }) => data);
  return heard.map(({ agency, label }) => {
    const last = rows.filter((row) => row.agency === agency).sort((a, b) => b.asOf.localeCompare(a.asOf))[0];
    return { agency, label, status: last ? 'live' : 'empty', asOf: last?.asOf, summary: last?.summary };
  });
}

export const insightDesk: Desk = {
  agency: insight,
  graphql: readFileSync(new URL('./insight.graphql', import.meta.url), 'utf8'),
  resolvers: {
    Query: {
      figures: (_: unknown, __: unknown, { house, now }: Asking) => figures(house.rows, now()),
      deadlinesDue: (_: unknown, { within }: { within: number }, { house, now }: Asking) =>
        deadlinesDue(house.rows, within, now()),
    },
    Case: {
      __resolveReference: (reference: Reference) => reference,
      timeline,
      money: ({ id }: Reference, _: unknown, { house }: Asking) => moneyOf(house.rows, id),
      deadlines: ({ id }: Reference, _: unknown, { house }: Asking) => deadlinesOf(house.rows, id),
      sections,
    },
  },
};
