/** Whoever works while parts of a district are away; for specifications. */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Client, Found } from '@yimen/hall/client';

export interface Asked {
  readonly mutation: string;
  readonly id: string;
  readonly input: object;
  /** A refusal that passes by itself. */
  readonly later?: string;
}

export interface Acknowledged {
  readonly given: Parameters<Client['give']>[0];
  readonly version: number;
}

export const PATIENCE_MS = 120_000;

/** Whoever is not there now is asked again; what is wrong stays wrong. */
export const passes = ({ extensions }: Found): boolean =>
  ['AGENCY_UNAVAILABLE', 'INTERNAL'].includes(extensions?.code as string);

/** The line broke, so nobody knows: the same command is sent again. */
function unlessBroken(error: Error): undefined {
  if (error.message !== 'fetch failed') throw error;
}

/** Sends until somebody answers, always under the same command id. */
export async function insist(client: Client, { mutation, id, input, later }: Asked): Promise<Acknowledged> {
  const given = { mutation, id, commandId: randomUUID(), input };
  for (const end = performance.now() + PATIENCE_MS; performance.now() < end; await pause(100)) {
    const told = await client.give(given).catch(unlessBroken);
    if (!told) continue;
    const { data, errors } = told;
    if (errors && !errors.every(passes)) throw new Error(`${mutation}: ${JSON.stringify(errors)}`);
    const answer = data?.answer as Found | undefined;
    if (errors || !answer || (later && answer.refusal?.code === later)) continue;
    if (answer.refusal) throw new Error(`${mutation} was refused: ${JSON.stringify(answer.refusal)}`);
    return { given, version: answer.version as number };
  }
  throw new Error(`${mutation} was not answered in ${PATIENCE_MS} ms`);
}
