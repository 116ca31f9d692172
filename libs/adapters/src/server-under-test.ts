/** A PostgreSQL for specs: a new database on the server of DATABASE_URL, else an embedded one in a temporary folder. */
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { embeddedPostgres } from './embedded-postgres.ts';

export interface ServerUnderTest {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** A folder that other accounts may pass through, unlike that of `mkdtemp` alone. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'yimen-spec-'));
  chmodSync(folder, 0o755);
  return folder;
}

export async function serverUnderTest(): Promise<ServerUnderTest> {
  const given = process.env['DATABASE_URL'];
  if (given) return onGiven(given);
  const folder = temporaryFolder();
  const server = await embeddedPostgres({ dataDir: join(folder, 'data') });
  return {
    url: server.url,
    async close() {
      await server.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

function onGiven(given: string): ServerUnderTest {
  const url = new URL(given);
  const database = `yimen_spec_${randomBytes(6).toString('hex')}`;
  url.pathname = `/${database}`;
  return {
    url: url.href,
    async close() {
      const client = new pg.Client(given);
      await client.connect();
      await client.query(`drop database if exists ${database} with (force)`);
      await client.end();
    },
  };
}
