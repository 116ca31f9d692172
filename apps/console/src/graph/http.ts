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

/** Asks the gateway beside GraphQL; everything there speaks JSON. */
export async function ask<T>(path: string, init: RequestInit = {}): Promise<T> {
  const response = await fetch(path, { credentials: 'same-origin', ...init }).catch(() => {
    throw new HttpTrouble(0);
  });
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
