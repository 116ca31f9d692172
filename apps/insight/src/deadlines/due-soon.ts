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
}

export async function dueSoon(look: Look, today: string, { within, rights = false }: Span): Promise<DueRow[]> {
  const upTo = dayAfter(today, Math.min(Math.max(within, 0), 366));
  const where = { open: true, ...(rights ? {} : { owed: true }) };
  const due: DueRow[] = [];
  // What closed cases left behind is the oldest of all, and there may be more of it than is shown.
  for await (const rows of everyPage<DueRow>(look, DUE, { where, upTo })) {
    const closed = await Promise.all(rows.map(async ({ data }) => data.caseId && isClosed(look, data.caseId)));
    due.push(...rows.map(({ data }) => data).filter((_, at) => !closed[at]));
    if (due.length >= MOST) break;
  }
  return due.slice(0, MOST);
}
