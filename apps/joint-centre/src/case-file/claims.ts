/** Which claims of a door are new to the case, and which it knows under another id. */
import type { ClaimItem } from '@yimen/terms';

/** One claim: the same worker, the same kind, the same months. What it was said to be worth may differ. */
const claim = ({ person, kind, from, to }: ClaimItem): string => [person, kind, from, to].join('/');

export interface Sorted {
  readonly fresh: ClaimItem[];
  /** New id → the id under which the case knows the claim. */
  readonly same: Record<string, string>;
}

export function sortClaims(held: readonly ClaimItem[], told: readonly ClaimItem[]): Sorted {
  const ids = new Set(held.map(({ id }) => id));
  const known = new Map(held.map((item) => [claim(item), item.id]));
  const sorted: Sorted = { fresh: [], same: {} };
  for (const item of told) {
    if (ids.has(item.id)) continue;
    ids.add(item.id);
    const other = known.get(claim(item));
    if (other) sorted.same[item.id] = other;
    else {
      known.set(claim(item), item.id);
      sorted.fresh.push(item);
    }
  }
  return sorted;
}
