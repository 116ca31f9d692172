import { createContext, useContext } from 'react';
import type { AgencyField, Label } from '../graph/shapes.ts';

export interface Actor {
  readonly id: string;
  readonly name?: string;
  readonly agency: string;
  readonly roles: readonly string[];
  readonly label?: Label;
  /** How much of the cases is shown: a party sees what names its organisation. */
  readonly reads?: 'all' | 'own' | 'none';
  readonly organisation?: string;
}

/** Whether this is the IT officer of one house or of the district. */
export const isOperator = ({ agency, roles }: Actor): boolean => roles.includes(`${agency}.operator`);

/** Whether this is somebody who pays or holds money, and no office that handles cases. */
export const isParty = ({ reads }: Actor): boolean => reads === 'own';

/** One sign-in of the demonstration: a person at a desk of one agency. */
export interface Persona extends Actor {
  readonly name: string;
  readonly label: Label;
}

export interface Session {
  readonly actor: Actor;
  /** Every agency that adds a file to a case, in the order in which the gateway lists them. */
  readonly agencies: readonly AgencyField[];
  /** Names of those who may sign in, as far as the service tells them; the demonstration does. */
  readonly people: ReadonlyMap<string, string>;
  signOut(): void;
}

export const SessionContext = createContext<Session | undefined>(undefined);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('this part of the page is only drawn for somebody who has signed in');
  return session;
}
