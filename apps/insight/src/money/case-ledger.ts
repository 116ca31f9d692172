/**
 * The money of one case, by claim item: what was claimed, agreed, ordered and paid, and by which way. Each event only
 * adds its own part, so the order in which the agencies are heard does not matter.
 */
import { sum, type ClaimItem, type ClaimPart } from '@yimen/terms';
import type { Comings } from '../duplicates.ts';

/** By which way money reached the workers. */
export const routes = {
  advance: { zh: '总包垫付', en: 'Advanced by the general contractor' },
  deposit: { zh: '工资保证金', en: 'Wage deposit' },
  employer: { zh: '用人单位支付', en: 'Paid by the employer' },
  mediation: { zh: '调解履行', en: 'Paid under a mediation' },
  enforcement: { zh: '强制执行', en: 'Enforced by the court' },
} as const;
export type RouteName = keyof typeof routes;

type ByItem = Readonly<Record<string, number>>;

interface Agreement {
  readonly on: string;
  readonly parts: ByItem;
  readonly performed: boolean;
}

export interface CaseLedger extends Comings {
  readonly caseId: string;
  readonly items: Readonly<Record<string, { readonly person: string; readonly fen: number }>>;
  /** Items told again under another id: that id → the item. */
  readonly same: Readonly<Record<string, string>>;
  /** By the stream of the mediation. */
  readonly agreements: Readonly<Record<string, Agreement>>;
  /** By the stream of the inspection; a later order takes the place of the one before. */
  readonly orders: Readonly<Record<string, ByItem>>;
  readonly paid: Readonly<Partial<Record<RouteName, ByItem>>>;
  readonly interest: number;
  /** `<who paid>|<for whom>` → fen. */
  readonly recourse: ByItem;
  /** The case was closed with everything paid, so what was not agreed to is given up. */
  readonly settled: boolean;
}

export const emptyLedger = (caseId: string): CaseLedger => ({
  ...{ caseId, items: {}, same: {}, agreements: {}, orders: {}, paid: {}, interest: 0, recourse: {}, settled: false },
});

function added(to: ByItem, parts: readonly ClaimPart[]): ByItem {
  const total: Record<string, number> = { ...to };
  for (const { item, fen } of parts) total[item] = (total[item] ?? 0) + fen;
  return total;
}

export function withClaims(
  ledger: CaseLedger,
  told: { readonly claimItems: readonly ClaimItem[]; readonly same: Readonly<Record<string, string>> },
): CaseLedger {
  const items = Object.fromEntries(told.claimItems.map(({ id, person, fen }) => [id, { person, fen }]));
  return {
    ...ledger,
    items: { ...ledger.items, ...items },
    same: { ...ledger.same, ...told.same },
    settled: false,
  };
}

export function withAgreement(
  ledger: CaseLedger,
  stream: string,
  { parts, on }: { parts: readonly ClaimPart[]; on: string },
): CaseLedger {
  const performed = ledger.agreements[stream]?.performed ?? false;
  return { ...ledger, agreements: { ...ledger.agreements, [stream]: { on, parts: added({}, parts), performed } } };
}

/** Performance may be heard before the agreement. */
export function withPerformance(ledger: CaseLedger, stream: string): CaseLedger {
  const agreement = ledger.agreements[stream] ?? { on: '', parts: {} };
  return { ...ledger, agreements: { ...ledger.agreements, [stream]: { ...agreement, performed: true } } };
}

export const withOrder = (ledger: CaseLedger, stream: string, parts: readonly ClaimPart[]): CaseLedger => ({
  ...ledger,
  orders: { ...ledger.orders, [stream]: added({}, parts) },
});

export const withPayment = (ledger: CaseLedger, route: RouteName, parts: readonly ClaimPart[]): CaseLedger => ({
  ...ledger,
  paid: { ...ledger.paid, [route]: added(ledger.paid[route] ?? {}, parts) },
});

/** Who paid for another may have it back from them (保障农民工工资支付条例 第三十条); for one's own workers from nobody. */
export function withRecourse(
  ledger: CaseLedger,
  { by, against, parts }: { by: string; against: string; parts: readonly ClaimPart[] },
): CaseLedger {
  if (by === against) return ledger;
  const pair = `${by}|${against}`;
  return { ...ledger, recourse: { ...ledger.recourse, [pair]: (ledger.recourse[pair] ?? 0) + sum(parts) } };
}
