/** What holds of a district whatever was done in it; each breach is a line. */
import {
  balance,
  DEADLINES,
  logOf,
  PROCEDURES,
  verifyView,
  type DeadlineRow,
  type ProcedureRow,
} from '@yimen/casework';
import { PARKED, type Parked } from '@yimen/kernel';
import { agencies, names, type Walking } from './walking.ts';

type Here = Walking['here'];

/** Nobody parks what a neighbour says. */
async function parked(here: Here): Promise<string[]> {
  const waiting = names.map(async (name) => {
    const rows = await here.rows(name).rows<Parked>(PARKED, { limit: 1_000 });
    return rows.map(({ data: { listener, event, why } }) => `${name} ${listener} parked ${event.type}: ${why}`);
  });
  return (await Promise.all(waiting)).flat();
}

/** Whatever the order in which it was heard, a view says what the logs say in the order of their writing. */
async function views(here: Here): Promise<string[]> {
  const findings: string[] = [];
  for (const agency of agencies) {
    const heard = new Set([agency.name, ...agency.hears.map((each) => each.agency)]);
    const logs = [...heard].map((name) => logOf(name, here.log(name)));
    const verifying = { agency, store: here.log(agency.name), rows: here.rows(agency.name), logs };
    for (const view of agency.views)
      for (const { where, what, en } of await verifyView(verifying, view))
        findings.push(`${agency.name} ${where} ${what}: ${en}`);
  }
  return findings;
}

async function ledger(here: Here): Promise<string[]> {
  const { amiss } = await balance(names.map((name) => ({ agency: name, follow: here.log(name).follow })));
  return amiss.map(({ handOver, from, to, en }) => `hand-over ${handOver} ${from} → ${to}: ${en}`);
}

/** The procedures by which a case is settled, and in which states they are at rest though more may be asked of them. */
const settling: Readonly<Record<string, readonly string[]>> = {
  'union.dossier': [],
  'union.mediation': ['broken'],
  'petition.petition': [],
  'justice.mediation': ['agreed', 'confirming', 'confirmed'],
  'justice.performance': ['broken'],
  'hr.inspection': [],
  'court.enforcement': [],
};

/** Cases that closed by themselves: what a coordinator closes by hand, he answers for. */
async function closedCases(here: Here): Promise<string[]> {
  const rows = await here.rows('joint-centre').rows('cases', { where: { status: 'closed' }, limit: 10_000 });
  const isByItself = async (id: string) => {
    const said = await here.said('joint-centre', id);
    return said.findLast(({ type }) => type === 'CaseClosed')?.meta.cause !== undefined;
  };
  const asked = await Promise.all(rows.map(async ({ key }) => ({ key, closed: await isByItself(key) })));
  return asked.filter(({ closed }) => closed).map(({ key }) => key);
}

async function openIn(here: Here, agency: string, caseId: string): Promise<string[]> {
  const house = here.house(agency);
  const look = { caseIds: [caseId], limit: 1_000 };
  const procedures = (await house.rows.rows<ProcedureRow>(PROCEDURES, look)).filter(
    ({ data }) => settling[data.decider],
  );
  const open = procedures.map(async ({ data: { decider: name, id } }) => {
    const decider = house.agency.deciders.find((each) => each.name === name)!;
    const shown = decider.show((await house.procedure(decider, id)).state);
    return shown?.closed || settling[name]?.includes(shown?.status ?? '') ? [] : [`${name} ${id} is ${shown?.status}`];
  });
  const clocks = (await house.rows.rows<DeadlineRow>(DEADLINES, look)).filter(({ data }) => data.live);
  const running = clocks.filter(({ data }) => data.agency === agency && settling[data.procedure]);
  return [...(await Promise.all(open)).flat(), ...running.map(({ data: { id, due } }) => `${id} runs until ${due}`)];
}

/** A case that is closed has nothing under way by which it is settled, and nothing of it runs out. */
async function closed(here: Here): Promise<string[]> {
  const findings: string[] = [];
  for (const caseId of await closedCases(here))
    for (const name of names)
      for (const open of await openIn(here, name, caseId)) findings.push(`closed case ${caseId}: ${open}`);
  return findings;
}

export async function unsound({ here }: Pick<Walking, 'here'>): Promise<readonly string[]> {
  return [...(await parked(here)), ...(await views(here)), ...(await ledger(here)), ...(await closed(here))];
}
