/** A whole district as processes on a real PostgreSQL and a real Kafka; one of them is killed while people work. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { desks } from '@yimen/hall/desks';
import { clientOf, type Answered, type Client, type Found } from '@yimen/hall/client';
import { whyNoBroker } from '../kafka/jars.ts';
import { verify } from '../ops/acts.ts';
import { parked } from '../ops/looks.ts';
import { atSite } from '../ops/site.ts';
import { isWhole } from '../ops/words.ts';
import { exampleLead, stepsOf, type ExampleLead } from './example-lead.ts';
import { openFleet, type Fleet } from './fleet.ts';
import { insist, passes, PATIENCE_MS, type Acknowledged, type Asked } from './insist.ts';

const why = whyNoBroker();
const CASES = 24;
const LANES = 4;
const KILLS = 2;

let folder: string;
let fleet: Fleet;
const said: string[] = [];
let clerk: Client;
let inspector: Client;
let coordinator: Client;

/** Acknowledged commands: what was sent and which version it made. */
const acknowledged: (Acknowledged & { readonly client: Client })[] = [];

async function acknowledge(client: Client, asked: Asked): Promise<void> {
  acknowledged.push({ client, ...(await insist(client, asked)) });
}

async function toInspection(): Promise<ExampleLead> {
  const made = exampleLead();
  const { open, refer, takeUp } = stepsOf(made);
  await acknowledge(clerk, open);
  await acknowledge(clerk, refer);
  await acknowledge(inspector, takeUp);
  return made;
}

/** Asks until nobody is missing in the answer: on a busy machine an agency may be late for one question. */
async function answered(ask: () => Promise<Answered>): Promise<Answered> {
  for (const end = performance.now() + PATIENCE_MS; ; await pause(200)) {
    const answer = await ask();
    if (!answer.errors?.every(passes) || performance.now() > end) return answer;
  }
}

const told = async (query: string, variables: object = {}): Promise<Found> =>
  (await answered(() => coordinator.graph(query, variables))).data ?? {};

const PROCEDURES = 'procedures { id kind status version }';

async function proceduresOf(caseId: string): Promise<Found[]> {
  const query = `query($id: ID!) { case(id: $id) { union { ${PROCEDURES} } hr { ${PROCEDURES} } } }`;
  const data = await told(query, { id: caseId });
  return [...(data.case?.union?.procedures ?? []), ...(data.case?.hr?.procedures ?? [])] as Found[];
}

async function toTheBureau(): Promise<Found> {
  const fields = 'from to offered received inTransit accepted returned open balanced';
  const data = await told(`{ handOverLedger { ${fields} } }`);
  const cells = (data.handOverLedger ?? []) as Found[];
  return cells.find(({ from, to }) => from === 'union' && to === 'hr') ?? {};
}

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  for (const end = performance.now() + PATIENCE_MS; performance.now() < end; await pause(200))
    if (await holds().catch(() => false)) return;
  throw new Error(`${what}: not so after ${PATIENCE_MS} ms; ${said.slice(-5).join(' / ')}`);
}

async function signalled(signal: NodeJS.Signals): Promise<void> {
  const bureau = fleet.processes.get('hr')!;
  await until('the bureau runs', async () => bureau.pid() !== undefined);
  process.kill(bureau.pid()!, signal);
}

/** Leads go to the bureau while something happens to it; in the end each has arrived, and once. */
async function atWork(happens: (done: () => number) => Promise<void>): Promise<void> {
  const before = (await toTheBureau()).accepted as number;
  const matters: ExampleLead[] = [];
  let left = CASES;
  const lane = async () => {
    for (; left > 0;) {
      left -= 1;
      matters.push(await toInspection());
    }
  };
  await Promise.all([happens(() => matters.length), ...Array.from({ length: LANES }, lane)]);
  await until('everything has arrived', async () => {
    const { accepted, offered, inTransit, open } = await toTheBureau();
    return accepted === before + matters.length && offered === accepted && inTransit === 0 && open === 0;
  });
  expect(await toTheBureau()).toMatchObject({ returned: 0, balanced: true });

  const isOpen = async ({ caseId }: ExampleLead) =>
    (await proceduresOf(caseId)).some(({ kind }) => kind === 'hr.inspection');
  for (const matter of matters) await until(`an inspection of ${matter.caseId}`, () => isOpen(matter));
  for (const { caseId, inspection, dossier } of matters) {
    const found = await proceduresOf(caseId);
    expect(found.filter(({ kind }) => kind === 'hr.inspection').map(({ id }) => id)).toEqual([inspection]);
    expect(found.filter(({ kind }) => kind === 'union.dossier').map(({ id }) => id)).toEqual([dossier]);
  }
  for (const { client, given, version } of acknowledged) {
    const { data } = await answered(() => client.give(given));
    expect(data?.answer).toMatchObject({ id: given.id, version, refusal: null });
  }
}

(why ? describe.skip : describe)(`a district of processes${why ? ` — ${why}` : ''}`, () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'yimen-district-'));
    chmodSync(folder, 0o755);
    fleet = await openFleet({
      dataDir: join(folder, 'data'),
      port: 0,
      anyPorts: true,
      // As in the environment of whoever tells the gateway its port; agencies leave it aside.
      env: { PORT: '1' },
      say: (line) => said.push(line),
    });
    [clerk, inspector, coordinator] = (await Promise.all(
      ['union-clerk', 'hr-inspector', 'coordinator'].map((persona) => clientOf(fleet.url, persona)),
    )) as [Client, Client, Client];
  }, 600_000);

  afterAll(async () => {
    await fleet?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('carries a lead from the union to an inspection at the bureau', async () => {
    const { caseId, inspection, dossier } = await toInspection();
    await until('the inspection is open', async () =>
      (await proceduresOf(caseId)).some(({ kind, id }) => kind === 'hr.inspection' && id === inspection),
    );
    const kinds = (await proceduresOf(caseId)).map(
      ({ kind, id }) => `${kind} ${id === dossier ? 'dossier' : 'handed'}`,
    );
    expect(kinds.sort()).toEqual([
      'hr.inspection handed',
      'hr.receipt handed',
      'union.dossier dossier',
      'union.offer handed',
    ]);
    await until('the ledger knows it', async () => (await toTheBureau()).accepted === 1);
  });

  it('loses nothing and does nothing twice while the bureau is killed at work', async () => {
    await atWork(async (done) => {
      for (let kill = 1; kill <= KILLS; kill += 1) {
        await until('people work', async () => done() >= (kill * CASES) / (KILLS + 2));
        await signalled('SIGKILL');
      }
    });
    const killed = () => said.filter((line) => line.startsWith('hr 已退出（SIGKILL）')).length;
    await until('the kills are told', async () => killed() === KILLS);
  }, 900_000);

  it('loses nothing and does nothing twice while one process of the bureau takes over from another', async () => {
    const newer = fleet.another('hr');
    await newer.ready;
    await atWork(async (done) => {
      await until('both work', async () => done() >= CASES / 4);
      await signalled('SIGTERM');
      await until('the newer one has worked alone', async () => done() >= CASES / 2);
      await newer.stop();
    });
    expect(said).toContainEqual(expect.stringContaining('hr 已退出（0）'));
  }, 900_000);

  it('agrees with its logs to the last row, place and hand-over', async () => {
    const { databaseUrl, brokers } = fleet;
    await atSite({ databaseUrl, kafka: { brokers: [brokers] }, dataDir: folder, desks }, async (site) => {
      expect(await parked(site)).toEqual([]);
      const verified = await verify(site, () => undefined);
      const { findings, amiss, pairs, views, topics } = verified;
      expect([...findings, ...amiss]).toEqual([]);
      expect(isWhole(verified)).toBe(true);
      expect(topics.map(({ agency }) => agency)).toEqual(fleet.listed.map(({ name }) => name));
      expect(views).toBeGreaterThan(fleet.listed.length);
      expect(pairs).toContainEqual(expect.objectContaining({ from: 'union', to: 'hr', inTransit: 0, open: 0 }));
    });
  });

  it('verifies a service and builds a view of it anew from what the others have published', async () => {
    const operator = await clientOf(fleet.url, 'operator');
    const STATE = `rebuilds { view state differing came why } verification { state views findings { what } unread why }`;
    const act = async (name: string): Promise<Found> => {
      const text = `mutation { answer: ${name} { refusal { en } } }`;
      const { data, errors } = await answered(() => operator.graph(text));
      expect([errors, data?.answer]).toEqual([undefined, { refusal: null }]);
      return data!.answer as Found;
    };
    const state = async () =>
      (await answered(() => operator.graph(`{ answer: jointCentreOperations { ${STATE} } }`))).data!.answer as Found;
    await act('jointCentreVerify');
    await until('it is verified', async () => (await state()).verification.state !== 'running');
    expect((await state()).verification).toMatchObject({ state: 'done', findings: [], unread: [], why: null });
    await act('jointCentreRebuildView(view: "cases")');
    await until('it is built', async () => (await state()).rebuilds[0]?.state !== 'building');
    expect((await state()).rebuilds).toEqual([expect.objectContaining({ state: 'built', differing: 0, why: null })]);
    await act('jointCentreSwitchView(view: "cases")');
    expect((await state()).rebuilds).toEqual([expect.objectContaining({ state: 'switched', came: 0 })]);
  }, 600_000);

  it('drains a service that is asked to end, and starts it again', async () => {
    const court = fleet.processes.get('court')!;
    const starts = court.starts();
    process.kill(court.pid()!, 'SIGTERM');
    await until('the court is back', async () => court.starts() > starts && court.pid() !== undefined);
    expect(said).toContainEqual(expect.stringContaining('court 已退出（0）'));
    const { port } = fleet.listed.find(({ name }) => name === 'court')!;
    await until('the court is ready', async () => (await fetch(`http://127.0.0.1:${port}/readyz`)).ok);
  });
});
