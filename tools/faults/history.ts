/** What the clients saw: every command with its outcome. An outcome may stay unknown for a while, never for good. */

/** A command as a client means it, before it is sent. */
export interface Step {
  readonly persona: string;
  readonly agency: string;
  readonly mutation: string;
  readonly id: string;
  readonly input: object;
  /** The refusal that passes by itself, since the event that it waits for is on its way. */
  readonly later?: string;
  /** The refusal of whoever comes second, where two may. */
  readonly second?: string;
}

export interface Told extends Step {
  readonly commandId: string;
  /** Milliseconds from the beginning of the run. */
  began: number;
  ended?: number;
  /** How often it was sent, and how often nobody knew what had become of it. */
  attempts: number;
  unknown: number;
  /** What every answer said; several if it was sent several times. */
  readonly versions: number[];
  refusal?: string;
}

export const isAcknowledged = ({ versions }: Told): boolean => versions.length > 0;
export const isOpen = ({ versions, refusal }: Told): boolean => versions.length === 0 && refusal === undefined;

export interface Counted {
  readonly sent: number;
  readonly acknowledged: number;
  readonly refused: number;
  /** Commands whose outcome nobody knew at first. */
  readonly unknown: number;
  /** Of those, how many never had an answer. */
  readonly open: number;
}

export function counted(history: readonly Told[]): Counted {
  const count = (holds: (told: Told) => boolean): number => history.filter(holds).length;
  return {
    sent: history.length,
    acknowledged: count(isAcknowledged),
    refused: count(({ refusal }) => refusal !== undefined),
    unknown: count(({ unknown }) => unknown > 0),
    open: count(isOpen),
  };
}

/** An agency answered something, be it that what was asked for has not arrived yet. Moments of the run. */
export interface Answered {
  readonly agency: string;
  readonly began: number;
  readonly ended: number;
}

/**
 * How long after a moment somebody was answered who asked after it, in milliseconds; undefined if nobody ever was. Of
 * one agency, or of anybody.
 */
export function firstAfter(answers: readonly Answered[], moment: number, agency?: string): number | undefined {
  const after = answers.filter((each) => each.began >= moment && (!agency || each.agency === agency));
  return after.length === 0 ? undefined : Math.min(...after.map(({ ended }) => ended - moment));
}
