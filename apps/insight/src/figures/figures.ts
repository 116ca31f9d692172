/** The figures of the district (研判总览): sums over distinct claim items, merged cases counted once. */
import { underAllIds } from '@yimen/casework';
import type { Label, Look } from '@yimen/kernel';
import { DUE } from '../deadlines/deadlines-due.view.ts';
import { isDuplicate } from '../duplicates.ts';
import { agencies } from '../heard.ts';
import { shownRoutes } from '../money/case-money.ts';
import type { CaseLedger } from '../money/case-ledger.ts';
import { LEDGER } from '../money/ledger.view.ts';
import { mergesOf, type MergeRow } from '../money/merges.view.ts';
import { moneyOf, routeNames, sumsOf, type Money, type Sums } from '../money/money.ts';
import { AVERTED, type AvertedRow } from './averted.view.ts';
import { everyRow } from './every-row.ts';
import { heardUntil } from './heard-until.view.ts';
import { INTAKE, intakeOf, type IntakeRow } from './intake.view.ts';
import { PROCEDURES_OPEN } from './procedures-open.view.ts';
import { WRONG_ROUTINGS } from './wrong-routings.view.ts';

/** Cases that are one conflict, each of them under its survivor. */
function survivors(merges: readonly MergeRow[]): (caseId: string) => string {
  const above = new Map(merges.map(({ merged, survivor }) => [merged, survivor]));
  return (caseId) => {
    let at = caseId;
    for (let left = above.size; left > 0 && above.has(at); left -= 1) at = above.get(at) ?? at;
    return at;
  };
}

interface Totals extends Sums {
  readonly people: Set<string>;
  readonly byRoute: Record<keyof Money['byRoute'], number>;
}

const noTotals = (): Totals => ({
  ...{ claimed: 0, agreed: 0, paid: 0, outstanding: 0, waived: 0 },
  people: new Set<string>(),
  byRoute: { advance: 0, deposit: 0, employer: 0, mediation: 0, enforcement: 0 },
});

function add(totals: Totals, money: Money): void {
  const sums = sumsOf(money.lines);
  for (const field of Object.keys(sums) as (keyof Sums)[]) totals[field] += sums[field];
  for (const route of routeNames) totals.byRoute[route] += money.byRoute[route];
  for (const { person } of money.lines) if (person) totals.people.add(person);
}

/** Cases that stand alone are counted as they come; those of a merge wait for each other. */
async function totalsOf(look: Look): Promise<Totals> {
  const merges = await mergesOf(look);
  const survivor = survivors(merges);
  const inMerge = new Set(merges.flatMap(({ merged, survivor: into }) => [merged, into]));
  const same = Object.assign({}, ...merges.map((merge) => merge.same)) as Record<string, string>;
  const groups = new Map<string, CaseLedger[]>();
  const totals = noTotals();
  for await (const { key, data } of everyRow<CaseLedger>(look, LEDGER)) {
    if (isDuplicate(data)) continue;
    if (inMerge.has(key)) groups.set(survivor(key), [...(groups.get(survivor(key)) ?? []), data]);
    else add(totals, moneyOf([data]));
  }
  for (const ledgers of groups.values()) add(totals, moneyOf(ledgers, same));
  return totals;
}

async function intakes(look: Look) {
  const counted = { intake: 0, cases: 0, merged: 0 };
  for await (const { data } of everyRow<IntakeRow>(look, INTAKE)) {
    const isRefused = isDuplicate(data);
    // The register has not told of it yet.
    if (data.doors.length === 0 && !isRefused) continue;
    counted.intake += intakeOf(data);
    if (data.merged) counted.merged += 1;
    else if (!isRefused) counted.cases += 1;
  }
  return counted;
}

/** For how many people a dispute was averted. */
async function avertedPeople(look: Look): Promise<number> {
  const rows = await look.rows<AvertedRow>(AVERTED);
  const counts = rows.map(({ data: { caseId, headCount } }) => headCount ?? workersOf(look, caseId));
  return (await Promise.all(counts)).reduce((total, count) => total + count, 0);
}

async function workersOf(look: Look, caseId: string): Promise<number> {
  const rows = await underAllIds(look, caseId, (caseIds) => look.rows<CaseLedger>(LEDGER, { caseIds }));
  return new Set(rows.flatMap(({ data }) => Object.values(data.items).map(({ person }) => person))).size;
}

export interface AgencyFigure {
  readonly agency: string;
  readonly label: Label;
  readonly open: number;
  readonly closed: number;
  readonly breached: number;
}

const byAgency = (look: Look): Promise<AgencyFigure[]> =>
  Promise.all(
    agencies.map(async ({ agency, label }) => ({
      agency,
      label,
      open: await look.count(PROCEDURES_OPEN, { where: { agency, open: true } }),
      closed: await look.count(PROCEDURES_OPEN, { where: { agency, open: false } }),
      breached: await look.count(DUE, { where: { agency, nature: 'duty', status: 'breached' } }),
    })),
  );

type Figures = Awaited<ReturnType<typeof counted>>;

interface Kept {
  readonly until: string;
  readonly at: string;
  readonly figures: Promise<Figures>;
}
const kept = new WeakMap<Look, Kept>();
/** Rows change unheard as well: an operator takes up what was parked, or exchanges a view. */
const GOOD_MS = 60_000;

/** Counted once for whatever was heard, however many ask. */
export async function figures(look: Look, now: string): Promise<Figures & { readonly asOf: string }> {
  const until = await heardUntil(look);
  const known = kept.get(look);
  const isGood = known?.until === until && Math.abs(Date.parse(now) - Date.parse(known.at)) < GOOD_MS;
  const current = isGood ? known : { until, at: now, figures: counted(look) };
  kept.set(look, current);
  current.figures.catch(() => kept.delete(look));
  return { ...(await current.figures), asOf: now };
}

async function counted(look: Look) {
  const { people, byRoute, ...sums } = await totalsOf(look);
  return {
    ...(await intakes(look)),
    ...sums,
    workers: people.size,
    averted: await avertedPeople(look),
    wrongRoutings: await look.count(WRONG_ROUTINGS),
    byRoute: shownRoutes(byRoute),
    byAgency: await byAgency(look),
  };
}
