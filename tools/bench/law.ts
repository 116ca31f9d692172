/** What the law costs: dates by the register, and the clocks of a house that run by them. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStorage } from '@yimen/adapters';
import { clockFigures } from './law-clocks.ts';
import { dateFigures } from './law-dates.ts';
import type { Measured } from './measured.ts';

const IN_MEMORY = 100_000;
const ON_POSTGRESQL = 100_000;

/** `onPostgres` clocks are rung on an embedded server. */
export async function lawFigures(inMemory = IN_MEMORY, onPostgres = ON_POSTGRESQL): Promise<readonly Measured[]> {
  const dates = dateFigures();
  const memory = await openStorage({ memory: true });
  const kept = await clockFigures('memory', await memory.of('bench'), inMemory);
  return [...dates, ...kept, ...(await onServer(onPostgres))];
}

async function onServer(count: number): Promise<readonly Measured[]> {
  const folder = mkdtempSync(join(tmpdir(), 'yimen-bench-'));
  chmodSync(folder, 0o755);
  try {
    const storage = await openStorage({ dataDir: join(folder, 'data') });
    try {
      return await clockFigures('PostgreSQL', await storage.of('bench'), count);
    } finally {
      await storage.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
