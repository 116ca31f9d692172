/**
 * A real PostgreSQL as a child process, for those who have none. The child stands in its own process group: Ctrl-C in
 * the terminal reaches only us, and we stop it when our own work is written. If we are killed it lives on, and the next
 * start adopts it.
 */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { binaries, type Binaries } from './embedded-binary.ts';
import { alive, checked, claim, damaged, fill, openFolder, unwritable, type Place } from './embedded-folder.ts';
import { EmbeddedFailure } from './failure.ts';
import { freePorts, isFree } from './free-ports.ts';

export interface Embedded {
  readonly url: string;
  /** Whether it was running already. */
  readonly adopted: boolean;
  readonly startedInMs: number;
  /** Stops the server, unless somebody else still uses it: whoever leaves last stops it. */
  stop(): Promise<void>;
}

export interface EmbeddedAt {
  readonly dataDir: string;
  /** Starts it again when it has died, until it is stopped: nobody else looks after it. */
  readonly revived?: boolean;
}

const ADOPT_MS = 10_000;
const WATCH_MS = 250;
const LONGEST_REST_MS = 5_000;
const READY_MS = 60_000;
const STOP_MS = 15_000;
/** Backends of connections that were closed just now take a moment to go. */
const LEAVE_MS = 500;
const LOOK_MS = 20;
const LONGEST_LOG = 10_000_000;

/** Starts the server whose files are in `dataDir`, or finds it running. */
export async function embeddedPostgres({ dataDir, revived = false }: EmbeddedAt): Promise<Embedded> {
  const began = performance.now();
  const place = openFolder(dataDir);
  const { port, adopted } = await raise(place);
  const ended = new AbortController();
  const watching = revived ? watch(place, port, ended.signal) : undefined;
  return {
    url: address(place, port, 'yimen'),
    adopted,
    startedInMs: Math.round(performance.now() - began),
    async stop() {
      ended.abort();
      await watching;
      await leave(place);
    },
  };
}

async function raise(place: Place, wanted?: number): Promise<{ readonly port: number; readonly adopted: boolean }> {
  const release = await claim(place.folder);
  try {
    const running = await adopt(place);
    return { port: running ?? (await start(place, wanted)), adopted: running !== undefined };
  } finally {
    release();
  }
}

/** Its address was given away, so it comes back under the same port; why it does not yet stands in its log. */
async function watch(place: Place, port: number, signal: AbortSignal): Promise<void> {
  let rest = WATCH_MS;
  for (; !signal.aborted; await pause(rest, undefined, { signal, ref: false }).catch(() => undefined)) {
    const died = existsSync(place.data) && !standing(place);
    const back =
      !died ||
      (await raise(place, port).then(
        () => true,
        () => false,
      ));
    rest = back ? WATCH_MS : Math.min(2 * rest, LONGEST_REST_MS);
  }
}

function address({ password }: Place, port: number, database: string): string {
  return `postgres://yimen:${password}@127.0.0.1:${port}/${database}`;
}

interface Standing {
  readonly pid: number;
  readonly port: number;
}

/** The server of this folder, if one runs. */
function standing({ data }: Place): Standing | undefined {
  const note = join(data, 'postmaster.pid');
  if (!existsSync(note)) return undefined;
  const [pid, , , port] = readFileSync(note, 'utf8').split('\n').map(Number);
  return pid && alive(pid) && belongsHere(pid, data) ? { pid, port: port ?? 0 } : undefined;
}

const NOBODY = 2 ** 31 - 1;

/**
 * PostgreSQL refuses to start while the process in its note is alive, and that number may have gone to another program,
 * above all in a container. Only the number is replaced: from the rest of the note PostgreSQL sees whether parts of a
 * killed server still write.
 */
function disown(place: Place): void {
  const note = join(place.data, 'postmaster.pid');
  if (!existsSync(note) || standing(place)) return;
  writeFileSync(note, readFileSync(note, 'utf8').replace(/^\d+/, String(NOBODY)));
}

/** Its arguments name its folder. Anything else under that number, even another PostgreSQL, is none of our business. */
function belongsHere(pid: number, data: string): boolean {
  const ask = `(Get-CimInstance Win32_Process -Filter 'ProcessId=${pid}').CommandLine`;
  try {
    const files = realpathSync(data);
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(files);
    const windows = process.platform === 'win32';
    const said = windows
      ? ['powershell', '-NoProfile', '-Command', ask]
      : ['ps', '-ww', '-o', 'command=', '-p', `${pid}`];
    return execFileSync(said[0]!, said.slice(1), { stdio: 'pipe' }).toString().includes(files);
  } catch {
    return false;
  }
}

async function adopt(place: Place): Promise<number | undefined> {
  for (const until = performance.now() + ADOPT_MS; performance.now() < until; await pause(5 * LOOK_MS)) {
    const found = standing(place);
    if (!found) return undefined;
    if (await answers(place, found.port)) return found.port;
  }
  await halt(place);
  return undefined;
}

/** Whether it is ours and at work. How many others are connected, if it is. */
async function answers(place: Place, port: number): Promise<{ others: number } | undefined> {
  const client = new pg.Client({ connectionString: address(place, port, 'postgres'), connectionTimeoutMillis: 5_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ others: string }>(
      `select count(*) as others from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`,
    );
    return { others: Number(rows[0]?.others) };
  } catch {
    return undefined;
  } finally {
    await client.end().catch(() => {});
  }
}

async function start(place: Place, wanted?: number): Promise<number> {
  const programs = binaries(place.account);
  if (!existsSync(place.data)) fill(place, programs);
  checked(place);
  disown(place);
  const until = performance.now() + READY_MS;
  for (;;) {
    const port = wanted ?? (await freePort(join(place.folder, 'port')));
    const from = logged(place);
    const child = launch(place, programs, port);
    const failed = await ready(place, port, child);
    if (!failed) return port;
    const said = readFileSync(place.log, 'utf8').slice(from);
    if (performance.now() > until || !WORTH_ANOTHER_TRY.test(said)) throw notStarted(place, said);
    await pause(5 * LOOK_MS);
  }
}

/** The processes of one that was killed are still going, or somebody was faster to take the port. */
const WORTH_ANOTHER_TRY = /shared memory block|Address already in use|could not create any TCP/;

function launch({ data, log, account }: Place, { postgres }: Binaries, port: number): ChildProcess {
  const output = openSync(log, 'a');
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'timezone=UTC', 'max_connections=200'];
  const files = realpathSync(data);
  const child = spawn(postgres, ['-D', files, '-p', String(port), ...settings.flatMap((each) => ['-c', each])], {
    ...account,
    cwd: files,
    detached: true,
    stdio: ['ignore', output, output],
    env: {
      PATH: process.env['PATH'],
      LC_ALL: 'C',
      ...(process.env['SystemRoot'] && { SystemRoot: process.env['SystemRoot'] }),
    },
  });
  closeSync(output);
  child.unref();
  return child;
}

/** Resolves when it answers; with true if it has ended instead. */
async function ready(place: Place, port: number, child: ChildProcess): Promise<boolean> {
  let ended = false;
  child.once('exit', () => (ended = true)).once('error', () => (ended = true));
  for (const until = performance.now() + READY_MS; performance.now() < until; await pause(LOOK_MS)) {
    if (ended) return true;
    if (await answers(place, port)) return false;
  }
  await halt(place);
  return true;
}

/** The log is written anew when it has grown long. Returns where the next start will begin to write. */
function logged({ log }: Place): number {
  if (existsSync(log) && statSync(log).size > LONGEST_LOG) rmSync(log);
  return existsSync(log) ? readFileSync(log, 'utf8').length : 0;
}

function notStarted(place: Place, said: string): EmbeddedFailure {
  const lines = said.split('\n').filter((line) => /FATAL|PANIC|ERROR/.test(line));
  const why = (lines.at(-1) ?? said.trim().split('\n').at(-1) ?? '').replace(/^.*?(FATAL|PANIC|ERROR): +/, '');
  if (/No space left|Permission denied|Read-only/i.test(why)) return unwritable(place.folder, why);
  if (lines.length > 0) return damaged(place.folder, why);
  return new EmbeddedFailure('not-started', {
    zh: `内置数据库没有启动：${why || '没有输出'}。数据未被改动；详情见 ${place.log}。`,
    en: `The embedded database did not start: ${why || 'it said nothing'}. Nothing was changed; see ${place.log}.`,
  });
}

async function leave(place: Place): Promise<void> {
  for (const until = performance.now() + LEAVE_MS; ; await pause(LOOK_MS)) {
    const found = standing(place);
    if (!found) return;
    const answer = await answers(place, found.port);
    if (!answer || answer.others === 0) return halt(place);
    if (performance.now() > until) return;
  }
}

/** Ends the server of this folder: politely, and if that takes too long, so that it recovers at the next start. */
async function halt(place: Place): Promise<void> {
  for (const [signal, mode] of [
    ['SIGINT', 'fast'],
    ['SIGQUIT', 'immediate'],
  ] as const) {
    const found = standing(place);
    if (!found) return;
    if (process.platform === 'win32') {
      execFileSync(binaries(undefined).pgCtl, ['stop', '-D', place.data, '-m', mode], { stdio: 'ignore' });
    } else process.kill(found.pid, signal);
    for (const until = performance.now() + STOP_MS; alive(found.pid) && performance.now() < until;)
      await pause(LOOK_MS);
  }
}

/** The port of last time if it is free, so that notes of the address stay true. */
async function freePort(file: string): Promise<number> {
  const last = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  const port = last && (await isFree(last)) ? last : (await freePorts(1))[0]!;
  writeFileSync(file, String(port));
  return port;
}
