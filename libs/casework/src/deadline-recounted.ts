/** What a new holiday notice makes of a clock: another date, or the same one for good, or nothing. */
import { DeadlineMoved, type Count, type Counted, type DeadlineData, type Ticking } from './deadline.ts';
import { orNone, type Notice, type Notices } from './deadline-notices.ts';

interface Recounting {
  readonly count: Count;
  /** When the notice was published. */
  readonly at: string;
  readonly notices: Notices | undefined;
}

/** Says nothing where neither the date, nor its being final, nor the notices it rests on have changed. */
export function recount(before: Ticking | undefined, { count, at, notices }: Recounting) {
  if (!before || before.ended) return [];
  const { acts, last, rung } = before;
  const { edition, heard } = orNone(notices);
  const { rule, length, dueOn } = last;
  const counted = count({ rule, acts, length, dueOn, notices: heard });
  if (isSame(counted, last)) return [];
  const news = heard.slice(last.edition ?? 0).map((notice) => reason(notice, { from: last, to: counted }));
  const recounted = [...(last.recounted ?? []), ...news];
  const standing = standingOf(last, counted, at);
  const alarms = standing === 'running' ? later(counted.alarms, rung > at ? rung : at) : [];
  const explain = [...counted.explain, ...recounted];
  return [
    DeadlineMoved({ ...last, ...counted, act: undefined, status: standing, alarms, explain, recounted, edition }),
  ];
}

const isSame = (counted: Counted, last: DeadlineData): boolean =>
  counted.due === last.due &&
  counted.dueAt === last.dueAt &&
  counted.latest === last.latest &&
  counted.provisional === last.provisional &&
  counted.calendar === last.calendar;

/** Whose day had passed by the estimate runs on where the notice puts the day after its own publication. */
function standingOf(last: DeadlineData, counted: Counted, at: string): DeadlineData['status'] {
  const isPassed = last.status === 'breached' || last.status === 'lapsed';
  if (!isPassed) return last.status;
  return (counted.alarms.at(-1) ?? at) > at ? 'running' : last.status;
}

/** What has been said is not said again; the end always is. */
const later = (alarms: readonly string[], than: string): string[] =>
  alarms.filter((alarm, place) => alarm > than || place === alarms.length - 1);

function reason({ year, number }: Notice, { from, to }: { from: DeadlineData; to: Counted }) {
  const was = from.provisional ? ['（暂定）', ' (provisional)'] : [' ', ''];
  const is = to.provisional ? ['仍为暂定', 'still provisional'] : ['为确定日期', 'final'];
  const zh = from.due === to.due ? `到期日 ${to.due} 不变` : `到期日由 ${from.due}${was[0]}改为 ${to.due}`;
  const en =
    from.due === to.due ? `the due date ${to.due} stays` : `the due date moves from ${from.due}${was[1]} to ${to.due}`;
  return {
    zh: `重新计算：${year} 年放假通知（${number}）发布，${zh}，${is[0]}。`,
    en: `Counted anew: the holiday notice of ${year} (${number}) was published; ${en}, ${is[1]}.`,
  };
}
