/** How many appends are on their way to one KurrentDB at once. */
import type { KurrentDBClient } from '@kurrent/kurrentdb-client';
import { isCut } from './kurrent-failure.ts';

/**
 * The client puts all appends into one call. From the sixteenth message on it keeps what comes in a list of its own.
 * When the call breaks, it rejects what is in there where nobody can catch it, and that ends the process. An append is
 * one message, unless it is more than three megabytes, which no command is.
 */
const AT_ONCE = 15;

type Turns = <T>(send: () => Promise<T>) => Promise<T>;

interface Waiting {
  readonly go: () => void;
  readonly fail: (error: unknown) => void;
}

const known = new WeakMap<KurrentDBClient, Turns>();

/** The same for all logs over one client. */
export function turnsOf(client: KurrentDBClient): Turns {
  const turns = known.get(client) ?? turnsFor(AT_ONCE);
  known.set(client, turns);
  return turns;
}

function turnsFor(most: number): Turns {
  const waiting: Waiting[] = [];
  let free = most;
  const taken = (): Promise<void> | void => {
    if (free === 0) return new Promise<void>((go, fail) => void waiting.push({ go, fail }));
    free -= 1;
  };
  const left = () => {
    const next = waiting.shift();
    if (next) next.go();
    else free += 1;
  };
  return async (send) => {
    await taken();
    try {
      return await send();
    } catch (error) {
      // Whoever waits for a server that is away would only be told later.
      if (isCut(error)) for (const { fail } of waiting.splice(0)) fail(error);
      throw error;
    } finally {
      left();
    }
  };
}
