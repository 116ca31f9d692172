/** Chance that can be repeated: the same seed throws the same dice. */
import { createHash } from 'node:crypto';
import { chanceOf, type Chance as Dice } from '@yimen/hall/chance';

export interface Chance extends Dice {
  shuffled<T>(list: readonly T[]): T[];
  /** An id that no other chance with another name draws. */
  id(): string;
}

/** Who throws at the same time as others has a name of its own. */
export function chance(seed: number, name = ''): Chance {
  const start = [...name].reduce((sum, letter) => Math.imul(sum ^ letter.charCodeAt(0), 0x01000193), seed | 0);
  let drawn = 0;
  const dice = chanceOf(start);
  return {
    ...dice,
    shuffled(list) {
      const left = [...list];
      return list.map(() => left.splice(dice.below(left.length), 1)[0]!);
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
