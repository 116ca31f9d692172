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

/** Conditions of one query that are remembered; a client who plays with more pays for its plans. */
const VARIANTS = 64;

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

/** Plans live as long as the parsed document they are for, which the server keeps for queries that come again. */
function remembering(make: (query: Query) => Prepared): (query: Query) => Prepared {
  const known = new WeakMap<
    OperationDefinitionNode,
    { switches: readonly string[]; variants: Map<string, Prepared> }
  >();
  return (query) => {
    const { document, operation, variables } = query;
    const kept = known.get(operation) ?? { switches: switchesOf(document), variants: new Map() };
    known.set(operation, kept);
    const variant = kept.switches.map((name) => String(variables[name])).join();
    const prepared = kept.variants.get(variant) ?? make(query);
    if (kept.variants.size >= VARIANTS) kept.variants.clear();
    kept.variants.set(variant, prepared);
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
