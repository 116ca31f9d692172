/**
 * The money of one conflict, over all cases that were merged into it: a claim that was told twice counts once.
 * For each claim item: claimed = paid + outstanding + waived, as long as nobody paid more than was claimed.
 */
import { routes, type CaseLedger, type RouteName } from './case-ledger.ts';

/** One distinct claim item, in fen. */
export interface Line {
  readonly person?: string;
  claimed: number;
  agreed: number;
  paid: number;
  outstanding: number;
  waived: number;
}

export interface Money {
  readonly lines: readonly Line[];
  readonly byRoute: Readonly<Record<RouteName, number>>;
  readonly interest: number;
  /** `<who paid>|<for whom>` → fen. */
  readonly recourse: ReadonlyMap<string, number>;
}

type Same = Readonly<Record<string, string>>;

/** An alias may point at an alias: a claim was told again at a door of a case that was merged later. */
function canonical(item: string, same: Same): string {
  const seen = new Set<string>();
  let at = item;
  for (let next = same[at]; next !== undefined && !seen.has(next); next = same[at]) {
    seen.add(next);
    at = next;
  }
  return at;
}

interface Settling {
  agreed: { fen: number; on: string; performed: boolean } | undefined;
  ordered: number;
  /** Its case was closed with everything paid. */
  closed: boolean;
}

/** `same` is what the merges say; what the doors of each case say stands in its ledger. */
export function moneyOf(ledgers: readonly CaseLedger[], same: Same = {}): Money {
  const aliases = Object.assign({}, ...ledgers.map((ledger) => ledger.same), same) as Same;
  const book = openBook(aliases);
  for (const ledger of ledgers) enter(book, ledger);
  return {
    lines: [...book.lines].map(([item, line]) => finished(line, book.settling.get(item))),
    byRoute: book.byRoute,
    interest: ledgers.reduce((total, { interest }) => total + interest, 0),
    recourse: book.recourse,
  };
}

function openBook(aliases: Same) {
  const lines = new Map<string, Line>();
  const settling = new Map<string, Settling>();
  const of = (item: string) => canonical(item, aliases);
  const line = (item: string): Line => {
    const known = lines.get(item) ?? { claimed: 0, agreed: 0, paid: 0, outstanding: 0, waived: 0 };
    lines.set(item, known);
    return known;
  };
  const settle = (item: string): Settling => {
    const known = settling.get(item) ?? { agreed: undefined, ordered: 0, closed: false };
    settling.set(item, known);
    return known;
  };
  const byRoute = { advance: 0, deposit: 0, employer: 0, mediation: 0, enforcement: 0 };
  return { lines, settling, of, line, settle, byRoute, recourse: new Map<string, number>() };
}
type Book = ReturnType<typeof openBook>;

function enter(book: Book, ledger: CaseLedger): void {
  for (const [id, { person, fen }] of Object.entries(ledger.items)) claim(book, id, { person, fen });
  for (const agreement of Object.values(ledger.agreements)) agree(book, agreement);
  for (const parts of Object.values(ledger.orders))
    for (const [item, fen] of Object.entries(parts)) {
      const settled = book.settle(book.of(item));
      settled.ordered = Math.max(settled.ordered, fen);
    }
  for (const [route, parts] of Object.entries(ledger.paid) as [RouteName, Record<string, number>][])
    for (const [item, fen] of Object.entries(parts)) {
      book.line(book.of(item)).paid += fen;
      book.byRoute[route] += fen;
    }
  for (const [pair, fen] of Object.entries(ledger.recourse))
    book.recourse.set(pair, (book.recourse.get(pair) ?? 0) + fen);
  if (ledger.settled) for (const id of Object.keys(ledger.items)) book.settle(book.of(id)).closed = true;
}

/** Told twice with different sums, the larger one is claimed. */
function claim(book: Book, id: string, { person, fen }: { person: string; fen: number }): void {
  const item = book.of(id);
  const line = book.line(item);
  book.lines.set(item, { ...line, person, claimed: Math.max(line.claimed, fen) });
}

/** Of several agreements on one claim the latest counts. */
function agree(book: Book, { on, parts, performed }: CaseLedger['agreements'][string]): void {
  const sums = new Map<string, number>();
  for (const [id, fen] of Object.entries(parts)) sums.set(book.of(id), (sums.get(book.of(id)) ?? 0) + fen);
  for (const [item, fen] of sums) {
    const settled = book.settle(item);
    if (settled.agreed && settled.agreed.on > on) continue;
    settled.agreed = { fen, on, performed };
  }
}

/** What was claimed beyond the agreement is given up once the agreement has been kept, not when it was made. */
function finished(line: Line, settling: Settling | undefined): Line {
  const { claimed, paid } = line;
  const { agreed: agreement, ordered = 0, closed = false } = settling ?? {};
  const agreed = agreement?.fen ?? ordered;
  const kept = closed || agreement?.performed || (agreement !== undefined && paid >= agreed);
  const waived = kept && agreed > 0 ? Math.max(0, claimed - Math.max(agreed, paid)) : 0;
  return { ...line, agreed, waived, outstanding: Math.max(0, claimed - paid - waived) };
}

export const routeNames = Object.keys(routes) as RouteName[];

export type Sums = Pick<Line, 'claimed' | 'agreed' | 'paid' | 'outstanding' | 'waived'>;

export function sumsOf(lines: readonly Line[]): Sums {
  const sums = { claimed: 0, agreed: 0, paid: 0, outstanding: 0, waived: 0 };
  for (const line of lines) for (const field of Object.keys(sums) as (keyof Sums)[]) sums[field] += line[field];
  return sums;
}
