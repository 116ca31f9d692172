import type { PlainDate } from '../day.ts';
import type { Parameters } from '../parameters.ts';
import type { Nature } from '../register/rule.ts';
import type { Step } from '../step.ts';
import type { WorkCalendar } from '../calendar/work-calendar.ts';

/** One legal act that touches a clock, in the order it happened. */
export type LegalAct =
  | {
      readonly kind: 'start' | 'restart' | 'stop' | 'pause' | 'resume' | 'cancel';
      readonly on: PlainDate;
      /** ISO instant; read only where the unit is the hour. Without an offset it is in Asia/Shanghai. */
      readonly at?: string;
      readonly because?: Step;
    }
  | {
      readonly kind: 'extend';
      readonly on: PlainDate;
      /** In the unit of the rule; else the extension of the register. */
      readonly length?: number;
      readonly because?: Step;
    };

export interface DeadlineRequest {
  readonly rule: string;
  readonly acts: readonly LegalAct[];
  /** Only for rules whose length is given by an order or a parameter, or that have a line of another length. */
  readonly length?: number;
  /** Only for rules with the unit 'agreed': the date the parties agreed. */
  readonly dueOn?: PlainDate;
  readonly today?: PlainDate;
  /** The present instant, for rules counted in hours. */
  readonly now?: string;
  readonly parameters?: Partial<Parameters>;
  readonly calendar?: WorkCalendar;
}

/** A day that has passed is `breached` where the rule is a duty, and `lapsed` (届满) where it is a right or an option. */
export type DeadlineStatus = 'running' | 'paused' | 'met' | 'breached' | 'lapsed' | 'cancelled';

export interface Deadline {
  readonly rule: string;
  readonly law: string;
  readonly article: string;
  readonly name: Step;
  readonly nature: Nature;
  /** The day of the act that (last) set it going; that day is not counted. */
  readonly start: PlainDate;
  readonly due: PlainDate;
  /** For rules counted in hours, with the offset of Shanghai. */
  readonly dueAt?: string;
  /** With every lawful extension used; absent where the law fixes no length for one. */
  readonly latest?: PlainDate;
  readonly status: DeadlineStatus;
  /** True while a day it depends on lies in a year whose holiday notice is not published. */
  readonly provisional: boolean;
  /** Numbers of the holiday notices it was counted by. */
  readonly calendar: string;
  readonly explain: Step[];
}
