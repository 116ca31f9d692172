/** Taking one step after the other: never two at once, and again when there is news. */
import type { EventStore } from '@yimen/kernel';

/** So long nobody trusts that a word of news would have come. */
const WAIT_MS = 1_000;

/** Calls of one step never overlap: the second waits for the first. */
export function inTurn<A extends unknown[]>(step: (...how: A) => Promise<number>): (...how: A) => Promise<number> {
  let last: Promise<unknown> = Promise.resolve();
  return (...how) => {
    const next = last.then(() => step(...how));
    last = next.catch(() => undefined);
    return next;
  };
}

interface Until {
  readonly signal: AbortSignal;
  /** Told of each failure, and which one in a row it is; the next step waits for the answer. */
  failed(error: unknown, inRow: number): Promise<void>;
  /** A step that did so much may have left more; after one that did less, all was done that was there. */
  readonly full?: number;
}

/**
 * Takes step after step until the signal ends it; when all is done it waits for its source to change. It listens for
 * the change before it looks, so none is missed and nothing is looked at twice.
 */
export async function forever(
  step: () => Promise<number>,
  source: Pick<EventStore, 'changed'>,
  { signal, failed, full = 1 }: Until,
): Promise<void> {
  let inRow = 0;
  for (let news: Promise<void> | undefined; !signal.aborted;) {
    news ??= source.changed(WAIT_MS, signal);
    const did = await step().catch((error: unknown) => failed(error, (inRow += 1)));
    if (did === undefined) continue;
    inRow = 0;
    if (did >= full) continue;
    await news;
    news = undefined;
  }
}
