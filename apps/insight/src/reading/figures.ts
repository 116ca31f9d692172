/** The figures of the district as they are now; every one is a count over rows that can be listed. */
import { DEADLINES } from '@yimen/casework';
import type { Look } from '@yimen/kernel';
import { CASES, type CaseRow } from '../cases/cases.view.ts';
import { CASELOAD } from '../figures/procedures.view.ts';
import { WRONG_ROUTINGS } from '../figures/routings.view.ts';
import { agencies } from '../heard.ts';
import { moneyOfAll } from './money.ts';

async function agencyFigures(look: Look) {
  return Promise.all(
    agencies.map(async ({ agency, label }) => ({
      agency,
      label,
      open: await look.count(CASELOAD, { where: { agency, open: true } }),
      closed: await look.count(CASELOAD, { where: { agency, open: false } }),
      breached: await look.count(DEADLINES, { where: { agency, status: 'breached' } }),
    })),
  );
}

export async function figures(look: Look, asOf: string) {
  const cases = (await look.rows<CaseRow>(CASES)).map(({ data }) => data);
  const merged = cases.filter(({ status }) => status === 'merged').length;
  return {
    ...(await moneyOfAll(look)),
    intake: cases.reduce((total, { doors }) => total + doors, 0),
    cases: cases.filter(({ status }) => status !== 'merged' && status !== 'refused').length,
    merged,
    wrongRoutings: await look.count(WRONG_ROUTINGS),
    byAgency: await agencyFigures(look),
    asOf,
  };
}
