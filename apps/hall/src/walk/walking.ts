/** Who walks, and through which houses. */
import type { town } from '@yimen/casework/testing';
import { desks } from '../desks.ts';
import type { Chance } from '../engines/chance.ts';
import type { Known } from './known.ts';

export const agencies = desks.map(({ agency }) => agency);
export const names = agencies.map(({ name }) => name);

export interface Walking {
  readonly here: ReturnType<typeof town>;
  readonly chance: Chance;
  readonly known: Known;
  readonly caseIds: string[];
  /** So many cases are worked on at a time. */
  readonly alive: number;
  /** How often everybody has heard everything before the next act. */
  readonly calm: number;
  /** How often each command was given; one that was refused counts little. */
  readonly given: Map<string, number>;
  newId(): string;
}
