/** Wakes those who wait for something new in a log of this process. */

export interface Bell {
  ring(): void;
  /** Resolves at the next ring, after `ms`, or when the signal ends it. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
  /** How many wait now. */
  waiting(): number;
}

/** A reader may have looked just before a ring and starts to wait just after it: for a moment it waits only briefly. */
const JUST_RUNG_MS = 100;
const BRIEF_MS = 20;

export function bell(): Bell {
  const waiters = new Set<() => void>();
  let rungAt = -Infinity;
  const wait = (ms: number, signal: AbortSignal) =>
    new Promise<void>((resolve) => {
      if (signal.aborted) return resolve();
      const done = () => {
        waiters.delete(done);
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        resolve();
      };
      const brief = performance.now() - rungAt < JUST_RUNG_MS;
      const timer = setTimeout(done, brief ? Math.min(ms, BRIEF_MS) : ms);
      signal.addEventListener('abort', done);
      waiters.add(done);
    });
  const ring = () => {
    rungAt = performance.now();
    for (const wake of [...waiters]) wake();
  };
  return { ring, wait, waiting: () => waiters.size };
}
