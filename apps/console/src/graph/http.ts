import { goesOn } from '../session/renewal.ts';
import type { Label } from './shapes.ts';

/** An answer that says no in words, or that never came (`status` 0). */
export class HttpTrouble extends Error {
  readonly status: number;
  readonly words: Label | undefined;

  constructor(status: number, words?: Label) {
    super(words?.en ?? `HTTP ${status}`);
    this.status = status;
    this.words = words;
  }
}

async function answered(path: string, init: RequestInit): Promise<Response> {
  return fetch(path, { credentials: 'same-origin', ...init }).catch(() => {
    throw new HttpTrouble(0);
  });
}

/** Asks the gateway beside GraphQL; everything there speaks JSON. A sign-in that has just run out is renewed. */
export async function ask<T>(path: string, init: RequestInit = {}): Promise<T> {
  const first = await answered(path, init);
  const response = first.status === 401 && (await goesOn()) ? await answered(path, init) : first;
  const body = (await response.json().catch(() => undefined)) as { error?: Partial<Label> } | undefined;
  if (response.ok) return body as T;
  const { zh, en } = body?.error ?? {};
  throw new HttpTrouble(response.status, zh ? { zh, en: en ?? zh } : undefined);
}

export const send = <T>(path: string, body: unknown): Promise<T> =>
  ask<T>(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
