/**
 * Deadlines (时限): a procedure names which of its events start, stop, pause and extend a clock; the law counts; the log
 * keeps what was counted and why. A clock belongs to its procedure's own service and is never a legal state by itself.
 */
import { event } from '@yimen/kernel';
import { z } from 'zod';
import type { Notice } from './deadline-notices.ts';

export const actKinds = ['start', 'restart', 'stop', 'pause', 'resume', 'extend', 'cancel'] as const;
const words = z.object({ zh: z.string(), en: z.string() });
export const act = z.object({
  kind: z.enum(actKinds),
  on: z.iso.date(),
  at: z.string(),
  length: z.int().optional(),
});
export type ClockAct = z.output<typeof act>;

/** The whole picture of a clock after an act: enough to show it, to explain it and to count it again. */
const deadlineData = z.object({
  procedure: z.string(),
  procedureId: z.string(),
  rule: z.string(),
  key: z.string(),
  name: words.meta({ title: '时限', titleEn: 'Deadline' }),
  law: z.string(),
  article: z.string(),
  /**
   * Whose fault it is when the day passes: an office's for a duty, a party's for an obligation, nobody's for a right or
   * an option. Absent: a duty.
   */
  nature: z.enum(['duty', 'obligation', 'right', 'option']).optional(),
  start: z.iso.date(),
  due: z.iso.date(),
  dueAt: z.string().optional(),
  latest: z.iso.date().optional(),
  status: z.enum(['running', 'paused', 'met', 'breached', 'lapsed', 'cancelled']),
  provisional: z.boolean(),
  calendar: z.string(),
  explain: z.array(words),
  act: act.optional(),
  length: z.int().optional(),
  dueOn: z.iso.date().optional(),
  /** Moments at which the clock speaks next, oldest first. */
  alarms: z.array(z.string()),
  /** How many holiday notices the house had heard when this was counted. Absent: none. */
  edition: z.int().optional(),
  /** For which notices it was counted anew since it began. */
  recounted: z.array(words).optional(),
});
export type DeadlineData = z.output<typeof deadlineData>;

/** Whether somebody has to act by the day, an office or a party; else nobody is late when it has passed. */
export const isOwed = ({ nature = 'duty' }: Pick<DeadlineData, 'nature'>): boolean =>
  nature === 'duty' || nature === 'obligation';

const data = deadlineData;
export const DeadlineStarted = event({ name: 'DeadlineStarted', zh: '时限开始', en: 'Deadline started', data });
export const DeadlineMoved = event({ name: 'DeadlineMoved', zh: '时限变更', en: 'Deadline moved', data });
export const DeadlineEnded = event({ name: 'DeadlineEnded', zh: '时限结束', en: 'Deadline ended', data });
export const DeadlineApproaching = event({ name: 'DeadlineApproaching', zh: '时限临近', en: 'Deadline near', data });
/** The day of a duty has passed (超期). */
export const DeadlineBreached = event({ name: 'DeadlineBreached', zh: '时限已过', en: 'Deadline passed', data });
/** The day of a right or an option has passed: nobody is late. */
export const DeadlineLapsed = event({ name: 'DeadlineLapsed', zh: '期限届满', en: 'Period ended', data });
export const deadlineEvents = [
  DeadlineStarted,
  DeadlineMoved,
  DeadlineEnded,
  DeadlineApproaching,
  DeadlineBreached,
  DeadlineLapsed,
] as const;

/** What a clock says when its day has passed without the act. */
export const passedEvents = [DeadlineBreached, DeadlineLapsed] as const;

/** A clock as its procedure's stream knows it. */
export interface Ticking {
  readonly acts: readonly ClockAct[];
  readonly last: DeadlineData;
  /** Nothing touches it any more but a restart. */
  readonly ended: boolean;
  /** The latest moment at which it has spoken. */
  readonly rung: string;
}

/** What the law says when it is asked. The kernel only keeps it. */
export type Count = (request: {
  readonly rule: string;
  readonly acts: readonly ClockAct[];
  readonly length?: number | undefined;
  readonly dueOn?: string | undefined;
  /** The holiday notices that the house has heard, in their order. */
  readonly notices: readonly Notice[];
}) => Counted;

export type Counted = Omit<
  DeadlineData,
  'procedure' | 'procedureId' | 'rule' | 'key' | 'act' | 'length' | 'dueOn' | 'edition' | 'recounted'
>;
