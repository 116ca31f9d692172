/** Wakes those who wait for something new in a log of this process. */

export interface Bell {
  ring(): void;
  /** Resolves at the next ring, after `ms`, or when the signal ends it. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
  /** How many wait now. */
  waiting(): number;
}

export function bell(): Bell {
  const waiters = new Set<() => void>();
  const wait = (ms: number, signal: AbortSignal) =>
    new Promise<void>((resolve) => {
      if (signal.aborted) return resolve();
      const done = () => {
        waiters.delete(done);
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      signal.addEventListener('abort', done);
      waiters.add(done);
    });
  const ring = () => {
    for (const wake of [...waiters]) wake();
  };
  return { ring, wait, waiting: () => waiters.size };
}
