import { createContext, useContext } from 'react';
import type { Claim } from '../act/values.ts';
import type { Action, AgencyField, CaseMember, CaseView, Organisation, Procedure } from '../graph/shapes.ts';
import type { Broken, Silence } from '../graph/trouble.ts';

/** What somebody is about to do: a command to a procedure that exists, or one that opens a new one. */
export interface ActTarget {
  readonly action: Action;
  readonly agency: AgencyField;
  readonly procedure?: Procedure;
}

export interface CaseDesk {
  readonly view: CaseView;
  readonly silences: readonly Silence[];
  /** Fields that were answered with an error, by their name in the answer. */
  readonly broken: readonly Broken[];
  /** Reads the case again. */
  again(): void;
  act(target: ActTarget): void;
}

export const CaseContext = createContext<CaseDesk | undefined>(undefined);

export function useCase(): CaseDesk {
  const desk = useContext(CaseContext);
  if (!desk) throw new Error('this part of the page is only drawn inside of a case');
  return desk;
}

/** A case that is about to be opened: nobody has claimed anything yet. */
export const newCase = (view: CaseView): CaseView => ({ ...view, members: [], employers: [] });
export const isNew = ({ number, members }: CaseView): boolean => number === null && members?.length === 0;

export const membersOf = (view: CaseView): readonly CaseMember[] => view.members ?? [];
export const employersOf = (view: CaseView): readonly Organisation[] => view.employers ?? [];

/** Claim items of all people, each with whose it is, as commands ask for them. */
export const claimsOf = (view: CaseView): Claim[] =>
  membersOf(view).flatMap(({ person, items }) =>
    items.map(({ id, kind, from, to, fen }) => ({ id, person: person.id, kind, from, to, fen })),
  );
