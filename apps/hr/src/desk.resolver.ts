/** The bureau's desk: its own list of inspections beside what every agency shows. */
import { readFileSync } from 'node:fs';
import type { Desk } from '@yimen/edge';
import { notForYou, type Asking } from '@yimen/weave';
import { hr } from './agency.ts';
import { INSPECTIONS, type InspectionRow } from './inspection/inspections.view.ts';

const MOST = 200;

const ownStaff = (asking: Asking): void => {
  const agency = hr.name;
  if (asking.actor.agency === agency && asking.actor.reads === 'all') return;
  throw notForYou('监察案件列表只对人社部门工作人员开放', 'The list of inspections is for staff of the HR bureau', {
    agency,
  });
};

async function inspections(_: unknown, { open, first }: { open: boolean; first: number }, asking: Asking) {
  ownStaff(asking);
  const limit = Math.min(Math.max(first, 1), MOST);
  const rows = await asking.house.rows.rows<InspectionRow>(INSPECTIONS, { where: { open }, limit });
  return rows.map(({ data }) => ({
    ...data,
    employer: { id: data.employer },
    claims: data.items.length,
    outstanding: data.owed,
  }));
}

export const hrDesk: Desk = {
  agency: hr,
  graphql: readFileSync(new URL('desk.graphql', import.meta.url), 'utf8'),
  resolvers: { Query: { inspections } },
};
