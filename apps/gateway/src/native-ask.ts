/** Puts a question to one agency and takes its answer as it is. */
import { execute, GraphQLError, parse, type DocumentNode, type GraphQLSchema } from 'graphql';
import type { GatewayContext } from './engine-agencies.ts';
import { postTo } from './agency-http.ts';
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
  const post = postTo(url, timeout);
  return async (sent, { token, trace }) => {
    const headers = ['content-type', 'application/json'];
    if (token) headers.push('authorization', `Bearer ${token}`);
    if (trace) headers.push('x-trace', trace);
    const { status, text } = await post(headers, JSON.stringify(sent));
    if (status !== 401 && (status < 200 || status > 299)) throw new Error(`answered with status ${status}`);
    const body: unknown = JSON.parse(text);
    if (!isAnswer(body)) throw new Error('the answer is none of GraphQL');
    if (status === 401) throw unauthenticated(body);
    return body;
  };
}

const isAnswer = (body: unknown): body is Answer =>
  isTree(body) && (isTree(body['data']) || Array.isArray(body['errors']));

const unauthenticated = ({ errors }: Answer): GraphQLError =>
  new GraphQLError(errors?.[0]?.message ?? '请先登录 · Sign in first', { extensions: { code: 'UNAUTHENTICATED' } });

/** Questions that are kept parsed. */
const MOST = 500;

/**
 * Asks a schema of this process; that takes no time limit and no connection. The questions come from a plan, so they
 * are valid, and few of them are different.
 */
export function askInProcess(schema: GraphQLSchema): Ask {
  const known = new Map<string, DocumentNode>();
  return async ({ query, variables }, contextValue) => {
    const document = known.get(query) ?? parse(query);
    if (known.size >= MOST) known.clear();
    known.set(query, document);
    const { data, errors } = await execute({ schema, document, variableValues: variables, contextValue });
    return { data: data ?? null, ...(errors ? { errors: errors.map((error) => error.toJSON()) } : {}) };
  };
}
