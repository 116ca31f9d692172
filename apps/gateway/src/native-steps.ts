/** A plan as a few kinds of steps: who is asked what, after whom, and for which objects of the answer so far. */
import type {
  EntityBatchAlias,
  FetchNode,
  FetchRewrite,
  FlattenNodePathSegment,
  PlanNode,
  RequiresSelection,
} from '@graphql-hive/router-query-planner';

export type Step = Group | Question;

export interface Group {
  readonly kind: 'sequence' | 'parallel';
  readonly steps: readonly Step[];
}

/** One request to one agency. */
export interface Question {
  readonly kind: 'question';
  readonly agency: string;
  readonly operation: string;
  readonly variables: readonly string[];
  /** Empty when the question begins at the root. */
  readonly lookups: readonly Lookup[];
  readonly rewrites: readonly FetchRewrite[];
}

/** What one agency is to add to objects that others have named. */
export interface Lookup {
  /** The key of the list in the agency's answer. */
  readonly answer: string;
  /** The variable that takes the keys of the objects. */
  readonly variable: string;
  readonly ways: readonly Way[];
  readonly requires: readonly RequiresSelection[];
  readonly inward: readonly FetchRewrite[];
  readonly outward: readonly FetchRewrite[];
}

/** From the root to objects: a field, `@` for every element of a list, or only objects of these types. */
export type Way = readonly FlattenNodePathSegment[];

/** Throws when the plan holds a step that this engine cannot take. */
export function stepOf(node: PlanNode, way: Way = []): Step {
  switch (node.kind) {
    case 'Sequence':
    case 'Parallel':
      return {
        kind: node.kind === 'Sequence' ? 'sequence' : 'parallel',
        steps: node.nodes.map((each) => stepOf(each, way)),
      };
    case 'Flatten':
      return stepOf(node.node, [...way, ...node.path]);
    case 'Fetch':
      return question(node, node.requires ? [lookup({ ...node, ...single(way), requires: node.requires })] : []);
    case 'BatchFetch':
      return question(node, node.entityBatch.aliases.map(lookup));
    default:
      throw new Error(`the plan holds a step of kind ${node.kind}, which the native engine does not know`);
  }
}

const single = (way: Way) => ({
  alias: '_entities',
  representationsVariableName: 'representations',
  paths: [way as FlattenNodePathSegment[]],
});

type Fetched = Pick<FetchNode, 'serviceName' | 'operation' | 'variableUsages' | 'outputRewrites'>;

const question = (node: Fetched, lookups: readonly Lookup[]): Question => ({
  kind: 'question',
  agency: node.serviceName,
  operation: node.operation,
  variables: node.variableUsages ?? [],
  lookups,
  rewrites: lookups.length > 0 ? [] : (node.outputRewrites ?? []),
});

const lookup = (node: EntityBatchAlias): Lookup => ({
  answer: node.alias,
  variable: node.representationsVariableName,
  ways: node.paths,
  requires: node.requires,
  inward: node.inputRewrites ?? [],
  outward: node.outputRewrites ?? [],
});
