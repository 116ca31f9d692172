/**
 * The native engine: plans by a planner in Rust, steps and answers by a few files of our own. It stands behind the
 * server where the other engine would, and needs nothing of it.
 */
import { executeSync, GraphQLError } from 'graphql';
import { DOOR, doorSchema } from './door.ts';
import { composed, type Agencies, type Engine, type GatewayContext } from './engine-agencies.ts';
import { askInProcess, askOverHttp, type Ask } from './native-ask.ts';
import { keyOf, plannedKey } from './native-document.ts';
import { graphOf, type Graph, type Prepared, type Query } from './native-plan.ts';
import { distinct, take, type Run } from './native-run.ts';
import type { Subgraph } from './supergraph.ts';
import { variablesIn } from './variables.ts';

type Loaded = Parameters<Parameters<Engine['onSchemaLoadOrUpdate']>[0]>[0];
type Executor = NonNullable<Awaited<ReturnType<Engine['load']>>['executor']>;
type Asked = Parameters<Executor>[0];

/** A graph and whom to ask about it. */
interface Town {
  readonly graph: Graph;
  readonly asks: ReadonlyMap<string, Ask>;
}

export function nativeEngine({ subgraphs, follow, timeout }: Agencies): Engine {
  let town = townOf(subgraphs, timeout);
  // A request that was checked before a reload is answered by the graph that checked it.
  const towns = new WeakMap([[town.graph.schema, town]]);
  const listeners = new Set<(loaded: Loaded) => void>();
  const tell = () => {
    const { schema, supergraph } = town.graph;
    listeners.forEach((listen) => listen({ apiSchema: schema, coreSupergraphSdl: supergraph }));
  };
  const stop = follow?.((now) => {
    town = townOf(now, timeout);
    towns.set(town.graph.schema, town);
    tell();
  });
  return {
    onSchemaLoadOrUpdate(listen) {
      listeners.add(listen);
      return () => void listeners.delete(listen);
    },
    async load() {
      tell();
      return { executor: (asked) => answer(towns.get(asked.schema) ?? town, asked) };
    },
    stop: async () => stop?.(),
  };
}

function townOf(subgraphs: readonly Subgraph[], timeout: number): Town {
  const asks = new Map(subgraphs.map(({ name, url }) => [name, askOverHttp(url, timeout)]));
  return { graph: graphOf(composed(subgraphs)), asks: asks.set(DOOR, askInProcess(doorSchema())) };
}

async function answer({ graph, asks }: Town, { document, operation, request, context }: Asked) {
  if (!operation) return { errors: [unnamed(request.operationName)] };
  const variables = request.variables ?? {};
  const read = variablesIn(graph.schema, operation, variables);
  if ('errors' in read) return read;
  const prepared = prepare(graph, { document, operation, variables: read.coerced });
  if (prepared instanceof GraphQLError) return { errors: [prepared] };
  const run: Run = {
    asks,
    kinship: graph.kinship,
    variables,
    context: context as GatewayContext,
    data: {},
    errors: [],
  };
  if (prepared.step) await take(prepared.step, run);
  return completed(graph, prepared, run);
}

/** The server asks us also where it has found none of the operations, or several. */
const unnamed = (name: string | undefined): GraphQLError =>
  new GraphQLError(
    name ? `Unknown operation named "${name}".` : 'Say by operationName which of the operations is meant.',
  );

/** What is wrong with a query is an answer; what is wrong with us is thrown. */
function prepare(graph: Graph, query: Query): Prepared | GraphQLError {
  try {
    return graph.prepare(query);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const extensions = { code: 'BAD_USER_INPUT', ...error.extensions };
    return new GraphQLError(error.message, { nodes: error.nodes, extensions });
  }
}

/**
 * The answer with its errors. A value that does not fit the graph is usually missing because of one of them; only
 * where there is none is it told, apart from them, as the routers of this field do.
 */
function completed({ schema }: Graph, { introspection, shape }: Prepared, run: Run) {
  if (introspection) {
    const { data } = executeSync({ schema, document: introspection.document, variableValues: run.variables });
    for (const field of introspection.fields) run.data[plannedKey(field)] = data?.[keyOf(field)];
  }
  const faults: GraphQLError[] = [];
  const data = shape(run.data, faults);
  const errors = distinct(run.errors);
  if (errors.length > 0) return { data, errors };
  return faults.length > 0 ? { data, extensions: { valueCompletion: faults } } : { data };
}
