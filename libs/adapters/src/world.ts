/**
 * Time, identity and digests for a running service. The demonstration clock can be set and moved; the real one
 * cannot.
 */
import { createHash } from 'node:crypto';
import type { World } from '@yimen/kernel';
import { uuidOf } from '@yimen/terms';

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

/** A UUID (version 8) that is always the same for the same words. */
export const derive = (words: string): string => uuidOf(sha256(words).toString('hex'));

export interface Clock {
  now(): string;
  readonly demonstration: boolean;
  /** Sets the moment; time runs on from there. Refused by the real clock. */
  set(instant: string): void;
}

export const realClock: Clock = {
  now: () => new Date().toISOString(),
  demonstration: false,
  set: () => {
    throw new Error('the real clock cannot be set');
  },
};

export function demonstrationClock(start?: string): Clock {
  let ahead = start ? Date.parse(start) - Date.now() : 0;
  return {
    now: () => new Date(Date.now() + ahead).toISOString(),
    demonstration: true,
    set: (instant) => void (ahead = Date.parse(instant) - Date.now()),
  };
}

export const worldOf = (clock: Clock): World => ({
  now: () => clock.now(),
  derive,
  digest: (text) => sha256(text).toString('base64url'),
});
