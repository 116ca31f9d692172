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

/** One in so many is looked for in the federated view, because looking costs what the commands then lack. */
const LOOKED_FOR = 10;
/** Between two looks a tenth of the time that has passed, so that looking is no load where cases wait in a row. */
const LOOK_MS = 4;
const LOOK_AGAIN = 0.1;
const LOST_AFTER_MS = 30_000;
const WARM_S = 10;
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
  readonly seen: number[];
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
type IsShown = (client: Client, due: Due) => Promise<boolean>;

/** The joint centre numbers a case in three steps of its own. */
const isNumbered: IsShown = async (client, { caseId: id }) => {
  const { data } = await client.graph('query ($id: ID!) { case(id: $id) { number } }', { id });
  return Boolean((data?.case as { number: string | null } | null)?.number);
};

/** The timeline is told by an agency of its own, which hears of every act by the broker. */
const isOnTimeline: IsShown = async (
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

interface District {
  readonly clients: Clients;
  readonly isShown: IsShown;
  readonly work: Work;
}

async function lookFor({ clients, isShown, work }: District, due: Due): Promise<void> {
  const client = await clients('coordinator');
  const began = performance.now();
  while (performance.now() - began < LOST_AFTER_MS) {
    if (await isShown(client, due)) return void work.seen.push(performance.now() - began);
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

/** Commands are sent when they are due, whether those before them were answered or not. */
async function atWork(clients: Clients, isShown: IsShown, schedule: readonly Due[]): Promise<Work> {
  const work: Work = { taken: [], seen: [], errors: [], unseen: [] };
  const district = { clients, isShown, work };
  const began = performance.now();
  const all: Promise<unknown>[] = [];
  for (const [n, each] of schedule.entries()) {
    const due = { ...each, at: began + each.at };
    await pause(Math.max(0, due.at - performance.now()));
    const given = command(district, due);
    all.push(n % LOOKED_FOR === 0 ? given.then(() => lookFor(district, due)) : given);
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
  const late = `of ${seen.length + unseen.length} not in the case view after ${LOST_AFTER_MS / 1_000} s`;
  if (wrong > 0) process.stderr.write(`${errors.slice(0, 3).join('\n')}\n`);
  return [
    { name: `${about}: errors of ${taken.length}`, value: wrong, unit: '', target: 0, met: wrong === 0 },
    { name: `${about}: late`, value: unseen.length, unit: late, target: 0, met: unseen.length === 0 },
    row(`${about}: due to acknowledged, p50`, quantile(taken, 0.5), 60),
    row(`${about}: due to acknowledged, p99`, quantile(taken, 0.99), 800),
    ...(seen.length === 0
      ? []
      : [
          row(`${about}: acknowledged to visible through Kafka, p50`, quantile(seen, 0.5), 20),
          row(`${about}: acknowledged to visible through Kafka, p99`, quantile(seen, 0.99), 100),
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

/** Both in one district: first acts as cases bring them, then nothing but new cases. */
async function measure(url: string, pace: Pace): Promise<readonly Measured[]> {
  const clients = clientsOf(url);
  const acts = ordinary(pace);
  await atWork(clients, isOnTimeline, acts.warm);
  const usual = figures('ordinary commands', await atWork(clients, isOnTimeline, acts.measured), pace);
  await atWork(clients, isNumbered, newCases({ ...pace, seconds: WARM_S }));
  return [...usual, ...figures('new cases', await atWork(clients, isNumbered, newCases(pace)), pace)];
}

export async function districtFigures(pace: Pace): Promise<readonly Measured[]> {
  const folder = mkdtempSync(join(tmpdir(), 'yimen-bench-'));
  chmodSync(folder, 0o755);
  const fleet = await openFleet({ dataDir: join(folder, 'data'), port: 0, anyPorts: true, say: () => {} });
  try {
    return await measure(fleet.url, pace);
  } finally {
    await fleet.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
