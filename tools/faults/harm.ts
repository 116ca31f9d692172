/** Does the harm: whoever is killed is started again, and what was done is written down with its moment. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { running, start as startKafka, stop as stopKafka } from '../kafka/broker.ts';
import type { Disk, NoDisk } from './disk.ts';
import type { Ears } from './ears.ts';
import { named, type Harm, type Planned } from './plan.ts';
import type { Planting } from './planting.ts';
import type { Scene } from './scene.ts';

export interface Done {
  readonly harm: Planned;
  /** Milliseconds from the beginning of the run; `until` when what was broken was there again. */
  readonly at: number;
  readonly until: number;
  /** When somebody first heard a neighbour again, where the broker was broken. */
  readonly heard?: number;
  /** Why it was not done. */
  readonly not?: string;
}

export interface Harming {
  readonly scene: Scene;
  readonly planting: Planting;
  readonly ears: Ears;
  readonly now: () => number;
  readonly say: (line: string) => void;
  /** Nothing is begun after it. */
  readonly signal?: AbortSignal | undefined;
}

const BACK_MS = 30_000;
const HEARD_MS = 120_000;

/**
 * Does what is planned, each thing at its time. Harms of one and the same thing follow each other; and a broker is let
 * be until something has come through it, or on a busy machine it would never be up.
 */
export async function doHarm(planned: readonly Planned[], harming: Harming): Promise<readonly Done[]> {
  const { now, say, signal } = harming;
  const chains = new Map<string, Promise<unknown>>();
  const all = planned.map(async (harm): Promise<Done> => {
    await pause(Math.max(0, harm.at - now()), undefined, { signal });
    const what = targetOf(harm);
    const before = chains.get(what);
    const mine = Promise.withResolvers<void>();
    chains.set(what, mine.promise);
    await before;
    const at = now();
    const not = await hurt(harm, harming).catch((error: Error) => error.message.split('\n')[0]!);
    const until = now();
    const isHeard = what === 'broker' && !not && (await harming.ears.hearAgain(HEARD_MS));
    mine.resolve();
    const done = { harm, at, until, ...(isHeard && { heard: now() }), ...(not && { not }) };
    say(`${(at / 1000).toFixed(1).padStart(6)} s  ${named(harm)}${not ? `: ${not}` : ''}`);
    return done;
  });
  return Promise.all(all);
}

function targetOf(harm: Harm): string {
  if (harm.kind === 'kill-service') return harm.whom;
  if (harm.kind === 'kill-database' || harm.kind === 'disk-full') return 'database';
  return harm.kind.includes('broker') ? 'broker' : harm.kind;
}

/** Resolves when it is over; with words where it could not be done. */
async function hurt(harm: Harm, { scene, planting, now, signal }: Harming): Promise<string | void> {
  switch (harm.kind) {
    case 'kill-service':
      return killService(scene, harm.whom, now);
    case 'kill-database':
      return killDatabase(scene);
    case 'kill-broker':
      return brokerAway(scene, 0);
    case 'broker-away':
      return brokerAway(scene, harm.ms, signal);
    case 'broker-stopped':
      return stopBroker(scene, harm.ms);
    case 'broker-full':
      return fillBroker(scene, harm.ms);
    case 'disk-full':
      return fillDatabase(scene, harm.ms);
    case 'publish-again':
      return planting.publishAgain(harm.whom);
    case 'poison':
      return planting.poison();
    case 'newer-shape':
      return planting.newerShape();
    case 'unreadable':
      return planting.unreadable();
  }
}

/** The fleet starts it again. Whoever is just starting is killed when it is there. */
async function killService({ fleet }: Scene, whom: string, now: () => number): Promise<string | undefined> {
  const service = fleet.processes.get(whom)!;
  for (const until = now() + BACK_MS; service.pid() === undefined; await pause(50))
    if (now() > until) return 'it did not come back';
  process.kill(service.pid()!, 'SIGKILL');
  return undefined;
}

const postmaster = (dir: string): number =>
  Number.parseInt(readFileSync(join(dir, 'postgres', 'postmaster.pid'), 'utf8'), 10);

/** Nobody but the database's own keeper starts it again. */
async function killDatabase({ databaseDir, fleet }: Scene): Promise<string | undefined> {
  process.kill(postmaster(databaseDir), 'SIGKILL');
  return (await answers(fleet.databaseUrl)) ? undefined : 'it did not come back';
}

/** Whether somebody answers there before our patience ends. */
async function answers(connectionString: string): Promise<boolean> {
  for (const until = performance.now() + BACK_MS; performance.now() < until; await pause(50)) {
    const client = new pg.Client({ connectionString, connectionTimeoutMillis: 2_000 });
    client.on('error', () => undefined);
    const answered = await client.connect().then(
      () => true,
      () => false,
    );
    await client.end().catch(() => undefined);
    if (answered) return true;
  }
  return false;
}

async function brokerAway({ kafkaDir }: Scene, ms: number, signal?: AbortSignal): Promise<undefined> {
  await stopKafka(kafkaDir, 'SIGKILL');
  await pause(ms, undefined, { signal });
  await startKafka({ dir: kafkaDir });
}

/** It holds its connections and says nothing, as a machine does that has lost its breath. */
async function stopBroker({ kafkaDir }: Scene, ms: number): Promise<string | undefined> {
  const life = running(kafkaDir);
  if (!life) return 'the broker does not run';
  process.kill(life.pid, 'SIGSTOP');
  await pause(ms);
  process.kill(life.pid, 'SIGCONT');
  return undefined;
}

/** It ends by itself as soon as it is to write; whoever looks after it makes room and starts it again. */
async function fillBroker(scene: Scene, ms: number): Promise<string | undefined> {
  const not = await filled(scene.disks.broker, ms);
  return not ?? brokerAway(scene, 0);
}

async function fillDatabase({ disks, fleet }: Scene, ms: number): Promise<string | undefined> {
  const not = await filled(disks.database, ms);
  if (not) return not;
  return (await answers(fleet.databaseUrl)) ? undefined : 'the database did not come back';
}

/** For so long; why not, where there is no such disk. */
async function filled(disk: Disk | NoDisk, ms: number): Promise<NoDisk | undefined> {
  if (typeof disk === 'string') return disk;
  try {
    disk.fill();
    await pause(ms);
  } finally {
    disk.free();
  }
  return undefined;
}
