/** Prepares a query once: how it is asked of the agencies, and how its answer looks. */
import { QueryPlanner } from '@graphql-hive/router-query-planner';
import { transformSupergraphToPublicSchema } from '@theguild/federation-composition';
import {
  buildASTSchema,
  Kind,
  parse,
  visit,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { introspectionIn, textForPlanner, type Introspection } from './native-document.ts';
import type { Kinship } from './native-merge.ts';
import { settled, switchesOf, type Variables } from './native-settle.ts';
import { shapeOf, type Shape } from './native-shape.ts';
import { stepOf, type Step } from './native-steps.ts';

export interface Prepared {
  /** Undefined when no agency has to be asked. */
  readonly step: Step | undefined;
  readonly introspection: Introspection | undefined;
  readonly shape: Shape;
}

export interface Graph {
  readonly supergraph: string;
  readonly schema: GraphQLSchema;
  readonly kinship: Kinship;
  prepare(query: Query): Prepared;
}

export interface Query {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** Read by the schema, defaults included; of these only the conditions change a plan. */
  readonly variables: Variables;
}

/**
 * Queries that are remembered as they were prepared, each combination of its conditions for one; who plays with more
 * pays for their plans.
 */
const PREPARED = 1_000;

export function graphOf(supergraph: string): Graph {
  const document = parse(supergraph);
  refuseUnproven(document);
  const planner = new QueryPlanner(supergraph);
  const schema = buildASTSchema(transformSupergraphToPublicSchema(document), { assumeValid: true });
  const make = (query: Query): Prepared => {
    const asked = settled(schema, query);
    const text = textForPlanner(asked);
    const plan = text === undefined ? undefined : planner.plan(text, undefined, new Set(), 100).node;
    return {
      step: plan && stepOf(plan),
      introspection: introspectionIn(asked),
      shape: shapeOf(schema, schema.getRootType(asked.operation)!, asked.selectionSet),
    };
  };
  return { supergraph, schema, kinship: kinshipIn(document), prepare: remembering(make) };
}

/** By the parsed operation, which the server keeps for queries that come again, and the conditions in it. */
function remembering(make: (query: Query) => Prepared): (query: Query) => Prepared {
  const known = new WeakMap<OperationDefinitionNode, { readonly id: number; readonly switches: readonly string[] }>();
  const kept = new LRUCache<string, Prepared>({ max: PREPARED });
  let ids = 0;
  return (query) => {
    const { document, operation, variables } = query;
    const { id, switches } = known.get(operation) ?? { id: (ids += 1), switches: switchesOf(document) };
    known.set(operation, { id, switches });
    const variant = [id, ...switches.map((name) => String(variables[name]))].join();
    const prepared = kept.get(variant) ?? make(query);
    kept.set(variant, prepared);
    return prepared;
  };
}

/** With these the planner was seen to fail or to take a value for another. */
const UNPROVEN = new Set(['requires', 'provides', 'isInterfaceObject']);

function refuseUnproven(supergraph: DocumentNode): void {
  const found = new Set<string>();
  visit(supergraph, {
    Directive: ({ name, arguments: given = [] }) => {
      if (!name.value.startsWith('join__')) return;
      for (const { name: argument, value } of given)
        if (UNPROVEN.has(argument.value) && !(value.kind === Kind.BOOLEAN && !value.value)) found.add(argument.value);
    },
  });
  if (found.size > 0) throw new Error(`the native engine is not proven with ${[...found].join(', ')} in a schema`);
}

function kinshipIn(supergraph: DocumentNode): Kinship {
  const conditions = new Map<string, Set<string>>();
  const add = (type: string, condition: string) =>
    conditions.set(type, (conditions.get(type) ?? new Set()).add(condition));
  for (const node of supergraph.definitions) {
    if (node.kind === Kind.UNION_TYPE_DEFINITION)
      node.types?.forEach((member) => add(member.name.value, node.name.value));
    if (node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION)
      node.interfaces?.forEach((face) => add(node.name.value, face.name.value));
  }
  return { isA: (type, condition) => type === condition || (conditions.get(type)?.has(condition) ?? false) };
}
