/** A browser joins a stream again whose line broke, but none that was refused: that we do, after so long, in ms. */
const LATER = 15_000;

/** Listens for news at `url` until the answer is called; a gateway that starts anew behind a proxy does not end it. */
export function hear(url: string, again: () => void): () => void {
  let stream: EventSource;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let wasAway = false;
  const open = () => {
    stream = new EventSource(url);
    stream.onmessage = again;
    // What was said while the stream was away is not said again.
    stream.onopen = () => {
      if (wasAway) again();
    };
    stream.onerror = () => {
      wasAway = true;
      if (stream.readyState === EventSource.CLOSED) waiting = setTimeout(open, LATER);
    };
  };
  open();
  return () => {
    clearTimeout(waiting);
    stream.close();
  };
}
