/** A district as processes on PostgreSQL and Kafka: commands at a steady pace, how soon the case view shows them. */
import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { clientOf, type Client } from '@yimen/hall/client';
import { openFleet } from '../fleet/fleet.ts';
import { quantile, type Measured } from './measured.ts';

/** One in so many is looked for in the federated view, because looking costs what the commands then lack. */
const LOOKED_FOR = 10;
/** Between two looks a tenth of the time that has passed, so that looking is no load where cases wait in a row. */
const LOOK_MS = 4;
const LOOK_AGAIN = 0.1;
const LOST_AFTER_MS = 30_000;
const WARM_S = 10;

const dossier = (caseId: string) => ({
  ...{ caseId, door: 'window', employer: randomUUID() },
  claimItems: [
    { id: randomUUID(), person: randomUUID(), kind: 'wages', from: '2025-06', to: '2025-08', fen: 1_800_000 },
  ],
});

interface Work {
  /** Milliseconds from the moment at which a command was due to its acknowledgement. */
  readonly taken: number[];
  /** Milliseconds from the acknowledgement to the case in the federated view, where the joint centre numbers it. */
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

const NUMBER = 'query ($id: ID!) { case(id: $id) { number } }';

async function lookFor(client: Client, id: string, { seen, unseen }: Work): Promise<void> {
  const began = performance.now();
  while (performance.now() - began < LOST_AFTER_MS) {
    const { data } = await client.graph(NUMBER, { id });
    if ((data?.case as { number: string | null } | null)?.number) return void seen.push(performance.now() - began);
    await pause(Math.max(LOOK_MS, LOOK_AGAIN * (performance.now() - began)));
  }
  unseen.push(id);
}

async function command(client: Client, due: number, work: Work): Promise<string> {
  const caseId = randomUUID();
  const given = { mutation: 'openDossier', id: randomUUID(), commandId: randomUUID(), input: dossier(caseId) };
  const { data, errors } = await client.give(given);
  const refusal = (data?.answer as { refusal: unknown } | undefined)?.refusal;
  if (errors || refusal) work.errors.push(JSON.stringify(errors ?? refusal));
  work.taken.push(performance.now() - due);
  return caseId;
}

/** Commands are sent when they are due, whether those before them were answered or not. */
async function atWork(client: Client, { seconds, rate }: Pace): Promise<Work> {
  const work: Work = { taken: [], seen: [], errors: [], unseen: [] };
  const began = performance.now();
  const all: Promise<unknown>[] = [];
  for (let n = 0; n < seconds * rate; n += 1) {
    const due = began + (n * 1_000) / rate;
    await pause(Math.max(0, due - performance.now()));
    const given = command(client, due, work);
    all.push(n % LOOKED_FOR === 0 ? given.then((caseId) => lookFor(client, caseId, work)) : given);
  }
  await Promise.all(all);
  return work;
}

function figures({ taken, seen, errors, unseen }: Work, { seconds, rate }: Pace): Measured[] {
  const row = (name: string, value: number, target: number): Measured => ({
    ...{ name, value, unit: 'ms', target, met: value <= target },
  });
  const about = `${rate} commands/s for ${seconds} s`;
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

export async function districtFigures(pace: Pace): Promise<readonly Measured[]> {
  const folder = mkdtempSync(join(tmpdir(), 'yimen-bench-'));
  chmodSync(folder, 0o755);
  const fleet = await openFleet({ dataDir: join(folder, 'data'), port: 0, anyPorts: true, say: () => {} });
  try {
    const clerk = await clientOf(fleet.url, 'union-clerk');
    await atWork(clerk, { ...pace, seconds: WARM_S });
    return figures(await atWork(clerk, pace), pace);
  } finally {
    await fleet.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
