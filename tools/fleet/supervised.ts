/** A process that is kept alive: started again when it dies, each time a little later, until it is told to stop. */
import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';

export interface Wanted {
  readonly name: string;
  readonly file: string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly say: (line: string) => void;
}

export interface Supervised {
  readonly name: string;
  /** Where it answered last. Rejects if it never comes up. */
  readonly ready: Promise<string>;
  /** Of the process that runs now, if one does. */
  pid(): number | undefined;
  /** How often it was started. */
  starts(): number;
  /** Resolves when the process has ended: by itself after a signal, by force if that takes too long. */
  stop(): Promise<void>;
}

const FIRST_REST_MS = 250;
const LONGEST_REST_MS = 15_000;
/** Whoever has lived so long starts again at once. */
const STEADY_MS = 30_000;
const STOP_MS = 30_000;
/** A process that has never answered is given up after so many starts. */
const TRIES = 5;
/** It will not start whatever we do: its configuration is refused. */
const MISCONFIGURED = 78;

interface Life {
  child?: ChildProcess | undefined;
  starts: number;
  /** What it complained of last, leaving aside where in the program it was. */
  words: string;
  url?: string;
}

export function supervise(wanted: Wanted): Supervised {
  const ready = Promise.withResolvers<string>();
  ready.promise.catch(() => undefined);
  const stopping = new AbortController();
  const life: Life = { starts: 0, words: '' };
  const living = live(wanted, life, { answered: ready.resolve, signal: stopping.signal }).catch((error: Error) => {
    ready.reject(error);
    wanted.say(error.message);
  });
  return {
    name: wanted.name,
    ready: ready.promise,
    pid: () => life.child?.pid,
    starts: () => life.starts,
    async stop() {
      stopping.abort();
      const last = life.child;
      last?.kill('SIGTERM');
      const force = setTimeout(() => last?.kill('SIGKILL'), STOP_MS);
      await living;
      clearTimeout(force);
    },
  };
}

/** Lines of a trace that do not say what is wrong. */
const PLACE = /^(\s|Node\.js v|$|\})/;
/** What is wrong with one name of a configuration, below the line that says that something is. */
const FIELD = /^ {2}[A-Z_]+: /;

const complaint = (words: string, line: string): string =>
  FIELD.test(line) ? `${words}\n${line}` : PLACE.test(line) ? words : line;

type Until = { readonly answered: (url: string) => void; readonly signal: AbortSignal };

async function live(wanted: Wanted, life: Life, { answered, signal }: Until): Promise<void> {
  const { name, say } = wanted;
  for (let rest = FIRST_REST_MS; !signal.aborted; rest = Math.min(2 * rest, LONGEST_REST_MS)) {
    const began = performance.now();
    life.starts += 1;
    const child = launched(wanted, (line) => (life.words = complaint(life.words, line)));
    life.child = child;
    child.on('message', ({ url }: { url: string }) => {
      life.url = url;
      answered(url);
    });
    const code = await ended(child);
    life.child = undefined;
    if (signal.aborted) return;
    const hopeless = code === MISCONFIGURED || (!life.url && life.starts >= TRIES);
    if (hopeless) throw new Error(`${name} 无法启动 cannot be started: ${life.words}`);
    if (performance.now() - began > STEADY_MS) rest = FIRST_REST_MS;
    say(`${name} 已退出（${code}），${rest} 毫秒后重新启动 has ended (${code}), starting again in ${rest} ms`);
    await pause(rest, undefined, { signal }).catch(() => undefined);
  }
}

/**
 * In a process group of its own: Ctrl-C in the terminal reaches us alone, and we stop the others in order. Its log
 * comes by its output and is passed on; the line that says where it is comes as a message, too, and is left out.
 */
function launched({ name, file, cwd, env, say }: Wanted, heard: (line: string) => void): ChildProcess {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', file], {
    cwd,
    env: { ...process.env, ...env },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const lines = (from: Readable, each: (line: string) => void) => createInterface({ input: from }).on('line', each);
  lines(child.stdout!, (line) => {
    if (!line.startsWith(`${name}  http`)) say(`${name} | ${line}`);
  });
  lines(child.stderr!, (line) => {
    heard(line);
    say(`${name} | ${line}`);
  });
  return child;
}

/** How it ended: its code, or the name of the signal. */
const ended = (child: ChildProcess): Promise<number | string> =>
  new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(code ?? signal ?? 'unknown'));
  });
