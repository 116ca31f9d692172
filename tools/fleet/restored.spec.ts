/** What an operator does after a disk is lost, of the broker or of the database: as `infra/README.md` says it. */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Admin, ListOffsetTimestamps } from '@platformatic/kafka';
import { desks } from '@yimen/hall';
import { clientOf } from '@yimen/hall/client';
import { until } from '@yimen/kernel/testing';
import { whyNoBroker } from '../kafka/jars.ts';
import { rehear, republish, verify } from '../ops/acts.ts';
import { lags } from '../ops/looks.ts';
import { openSite, type Site } from '../ops/site.ts';
import { exampleLead, type ExampleLead } from './example-lead.ts';
import { openFleet, type Fleet } from './fleet.ts';
import { insist } from './insist.ts';

const why = whyNoBroker();
const AGENCIES = ['union', 'hr', 'joint-centre'];

let folder: string;
let fleet: Fleet | undefined;
const at = (name: string) => join(folder, name);

async function opened(agencies = AGENCIES): Promise<Fleet> {
  fleet = await openFleet({ dataDir: at('data'), port: 0, anyPorts: true, agencies, say: () => undefined });
  return fleet;
}

async function close(): Promise<void> {
  await fleet?.close();
  fleet = undefined;
}

/** A lead that the union hands to the bureau. */
async function offered({ url }: Fleet): Promise<ExampleLead> {
  const made = exampleLead();
  const clerk = await clientOf(url, 'union-clerk');
  await insist(clerk, { mutation: 'openDossier', id: made.dossier, input: made.opened });
  await insist(clerk, { mutation: 'referDossier', id: made.dossier, input: made.lead });
  return made;
}

async function takenUp({ url }: Fleet, { inspection }: ExampleLead): Promise<void> {
  const arrived = { mutation: 'hrAcceptHandOver', id: inspection, later: 'no-such-hand-over' };
  await insist(await clientOf(url, 'hr-inspector'), { ...arrived, input: { terms: {} } });
}

async function handedOver(where: Fleet): Promise<string> {
  const made = await offered(where);
  await takenUp(where, made);
  return made.dossier;
}

/** What the operator's commands find once everybody has heard everything. */
async function operated<T>({ databaseUrl, brokers }: Fleet, work: (site: Site) => Promise<T>): Promise<T> {
  const site = await openSite({ databaseUrl, kafka: { brokers: [brokers] }, dataDir: at('data'), desks });
  try {
    return await work(site);
  } finally {
    await site.close();
  }
}

const settled = (site: Site, whose = AGENCIES) =>
  until(async () => (await lags(site)).every(({ agency, count }) => count === 0 || !whose.includes(agency)));

async function findings(site: Site): Promise<readonly string[]> {
  await settled(site);
  const { findings: found, amiss } = await verify(site, () => undefined);
  return [...found.map(({ agency, where, en }) => `${agency} ${where} ${en}`), ...amiss.map(({ en }) => en)];
}

/** Somebody deletes all messages of a topic. */
async function emptied({ brokers }: Fleet, name: string): Promise<void> {
  const admin = new Admin({ clientId: 'spec', bootstrapBrokers: [brokers] });
  const asked = [0, 1, 2].map((partitionIndex) => ({ partitionIndex, timestamp: ListOffsetTimestamps.LATEST }));
  const [found] = await admin.listOffsets({ topics: [{ name, partitions: asked }] });
  const ends = found!.partitions.map(({ partitionIndex: partition, offset }) => ({ partition, offset }));
  await admin.deleteRecords({ topics: [{ name, partitions: ends }] });
  await admin.close();
}

const publishAll = async (site: Site) => {
  for (const agency of site.places.keys()) await republish(site, agency);
};

(why ? describe.skip : describe)(`after a loss${why ? ` — ${why}` : ''}`, () => {
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'yimen-restored-'));
    chmodSync(folder, 0o755);
    await handedOver(await opened());
    await close();
  }, 200_000);
  afterEach(async () => {
    await close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('of all topics everything is published again, and work goes on', async () => {
    rmSync(at('data/kafka'), { recursive: true });
    const anew = await opened();
    await handedOver(anew);
    expect(await operated(anew, findings)).toContain('union topic it is noted as published, and is not in the topic');
    await operated(anew, publishAll);
    expect(await operated(anew, findings)).toEqual([]);
  }, 400_000);

  it('of what one had not yet heard, that one hears again, and nothing is missing', async () => {
    const without = await opened(['union', 'joint-centre']);
    const made = await offered(without);
    await operated(without, (site) => settled(site, ['union', 'joint-centre']));
    await emptied(without, 'yimen.union.v1');
    await close();
    const stopped = await opened();
    await operated(stopped, (site) => rehear(site, 'hr', 'union'));
    await operated(stopped, (site) => republish(site, 'union'));
    await close();
    const again = await opened();
    await takenUp(again, made);
    expect(await operated(again, findings)).toEqual([]);
  }, 400_000);

  it('of the database all agencies go back to one moment, with topics made anew, and work goes on', async () => {
    execFileSync('cp', ['-a', at('data'), at('kept')]);
    const lost = await handedOver(await opened());
    await close();
    rmSync(at('data'), { recursive: true });
    execFileSync('cp', ['-a', at('kept'), at('data')]);
    rmSync(at('data/kafka'), { recursive: true });
    const back = await opened();
    await operated(back, publishAll);
    await handedOver(back);
    expect(await operated(back, findings)).toEqual([]);
    const clerk = await clientOf(back.url, 'union-clerk');
    const again = await clerk.give({
      mutation: 'closeDossier',
      id: lost,
      commandId: lost,
      input: { outcome: 'withdrawn' },
    });
    expect(again.data?.answer.refusal.code).toBe('not-open');
  }, 400_000);
});
