/** Which claims of a door are new to the case or larger than it knew, and which it knows under another id. */
import type { ClaimItem } from '@yimen/terms';

/** One claim: the same worker, the same kind, the same months. What it was said to be worth may differ. */
const claim = ({ person, kind, from, to }: ClaimItem): string => [person, kind, from, to].join('/');

export interface Sorted {
  /** With those that were told again with a larger sum, which is what is claimed from now on. */
  readonly fresh: ClaimItem[];
  /** New id → the id under which the case knows the claim. */
  readonly same: Record<string, string>;
}

export function sortClaims(held: readonly ClaimItem[], told: readonly ClaimItem[]): Sorted {
  const ids = new Set(held.map(({ id }) => id));
  const known = new Map(held.map((item) => [claim(item), { id: item.id, fen: item.fen }]));
  const sorted: Sorted = { fresh: [], same: {} };
  for (const item of told) {
    if (ids.has(item.id)) continue;
    ids.add(item.id);
    const other = known.get(claim(item));
    if (other) sorted.same[item.id] = other.id;
    if (other && other.fen >= item.fen) continue;
    known.set(claim(item), { id: other?.id ?? item.id, fen: item.fen });
    sorted.fresh.push(item);
  }
  return sorted;
}
