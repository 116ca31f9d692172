/** What a query may ask for, checked before anything runs: depth, aliases, fields. */
import {
  GraphQLError,
  Kind,
  type ASTNode,
  type FragmentDefinitionNode,
  type GraphQLFormattedError,
  type ValidationContext,
} from 'graphql';

export const limits = { depth: 16, aliases: 60, fields: 1500, tokens: 6000 } as const;

interface Weight {
  depth: number;
  fields: number;
  aliases: number;
}

interface Weighing {
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Each fragment is weighed once, however often it is spread; one inside of itself weighs nothing more. */
  readonly known: Map<string, Weight>;
}

const none: Weight = { depth: 0, fields: 0, aliases: 0 };

function ofFragment(name: string, weighing: Weighing): Weight {
  const known = weighing.known.get(name);
  if (known) return known;
  weighing.known.set(name, none);
  const fragment = weighing.fragments.get(name);
  const weight = fragment ? weigh(fragment, weighing) : none;
  weighing.known.set(name, weight);
  return weight;
}

/** Weighs a selection with its fragments spread out. */
function weigh(node: ASTNode, weighing: Weighing): Weight {
  if (node.kind === Kind.FRAGMENT_SPREAD) return ofFragment(node.name.value, weighing);
  const below = 'selectionSet' in node && node.selectionSet ? node.selectionSet.selections : [];
  const parts = below.map((part) => weigh(part, weighing));
  const isField = node.kind === Kind.FIELD ? 1 : 0;
  const total = (pick: (weight: Weight) => number) => parts.reduce((sum, part) => sum + pick(part), 0);
  return {
    depth: isField + Math.max(0, ...parts.map(({ depth }) => depth)),
    fields: isField + total(({ fields }) => fields),
    aliases: (node.kind === Kind.FIELD && node.alias ? 1 : 0) + total(({ aliases }) => aliases),
  };
}

/** A validation rule; the error names the limit and what the query asked for. */
export function withinLimits(context: ValidationContext) {
  const { definitions } = context.getDocument();
  const fragments = new Map(
    definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [])),
  );
  return {
    OperationDefinition(node: ASTNode) {
      const weight = weigh(node, { fragments, known: new Map() });
      for (const limit of ['depth', 'fields', 'aliases'] as const)
        if (weight[limit] > limits[limit])
          context.reportError(
            new GraphQLError(
              `查询过大：${limit} ${weight[limit]}，上限 ${limits[limit]} · The query is too large: ${limit}`,
              {
                extensions: { limit, asked: weight[limit], most: limits[limit] },
              },
            ),
          );
    },
  };
}

/** The server calls every validation error the same; what was too large gets its own code back. */
export const named = (shown: GraphQLFormattedError): GraphQLFormattedError =>
  shown.extensions?.limit ? { ...shown, extensions: { ...shown.extensions, code: 'QUERY_TOO_COSTLY' } } : shown;
