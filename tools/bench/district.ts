/** A district as processes on PostgreSQL and Kafka: commands at a steady pace, how soon the case view shows them. */
import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { clientOf, type Client } from '@yimen/hall/client';
import { openFleet } from '../fleet/fleet.ts';
import { claim, lifeOf, LONGEST_LIFE, STEPS_OF_A_LIFE, type Life, type Step } from './district-lives.ts';
import { quantile, type Measured } from './measured.ts';

/** One in ten is looked for in the federated view, two a second at most: looking costs what the commands then lack. */
const LOOKED_FOR = 10;
const LOOKS_A_SECOND = 2;
/** Between two looks a tenth of the time that has passed, so that looking is no load where cases wait in a row. */
const LOOK_MS = 4;
const LOOK_AGAIN = 0.1;
const LOST_AFTER_MS = 30_000;
const WARM_S = 20;
const WARM_RATE = 30;
/** Between two commands on one case: what the first has set going at other agencies must have come to its end. */
const STEP_MS = 2_000;

/** Something that is due at a moment, by `performance.now()`. */
interface Due {
  readonly at: number;
  readonly caseId: string;
  readonly step: Step;
}

interface Work {
  /** Milliseconds from the moment at which a command was due to its acknowledgement. */
  readonly taken: number[];
  /** Milliseconds from the acknowledgement to what shows it in the federated view, where it comes by the broker. */
  readonly seen: ReadonlyMap<Shown, number[]>;
  readonly errors: string[];
  /** Cases that the federated view did not show in time. */
  readonly unseen: string[];
}

/** For so long, so many commands a second. */
export interface Pace {
  readonly seconds: number;
  readonly rate: number;
}

type Clients = (persona: string) => Promise<Client>;
interface Shown {
  readonly as: string;
  readonly isThere: (client: Client, due: Due) => Promise<boolean>;
}

/** The joint centre numbers a case in three steps of its own. */
const isNumbered: Shown['isThere'] = async (client, { caseId: id }) => {
  const { data } = await client.graph('query ($id: ID!) { case(id: $id) { number } }', { id });
  return Boolean((data?.case as { number: string | null } | null)?.number);
};

/** The timeline is told by an agency of its own, which hears of every act by the broker. */
const isOnTimeline: Shown['isThere'] = async (
  client,
  {
    caseId: id,
    step: {
      shown: [wanted, times],
    },
  },
) => {
  const { data } = await client.graph('query ($id: ID!) { case(id: $id) { timeline { type } } }', { id });
  const found = (data?.case as { timeline: readonly { type: string }[] | null } | null)?.timeline ?? [];
  return found.filter(({ type }) => type === wanted).length >= times;
};

const timeline: Shown = { as: 'visible', isThere: isOnTimeline };
const number: Shown = { as: 'numbered by the joint centre', isThere: isNumbered };

interface District {
  readonly clients: Clients;
  readonly work: Work;
}

async function lookFor({ clients, work }: District, shown: Shown, due: Due): Promise<void> {
  const client = await clients('coordinator');
  const began = performance.now();
  while (performance.now() - began < LOST_AFTER_MS) {
    if (await shown.isThere(client, due)) return void work.seen.get(shown)?.push(performance.now() - began);
    await pause(Math.max(LOOK_MS, LOOK_AGAIN * (performance.now() - began)));
  }
  work.unseen.push(due.caseId);
}

async function command({ clients, work }: District, { at, step }: Due): Promise<void> {
  const { by, mutation, id, input } = step;
  const { data, errors } = await (await clients(by)).give({ mutation, id, commandId: randomUUID(), input });
  const refusal = (data?.answer as { refusal: unknown } | undefined)?.refusal;
  if (errors || refusal) work.errors.push(`${mutation} ${JSON.stringify(errors ?? refusal)}`);
  work.taken.push(performance.now() - at);
}

interface Schedule {
  readonly all: readonly Due[];
  readonly rate: number;
}

/** Commands are sent when they are due, whether those before them were answered or not. Looks are for each in turn. */
async function atWork(clients: Clients, of: readonly Shown[], { all: schedule, rate }: Schedule): Promise<Work> {
  const work: Work = { taken: [], seen: new Map(of.map((shown) => [shown, []])), errors: [], unseen: [] };
  const district = { clients, work };
  const every = Math.max(LOOKED_FOR, Math.round(rate / LOOKS_A_SECOND));
  const began = performance.now();
  const all: Promise<unknown>[] = [];
  for (const [n, each] of schedule.entries()) {
    const due = { ...each, at: began + each.at };
    await pause(Math.max(0, due.at - performance.now()));
    const given = command(district, due);
    const shown = n % every === 0 ? of[(n / every) % of.length] : undefined;
    all.push(shown ? given.then(() => lookFor(district, shown, due)) : given);
  }
  await Promise.all(all);
  return work;
}

/** A dossier at the union's window and nothing after it. */
function opening(): Life {
  const caseId = randomUUID();
  const input = { caseId, door: 'window', employer: randomUUID(), claimItems: [claim()] };
  const step = { by: 'union-clerk', mutation: 'openDossier', id: randomUUID(), input };
  return { caseId, steps: [{ ...step, shown: ['DossierOpened', 1] }] };
}

const newCases = ({ seconds, rate }: Pace): Due[] =>
  Array.from({ length: seconds * rate }, (_, n) => {
    const { caseId, steps } = opening();
    return { at: (n * 1_000) / rate, caseId, step: steps[0]! };
  });

/** Lives that begin one after the other; those that began before are at any of their steps by then. */
function ordinary({ seconds, rate }: Pace): { readonly warm: readonly Due[]; readonly measured: readonly Due[] } {
  const warmMs = LONGEST_LIFE * STEP_MS;
  const every = (1_000 * STEPS_OF_A_LIFE) / rate;
  const all = Array.from({ length: Math.ceil((warmMs + 1_000 * seconds) / every) }, (_, n) => {
    const { caseId, steps } = lifeOf(n);
    return steps.map((step, at) => ({ at: n * every + at * STEP_MS, caseId, step }));
  });
  const inOrder = all.flat().toSorted((a, b) => a.at - b.at);
  const within = inOrder.filter(({ at }) => at >= warmMs && at < warmMs + 1_000 * seconds);
  return {
    warm: inOrder.filter(({ at }) => at < warmMs),
    measured: within.map((due) => ({ ...due, at: due.at - warmMs })),
  };
}

function figures(what: string, { taken, seen, errors, unseen }: Work, { seconds, rate }: Pace): Measured[] {
  const row = (name: string, value: number, target: number): Measured => ({
    ...{ name, value, unit: 'ms', target, met: value <= target },
  });
  const about = `${what}, ${rate}/s for ${seconds} s`;
  const wrong = errors.length;
  const looked = [...seen.values()].reduce((total, { length }) => total + length, unseen.length);
  const late = `of ${looked} not in the case view after ${LOST_AFTER_MS / 1_000} s`;
  if (wrong > 0) process.stderr.write(`${errors.slice(0, 3).join('\n')}\n`);
  return [
    { name: `${about}: errors of ${taken.length}`, value: wrong, unit: '', target: 0, met: wrong === 0 },
    { name: `${about}: late`, value: unseen.length, unit: late, target: 0, met: unseen.length === 0 },
    row(`${about}: due to acknowledged, p50`, quantile(taken, 0.5), 60),
    row(`${about}: due to acknowledged, p99`, quantile(taken, 0.99), 800),
    ...[...seen.entries().filter(([, { length }]) => length > 0)].flatMap(([{ as }, waited]) => [
      row(`${about}: acknowledged to ${as} through Kafka, p50`, quantile(waited, 0.5), 20),
      row(`${about}: acknowledged to ${as} through Kafka, p99`, quantile(waited, 0.99), 100),
    ]),
  ];
}

/** Signs everybody in once. */
function clientsOf(url: string): Clients {
  const known = new Map<string, Promise<Client>>();
  return (persona) => {
    const client = known.get(persona) ?? clientOf(url, persona);
    known.set(persona, client);
    return client;
  };
}

/** Acts as whole cases bring them. */
async function usual(url: string, pace: Pace): Promise<readonly Measured[]> {
  const clients = clientsOf(url);
  const { warm, measured } = ordinary(pace);
  await atWork(clients, [timeline], { ...pace, all: warm });
  return figures('ordinary commands', await atWork(clients, [timeline], { ...pace, all: measured }), pace);
}

/** Nothing but new cases. Whatever the pace is to be, the code becomes warm at one that nobody has to wait at. */
async function fresh(url: string, pace: Pace): Promise<readonly Measured[]> {
  const clients = clientsOf(url);
  const shown = [timeline, number];
  const warm = { seconds: WARM_S, rate: Math.min(pace.rate, WARM_RATE) };
  await atWork(clients, shown, { ...warm, all: newCases(warm) });
  return figures('new cases', await atWork(clients, shown, { ...pace, all: newCases(pace) }), pace);
}

export const districtFigures = (pace: Pace) => inDistrict((url) => usual(url, pace));
export const newCaseFigures = (pace: Pace) => inDistrict((url) => fresh(url, pace));

async function inDistrict(measure: (url: string) => Promise<readonly Measured[]>): Promise<readonly Measured[]> {
  const folder = mkdtempSync(join(tmpdir(), 'yimen-bench-'));
  chmodSync(folder, 0o755);
  const fleet = await openFleet({ dataDir: join(folder, 'data'), port: 0, anyPorts: true, say: () => {} });
  try {
    return await measure(fleet.url);
  } finally {
    await fleet.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
