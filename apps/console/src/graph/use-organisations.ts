import { useQuery } from 'urql';
import { organisationsQuery } from './parties.ts';
import type { Organisation } from './shapes.ts';

const MOST = 50;

/** What the register finds for words that are being typed; nothing before anything is typed. */
export function useOrganisations(words: string): readonly Organisation[] {
  const [{ data }] = useQuery({
    query: organisationsQuery,
    variables: { search: words, first: MOST },
    pause: !words,
    requestPolicy: 'cache-first',
  });
  return words ? (data?.organisations ?? []) : [];
}
