/** Puts a question to one agency and takes its answer as it is. */
import { graphql, GraphQLError, type GraphQLSchema } from 'graphql';
import type { GatewayContext } from './engine-agencies.ts';
import { keepAliveFetcher } from './fetcher.ts';
import { isTree, type Tree } from './native-merge.ts';

export interface Sent {
  readonly query: string;
  readonly variables: Tree;
}

/** An error as an agency words it. */
export interface Told {
  readonly message?: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: Tree;
}

export interface Answer {
  readonly data?: Tree | null;
  readonly errors?: readonly Told[];
}

/** Rejects when the agency gave no answer of GraphQL within its time; with UNAUTHENTICATED when it knows nobody. */
export type Ask = (sent: Sent, context: Partial<GatewayContext>) => Promise<Answer>;

/** Asks over a kept connection, on behalf of whoever asks the gateway. */
export function askOverHttp(url: string, timeout: number): Ask {
  const fetcher = keepAliveFetcher(timeout);
  return async (sent, { token, trace }) => {
    const headers = {
      'content-type': 'application/json',
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(trace ? { 'x-trace': trace } : {}),
    };
    const response = await fetcher(url, { headers, body: JSON.stringify(sent) });
    if (!response.ok && response.status !== 401) throw new Error(`answered with status ${response.status}`);
    const body: unknown = await response.json();
    if (!isAnswer(body)) throw new Error('the answer is none of GraphQL');
    if (response.status === 401) throw unauthenticated(body);
    return body;
  };
}

const isAnswer = (body: unknown): body is Answer =>
  isTree(body) && (isTree(body['data']) || Array.isArray(body['errors']));

const unauthenticated = ({ errors }: Answer): GraphQLError =>
  new GraphQLError(errors?.[0]?.message ?? '请先登录 · Sign in first', { extensions: { code: 'UNAUTHENTICATED' } });

/** Asks a schema of this process; that takes no time limit and no connection. */
export function askInProcess(schema: GraphQLSchema): Ask {
  return async ({ query, variables }, context) => {
    const { data, errors } = await graphql({ schema, source: query, variableValues: variables, contextValue: context });
    return { data: data ?? null, ...(errors ? { errors: errors.map((error) => error.toJSON()) } : {}) };
  };
}
