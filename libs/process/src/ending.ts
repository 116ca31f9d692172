/** How a process begins and ends: help and refusals in words, and after a signal an end in order. */
import { flushCompileCache } from 'node:module';
import { setTimeout as pause } from 'node:timers/promises';
import { ConfigRefused } from './config.ts';
import { log } from './log.ts';

/** What a supervisor need not try again: nothing will be different. */
const MISCONFIGURED = 78;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/**
 * Starts, or ends with one clear line; with `--help` prints what can be configured. Another argument than those that
 * are `known` is refused: a slip of the pen must not start what nobody meant.
 */
export async function begin(
  help: () => string,
  start: () => Promise<void>,
  known: readonly string[] = [],
): Promise<void> {
  const given = process.argv.slice(2);
  if (given.includes('--help')) return say(help());
  try {
    const strange = given.find((each) => !known.includes(each));
    if (strange !== undefined)
      throw new ConfigRefused(
        `${strange} 不是可用的参数，未启动 · is no argument here, nothing was started: see --help`,
      );
    await start();
  } catch (error) {
    const { zh, en, code, message } = error as { zh?: string; en?: string; code?: string; message?: string };
    const taken = code === 'EADDRINUSE' ? '端口已被占用 · the port is taken: ' : '';
    process.stderr.write(`${zh ? `${zh} · ${en}` : taken + (message ?? String(error))}\n`);
    process.exit(error instanceof ConfigRefused ? MISCONFIGURED : 1);
  }
}

/** Tells a launcher where we are, if one started us. */
export function arrived(name: string, url: string): void {
  say(`${name}  ${url}`);
  process.send?.({ name, url });
  // Not only at the end, which may be a kill: whoever is started again then must not compile everything anew.
  flushCompileCache();
}

export interface Ending {
  /** From the signal on nobody should send more; requests are still answered for so long, in ms. */
  readonly delay: number;
  /** After which the process ends all the same, in ms. What was acknowledged is kept. */
  readonly patience: number;
}

/** What has to end after the requests needs so long at most, in ms. */
const LAST_MS = 2000;

/** So long requests under way may take at the end, in ms: a little less than all of it, for what ends after them. */
export const graceOf = ({ patience }: Ending): number => patience - Math.min(LAST_MS, Math.floor(patience / 4));

/**
 * After a signal, or when the launcher is gone: `draining` at once, then after the delay each step in turn. The process
 * ends with 0, or with 1 if a step fails or takes too long.
 */
export function endOnSignal(
  { delay, patience }: Ending,
  draining: () => void,
  steps: readonly (() => Promise<void>)[],
): void {
  let ending = false;
  const failed = (why: unknown) => {
    log.error({ error: String(why) }, 'ending');
    process.exit(1);
  };
  const end = async (): Promise<void> => {
    if (ending) return;
    ending = true;
    draining();
    await pause(delay);
    setTimeout(() => failed(`not ended after ${patience} ms`), patience);
    for (const step of steps) await step();
    process.exit(0);
  };
  const ended = () => void end().catch(failed);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, ended);
  if (process.connected) process.on('disconnect', ended);
}
