/** How a procedure declares its clocks (时限): which of its events start, stop, pause and extend them. */
import type { On } from './handlers.ts';
import type { Command, EventType } from './message.ts';

/** What an event does to a clock. `key` tells several clocks of one rule apart, for example instalments. */
export interface Act {
  /** Legal day of the act; the day on which the event occurred if left out. */
  readonly on?: string;
  readonly key?: string;
  /** Length that an order or a parameter gives, in the rule's unit. */
  readonly length?: number;
  /** The day that the parties agreed, for rules that have no length. */
  readonly dueOn?: string;
}

export type Touch = EventType<any, any> | On<Act | readonly Act[] | undefined>;

/** One clock of a procedure: by which rule it counts, and what moves it. */
export interface Clock {
  /** Id in the register of deadlines, for example `arb-award`. */
  readonly rule: string;
  readonly start: readonly Touch[];
  readonly restart?: readonly Touch[];
  readonly stop?: readonly Touch[];
  readonly pause?: readonly Touch[];
  readonly resume?: readonly Touch[];
  readonly extend?: readonly Touch[];
  readonly cancel?: readonly Touch[];
  /** What the system orders of the procedure on the day after, where the law gives the lapse an effect. */
  readonly breached?: (lapsed: { readonly key: string; readonly due: string }) => Command;
}

export const clock = (rule: string, moved: Omit<Clock, 'rule'>): Clock => ({ rule, ...moved });
