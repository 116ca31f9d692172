import { useQuery } from 'urql';
import { organisationsQuery } from '../graph/parties.ts';

/** How many employers of one name a search of cases takes along. */
const MOST = 20;

/**
 * The list of cases knows employers by id only, because names are not in events. So the register is asked first who is
 * meant, and the ids go along with the words. Undefined while that is not known.
 */
export function useSought(words: string | undefined): { ready: boolean; search: string | undefined } {
  const [{ data, error, stale }] = useQuery({
    query: organisationsQuery,
    variables: { search: words ?? '', first: MOST },
    pause: !words,
    requestPolicy: 'cache-first',
  });
  if (!words) return { ready: true, search: undefined };
  if (error) return { ready: true, search: words };
  if (!data || stale) return { ready: false, search: undefined };
  return { ready: true, search: [words, ...data.organisations.map(({ id }) => id)].join(' ') };
}
