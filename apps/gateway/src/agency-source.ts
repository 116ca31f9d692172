/** One agency behind the engine of Apollo, asked as the native one asks. */
import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import { GraphQLError } from 'graphql';
import { unavailable, type GatewayContext } from './engine-agencies.ts';
import type { Ask } from './native-ask.ts';

/** The path up to the first list: what is behind it is missing for every element alike. */
function pathOf(options: GraphQLDataSourceProcessOptions): (string | number)[] | undefined {
  const path = (options as { pathInIncomingRequest?: (string | number)[] }).pathInIncomingRequest;
  const list = path?.indexOf('@') ?? -1;
  return list >= 0 ? path?.slice(0, list) : path;
}

/** An honest error when the agency is silent. */
export const agencySource = (agency: string, ask: Ask): GraphQLDataSource => ({
  async process(options) {
    const { query = '', variables = {} } = options.request;
    try {
      return (await ask({ query, variables }, options.context as Partial<GatewayContext>)) as never;
    } catch (error) {
      if (error instanceof GraphQLError && error.extensions['code'] === 'UNAUTHENTICATED') throw error;
      throw unavailable(agency, pathOf(options));
    }
  },
});
