import { createContext, useCallback, useContext, useMemo, useState, type ReactNode } from 'react';
import type { Organisation, Person } from '../graph/shapes.ts';

/** Who was registered while a form is filled in: offered in all of its fields, though the case does not know them. */
interface Newcomers {
  readonly people: readonly Person[];
  readonly organisations: readonly Organisation[];
  addPerson(person: Person): void;
  addOrganisation(organisation: Organisation): void;
}

const NewcomersContext = createContext<Newcomers | undefined>(undefined);

export function useNewcomers(): Newcomers {
  const newcomers = useContext(NewcomersContext);
  if (!newcomers) throw new Error('nobody can be registered outside of a form');
  return newcomers;
}

/** Somebody who is registered twice is the same, and stands there once. */
function useRegistered<P extends { readonly id: string }>() {
  const [all, setAll] = useState<readonly P[]>([]);
  const add = useCallback((one: P) => setAll((before) => [...before.filter(({ id }) => id !== one.id), one]), []);
  return [all, add] as const;
}

export function KeepingNewcomers({ children }: { children: ReactNode }) {
  const [people, addPerson] = useRegistered<Person>();
  const [organisations, addOrganisation] = useRegistered<Organisation>();
  const newcomers = useMemo(
    () => ({ people, organisations, addPerson, addOrganisation }),
    [people, organisations, addPerson, addOrganisation],
  );
  return <NewcomersContext value={newcomers}>{children}</NewcomersContext>;
}
