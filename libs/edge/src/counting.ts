/** Asks the law for a date, and adds the moments at which the clock speaks before it. */
import { calendar, deadline, type LegalAct } from '@yimen/law';
import type { Count } from '@yimen/casework';

const DAY = 86_400_000;
const startOf = (day: string): number => Date.parse(`${day}T00:00:00+08:00`);
const iso = (ms: number): string => new Date(ms).toISOString();

/** The last working day before a day. */
function workingDayBefore(day: string): number {
  let at = startOf(day) - DAY;
  while (calendar.isRestDay(iso(at + 8 * 3_600_000).slice(0, 10))) at -= DAY;
  return at;
}

/** Half of the time, four fifths, one working day before; and the end itself: the first moment of the day after. */
function alarmsOf(start: string, due: string, dueAt?: string): string[] {
  const from = startOf(start);
  const end = dueAt ? Date.parse(dueAt) : startOf(due) + DAY;
  const early = [from + (end - from) * 0.5, from + (end - from) * 0.8, workingDayBefore(due)];
  return [...new Set([...early.filter((at) => at > from && at < end), end].sort((a, b) => a - b).map(iso))];
}

export const countByLaw: Count = ({ rule, acts, length, dueOn }) => {
  const counted = deadline({
    rule,
    acts: acts as readonly LegalAct[],
    ...(length ? { length } : {}),
    ...(dueOn ? { dueOn } : {}),
  });
  const { start, due, dueAt } = counted;
  return {
    ...counted,
    explain: [...counted.explain],
    alarms: counted.status === 'running' ? alarmsOf(start, due, dueAt) : [],
  };
};
