import { useCallback, useContext, useEffect, useRef } from 'react';
import {
  useQuery,
  type AnyVariables,
  type CombinedError,
  type TypedDocumentNode,
  type UseQueryArgs,
  type UseQueryState,
} from 'urql';
import { ClockContext } from '../clock/clock-context.ts';
import { whenBack } from '../session/comeback.ts';
import { hear } from './news.ts';

/** How often an open page asks again by itself, for the case that nobody told it of some news. */
const EVERY = 60_000;
/** Sooner while something did not answer, so that it comes back by itself. */
const SOON = 5_000;

interface Rest {
  readonly pause?: boolean;
  /** The case that the query is about; without it any news is news. */
  readonly caseId?: string;
}

/**
 * A query that keeps itself fresh while the page is looked at: when the gateway says that there is news, when the
 * demonstration clock moves, and now and then.
 */
export function useLive<D, V extends AnyVariables>(query: TypedDocumentNode<D, V>, variables: V, rest: Rest = {}) {
  const { pause = false, caseId } = rest;
  const [result, execute] = useQuery<D, V>({ query, variables, pause } as UseQueryArgs<V, D>);
  const { moved } = useContext(ClockContext);
  const every = result.error ? SOON : EVERY;
  const again = useCallback(() => execute({ requestPolicy: 'network-only' }), [execute]);
  useEffect(() => {
    if (!pause && moved > 0) again();
  }, [again, pause, moved]);
  useEffect(() => {
    if (pause) return undefined;
    const timer = setInterval(() => document.visibilityState === 'visible' && again(), every);
    return () => clearInterval(timer);
  }, [again, pause, every]);
  useEffect(() => (pause ? undefined : whileLookedAt(again, caseId)), [again, pause, caseId]);
  return { ...result, ...useKept(result), again };
}

interface Kept<D> {
  readonly data: D | undefined;
  /** What was wrong in the answer that `data` came with; `error` is what was wrong last. */
  readonly partial: CombinedError | undefined;
}

/**
 * The last answer to this question that held anything. A broken line or a sign-in that has run out says nothing of what
 * was asked for: what is shown stays, and so does what is being typed over it.
 */
function useKept<D, V extends AnyVariables>({ data, error, operation }: UseQueryState<D, V>): Kept<D> {
  const asked = operation?.key;
  const kept = useRef<Kept<D> & { readonly asked?: number | undefined }>({ data: undefined, partial: undefined });
  if (data !== undefined) kept.current = { asked, data, partial: error };
  else if (kept.current.asked !== asked) kept.current = { asked, data: undefined, partial: undefined };
  return kept.current;
}

/**
 * Listens for news while the page is looked at, and asks when it is looked at again. A browser holds few connections to
 * one place, so hidden pages hold none.
 */
function whileLookedAt(again: () => void, caseId: string | undefined): () => void {
  let close = () => {};
  const open = () => (close = hear(caseId ? `/live?case=${encodeURIComponent(caseId)}` : '/live', again));
  const look = () => {
    close();
    if (document.visibilityState !== 'visible') return;
    again();
    open();
  };
  if (document.visibilityState === 'visible') open();
  document.addEventListener('visibilitychange', look);
  const stayAway = whenBack(look);
  return () => {
    document.removeEventListener('visibilitychange', look);
    stayAway();
    close();
  };
}
