/** One service as a process of its own, with no broker in reach: where its log is, and how it ends. */
import { randomUUID } from 'node:crypto';
import { connect as dial } from 'node:net';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { connect, embeddedPostgres, type Embedded } from '@yimen/adapters';
import { standIn, type StandIn } from '@yimen/adapters/kurrent-stand-in';
import { identityOf } from '@yimen/process';
import { desks } from '@yimen/hall/desks';
import { verify } from '../ops/acts.ts';
import { lags } from '../ops/looks.ts';
import { atSite } from '../ops/site.ts';
import { supervise, type Supervised } from './supervised.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const clerk = { id: 'test-clerk', name: '测试人员', agency: 'union', roles: ['union.clerk'] };

let folder: string;
let server: Embedded;
let kurrent: StandIn;
let service: Supervised | undefined;
const said: string[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'yimen-service-'));
  chmodSync(folder, 0o755);
  [server, kurrent] = await Promise.all([embeddedPostgres({ dataDir: join(folder, 'data') }), standIn()]);
});
afterEach(async () => {
  await service?.stop();
  await Promise.all([server.stop(), kurrent.stop()]);
  rmSync(folder, { recursive: true, force: true });
});

const environment = () => ({
  DATABASE_URL: server.url,
  KURRENTDB_URL: kurrent.url,
  KAFKA_BROKERS: '127.0.0.1:1',
  YIMEN_DEV_ISSUER: '1',
  YIMEN_DEV_KEY: join(folder, 'key.json'),
  PORT: '0',
});

function start(env: Readonly<Record<string, string>> = {}): Promise<string> {
  service = supervise({
    ...{ name: 'union', file: join(root, 'apps', 'union', 'src', 'main.ts'), cwd: root },
    env: { ...environment(), ...env },
    say: (line) => said.push(line),
  });
  return service.ready;
}

async function ask(url: string, query: string, variables: object): Promise<Record<string, unknown>> {
  const { issuer } = await identityOf({ keyFile: join(folder, 'key.json') });
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${await issuer!.issue(clerk)}` };
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
  return (await answer.json()) as Record<string, unknown>;
}

function open(url: string, [id, commandId]: readonly [string, string]) {
  const [caseId, employer] = [id, id];
  const item = { id, person: id, kind: 'wages', from: '2025-06', to: '2025-08', fen: 1_800_000 };
  const query = `mutation($id: ID!, $commandId: ID!, $input: OpenDossierInput!) {
    openDossier(id: $id, commandId: $commandId, input: $input) { id version refusal { code } }
  }`;
  return ask(url, query, { id, commandId, input: { caseId, door: 'window', employer, claimItems: [item] } });
}

async function rowsOnPostgres(table: string): Promise<number> {
  const database = await connect(server.url, 2);
  const { rows } = await database.pool.query<{ count: string }>(`select count(*) from es_union.${table}`);
  await database.close();
  return Number(rows[0]!.count);
}

describe('a service whose log is on KurrentDB', () => {
  it('keeps its events there and its rows on PostgreSQL, and knows both after a restart', async () => {
    const ids = [randomUUID(), randomUUID()] as const;
    const kept = { data: { openDossier: { id: ids[0], version: 1, refusal: null } } };
    expect(await open(await start(), ids)).toEqual(kept);
    await service!.stop();
    expect(kurrent.log.all.filter(({ type }) => type === 'DossierOpened')).toEqual([
      expect.objectContaining({ stream: `union|union.dossier-${ids[0]}`, revision: 0 }),
    ]);
    expect(await rowsOnPostgres('events')).toBe(0);
    expect(await open(await start(), ids)).toEqual(kept);
    await service!.stop();
    expect(kurrent.log.all.filter(({ type }) => type === 'DossierOpened')).toHaveLength(1);
    expect(await rowsOnPostgres('rows')).toBeGreaterThan(0);

    const union = desks.filter(({ agency }) => agency.name === 'union');
    const at = { databaseUrl: server.url, kurrentUrl: kurrent.url, dataDir: folder, desks: union };
    await atSite(at, async (site) => {
      const { name } = site.places.get('union')!.agency;
      expect((await lags(site)).filter(({ from }) => from === name)).toEqual([
        { agency: name, from: name, count: 0, more: false, since: undefined },
      ]);
      expect((await verify(site, () => undefined)).findings).toEqual([]);
    });
  });

  it('does not start, in words, while that server is away', async () => {
    await kurrent.stop();
    void start();
    const refused = (line: string) => line.includes('KurrentDB cannot be reached, nothing was started');
    for (const end = performance.now() + 150_000; !said.some(refused); await pause(50))
      if (performance.now() > end) throw new Error(`was not refused: ${said.join(' / ')}`);
  });
});

describe('a service that is asked to end', () => {
  it('ends in seconds and in order under load, with a broker away and a request that never becomes whole', async () => {
    const url = await start({ KURRENTDB_URL: '' });
    const kept: (readonly [string, string])[] = [];
    let ending = false;
    const lane = async () => {
      for (; !ending;) {
        const ids = [randomUUID(), randomUUID()] as const;
        const { data } = await open(url, ids).catch(() => ({ data: undefined }));
        if (data) kept.push(ids);
        else await pause(100);
      }
    };
    const lanes = Promise.all(Array.from({ length: 6 }, lane));
    const half = dial(Number(new URL(url).port), '127.0.0.1').on('error', () => undefined);
    half.write('POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{');
    for (const end = performance.now() + 150_000; kept.length < 60 && performance.now() < end; await pause(20));

    const began = performance.now();
    await service!.stop();
    const took = performance.now() - began;
    ending = true;
    half.destroy();
    await lanes;
    expect(kept.length).toBeGreaterThanOrEqual(60);
    // Whoever did not end by himself would be ended after twenty.
    expect(took).toBeLessThan(15_000);
    expect(said.filter((line) => line.includes('not ended after'))).toEqual([]);

    const again = await start({ KURRENTDB_URL: '' });
    const last = kept.at(-1)!;
    expect(await open(again, last)).toEqual({ data: { openDossier: { id: last[0], version: 1, refusal: null } } });
  });
});
