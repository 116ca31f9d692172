/** Gathers calls that come together, so that one commit serves many. */

export interface Call<I, O> {
  readonly input: I;
  readonly resolve: (output: O) => void;
  readonly reject: (error: unknown) => void;
}

interface Gathering<I, O> {
  /** Settles every call that it is given; never rejects. */
  readonly run: (calls: readonly Call<I, O>[]) => Promise<void>;
  /** Two calls of the same key never travel together, and keep their order. */
  readonly key: (input: I) => string;
  /** What a call weighs, in characters. */
  readonly weight: (input: I) => number;
  /** How many groups are under way at once. */
  readonly lanes: number;
}

const MOST_CALLS = 128;
const MOST_WEIGHT = 1_000_000;

export function gather<I, O>(how: Gathering<I, O>): (input: I) => Promise<O> {
  let queue: Call<I, O>[] = [];
  let running = 0;
  let woken = false;

  function pump() {
    woken = false;
    while (running < how.lanes && queue.length > 0) {
      const { taken, left } = group(queue, how);
      queue = left;
      running += 1;
      void how.run(taken).then(() => {
        running -= 1;
        pump();
      });
    }
  }

  return (input) =>
    new Promise<O>((resolve, reject) => {
      queue.push({ input, resolve, reject });
      if (woken || running >= how.lanes) return;
      woken = true;
      queueMicrotask(pump);
    });
}

function group<I, O>(queue: readonly Call<I, O>[], { key, weight }: Gathering<I, O>) {
  const keys = new Set<string>();
  const taken: Call<I, O>[] = [];
  const left: Call<I, O>[] = [];
  let total = 0;
  for (const call of queue) {
    const its = key(call.input);
    const fits = taken.length === 0 || (taken.length < MOST_CALLS && total < MOST_WEIGHT);
    const goes = fits && !keys.has(its);
    (goes ? taken : left).push(call);
    if (goes) total += weight(call.input);
    keys.add(its);
  }
  return { taken, left };
}
