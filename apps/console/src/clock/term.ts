import { dayOf, daysBetween } from './days.ts';

/**
 * How a deadline stands. `few` is the reader's cue to act: two days or less. What ended after its day is `tardy`: it
 * is late by as many days as it took, and not by one more every day. A right that ran out has `lapsed`.
 */
export type TermState = 'far' | 'few' | 'today' | 'late' | 'paused' | 'met' | 'tardy' | 'lapsed' | 'cancelled';

export interface Term {
  readonly state: TermState;
  /** Calendar days left, or days over when late or tardy. */
  readonly days: number;
  /** The holiday notice of that year is not published yet, so the date may still move. */
  readonly estimated: boolean;
}

/** States in which nobody has to hurry. */
const settled = ['paused', 'met', 'lapsed', 'cancelled'] as const;

/** What is known of a deadline. Of an unknown nature it counts as a duty. */
export interface Running {
  readonly due: string;
  readonly status: string;
  readonly ended?: string | null;
  readonly nature?: string;
  readonly provisional: boolean;
}

/** A right (权利) that was not used and an option (选择) that was not taken are nobody's breach. */
const isOwed = ({ nature = 'duty' }: Running): boolean => nature === 'duty' || nature === 'obligation';

/** What the clock component says about a deadline on a legal day. */
export function termOf(deadline: Running, today: string): Term {
  const due = dayOf(deadline.due);
  const left = daysBetween(today, due);
  const quiet = settled.find((state) => state === deadline.status);
  const term = (state: TermState, days: number): Term => ({ state, days, estimated: deadline.provisional });
  if (quiet) return term(quiet, Math.max(left, 0));
  if (deadline.status === 'breached' && deadline.ended)
    return term('tardy', Math.max(daysBetween(due, deadline.ended), 0));
  if (left < 0 && !isOwed(deadline)) return term('lapsed', 0);
  if (left < 0 || deadline.status === 'breached') return term('late', Math.max(-left, 0));
  if (left === 0) return term('today', 0);
  return term(left <= 2 ? 'few' : 'far', left);
}

const order: Record<TermState, number> = {
  late: 0,
  today: 1,
  few: 2,
  far: 3,
  paused: 4,
  tardy: 5,
  met: 6,
  lapsed: 7,
  cancelled: 8,
};

/** What must be looked at first stands first: late, today, soon; then by date. */
export function byUrgency<D extends Running>(deadlines: readonly D[], today: string): D[] {
  const rank = (deadline: D) => order[termOf(deadline, today).state];
  return deadlines.toSorted((one, two) => rank(one) - rank(two) || one.due.localeCompare(two.due));
}

/** The deadline that the head of a case shows, if a clock is running. */
export const nextOf = <D extends Running>(deadlines: readonly D[], today: string): D | undefined =>
  byUrgency(deadlines, today).find((deadline) => order[termOf(deadline, today).state] <= order.far);
