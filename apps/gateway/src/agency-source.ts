/** One agency behind the gateway: its own time limit, and an honest error when it is silent. */
import { RemoteGraphQLDataSource, type GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import { GraphQLError } from 'graphql';
import { unavailable, type GatewayContext } from './engine-agencies.ts';
import { keepAliveFetcher } from './fetcher.ts';

/** The path up to the first list: what is behind it is missing for every element alike. */
function pathOf(options: GraphQLDataSourceProcessOptions): (string | number)[] | undefined {
  const path = (options as { pathInIncomingRequest?: (string | number)[] }).pathInIncomingRequest;
  const list = path?.indexOf('@') ?? -1;
  return list >= 0 ? path?.slice(0, list) : path;
}

export class AgencySource extends RemoteGraphQLDataSource<GatewayContext> {
  readonly agency: string;

  constructor(agency: string, url: string, timeout: number) {
    super({ url, fetcher: keepAliveFetcher(timeout) as never });
    this.agency = agency;
  }

  override willSendRequest({ request, context }: GraphQLDataSourceProcessOptions<GatewayContext>): void {
    const { token, trace } = context as Partial<GatewayContext>;
    if (token) request.http?.headers.set('authorization', `Bearer ${token}`);
    if (trace) request.http?.headers.set('x-trace', trace);
  }

  override async process(options: GraphQLDataSourceProcessOptions<GatewayContext>) {
    try {
      return await super.process(options);
    } catch (error) {
      if (error instanceof GraphQLError && error.extensions.code === 'UNAUTHENTICATED') throw error;
      throw unavailable(this.agency, pathOf(options as GraphQLDataSourceProcessOptions));
    }
  }
}
