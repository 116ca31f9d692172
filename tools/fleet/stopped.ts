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
