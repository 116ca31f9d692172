/** The money of a case as its page shows it. */
import { underAllIds } from '@yimen/casework';
import type { Look } from '@yimen/kernel';
import { routes, type CaseLedger } from './case-ledger.ts';
import { LEDGER } from './ledger.view.ts';
import { mergesOf } from './merges.view.ts';
import { moneyOf, routeNames, sumsOf, type Line, type Money } from './money.ts';

const organisation = (id: string) => ({ __typename: 'Organisation', id });

export const shownRoutes = (byRoute: Money['byRoute']) =>
  routeNames.map((route) => ({ route, label: routes[route], fen: byRoute[route] }));

function people(lines: readonly Line[]) {
  const known = lines.filter(({ person }) => person !== undefined);
  return [...Map.groupBy(known, ({ person }) => person)].map(([id, own]) => {
    const { claimed, agreed, paid, outstanding } = sumsOf(own);
    return { person: { __typename: 'Person', id }, claimed, agreed, paid, outstanding };
  });
}

/** Null for a case of which nothing about money was ever heard. */
export async function caseMoney(look: Look, caseId: string) {
  const [rows, merges] = await underAllIds(look, caseId, (caseIds) =>
    Promise.all([look.rows<CaseLedger>(LEDGER, { caseIds }), mergesOf(look, caseIds)]),
  );
  if (rows.length === 0) return null;
  const same = Object.assign({}, ...merges.map((merge) => merge.same)) as Record<string, string>;
  const money = moneyOf(
    rows.map(({ data }) => data),
    same,
  );
  return {
    ...sumsOf(money.lines),
    interest: money.interest,
    byRoute: shownRoutes(money.byRoute),
    byPerson: people(money.lines),
    recourse: [...money.recourse].map(([pair, fen]) => {
      const [by = '', against = ''] = pair.split('|');
      return { by: organisation(by), against: organisation(against), fen };
    }),
  };
}
