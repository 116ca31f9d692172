import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { Provider } from 'urql';
import { clientFor } from '../graph/client.ts';
import { ask, send } from '../graph/http.ts';
import type { AgencyField } from '../graph/shapes.ts';
import { Waiting } from '../parts/block.tsx';
import { beginAnew } from '../parts/unsaved.ts';
import { comeBack, SIGNED_IN, tellOthers, whenOthersSignIn } from './comeback.ts';
import { Lapsed } from './lapsed.tsx';
import { keepRenewing, renew, whenRenewed, type Who } from './renewal.ts';
import { SessionContext, type Actor, type Persona } from './session-context.ts';
import { SignIn } from './sign-in.tsx';
import { SignedIn } from './signed-in.tsx';

type State = { at: 'asking' } | { at: 'out'; because?: 'silent' } | ({ at: 'in'; lapsed?: boolean } & Known);
type Known = { readonly actor: Actor; readonly expires?: string | undefined };

/** Draws the pages for somebody who has signed in, and the sign-in page for everybody else. */
export function SessionKeeper({ children }: { children: ReactNode }) {
  const [state, setState] = useState<State>({ at: 'asking' });
  const entries = useRef(0);
  const enter = useCallback((who: Who) => {
    entries.current += 1;
    setState(who.actor ? inside(who, who.actor) : { at: 'out' });
  }, []);
  useEffect(() => void whoIsIt().then(enter, () => setState({ at: 'out', because: 'silent' })), [enter]);
  useEffect(() => whenRenewed(enter), [enter]);
  const expires = state.at === 'in' ? state.expires : undefined;
  useEffect(() => keepRenewing(expires), [expires]);
  const signOut = useCallback(() => {
    const out = () => setState({ at: 'out' });
    send<{ to?: string }>('/sign-out', {}).then(({ to }) => (to ? location.assign(to) : out()), out);
  }, []);
  /** An answer from before the sign-in was renewed may come after it, so it is asked whether it is over. */
  const expired = useCallback(() => {
    const before = entries.current;
    const lapse = ({ actor }: Who) => {
      if (entries.current === before)
        setState((now) => (now.at === 'in' && actor?.id !== now.actor.id ? { ...now, lapsed: true } : now));
    };
    ask<Who>('/me').then(lapse, () => undefined);
  }, []);
  const back = useCallback((who: Who) => (enter(who), comeBack()), [enter]);
  if (state.at === 'asking') return <Waiting />;
  if (state.at === 'out') return <SignIn because={state.because} signedIn={enter} />;
  if (location.pathname === SIGNED_IN) return <SignedIn />;
  return (
    <Desk key={state.actor.id} actor={state.actor} signOut={signOut} expired={expired}>
      {children}
      {state.lapsed && <Lapsed back={back} />}
    </Desk>
  );
}

const inside = ({ expires }: Who, actor: Actor): State => ({ at: 'in', actor, expires });

/** Who was here a while ago may still be known to the provider. */
async function whoIsIt(): Promise<Who> {
  const who = await ask<Who>('/me');
  return who.actor ? who : renew();
}

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
  useOneActor(actor.id);
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

/**
 * All pages of a browser share its sign-in: what is sent from here is sent as whoever signed in last. So the others are
 * told who is here, and a page of somebody else begins anew; what was typed there is not the newcomer's.
 */
function useOneActor(id: string): void {
  useEffect(() => {
    const look = () =>
      void ask<Who>('/me').then(
        ({ actor }) => actor && actor.id !== id && beginAnew(),
        () => undefined,
      );
    const stayAway = whenOthersSignIn(look);
    tellOthers();
    return stayAway;
  }, [id]);
}

function usePeople(): ReadonlyMap<string, string> {
  const [people, setPeople] = useState<ReadonlyMap<string, string>>(new Map());
  useEffect(() => {
    const read = (personas: readonly Persona[]) => setPeople(new Map(personas.map(({ id, name }) => [id, name])));
    ask<Persona[]>('/personas').then(read, () => undefined);
  }, []);
  return people;
}
