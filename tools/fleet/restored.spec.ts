/** What an operator does after a disk is lost, of the broker or of the database: as `infra/README.md` says it. */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Admin } from '@platformatic/kafka';
import { desks } from '@yimen/hall/desks';
import { clientOf } from '@yimen/hall/client';
import { until } from '@yimen/kernel/testing';
import { whyNoBroker } from '../kafka/jars.ts';
import { rehear, republish, verify } from '../ops/acts.ts';
import { lags } from '../ops/looks.ts';
import { atSite, type Site } from '../ops/site.ts';
import { emptied } from '../ops/testing.ts';
import { exampleLead, stepsOf, type ExampleLead } from './example-lead.ts';
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

/** The folder as it was copied while nothing ran. */
function backAsKept(): void {
  rmSync(at('data'), { recursive: true, force: true });
  execFileSync('cp', ['-a', at('kept'), at('data')]);
}

/** A lead that the union hands to the bureau. */
async function offered({ url }: Fleet): Promise<ExampleLead> {
  const made = exampleLead();
  const clerk = await clientOf(url, 'union-clerk');
  const { open, refer } = stepsOf(made);
  await insist(clerk, open);
  await insist(clerk, refer);
  return made;
}

async function takenUp({ url }: Fleet, made: ExampleLead): Promise<void> {
  await insist(await clientOf(url, 'hr-inspector'), stepsOf(made).takeUp);
}

async function handedOver(where: Fleet): Promise<string> {
  const made = await offered(where);
  await takenUp(where, made);
  return made.dossier;
}

const operated = <T>({ databaseUrl, brokers }: Fleet, work: (site: Site) => Promise<T>): Promise<T> =>
  atSite({ databaseUrl, kafka: { brokers: [brokers] }, dataDir: at('data'), desks }, work);

const settled = (site: Site, whose = AGENCIES) =>
  until(async () => (await lags(site)).every(({ agency, count }) => count === 0 || !whose.includes(agency)));

/** What verification finds once everybody has heard everything. */
async function findings(site: Site): Promise<readonly string[]> {
  await settled(site);
  const { findings: found, amiss } = await verify(site, () => undefined);
  return [...found.map(({ agency, where, en }) => `${agency} ${where} ${en}`), ...amiss.map(({ en }) => en)];
}

const publishAll = async (site: Site) => {
  for (const agency of site.places.keys()) await republish(site, agency);
};

(why ? describe.skip : describe)(`after a loss${why ? ` — ${why}` : ''}`, () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'yimen-restored-'));
    chmodSync(folder, 0o755);
    await handedOver(await opened());
    await close();
    renameSync(at('data'), at('kept'));
  }, 200_000);
  beforeEach(backAsKept);
  afterEach(close);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

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
    const admin = new Admin({ clientId: 'spec', bootstrapBrokers: [without.brokers] });
    await emptied(admin, 'yimen.union.v1').finally(() => admin.close());
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
    const lost = await handedOver(await opened());
    await close();
    backAsKept();
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
