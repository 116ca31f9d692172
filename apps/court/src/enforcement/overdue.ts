/** What of a title can be enforced on a day: what fell due before it and is not paid, by item and by due day. */
import { byItem, less, sum, type ClaimPart, type Fen, type Instalment } from '@yimen/terms';
import type { Performance } from '../confirmation/performance.view.ts';
import type { Title } from '../confirmation/titles.view.ts';

export interface Due {
  readonly dueOn: string;
  readonly fen: Fen;
}

export const dayAfter = (day: string): string => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);

/** What was paid of a title: voluntarily by instalment, and by enforcement all that fell due up to a day. */
export interface Settled {
  readonly paid: Performance['paid'];
  readonly collectedTo: string;
}

/** The unpaid instalments, each with the day it falls due. A default brings the rest forward to the day after. */
function unpaid({ instalments, acceleration }: Title, { paid, collectedTo }: Settled): Instalment[] {
  const paidOf = (no: number) => paid.filter((payment) => payment.no === no).flatMap(({ parts }) => parts);
  const open = instalments
    .filter(({ dueOn }) => dueOn > collectedTo && !(acceleration && collectedTo))
    .map((one) => ({ ...one, parts: less(one.parts, paidOf(one.no)) }))
    .filter(({ parts }) => parts.length > 0)
    .sort((one, other) => one.dueOn.localeCompare(other.dueOn));
  const first = open[0]?.dueOn;
  if (!acceleration || first === undefined) return open;
  const brought = dayAfter(first);
  return open.map((one) => ({ ...one, dueOn: one.dueOn > brought ? brought : one.dueOn }));
}

/** A sum is overdue from the day after its due day. */
export function overdueOn(day: string, title: Title, settled: Settled): { parts: ClaimPart[]; dues: Due[] } {
  const late = unpaid(title, settled).filter(({ dueOn }) => dueOn < day);
  const days = [...new Set(late.map(({ dueOn }) => dueOn))];
  return {
    parts: byItem(late.flatMap(({ parts }) => parts)),
    dues: days.map((dueOn) => ({
      dueOn,
      fen: sum(late.filter((one) => one.dueOn === dueOn).flatMap(({ parts }) => parts)),
    })),
  };
}
