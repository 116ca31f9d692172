/** Who asks, and what of an agency's files is shown to him: all of them, those that name his organisation, or none. */
import type { AnyDecider, Actor, CommandType, Shown } from '@yimen/kernel';
import { GraphQLError } from 'graphql';
import type { Asking } from './file.ts';
import { formOf } from './schema.ts';

export interface Reader extends Actor {
  readonly reads: 'all' | 'own' | 'none';
  /** For whom a party acts (单位), by its id in the register of parties. */
  readonly organisation?: string;
}

/** A list or a page that is not for this reader. */
export const notForYou = (zh: string, en: string, extensions: object = {}): GraphQLError =>
  new GraphQLError(`${zh} · ${en}`, { extensions: { code: 'FORBIDDEN', ...extensions } });

/** A party reads at the desk at which it works: what another agency keeps about it tells what that agency does. */
export const readsAt = ({ reads, agency }: Reader, desk: string): boolean =>
  reads === 'all' || (reads === 'own' && agency === desk);

export function isShownTo({ reads, organisation }: Reader, { facts }: Pick<Shown, 'facts'>): boolean {
  if (reads !== 'own') return reads === 'all';
  return facts.some(({ kind, value }) => kind === 'organisation' && value === organisation);
}

/** The fields in which whoever gives the command says for which organisation: `own` in their schema. */
const ownFields = (command: CommandType<any, any>): string[] =>
  Object.entries<{ own?: boolean }>(formOf(command)['properties'] ?? {}).flatMap(([name, { own }]) =>
    own ? [name] : [],
  );

/** A party opens only what says for whom. */
export const mayOpen = ({ reads, organisation }: Reader, command: CommandType<any, any>): boolean =>
  reads !== 'own' || (organisation !== undefined && ownFields(command).length > 0);

interface Given {
  readonly decider: AnyDecider;
  readonly command: CommandType<any, any>;
  readonly id: string;
  readonly input: unknown;
}

/** Whether what a party does is its own organisation's affair; everybody else acts for the agency. */
export async function isTheirs({ actor, house }: Asking, { decider, command, id, input }: Given): Promise<boolean> {
  if (actor.reads !== 'own') return true;
  if (!actor.organisation) return false;
  const shown = decider.show((await house.procedure(decider, id)).state);
  if (shown) return isShownTo(actor, shown);
  const said = ownFields(command).map((field) => (input as Record<string, unknown> | null)?.[field]);
  return said.length > 0 && said.every((organisation) => organisation === actor.organisation);
}
