/** What of a title can be enforced on a day: what fell due before it and is not paid, by item and by due day. */
import { byItem, less, sum, type ClaimPart, type Fen, type Instalment } from '@yimen/terms';
import type { Performance } from '../confirmation/performance.view.ts';
import type { Title } from '../confirmation/titles.view.ts';

export interface Due {
  readonly dueOn: string;
  readonly fen: Fen;
}

export const dayAfter = (day: string): string => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);

/** The unpaid instalments, each with the day it falls due. A default brings the rest forward to the day after. */
function unpaid({ instalments, acceleration }: Title, paid: Performance['paid']): Instalment[] {
  const open = instalments
    .map((one) => ({
      ...one,
      parts: less(
        one.parts,
        paid.filter(({ no }) => no === one.no).flatMap(({ parts }) => parts),
      ),
    }))
    .filter(({ parts }) => parts.length > 0)
    .sort((one, other) => one.dueOn.localeCompare(other.dueOn));
  const first = open[0]?.dueOn;
  if (!acceleration || first === undefined) return open;
  const brought = dayAfter(first);
  return open.map((one) => ({ ...one, dueOn: one.dueOn > brought ? brought : one.dueOn }));
}

/** A sum is overdue from the day after its due day. */
export function overdueOn(day: string, title: Title, paid: Performance['paid']): { parts: ClaimPart[]; dues: Due[] } {
  const late = unpaid(title, paid).filter(({ dueOn }) => dueOn < day);
  const days = [...new Set(late.map(({ dueOn }) => dueOn))];
  return {
    parts: byItem(late.flatMap(({ parts }) => parts)),
    dues: days.map((dueOn) => ({
      dueOn,
      fen: sum(late.filter((one) => one.dueOn === dueOn).flatMap(({ parts }) => parts)),
    })),
  };
}
