/** Amounts by claim item (分项金额): agreed, less paid, leaves outstanding. And when two items are one claim. */
import type { ClaimItem, ClaimPart } from './index.ts';

/** One part for each item, in the order in which the items first come. */
export function byItem(parts: readonly ClaimPart[]): ClaimPart[] {
  const fen = new Map<string, number>();
  for (const part of parts) fen.set(part.item, (fen.get(part.item) ?? 0) + part.fen);
  return [...fen].map(([item, total]) => ({ item, fen: total }));
}

/** One part for each item. Told with different sums, the larger one is claimed. */
export function largestOf(parts: readonly ClaimPart[]): ClaimPart[] {
  const fen = new Map<string, number>();
  for (const part of parts) fen.set(part.item, Math.max(fen.get(part.item) ?? 0, part.fen));
  return [...fen].map(([item, most]) => ({ item, fen: most }));
}

/** Claims with what was told later: one that is the `same` as a known one stands once, with the larger of its sums. */
export function toldLater<T extends Pick<ClaimItem, 'id' | 'fen'>>(
  held: readonly T[],
  told: readonly T[],
  same: Readonly<Record<string, string>>,
): T[] {
  const sums = [...wholeOf(held), ...told.map(({ id, fen }) => ({ item: same[id] ?? id, fen }))];
  const largest = new Map(largestOf(sums).map(({ item, fen }) => [item, fen]));
  const once = [...held, ...told.filter(({ id }) => same[id] === undefined)];
  return once.map((item) => ({ ...item, fen: largest.get(item.id) ?? item.fen }));
}

/** What is left of each item after `taken`; items with nothing left are gone. What was taken too much is not a debt. */
export function less(parts: readonly ClaimPart[], taken: readonly ClaimPart[]): ClaimPart[] {
  const gone = new Map(byItem(taken).map(({ item, fen }) => [item, fen]));
  return byItem(parts)
    .map(({ item, fen }) => ({ item, fen: fen - (gone.get(item) ?? 0) }))
    .filter(({ fen }) => fen > 0);
}

/** Whether the parts ask more of an item than `whole` holds, or ask something of an item that it does not know. */
export const exceeds = (parts: readonly ClaimPart[], whole: readonly ClaimPart[]): boolean =>
  less(parts, whole).length > 0;

/** So much of the parts as `whole` holds, item by item. */
export const within = (parts: readonly ClaimPart[], whole: readonly ClaimPart[]): ClaimPart[] =>
  less(whole, less(whole, parts));

/** The items with their whole sums. */
export const wholeOf = (items: readonly Pick<ClaimItem, 'id' | 'fen'>[]): ClaimPart[] =>
  items.map(({ id, fen }) => ({ item: id, fen }));

/** The items without those that are in the list already: under the same id, or word for word under another. */
export function distinct(items: readonly ClaimItem[]): ClaimItem[] {
  const known = new Set<string>();
  return items.filter(({ id, person, kind, from, to }) => {
    const words = [person, kind, from, to].join('/');
    const isNew = !known.has(id) && !known.has(words);
    known.add(id).add(words);
    return isNew;
  });
}

/** One claim told twice: the same item, or the same worker, kind and overlapping months under another id. */
export const isSameClaim = (one: ClaimItem, other: ClaimItem): boolean =>
  one.id === other.id ||
  (one.person === other.person && one.kind === other.kind && one.from <= other.to && other.from <= one.to);

/** Whether any claim of one list stands in the other too. */
export function overlap(some: readonly ClaimItem[], others: readonly ClaimItem[]): boolean {
  const held = Map.groupBy(others, ({ person }) => person);
  const ids = new Set(others.map(({ id }) => id));
  return some.some((one) => ids.has(one.id) || held.get(one.person)?.some((other) => isSameClaim(one, other)));
}

/** Whom a hand-over is about: the employer, and each worker once. */
export const partiesOf = (employer: string, items: readonly { person: string }[]): { id: string; role: string }[] => [
  { id: employer, role: 'employer' },
  ...[...new Set(items.map(({ person }) => person))].map((id) => ({ id, role: 'worker' })),
];
