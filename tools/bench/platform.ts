/** The platform as a user meets it: starts, memory, commands, each against a limit of the same run. */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { clientOf } from '@yimen/hall/client';
import { openHall, type Hall } from '@yimen/hall';
import { against, rate, type Measured } from './measured.ts';

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
  return against({ name: 'commands through the gateway', unit: '/s', values, floors });
}

export async function throughGateway(): Promise<Measured[]> {
  const dataDir = folder();
  const hall = await openHall({ dataDir });
  try {
    return [await commands(hall)];
  } finally {
    await hall.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
