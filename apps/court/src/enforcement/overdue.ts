/** What of a title can be enforced on a day: what fell due before it and is not paid, by item and by due day. */
import { byItem, exceeds, less, sum, type ClaimPart, type Fen, type Instalment } from '@yimen/terms';
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

/** The due day of the first instalment that was not paid in full by it, once that day has passed. */
function brokenOn(day: string, { instalments }: Title, { paid }: Settled): string | undefined {
  const inTime = ({ no, dueOn }: Instalment) =>
    paid.filter((payment) => payment.no === no && payment.on <= dueOn).flatMap(({ parts }) => parts);
  const late = instalments.filter((one) => one.dueOn < day && exceeds(one.parts, inTime(one)));
  return late.map(({ dueOn }) => dueOn).sort()[0];
}

/**
 * What is not paid and fell due before the day. With acceleration a default brings all the rest forward to the day
 * after it, whatever is paid later; on that day it is due.
 */
function unpaid(day: string, title: Title, settled: Settled): Instalment[] {
  const { paid, collectedTo } = settled;
  const broken = title.acceleration ? brokenOn(day, title, settled) : undefined;
  const brought = broken && dayAfter(broken);
  const paidOf = (no: number) => paid.filter((payment) => payment.no === no).flatMap(({ parts }) => parts);
  return title.instalments
    .map((one) => ({
      ...one,
      dueOn: brought && one.dueOn > brought ? brought : one.dueOn,
      parts: less(one.parts, paidOf(one.no)),
    }))
    .filter(({ dueOn, parts }) => parts.length > 0 && dueOn > collectedTo && (dueOn < day || dueOn === brought))
    .sort((one, other) => one.dueOn.localeCompare(other.dueOn));
}

/** A sum is overdue from the day after its due day. */
export function overdueOn(day: string, title: Title, settled: Settled): { parts: ClaimPart[]; dues: Due[] } {
  const late = unpaid(day, title, settled);
  const days = [...new Set(late.map(({ dueOn }) => dueOn))];
  return {
    parts: byItem(late.flatMap(({ parts }) => parts)),
    dues: days.map((dueOn) => ({
      dueOn,
      fen: sum(late.filter((one) => one.dueOn === dueOn).flatMap(({ parts }) => parts)),
    })),
  };
}
