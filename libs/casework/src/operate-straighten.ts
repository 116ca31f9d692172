/**
 * A broker may tell an event twice, and one that was missing after those that follow it. Whoever reads its topic once
 * more has to take the events as the listeners did: each once, and in the order of its stream.
 */
import type { Recorded } from '@yimen/kernel';

/** How far such a log was told, so that a later reading goes on from there. */
export interface Streams {
  /** By stream of a log: the last version whose turn has come. */
  readonly last: Map<string, number>;
  /** What was told although something before it never came. */
  readonly beyond: Set<string>;
}

export interface Straightening {
  /** Those of them whose turn it is, and what has waited for them. */
  take(events: readonly Recorded[]): Recorded[];
  /** At the end of the log: what still waits, for a listener may have gone on beyond a gap that was given up. */
  rest(): Recorded[];
}

export const asItCame: Straightening = { take: (events) => [...events], rest: () => [] };

const byVersion = (a: Recorded, b: Recorded): number => a.version - b.version;

export function straightened(from: string, { last, beyond }: Streams): Straightening {
  const held = new Map<string, Recorded[]>();
  const keyOf = ({ stream }: Recorded) => `${from}|${stream}`;
  const lastOf = (event: Recorded) => last.get(keyOf(event)) ?? 0;
  const isTurn = (event: Recorded) => (event.previous ?? 0) <= lastOf(event);

  function* turns(event: Recorded): Generator<Recorded> {
    const key = keyOf(event);
    const waiting = [...(held.get(key) ?? []), event].toSorted(byVersion);
    while (waiting.length > 0 && isTurn(waiting[0]!)) {
      const next = waiting.shift()!;
      if (next.version <= lastOf(next)) continue;
      last.set(key, next.version);
      yield next;
    }
    if (waiting.length > 0) held.set(key, waiting);
    else held.delete(key);
  }

  return {
    take: (events) => events.flatMap((event) => [...turns(event)]),
    rest() {
      const left = [...held.values()].flat().filter((event) => !beyond.has(`${keyOf(event)}@${event.version}`));
      held.clear();
      const once = new Map(left.map((event) => [`${keyOf(event)}@${event.version}`, event]));
      for (const key of once.keys()) beyond.add(key);
      return [...once.values()];
    },
  };
}
