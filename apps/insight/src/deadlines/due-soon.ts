/**
 * What an office or a party owes and is passed or due within a few days, oldest first; where they are asked for, also
 * rights that soon end. What a closed case left behind is nobody's work any more.
 */
import type { Look } from '@yimen/kernel';
import { everyPage } from '../figures/every-row.ts';
import { isClosed } from '../figures/intake.view.ts';
import { DUE, type DueRow } from './deadlines-due.view.ts';

const DAY = 86_400_000;
const MOST = 500;

const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);

export interface Span {
  readonly within: number;
  readonly rights?: boolean;
  /** Only the clocks of this agency. */
  readonly agency?: string | null;
  /** What follows this one, as `<due>|<id>` of the last that was shown. */
  readonly after?: string | null;
}

/** The key of a row may hold the sign between the two; its day may not. */
function placeOf(after: string) {
  const [order = ''] = after.split('|', 1);
  return { order, key: after.slice(order.length + 1) };
}

export async function dueSoon(look: Look, today: string, span: Span): Promise<DueRow[]> {
  const { within, rights = false, agency, after } = span;
  const upTo = dayAfter(today, Math.min(Math.max(within, 0), 366));
  const where = { open: true, ...(rights ? {} : { owed: true }), ...(agency ? { agency } : {}) };
  const due: DueRow[] = [];
  // What closed cases left behind is the oldest of all, and there may be more of it than is shown.
  for await (const rows of everyPage<DueRow>(look, DUE, { where, upTo, ...(after ? { after: placeOf(after) } : {}) })) {
    const closed = await Promise.all(rows.map(async ({ data }) => data.caseId && isClosed(look, data.caseId)));
    due.push(...rows.map(({ data }) => data).filter((_, at) => !closed[at]));
    if (due.length >= MOST) break;
  }
  return due.slice(0, MOST);
}
