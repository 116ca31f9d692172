/**
 * Time, identity and digests for a running service. The demonstration clock can be set and moved; the real one
 * cannot.
 */
import { createHash } from 'node:crypto';
import type { World } from '@yimen/kernel';

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

/** A UUID (version 8) that is always the same for the same words. */
export function derive(words: string): string {
  const hex = sha256(words).toString('hex');
  const variant = ((parseInt(hex[16] ?? '0', 16) & 3) | 8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    variant + hex.slice(17, 20),
    hex.slice(20, 32),
  ].join('-');
}

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
