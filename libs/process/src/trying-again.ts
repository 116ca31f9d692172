/** What a loop does about a step that failed: tell the operator, and rest before the next, longer each time. */
import { setTimeout as pause } from 'node:timers/promises';
import { log } from './log.ts';

const REST_MS = 500;
/** Who has been away for long is not met by all loops at once when he comes back, and is heard of soon all the same. */
const LONGEST_MS = 4_000;
/** What fails in the same words is told again after so long: an hour without a broker is a line a minute. */
const AGAIN_MS = 60_000;

const outside = {
  tell: (fields: object): void => log.error(fields, 'a step failed and is tried again'),
  /** Milliseconds that only grow. */
  now: (): number => performance.now(),
};

/** For the loops of one service; `about` stands in each line. Silent once the signal has ended them. */
export function tryingAgain(about: object, signal: AbortSignal, { tell, now } = outside) {
  const told = new Map<string, number>();
  return async (why: unknown, inRow = 1): Promise<void> => {
    const words = String(why);
    for (const [each, at] of told) if (now() - at >= AGAIN_MS) told.delete(each);
    if (!signal.aborted && !told.has(words)) {
      told.set(words, now());
      tell({ ...about, error: words });
    }
    await pause(restAfter(inRow), undefined, { signal }).catch(() => undefined);
  };
}

/** Milliseconds after so many failures in a row. */
export const restAfter = (inRow: number): number => Math.min(REST_MS * 2 ** (inRow - 1), LONGEST_MS);
