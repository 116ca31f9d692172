/** Sums over distinct claim items. Pure: rows in, figures out. */
import { sum } from '@yimen/terms';
import type { ClaimRow, Route } from './claims.view.ts';

export interface Counted {
  readonly claimed: number;
  readonly agreed: number;
  readonly paid: number;
  readonly outstanding: number;
  readonly waived: number;
}

/** Follows an id to the item that it means. */
function meant(item: string, same: Readonly<Record<string, string>>): string {
  const other = same[item];
  return other && other !== item ? meant(other, same) : item;
}

const routes: readonly Route[] = ['advance', 'deposit', 'employer', 'mediation', 'enforcement'];

/** One row for each claim: what two ids of it were paid adds up, what they claimed does not. */
export function distinct(rows: readonly ClaimRow[], same: Readonly<Record<string, string>>): ClaimRow[] {
  const byItem = new Map<string, ClaimRow>();
  // The claim's own id first, so that its figures stand and those of its other ids are only added to.
  for (const row of [...rows].sort((a, b) => Number(a.item in same) - Number(b.item in same))) {
    const item = meant(row.item, same);
    const held = byItem.get(item);
    byItem.set(item, held ? added(held, row) : { ...row, item });
  }
  return [...byItem.values()];
}

function added(held: ClaimRow, row: ClaimRow): ClaimRow {
  const paid = Object.fromEntries(routes.map((route) => [route, (held.paid[route] ?? 0) + (row.paid[route] ?? 0)]));
  const agreed = row.agreed ?? held.agreed;
  return { ...held, paid, ...(agreed === undefined ? {} : { agreed }) };
}

const paidOf = ({ paid }: ClaimRow): number => routes.reduce((total, route) => total + (paid[route] ?? 0), 0);
/** What is due in the end: an agreement takes the place of the claim. */
const dueOf = ({ claimed, agreed }: ClaimRow): number => agreed ?? claimed;

export function count(rows: readonly ClaimRow[]): Counted {
  const total = (of: (row: ClaimRow) => number) => sum(rows.map((row) => ({ fen: of(row) })));
  return {
    claimed: total(({ claimed }) => claimed),
    agreed: total(({ agreed }) => agreed ?? 0),
    paid: total(paidOf),
    outstanding: total((row) => Math.max(0, dueOf(row) - paidOf(row))),
    waived: total((row) => Math.max(0, row.claimed - dueOf(row))),
  };
}

export const byRoute = (rows: readonly ClaimRow[]): { route: Route; fen: number }[] =>
  routes.map((route) => ({ route, fen: sum(rows.map(({ paid }) => ({ fen: paid[route] ?? 0 }))) }));

export function byPerson(rows: readonly ClaimRow[]): (Counted & { person: string })[] {
  const people = [...new Set(rows.map(({ person }) => person))].filter(Boolean);
  return people.map((person) => ({ person, ...count(rows.filter((row) => row.person === person)) }));
}
