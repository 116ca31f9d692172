/**
 * Renews the sign-in of somebody who is at work. A desk that was left is signed out when its token ends: an open page
 * that asks for news by itself is nobody's work.
 */
import type { Actor } from './session-context.ts';

/** Who is signed in, and until when unless it is renewed. */
export interface Who {
  readonly actor: Actor | null;
  readonly expires?: string;
}

const RENEW = '/sign-in/renew';
let touched = false;
for (const kind of ['pointerdown', 'keydown'])
  addEventListener(kind, () => (touched = true), { capture: true, passive: true });

const listeners = new Set<(who: Who) => void>();
/** Tells of every renewal until the answer is called. */
export function whenRenewed(listener: (who: Who) => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

let asking: Promise<Who> | undefined;

/**
 * One question at a time for all pages of this browser: a provider takes what renews a sign-in once. Where the browser
 * knows no locks, for lack of TLS, the gateway still answers those alike who ask at once.
 */
export function renew(): Promise<Who> {
  const locks = (navigator as { locks?: LockManager }).locks;
  asking ??= (locks ? locks.request('yimen.renewal', ask) : ask()).finally(() => (asking = undefined));
  return asking;
}

async function ask(): Promise<Who> {
  const response = await fetch(RENEW, { method: 'POST', credentials: 'same-origin' }).catch(() => undefined);
  if (!response?.ok) return { actor: null };
  const who = (await response.json()) as Who;
  if (!who.actor) return who;
  touched = false;
  listeners.forEach((tell) => tell(who));
  return who;
}

/** Whether the sign-in goes on: it was renewed because somebody is at work here. */
export const goesOn = async (): Promise<boolean> => touched && (await renew()).actor !== null;

const SOON = 60_000;

/** Renews in time for as long as somebody is at work, until the answer is called. */
export function keepRenewing(expires: string | undefined): () => void {
  if (!expires) return () => undefined;
  const left = Date.parse(expires) - Date.now();
  const timer = setTimeout(() => void goesOn(), left > 2 * SOON ? left - SOON : left / 2);
  return () => clearTimeout(timer);
}
