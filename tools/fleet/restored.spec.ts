/** What an operator does after a disk is lost, of the broker or of the database: as `infra/README.md` says it. */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { desks } from '@yimen/hall';
import { clientOf } from '@yimen/hall/client';
import { until } from '@yimen/kernel/testing';
import { whyNoBroker } from '../kafka/jars.ts';
import { republish, verify } from '../ops/acts.ts';
import { lags } from '../ops/looks.ts';
import { openSite, type Site } from '../ops/site.ts';
import { exampleLead } from './example-lead.ts';
import { openFleet, type Fleet } from './fleet.ts';
import { insist } from './insist.ts';

const why = whyNoBroker();
const AGENCIES = ['union', 'hr', 'joint-centre'];

let folder: string;
let fleet: Fleet | undefined;
const at = (name: string) => join(folder, name);

async function opened(): Promise<Fleet> {
  fleet = await openFleet({ dataDir: at('data'), port: 0, anyPorts: true, agencies: AGENCIES, say: () => undefined });
  return fleet;
}

async function close(): Promise<void> {
  await fleet?.close();
  fleet = undefined;
}

/** A lead that the union hands to the bureau, which takes it up. */
async function handedOver({ url }: Fleet): Promise<string> {
  const { dossier, inspection, opened: first, lead } = exampleLead();
  const [clerk, inspector] = [await clientOf(url, 'union-clerk'), await clientOf(url, 'hr-inspector')];
  await insist(clerk, { mutation: 'openDossier', id: dossier, input: first });
  await insist(clerk, { mutation: 'referDossier', id: dossier, input: lead });
  const arrived = { mutation: 'hrAcceptHandOver', id: inspection, later: 'no-such-hand-over' };
  await insist(inspector, { ...arrived, input: { terms: {} } });
  return dossier;
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

const settled = (site: Site) =>
  until(async () => (await lags(site)).every(({ agency, count }) => count === 0 || !AGENCIES.includes(agency)));

async function findings(site: Site): Promise<readonly string[]> {
  await settled(site);
  const { findings: found, amiss } = await verify(site, () => undefined);
  return [...found.map(({ agency, where, en }) => `${agency} ${where} ${en}`), ...amiss.map(({ en }) => en)];
}

const publishAll = async (site: Site) => {
  for (const agency of site.places.keys()) await republish(site, agency);
};

(why ? describe.skip : describe)(`after a loss${why ? ` — ${why}` : ''}`, () => {
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'yimen-restored-'));
    chmodSync(folder, 0o755);
  });
  afterEach(async () => {
    await close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('of all topics everything is published again, and work goes on', async () => {
    await handedOver(await opened());
    await close();
    rmSync(at('data/kafka'), { recursive: true });
    const anew = await opened();
    await handedOver(anew);
    expect(await operated(anew, findings)).toContain('union topic it is noted as published, and is not in the topic');
    await operated(anew, publishAll);
    expect(await operated(anew, findings)).toEqual([]);
  }, 400_000);

  it('of the database all agencies go back to one moment, with topics made anew, and work goes on', async () => {
    await handedOver(await opened());
    await close();
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
