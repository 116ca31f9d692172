import { spawn, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Unavailable } from '@yimen/kernel';
import pg from 'pg';
import { binaries } from './embedded-binary.ts';
import { alive, fill, openFolder } from './embedded-folder.ts';
import { embeddedPostgres } from './embedded-postgres.ts';
import { EmbeddedFailure, type EmbeddedReason } from './failure.ts';
import { openStorage } from './open.ts';
import { temporaryFolder } from './server-under-test.ts';
import { stored } from './testing.ts';

const asRoot = process.getuid?.() === 0;
const NOBODY = 65_534;

let folder: string;
let dataDir: string;
const opened: string[] = [];
function elsewhere(): void {
  folder = temporaryFolder();
  dataDir = join(folder, 'data');
  opened.push(folder);
}
/** The server's own note of itself, with the number of its process. */
const note = () => join(dataDir, 'postgres', 'postmaster.pid');
/** Whatever a failed test left running in its folder. */
afterEach(async () => {
  if (existsSync(note())) await kill('SIGKILL');
});
afterAll(() => opened.forEach((each) => rmSync(each, { recursive: true, force: true })));

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const postmaster = () => Number.parseInt(readFileSync(note(), 'utf8'), 10);

async function kill(signal: NodeJS.Signals): Promise<void> {
  const pid = postmaster();
  if (alive(pid)) process.kill(pid, signal);
  while (alive(pid)) await wait(5);
}

/** Another Node, as at a terminal of its own, that starts the server, appends one event and then stays. */
async function another(options: { uid?: number; gid?: number } = {}): Promise<{ child: ChildProcess; said: string }> {
  const url = (file: string) => new URL(file, import.meta.url).href;
  const script = `
    process.on('SIGINT', () => {});
    const { openStorage } = await import(${JSON.stringify(url('./open.ts'))});
    const storage = await openStorage({ dataDir: ${JSON.stringify(dataDir)} });
    const { store } = await storage.of('union');
    const event = { id: 'said-by-' + process.pid, type: 'T', data: process.getuid?.(), meta: {} };
    console.log(JSON.stringify(await store.append('from ' + process.pid, 0, [event])));
    process.stdin.once('data', () => storage.close()).resume();`;
  const args = ['--no-warnings', '--input-type=module', '-e', script];
  const child = spawn(process.execPath, args, {
    ...options,
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const said = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (chunk) => resolve(String(chunk)));
    child.once('exit', (code) => reject(new Error(`the other process ended with ${code}`)));
  });
  return { child, said };
}

async function failure(): Promise<EmbeddedFailure> {
  const error = await embeddedPostgres({ dataDir }).then(
    (server) => server.stop(),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(EmbeddedFailure);
  return error as EmbeddedFailure;
}

async function refuses(reason: EmbeddedReason, word: string): Promise<void> {
  const error = await failure();
  expect([error.reason, error.zh.includes(folder), error.en]).toEqual([reason, true, expect.stringContaining(word)]);
}

describe('the embedded PostgreSQL', () => {
  beforeAll(elsewhere);

  it('is started once by starts that come together', async () => {
    const servers = await Promise.all([1, 2, 3].map(() => embeddedPostgres({ dataDir })));
    expect(servers.map(({ adopted }) => adopted).toSorted()).toEqual([false, true, true]);
    expect(new Set(servers.map(({ url }) => url)).size).toBe(1);
    await Promise.all(servers.map((server) => server.stop()));
  });

  it('starts, keeps everything over a restart and keeps its port', async () => {
    const first = await openStorage({ dataDir });
    const { store } = await first.of('union');
    await store.append('s', 0, [stored('kept')]);
    const port = readFileSync(join(dataDir, 'port'), 'utf8');
    expect(statSync(join(dataDir, 'password')).mode & 0o777).toBe(0o600);
    await first.close();
    expect(existsSync(note())).toBe(false);
    const second = await openStorage({ dataDir });
    expect(second.kind).toBe('embedded');
    expect((await (await second.of('union')).store.read('s')).map(({ data }) => data)).toEqual(['kept']);
    expect(readFileSync(join(dataDir, 'port'), 'utf8')).toBe(port);
    await second.close();
  });

  it('writes to the disk before it answers, and listens on this machine only', async () => {
    const server = await embeddedPostgres({ dataDir });
    const storage = await openStorage({ databaseUrl: server.url });
    await storage.of('union');
    const client = new pg.Client(server.url);
    await client.connect();
    const settings =
      await client.query(`select current_setting('fsync') as fsync, current_setting('listen_addresses') as at,
      current_setting('server_encoding') as encoding, current_setting('unix_socket_directories') as socket`);
    expect(settings.rows[0]).toEqual({ fsync: 'on', at: '127.0.0.1', encoding: 'UTF8', socket: '' });
    await client.end();
    await storage.close();
    await server.stop();
  });

  it('loses nothing that was acknowledged, killed five times while appending', async () => {
    const storage = await openStorage({ dataDir });
    const { store } = await storage.of('union');
    let stopping = false;
    const counts = Array.from({ length: 8 }, () => 0);
    /** So much more from everybody. */
    const working = async () => {
      const before = [...counts];
      while (counts.some((count, n) => count < before[n]! + 4)) await wait(5);
    };
    const writer = async (n: number) => {
      let acknowledged = 0;
      for (const stream = `writer-${n}`; !stopping;) {
        const pair = [stored(acknowledged), stored(acknowledged)];
        // The outcome of a broken append is unknown, so the same ids are sent until they are confirmed.
        for (let answer; answer?.outcome !== 'appended' && !stopping;) {
          answer = await store.append(stream, acknowledged, pair).catch((error: unknown) => {
            expect(error).toBeInstanceOf(Unavailable);
            return undefined;
          });
          if (answer) expect(answer).toMatchObject({ outcome: 'appended', version: acknowledged + 2 });
          if (answer) counts[n] = acknowledged += 2;
        }
      }
      return { stream: `writer-${n}`, acknowledged };
    };
    const writers = Promise.all(counts.map((_, n) => writer(n)));
    for (let round = 0; round < 5; round += 1) {
      await working();
      await kill('SIGKILL');
      await embeddedPostgres({ dataDir });
    }
    await working();
    stopping = true;
    for (const { stream, acknowledged } of await writers) {
      const events = await store.read(stream);
      expect(acknowledged).toBeGreaterThan(10);
      expect(events.length - acknowledged).toBeGreaterThanOrEqual(0);
      expect(events.map(({ data }) => data)).toEqual(events.map((_, i) => i - (i % 2)));
    }
    await storage.close();
  });

  it('comes back by itself under the same address when it was killed, and stays away once it was stopped', async () => {
    const server = await embeddedPostgres({ dataDir, revived: true });
    const storage = await openStorage({ databaseUrl: server.url });
    const { store } = await storage.of('union');
    await store.append('s', 0, [stored('kept')]);
    for (let round = 1; round <= 2; round += 1) {
      const pid = postmaster();
      await kill('SIGKILL');
      // A connection may outlive its server for a moment, so the new server is waited for before it is asked.
      const isBack = () => existsSync(note()) && postmaster() !== pid;
      const back = async () => (await store.read('s').catch(() => [])).map(({ data }) => data);
      for (const until = performance.now() + 60_000; !isBack() || (await back()).length === 0; await wait(50))
        if (performance.now() > until) throw new Error('it did not come back');
      expect(await back()).toEqual(['kept']);
    }
    await storage.close();
    await server.stop();
    await wait(1_000);
    expect(existsSync(note())).toBe(false);
  });

  it('is adopted after its parent was killed, and Ctrl-C to the parent does not reach it', async () => {
    const { child, said } = await another();
    expect(JSON.parse(said)).toMatchObject({ outcome: 'appended' });
    const pid = postmaster();
    process.kill(-child.pid!, 'SIGINT');
    await wait(100);
    expect(alive(pid)).toBe(true);
    child.kill('SIGKILL');
    const server = await embeddedPostgres({ dataDir });
    expect({ adopted: server.adopted, pid: postmaster() }).toEqual({ adopted: true, pid });
    const stat = `/proc/${pid}/stat`;
    if (existsSync(stat)) expect(Number(readFileSync(stat, 'utf8').split(' ')[4])).toBe(pid);
    await server.stop();
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  });

  it('is stopped by whoever leaves last', async () => {
    const { child } = await another();
    const storage = await openStorage({ dataDir });
    const pid = postmaster();
    await storage.close();
    expect(postmaster()).toBe(pid);
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.stdin!.end('go');
    await gone;
    expect(existsSync(note())).toBe(false);
  });

  it('starts although the number in the note of a killed server belongs to another program now', async () => {
    const server = await embeddedPostgres({ dataDir });
    await kill('SIGKILL');
    writeFileSync(note(), readFileSync(note(), 'utf8').replace(/^\d+/, String(process.pid)));
    const next = await embeddedPostgres({ dataDir });
    expect([next.adopted, next.url]).toEqual([false, server.url]);
    await next.stop();
  });
});

describe('a folder that cannot be used', () => {
  beforeEach(elsewhere);

  it('is named when it is damaged', async () => {
    await (await embeddedPostgres({ dataDir })).stop();
    truncateSync(join(dataDir, 'postgres', 'global', 'pg_control'), 100);
    await refuses('damaged', 'damaged');
    rmSync(join(dataDir, 'postgres', 'PG_VERSION'));
    await refuses('damaged', 'PG_VERSION');
    rmSync(join(dataDir, 'password'));
    await refuses('damaged', 'password');
  });

  it('is named when another major version wrote it', async () => {
    mkdirSync(join(dataDir, 'postgres'), { recursive: true });
    writeFileSync(join(dataDir, 'password'), 'x');
    writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '15\n');
    await refuses('other-version', 'PostgreSQL 15');
  });

  it('is named when it cannot be written', async () => {
    writeFileSync(dataDir, 'a file');
    await refuses('unwritable', 'cannot be written');
  });

  it('is named with what was wrong, and not with what was removed for it, where there is no space to begin with', () => {
    const initdb = join(folder, 'initdb');
    const lines = ['initdb: error: could not write: No space left on device', 'initdb: removing contents of data'];
    writeFileSync(initdb, `#!/bin/sh\nprintf '%s\\n' '${lines.join("' '")}' >&2\nexit 1\n`, { mode: 0o755 });
    const place = openFolder(dataDir);
    expect(() => fill(place, { ...binaries(place.account), initdb })).toThrow('No space left on device');
  });
});

describe('the programs', () => {
  beforeEach(elsewhere);

  it('are missed in words', () => {
    const error = (() => {
      try {
        return binaries(undefined, folder);
      } catch (reason) {
        return reason;
      }
    })();
    expect(error).toMatchObject({ reason: 'missing-binary', zh: expect.stringContaining('npm ci') });
  });

  const rootly = asRoot ? it : it.skip;
  rootly('run for an ordinary user as well', async () => {
    mkdirSync(dataDir);
    chownSync(dataDir, NOBODY, NOBODY);
    const { child } = await another({ uid: NOBODY, gid: NOBODY });
    expect(statSync(join(dataDir, 'postgres')).uid).toBe(NOBODY);
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.stdin!.end('go');
    await gone;
    const server = await embeddedPostgres({ dataDir });
    expect(server.adopted).toBe(false);
    await server.stop();
  });

  rootly('run where the folder is closed to every other account', async () => {
    chmodSync(folder, 0o700);
    const server = await embeddedPostgres({ dataDir });
    const real = realpathSync(join(dataDir, 'postgres'));
    opened.push(real);
    expect(real.startsWith(folder)).toBe(false);
    await server.stop();
  });
});
