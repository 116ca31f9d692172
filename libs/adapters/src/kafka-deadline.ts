/** How long anybody waits for a broker, and what is said when it does not come. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Complaints } from './kafka-client.ts';
import { isRefusal, KafkaFailure, told } from './kafka-failure.ts';

export interface Heeded extends Complaints {
  /** Waits for the work, but not once somebody was refused: the clients would try that password for minutes. */
  unlessRefused<T>(work: Promise<T>): Promise<T>;
}

export function heeded(): Heeded {
  let last: { readonly error: unknown; readonly at: number } | undefined;
  const waiting = new Set<(error: unknown) => void>();
  return {
    since: (moment) => (last && last.at >= moment ? last.error : undefined),
    note(error) {
      last = { error, at: performance.now() };
      if (waiting.size > 0 && isRefusal(error)) for (const refuse of waiting) refuse(error);
    },
    async unlessRefused(work) {
      const refused = Promise.withResolvers<never>();
      waiting.add(refused.reject);
      try {
        return await Promise.race([work, refused.promise]);
      } finally {
        waiting.delete(refused.reject);
      }
    },
  };
}

const AGAIN_MS = 200;

export interface Deadline {
  inTime<T>(about: string, work: () => Promise<T>, discard: (late: T) => Promise<void>): Promise<T>;
  end(): void;
}

/**
 * Tries until it works, until it cannot, or until the time is over: then in the words of the last complaint. What comes
 * later after all is thrown away.
 */
export function deadline(ms: number, complaints: Heeded): Deadline {
  const open = new Set<AbortController>();
  const inTime = async <T>(about: string, work: () => Promise<T>, discard: (late: T) => Promise<void>): Promise<T> => {
    const began = performance.now();
    const ended = new AbortController();
    open.add(ended);
    const working = trying(work, { about, complaints, ended: ended.signal });
    const late = pause(ms, undefined, { signal: ended.signal }).then(() => {
      throw complaints.since(began) ?? new Error(`no answer in ${ms} ms`);
    });
    try {
      return await complaints.unlessRefused(Promise.race([working, late]));
    } catch (error) {
      void working.then(discard).catch(() => {});
      throw told(error, about);
    } finally {
      late.catch(() => {});
      open.delete(ended);
      ended.abort();
    }
  };
  const end = (): void => open.forEach((ended) => ended.abort(new Error('the bus is being closed')));
  return { inTime, end };
}

interface Trying {
  readonly about: string;
  readonly complaints: Complaints;
  readonly ended: AbortSignal;
}

/** A broker that has just started refuses some questions for a moment. */
async function trying<T>(work: () => Promise<T>, { about, complaints, ended }: Trying): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (ended.aborted || told(error, about) instanceof KafkaFailure) throw error;
      complaints.note(error);
    }
    await pause(AGAIN_MS);
  }
}
