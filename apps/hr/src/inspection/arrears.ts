/** What is still owed in an inspection, from whom it may be drawn, and what a lapsed order says about it. */
import { criminalTest, isPay, parametersOn } from '@yimen/law';
import { byItem, heads, less, sum, type ClaimItem, type ClaimPart } from '@yimen/terms';

/** A notice to a bank to pay from a contractor's deposit, and what the bank returned. */
export interface Draw {
  readonly handOver: string;
  readonly parts: readonly ClaimPart[];
  readonly paid: readonly ClaimPart[];
  /** Whether the contractor has made good all that was paid. */
  readonly refilled: boolean;
  /** The notice was sent back, or taken back: nothing comes of it. */
  readonly back?: boolean;
}

/** What the bank is still to pay by a notice. */
export const waiting = ({ parts, paid, back }: Draw): ClaimPart[] => (back ? [] : less(parts, paid));

/** What is owed and no bank has been told to pay. */
export const drawable = (owed: readonly ClaimPart[], draws: readonly Draw[]): ClaimPart[] =>
  less(owed, draws.flatMap(waiting));

/** The draw after a payment of the bank, which is to be made good even where an earlier one was. */
export const returned = (draw: Draw, parts: readonly ClaimPart[]): Draw => ({
  ...draw,
  paid: byItem([...draw.paid, ...parts]),
  refilled: false,
});

/** Months that an item covers, as `YYYY-MM`; the first may not be after the last. */
function monthsOf({ from, to }: ClaimItem): string[] {
  const number = (text: string) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7)) - 1;
  const length = Math.max(0, number(to) - number(from) + 1);
  return Array.from({ length }, (_, i) => String(number(from) + i));
}

/** A century that was mistyped must not keep an order from lapsing; the test asks for three months. */
const MOST_MONTHS = 600;

/** Workers and sum of what is unpaid on the day after the pay date, and the criminal test (拒不支付劳动报酬) of its pay. */
export function lapse(items: readonly ClaimItem[], owed: readonly ClaimPart[], payDate: string) {
  const unpaid = new Map(owed.map(({ item, fen }) => [item, fen]));
  const left = items.filter(({ id }) => unpaid.has(id));
  const workers = new Map<string, { unpaid: number; months: Set<string> }>();
  for (const item of left.filter(({ kind }) => isPay(kind))) {
    const worker = workers.get(item.person) ?? { unpaid: 0, months: new Set<string>() };
    worker.unpaid += unpaid.get(item.id) ?? 0;
    monthsOf(item).forEach((month) => worker.months.add(month));
    workers.set(item.person, worker);
  }
  const test = criminalTest({
    orderLapsed: true,
    workers: [...workers.values()].map((worker) => ({
      unpaid: worker.unpaid,
      months: Math.min(worker.months.size, MOST_MONTHS),
    })),
    parameters: parametersOn(payDate) ?? {},
  });
  return { workers: heads(left), outstanding: sum(owed), criminalTest: test.met, payDate };
}
