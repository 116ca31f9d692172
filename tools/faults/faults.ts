/** A whole run: people work, everything breaks, and afterwards everything is compared. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { table } from '../check/table.ts';
import type { Verdict } from '../check/verdict.ts';
import { givenUp } from '../fleet/stopped.ts';
import { audit } from './audit.ts';
import { chance } from './chance.ts';
import { earsOf } from './ears.ts';
import { doHarm, type Done } from './harm.ts';
import { counted, type Told } from './history.ts';
import { load, type Load } from './load.ts';
import { workplaces } from './matters.ts';
import { planFor, ROUND_MS } from './plan.ts';
import { planting } from './planting.ts';
import { recoveries } from './recoveries.ts';
import { openScene, type Scene } from './scene.ts';

export interface FaultsSpec {
  readonly seed: number;
  readonly rounds: number;
  readonly agencies: readonly string[];
  readonly clients: number;
  /** The people go on until they have given so many commands, however slow the machine is. */
  readonly least?: number;
  /** The data are left there. */
  readonly keep?: boolean;
  readonly say: (line: string) => void;
  /** Ends it before its time, and with it everything that it has started. */
  readonly signal?: AbortSignal | undefined;
}

export interface Faults {
  readonly verdicts: readonly Verdict[];
  readonly done: readonly Done[];
  readonly history: readonly Told[];
  /** The whole run as a page. */
  readonly page: string;
}

/** Enough to begin with: two that hand over to each other and a third, the case registry, and whoever only listens. */
export const SMALL = ['union', 'hr', 'petition', 'joint-centre', 'insight'];
const PATIENCE_MS = 240_000;
const MEGABYTES = 512;

export async function runFaults(spec: FaultsSpec): Promise<Faults> {
  const dir = mkdtempSync(join(tmpdir(), 'yimen-faults-'));
  chmodSync(dir, 0o755);
  const began = performance.now();
  let scene: Scene | undefined;
  try {
    const { agencies, keep, signal } = spec;
    scene = await openScene({ dir, agencies, megabytes: MEGABYTES * spec.rounds, keep, signal });
    spec.say(`started in ${seconds(performance.now() - began)}, ${[...scene.fleet.processes.keys()].join(', ')}`);
    return await Promise.race([breakIt(spec, scene, began), givenUp(signal)]);
  } finally {
    await scene?.close();
    if (spec.keep) spec.say(`the data are in ${dir}`);
    else rmSync(dir, { recursive: true, force: true });
  }
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

async function breakIt(spec: FaultsSpec, scene: Scene, started: number): Promise<Faults> {
  const { seed, rounds, say, signal } = spec;
  const { databaseUrl, brokers, url, processes } = scene.fleet;
  const plants = await planting({ databaseUrl, brokers, dice: chance(seed, 'planting') });
  scene.leaves(plants.close);
  const ears = await earsOf(databaseUrl, spec.agencies);
  scene.leaves(ears.close);
  const from = performance.now();
  const now = () => performance.now() - from;
  const people = await load({ url, seed, clients: spec.clients, now });
  const planned = planFor({ seed, rounds, services: [...processes.keys()], speakers: workplaces });
  const done = await doHarm(planned, { scene, planting: plants, ears, now, say, signal });
  await pause(Math.max(0, rounds * ROUND_MS - now()));
  await people.given(spec.least ?? 0);
  await people.finish(PATIENCE_MS);
  say(`${(now() / 1000).toFixed(1).padStart(6)} s  the last answer was given`);
  const verdicts = [
    ...(await audit({ scene, planting: plants, history: people.history, patience: PATIENCE_MS })),
    await askedAgain(people),
    ...recoveries({ done, load: people }),
  ];
  const page = pageOf({ spec, verdicts, people, ms: performance.now() - started });
  return { verdicts, done, history: people.history, page };
}

async function askedAgain(people: Load): Promise<Verdict> {
  const { asked, complaints } = await people.askAgain(200);
  return {
    name: 'asked again at the end',
    figure: `${asked - complaints.length} of ${asked} answered alike`,
    complaints,
  };
}

interface Page {
  readonly spec: FaultsSpec;
  readonly verdicts: readonly Verdict[];
  readonly people: Load;
  readonly ms: number;
}

const NAMED = 8;

function pageOf({ spec, verdicts, people: { history, excuses }, ms }: Page): string {
  const often = [...excuses].toSorted(([, one], [, other]) => other.count - one.count).slice(0, NAMED);
  const { sent, acknowledged, unknown } = counted(history);
  const failed = verdicts.some(({ complaints }) => complaints.length > 0);
  const head = `${sent} commands of ${spec.clients} clients, ${acknowledged} acknowledged, ${unknown} unknown at first; ${seconds(ms)} in all`;
  return [
    head,
    table(verdicts),
    ...often.map(([words, { count }]) => `  ${count} × ${words}`),
    ...(failed ? [`again: ${again(spec)}`] : []),
  ].join('\n');
}

/** What to type to have the same faults at the same moments. */
export const again = ({ seed, rounds, agencies, clients }: FaultsSpec): string =>
  `npm run faults -- --seed ${seed} --minutes ${Math.round((rounds * ROUND_MS) / 60_000)} --clients ${clients} --agencies ${agencies.join(',')}`;
