/** Asks the law for a date, and adds the moments at which the clock speaks before it. */
import { calendarWith, deadline, type LegalAct, type WorkCalendar } from '@yimen/law';
import type { Count, Notice } from '@yimen/casework';

const DAY = 86_400_000;
const startOf = (day: string): number => Date.parse(`${day}T00:00:00+08:00`);
const iso = (ms: number): string => new Date(ms).toISOString();

const calendars = new Map<string, WorkCalendar>();

/** To draw a calendar takes longer than to count by it; notices come once a year. */
function calendarOf(notices: readonly Notice[]): WorkCalendar {
  const name = JSON.stringify(notices);
  const known = calendars.get(name) ?? calendarWith(notices);
  calendars.set(name, known);
  return known;
}

/** The last working day before a day. */
function workingDayBefore(calendar: WorkCalendar, day: string): number {
  let at = startOf(day) - DAY;
  while (calendar.isRestDay(iso(at + 8 * 3_600_000).slice(0, 10))) at -= DAY;
  return at;
}

type Dates = Pick<ReturnType<typeof deadline>, 'start' | 'due' | 'dueAt'>;

/** Half of the time, four fifths, one working day before; and the end itself: the first moment of the day after. */
function alarmsOf(calendar: WorkCalendar, { start, due, dueAt }: Dates): string[] {
  const from = startOf(start);
  const end = dueAt ? Date.parse(dueAt) : startOf(due) + DAY;
  const early = [from + (end - from) * 0.5, from + (end - from) * 0.8, workingDayBefore(calendar, due)];
  return [...new Set([...early.filter((at) => at > from && at < end), end].sort((a, b) => a - b).map(iso))];
}

export const countByLaw: Count = ({ rule, acts, length, dueOn, notices }) => {
  const calendar = calendarOf(notices);
  const counted = deadline({
    rule,
    acts: acts as readonly LegalAct[],
    calendar,
    ...(length ? { length } : {}),
    ...(dueOn ? { dueOn } : {}),
  });
  return {
    ...counted,
    explain: [...counted.explain],
    alarms: counted.status === 'running' ? alarmsOf(calendar, counted) : [],
  };
};
