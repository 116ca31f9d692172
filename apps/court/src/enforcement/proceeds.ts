/** How a sum that was executed is shared over what fell due, and what interest it carries. */
import { lateInterest } from '@yimen/law';
import type { Fen } from '@yimen/terms';
import { dayAfter, type Due } from './overdue.ts';

/** The dues that `fen` of principal pays, oldest first, after `before` fen were executed earlier. */
export function paidOf(dues: readonly Due[], before: Fen, fen: Fen): Due[] {
  let skipped = before;
  let left = fen;
  return dues.flatMap((due) => {
    const open = Math.max(0, due.fen - skipped);
    skipped = Math.max(0, skipped - due.fen);
    const share = Math.min(open, left);
    left -= share;
    return share > 0 ? [{ ...due, fen: share }] : [];
  });
}

/** Interest from the day after each due day to the day paid (最高人民法院关于执行程序中计算迟延履行期间的债务利息的解释 第一条). */
export function interestOn(dues: readonly Due[], paidOn: string) {
  const { sum, lines } = lateInterest({ lines: dues.map(({ dueOn, fen }) => ({ principal: fen, dueOn, paidOn })) });
  const interest = dues.map(({ dueOn }, at) => ({
    from: dayAfter(dueOn),
    to: paidOn,
    days: lines[at]!.days,
    fen: lines[at]!.sum,
  }));
  return { interest, interestTotal: sum };
}
