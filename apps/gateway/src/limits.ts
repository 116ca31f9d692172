/** What a query may ask for, checked before anything else looks at it: depth, fields, aliases, repeats. */
import {
  GraphQLError,
  Kind,
  visit,
  type ASTNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLFormattedError,
  type ValidationContext,
} from 'graphql';

export const limits = { nesting: 40, depth: 16, aliases: 60, fields: 1500, repeats: 100, tokens: 6000 } as const;

interface Weight {
  readonly depth: number;
  readonly fields: number;
  readonly aliases: number;
  /** Fields beside another of the same key: each pair of them is compared, which takes seconds for some thousands. */
  readonly repeats: number;
  /** How often each key is asked for at this place. */
  readonly keys: ReadonlyMap<string, number>;
}

interface Weighing {
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Each fragment is weighed once, however often it is spread; one inside of itself weighs nothing more. */
  readonly known: Map<string, Weight>;
}

const none: Weight = { depth: 0, fields: 0, aliases: 0, repeats: 0, keys: new Map() };

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
  const field = node.kind === Kind.FIELD ? node : undefined;
  const isField = field ? 1 : 0;
  const total = (pick: (weight: Weight) => number) => parts.reduce((sum, part) => sum + pick(part), 0);
  const keys = together(parts);
  const isPlace = field !== undefined || node.kind === Kind.OPERATION_DEFINITION;
  const again = isPlace ? [...keys.values()].reduce((sum, times) => sum + times - 1, 0) : 0;
  return {
    depth: isField + Math.max(0, ...parts.map(({ depth }) => depth)),
    fields: isField + total(({ fields }) => fields),
    aliases: (field?.alias ? 1 : 0) + total(({ aliases }) => aliases),
    repeats: again + total(({ repeats }) => repeats),
    keys: field ? new Map([[(field.alias ?? field.name).value, 1]]) : isPlace ? none.keys : keys,
  };
}

function together(parts: readonly Weight[]): ReadonlyMap<string, number> {
  const keys = new Map<string, number>();
  for (const part of parts) for (const [key, times] of part.keys) keys.set(key, (keys.get(key) ?? 0) + times);
  return keys;
}

/** Also a fragment that is spread nowhere is weighed, for the other rules look at it as well. */
function weightsIn({ definitions }: DocumentNode): readonly Weight[] {
  const fragments = new Map(
    definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [])),
  );
  const weighing = { fragments, known: new Map() };
  return definitions.map((node) => weigh({ ...node, kind: Kind.OPERATION_DEFINITION } as ASTNode, weighing));
}

/** How many braces and brackets stand inside of each other, also where they add no depth. Asked without recursion. */
function nestingIn(document: DocumentNode): number {
  let [open, most] = [0, 0];
  const nested = { enter: () => void (most = Math.max(most, (open += 1))), leave: () => void (open -= 1) };
  visit(document, { SelectionSet: nested, ListValue: nested, ObjectValue: nested });
  return most;
}

/**
 * A validation rule; the error names the limit and what the query asked for. What is too large is taken from before the
 * other rules, since some of them take far longer than it took to send.
 */
export function withinLimits(context: ValidationContext) {
  return {
    Document(node: DocumentNode) {
      const isBeyond = (limit: Limit, asked: number): boolean => {
        if (asked > limits[limit]) context.reportError(tooLarge(limit, asked));
        return asked > limits[limit];
      };
      const most = (limit: Measured, weights: readonly Weight[]) => Math.max(0, ...weights.map((each) => each[limit]));
      const isHeavy = (weights: readonly Weight[]) =>
        measured.filter((limit) => isBeyond(limit, most(limit, weights))).length > 0;
      const isTooLarge = isBeyond('nesting', nestingIn(node)) || isHeavy(weightsIn(node));
      return isTooLarge ? { ...node, definitions: [] } : undefined;
    },
  };
}

const measured = ['depth', 'fields', 'aliases', 'repeats'] as const;
type Measured = (typeof measured)[number];
type Limit = Measured | 'nesting';

const tooLarge = (limit: Limit, asked: number): GraphQLError =>
  new GraphQLError(`查询过大：${limit} ${asked}，上限 ${limits[limit]} · The query is too large: ${limit}`, {
    extensions: { limit, asked, most: limits[limit] },
  });

/** The server calls every validation error the same; what was too large gets its own code back. */
export const named = (shown: GraphQLFormattedError): GraphQLFormattedError =>
  shown.extensions?.limit ? { ...shown, extensions: { ...shown.extensions, code: 'QUERY_TOO_COSTLY' } } : shown;
