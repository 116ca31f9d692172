/** The platform as a user meets it: starts, memory, commands, case queries, each against a limit of the same run. */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { clientOf } from '@yimen/hall/client';
import { openHall, type Hall } from '@yimen/hall';
import type { Measured } from './measured.ts';

const MAIN = fileURLToPath(new URL('../../apps/hall/src/main.ts', import.meta.url));
const folder = () => mkdtempSync(join(tmpdir(), 'yimen-bench-'));

/** Seconds until the hall greets, and its resident memory then (the embedded server is another process). */
function start(dataDir: string): Promise<{ seconds: number; mib: number }> {
  const began = performance.now();
  const env = { ...process.env, PORT: '0' };
  const child = spawn(process.execPath, [MAIN, '--data', dataDir], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((resolve, reject) => {
    let said = '';
    child.on('error', reject);
    child.stdout.on('data', (part: Buffer) => {
      said += part.toString();
      if (!said.includes('Ctrl-C')) return;
      const seconds = (performance.now() - began) / 1000;
      const kib = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0);
      child.once('exit', () => resolve({ seconds, mib: kib / 1024 }));
      child.kill('SIGINT');
      said = '';
    });
  });
}

export async function starts(): Promise<Measured[]> {
  const dataDir = folder();
  try {
    const first = await start(dataDir);
    const second = await start(dataDir);
    return [
      { name: 'first start with the district played', value: first.seconds, unit: 's' },
      {
        name: 'second start',
        value: second.seconds,
        unit: 's',
        floor: first.seconds,
        ratio: second.seconds / first.seconds,
      },
      { name: 'memory of the hall', value: second.mib, unit: 'MiB' },
    ];
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** How many a second `work` gets done by `lanes` at once in `seconds`. */
async function rate(lanes: number, seconds: number, work: () => Promise<unknown>): Promise<number> {
  const end = performance.now() + seconds * 1000;
  let done = 0;
  const lane = async () => {
    while (performance.now() < end) {
      await work();
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return done / seconds;
}

const dossier = () => ({
  caseId: randomUUID(),
  door: 'window',
  employer: randomUUID(),
  claimItems: [
    { id: randomUUID(), person: randomUUID(), kind: 'wages', from: '2025-06', to: '2025-08', fen: 1_800_000 },
  ],
});

/** Commands through the gateway against bare appends to the same store, by turns. */
async function commands(hall: Hall): Promise<Measured> {
  const clerk = await clientOf(hall.url, 'union-clerk');
  const { store } = await hall.storage.of('union');
  const meta = {
    agency: 'bench',
    actor: { id: 'b', agency: 'bench', roles: [] },
    commandId: 'b',
    digest: '',
    shape: 1,
  };
  const at = new Date().toISOString();
  const append = () =>
    store.append(`bench-${randomUUID()}`, 0, [
      { id: randomUUID(), type: 'Bench', data: dossier(), meta: { ...meta, occurredAt: at, recordedAt: at } },
    ]);
  const command = () =>
    clerk.give({ mutation: 'openDossier', id: randomUUID(), commandId: randomUUID(), input: dossier() });
  const [values, floors] = [[], []] as [number[], number[]];
  for (let round = 0; round < 3; round += 1) {
    values.push(await rate(16, 2, command));
    floors.push(await rate(16, 2, append));
  }
  const [value, floor] = [median(values), median(floors)];
  return { name: 'commands through the gateway', value, unit: '/s', floor, ratio: value / floor };
}

/** The case query over every agency against a parallel fetch of the same parts by hand. */
async function queries(hall: Hall): Promise<Measured> {
  const clerk = await clientOf(hall.url, 'union-clerk');
  const caseId = randomUUID();
  const input = { ...dossier(), caseId };
  await clerk.give({ mutation: 'openDossier', id: randomUUID(), commandId: randomUUID(), input });
  await hall.settled();
  const agencies = (await (await fetch(`${hall.url}/agencies.json`)).json()) as { name: string; field: string }[];
  const part = '{ agency asOf procedures { id kind status version facts { value kind } } }';
  const whole = `query($id: ID!) { case(id: $id) { id ${agencies.map(({ field }) => `${field} ${part}`).join(' ')} } }`;
  const { token } = (await (
    await fetch(`${hall.url}/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"persona":"union-clerk"}',
    })
  ).json()) as { token: string };
  const entity = ({ field }: { field: string }) =>
    `query($r: [_Any!]!) { _entities(representations: $r) { ... on Case { ${field} ${part} } } }`;
  const direct = () =>
    Promise.all(
      agencies.map(async (agency) => {
        const body = JSON.stringify({ query: entity(agency), variables: { r: [{ __typename: 'Case', id: caseId }] } });
        const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
        return (await fetch(hall.services.get(agency.name)!.url, { method: 'POST', headers, body })).json();
      }),
    );
  const [values, floors] = [[], []] as [number[], number[]];
  for (let round = 0; round < 3; round += 1) {
    values.push(await rate(8, 2, () => clerk.graph(whole, { id: caseId })));
    floors.push(await rate(8, 2, direct));
  }
  const [value, floor] = [median(values), median(floors)];
  return { name: 'case over all agencies', value, unit: '/s', floor, ratio: value / floor };
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

export async function throughGateway(): Promise<Measured[]> {
  const dataDir = folder();
  const hall = await openHall({ dataDir });
  try {
    return [await commands(hall), await queries(hall)];
  } finally {
    await hall.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
