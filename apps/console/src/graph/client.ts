import { cacheExchange, Client, fetchExchange, mapExchange, type Operation, type OperationResult } from '@urql/core';
import { goesOn } from '../session/renewal.ts';
import { isSignedOut } from './trouble.ts';

const reach = {
  url: '/graphql',
  preferGetMethod: false,
  requestPolicy: 'cache-and-network',
  fetchOptions: { credentials: 'same-origin' },
} as const;

/** One client for each sign-in, so that nothing of one person's cases is left for the next. */
export const clientFor = (signedOut: () => void): Client =>
  new Client({
    ...reach,
    exchanges: [
      mapExchange({ onResult: (result) => void (isSignedOut(result.error) && signedOut()) }),
      cacheExchange,
      mapExchange({ onResult: onceMore }),
      fetchExchange,
    ],
  });

const bare = new Client({ ...reach, exchanges: [fetchExchange] });

/**
 * Nothing was done for somebody whose sign-in had just run out; once it is renewed the same is asked again. Where it is
 * not, the answer is empty throughout: it must not stand in place of what was read before.
 */
async function onceMore(result: OperationResult): Promise<OperationResult> {
  if (!isSignedOut(result.error)) return result;
  const { operation } = result;
  const answer = (await goesOn()) ? await again(operation) : result;
  return { ...answer, operation, ...(isSignedOut(answer.error) ? { data: undefined } : {}) };
}

const again = ({ kind, query, variables }: Operation): Promise<OperationResult> =>
  kind === 'mutation' ? bare.mutation(query, variables).toPromise() : bare.query(query, variables).toPromise();
