import { useCallback, useContext, useEffect } from 'react';
import { useQuery, type AnyVariables, type TypedDocumentNode, type UseQueryArgs } from 'urql';
import { ClockContext } from '../clock/clock-context.ts';

/** How often an open page asks again, so that what other desks do appears and an agency that was away comes back. */
const EVERY = 15_000;
/** Sooner while something did not answer, so that it comes back by itself. */
const SOON = 5_000;

/** A query that keeps itself fresh: while the page is looked at, and at once when the demonstration clock moves. */
export function useLive<D, V extends AnyVariables>(
  query: TypedDocumentNode<D, V>,
  variables: V,
  rest: { pause?: boolean } = {},
) {
  const [result, execute] = useQuery<D, V>({ query, variables, ...rest } as UseQueryArgs<V, D>);
  const { moved } = useContext(ClockContext);
  const { pause = false } = rest;
  const every = result.error ? SOON : EVERY;
  useEffect(() => {
    if (pause) return undefined;
    const again = () => document.visibilityState === 'visible' && execute({ requestPolicy: 'network-only' });
    if (moved > 0) again();
    const timer = setInterval(again, every);
    document.addEventListener('visibilitychange', again);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', again);
    };
  }, [execute, moved, pause, every]);
  const again = useCallback(() => execute({ requestPolicy: 'network-only' }), [execute]);
  return { ...result, again };
}
