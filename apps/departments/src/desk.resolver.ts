/** The departments' desk: sums of their projects and who may have what back, beside what every agency shows. */
import { readFileSync } from 'node:fs';
import type { Desk } from '@yimen/edge';
import { notForYou, type Asking } from '@yimen/weave';
import { heads, sum } from '@yimen/terms';
import { departments } from './agency.ts';
import { ARREARS, type ArrearsRow } from './arrears/arrears.view.ts';
import { RECOURSE, type RecourseRow } from './payment/recourse.view.ts';

const MOST = 500;
const id = (organisation: string) => ({ id: organisation });

/** A contractor or a bank works at the same desk and does not see the others' projects. */
async function listed<D>(asking: Asking, view: string, first: number): Promise<readonly D[]> {
  const { name: agency } = departments;
  if (asking.actor.agency !== agency || !asking.actor.roles.includes('departments.officer'))
    throw notForYou('项目一览只对主管部门工作人员开放', 'This list is for officers of a department', { agency });
  const rows = await asking.house.rows.rows<D>(view, { limit: Math.min(Math.max(first, 1), MOST) });
  return rows.map(({ data }) => data);
}

async function projectArrears(_: unknown, { first }: { first: number }, asking: Asking) {
  const rows = await listed<ArrearsRow>(asking, ARREARS, first);
  return rows.map(({ caseId, project, employer, liable, items, paid }) => ({
    ...{ caseId, project },
    employer: employer && id(employer),
    liable: liable.map(id),
    headCount: heads(items),
    claimed: sum(items),
    paid: sum(paid),
  }));
}

async function wageRecourse(_: unknown, { first }: { first: number }, asking: Asking) {
  const rows = await listed<RecourseRow>(asking, RECOURSE, first);
  return rows.map(({ caseId, by, against, fen }) => ({ caseId, by: id(by), against: id(against), fen }));
}

export const departmentsDesk: Desk = {
  agency: departments,
  graphql: readFileSync(new URL('desk.graphql', import.meta.url), 'utf8'),
  resolvers: { Query: { projectArrears, wageRecourse } },
};
