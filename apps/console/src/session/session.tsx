import { useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import { Provider } from 'urql';
import { clientFor } from '../graph/client.ts';
import { ask, HttpTrouble, send } from '../graph/http.ts';
import type { AgencyField } from '../graph/shapes.ts';
import { Waiting } from '../parts/block.tsx';
import { SessionContext, type Actor, type Persona } from './session-context.ts';
import { SignIn } from './sign-in.tsx';

type State = { at: 'asking' } | { at: 'out'; because?: 'expired' | 'silent' } | { at: 'in'; actor: Actor };

/** Draws the pages for somebody who has signed in, and the sign-in page for everybody else. */
export function SessionKeeper({ children }: { children: ReactNode }) {
  const [state, setState] = useState<State>({ at: 'asking' });
  useEffect(() => {
    if (!wasHere()) return setState({ at: 'out' });
    void ask<{ actor: Actor }>('/me').then(
      ({ actor }) => setState({ at: 'in', actor }),
      (trouble) => setState(unauthenticated(trouble) ? { at: 'out' } : { at: 'out', because: 'silent' }),
    );
  }, []);
  const signedIn = useCallback((actor: Actor) => (remember(true), setState({ at: 'in', actor })), []);
  const signOut = useCallback(() => {
    const out = () => (remember(false), setState({ at: 'out' }));
    send('/sign-out', {}).then(out, out);
  }, []);
  const expired = useCallback(() => setState({ at: 'out', because: 'expired' }), []);
  if (state.at === 'asking') return <Waiting />;
  if (state.at === 'out') return <SignIn because={state.because} signedIn={signedIn} />;
  return (
    <Desk key={state.actor.id} actor={state.actor} signOut={signOut} expired={expired}>
      {children}
    </Desk>
  );
}

const HERE = 'yimen.signed-in';

/** Nobody who has never signed in here is asked about: the refusal would stand in the browser's log as an error. */
function wasHere(): boolean {
  try {
    return localStorage.getItem(HERE) !== null;
  } catch {
    return true;
  }
}

function remember(here: boolean): void {
  try {
    if (here) localStorage.setItem(HERE, '1');
    else localStorage.removeItem(HERE);
  } catch {
    // Without storage the service is asked each time, which costs one line in the browser's log.
  }
}

const unauthenticated = (trouble: unknown): boolean => trouble instanceof HttpTrouble && trouble.status === 401;

interface DeskProps {
  readonly actor: Actor;
  readonly signOut: () => void;
  readonly expired: () => void;
  readonly children: ReactNode;
}

function Desk({ actor, signOut, expired, children }: DeskProps) {
  const [agencies, setAgencies] = useState<readonly AgencyField[]>();
  useEffect(() => {
    ask<AgencyField[]>('/agencies.json').then(setAgencies, () => setAgencies([]));
  }, []);
  const people = usePeople();
  const client = useMemo(() => clientFor(expired), [expired]);
  const session = useMemo(() => agencies && { actor, agencies, people, signOut }, [actor, agencies, people, signOut]);
  if (!session) return <Waiting />;
  return (
    <SessionContext value={session}>
      <Provider value={client}>{children}</Provider>
    </SessionContext>
  );
}

function usePeople(): ReadonlyMap<string, string> {
  const [people, setPeople] = useState<ReadonlyMap<string, string>>(new Map());
  useEffect(() => {
    const read = (personas: readonly Persona[]) => setPeople(new Map(personas.map(({ id, name }) => [id, name])));
    ask<Persona[]>('/personas').then(read, () => undefined);
  }, []);
  return people;
}
