import { cacheExchange, Client, fetchExchange, mapExchange } from '@urql/core';
import { isSignedOut } from './trouble.ts';

/** One client for each sign-in, so that nothing of one person's cases is left for the next. */
export const clientFor = (signedOut: () => void): Client =>
  new Client({
    url: '/graphql',
    preferGetMethod: false,
    requestPolicy: 'cache-and-network',
    fetchOptions: { credentials: 'same-origin' },
    exchanges: [
      mapExchange({ onResult: (result) => void (isSignedOut(result.error) && signedOut()) }),
      cacheExchange,
      fetchExchange,
    ],
  });
