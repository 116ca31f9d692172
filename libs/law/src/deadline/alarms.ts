import { calendarWith, type PublishedDays } from '../calendar/published.ts';
import type { WorkCalendar } from '../calendar/work-calendar.ts';
import { deadline, dueDate } from './deadline.ts';
import type { Deadline, DeadlineRequest } from './request.ts';

const DAY = 86_400_000;
const startOf = (day: string): number => Date.parse(`${day}T00:00:00+08:00`);
const iso = (ms: number): string => new Date(ms).toISOString();

const calendars = new Map<string, WorkCalendar>();

/** To draw a calendar takes longer than to count by it; notices come once a year. */
function calendarOf(notices: readonly PublishedDays[]): WorkCalendar {
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

/** Half of the time, four fifths, one working day before; and the end itself: the first moment of the day after. */
function alarmsOf(calendar: WorkCalendar, { start, due, dueAt }: Deadline): string[] {
  const from = startOf(start);
  const end = dueAt ? Date.parse(dueAt) : startOf(due) + DAY;
  const early = [from + (end - from) * 0.5, from + (end - from) * 0.8, workingDayBefore(calendar, due)];
  return [...new Set([...early.filter((at) => at > from && at < end), end].sort((a, b) => a - b).map(iso))];
}

export interface CountRequest extends Pick<DeadlineRequest, 'rule' | 'acts' | 'length' | 'dueOn'> {
  /** The holiday notices that were heard since this build, in their order. */
  readonly notices: readonly PublishedDays[];
}

/** The last day of a period that began on a day, counted as its clock counts it: with the notices that were heard. */
export const lastDay = (rule: string, on: string, notices: readonly PublishedDays[] = []): string =>
  dueDate({ rule, acts: [{ kind: 'start', on }], calendar: calendarOf(notices) }).due;

/** A deadline with the moments at which its clock speaks while it runs, as ISO instants, oldest first. */
export function countByLaw({ notices, ...request }: CountRequest): Deadline & { readonly alarms: string[] } {
  const calendar = calendarOf(notices);
  const counted = deadline({ ...request, calendar });
  return { ...counted, alarms: counted.status === 'running' ? alarmsOf(calendar, counted) : [] };
}
