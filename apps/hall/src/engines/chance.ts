/** Chance that can be repeated: the same seed, the same throws. */
export interface Chance {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** Whether something happens that happens so often, from 0 to 1. */
  of(share: number): boolean;
  /** A whole number from 0, less than `below`. */
  below(below: number): number;
  pick<T>(from: readonly T[]): T;
}

/** Mulberry32: 32 bits of state, enough to spread some ten thousand queries. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (most: number) => Math.floor(next() * most);
  return {
    next,
    of: (share) => next() < share,
    below,
    pick: (from) => {
      if (from.length === 0) throw new Error('there is nothing to pick from');
      return from[below(from.length)]!;
    },
  };
}
