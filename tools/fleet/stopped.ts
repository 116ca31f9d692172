/** How what was started from a terminal is stopped before its time. */

/** Aborted by the first signal, whatever is under way then; those after it change nothing. */
export function untilStopped(say: (line: string) => void): AbortSignal {
  const stopped = new AbortController();
  const stop = () => {
    if (!stopped.signal.aborted) say('正在按次序停止 · stopping in order');
    stopped.abort();
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, stop);
  return stopped.signal;
}

/** Rejects with the signal's reason once it is aborted; nobody has to be waiting for it then. */
export function givenUp(signal: AbortSignal | undefined): Promise<never> {
  const { promise, reject } = Promise.withResolvers<never>();
  promise.catch(() => undefined);
  const giveUp = () => reject(signal?.reason);
  if (signal?.aborted) giveUp();
  signal?.addEventListener('abort', giveUp, { once: true });
  return promise;
}
