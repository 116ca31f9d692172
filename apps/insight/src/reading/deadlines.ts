/** Clocks of every agency, as they were last heard. */
import { DEADLINES, idsOf, type DeadlineRow } from '@yimen/casework';
import { legalDay, type Look } from '@yimen/kernel';

const shown = ({ data }: { data: DeadlineRow }) => data;

export async function deadlinesOf(look: Look, caseId: string) {
  const caseIds = await idsOf(look, caseId);
  const rows = (await look.rows<DeadlineRow>(DEADLINES, { caseIds })).map(shown);
  return rows.sort((a, b) => a.due.localeCompare(b.due) || a.rule.localeCompare(b.rule));
}

const DAY = 86_400_000;

/** What is late, and what falls due within so many days; oldest first. */
export async function deadlinesDue(look: Look, within: number, now: string) {
  const until = legalDay(new Date(Date.parse(now) + Math.min(Math.max(within, 0), 365) * DAY).toISOString());
  const late = await look.rows<DeadlineRow>(DEADLINES, { where: { status: 'breached' }, limit: 500 });
  const running = await look.rows<DeadlineRow>(DEADLINES, { where: { status: 'running' } });
  const soon = running.map(shown).filter(({ due }) => due <= until);
  return [...late.map(shown), ...soon].sort((a, b) => a.due.localeCompare(b.due));
}
