/** Chance that can be repeated: the same seed throws the same dice. */
import { createHash } from 'node:crypto';

export interface Chance {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** A whole number from 0 up to, not including, `count`. */
  below(count: number): number;
  pick<T>(of: readonly T[]): T;
  shuffled<T>(list: readonly T[]): T[];
  /** An id that no other chance with another name draws. */
  id(): string;
}

/** Dice by the generator mulberry32; who throws at the same time as others has a name of its own. */
export function chance(seed: number, name = ''): Chance {
  let state = [...name].reduce((sum, letter) => Math.imul(sum ^ letter.charCodeAt(0), 0x01000193), seed | 0);
  let drawn = 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (count: number): number => Math.floor(next() * count);
  return {
    next,
    below,
    pick: (of) => of[below(of.length)]!,
    shuffled(list) {
      const left = [...list];
      return list.map(() => left.splice(below(left.length), 1)[0]!);
    },
    id: () => uuid(`${seed}/${name}/${(drawn += 1)}`),
  };
}

/** A UUID of version 8 from a digest of the words. */
function uuid(words: string): string {
  const hex = createHash('sha256').update(words).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(12, 15)}`, `8${hex.slice(15, 18)}`, hex.slice(18, 30)].join(
    '-',
  );
}
