/** The variables of a request, read for every engine alike: whatever they hold, the answer is short and soon there. */
import { getVariableValues, GraphQLError, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';

/** Faults of the variables that are told, and characters of each: every one repeats the value in which it stands. */
const [FAULTS, LONGEST] = [10, 1_000];
/** Fields of one object. No input has as many, and to repeat more takes seconds. */
const FIELDS = 1_000;

/**
 * The variables as the schema reads them, or what is wrong with them. A request can hold millions of faults, and to
 * tell each would take minutes, in which nobody is answered, and all memory.
 */
export function variablesIn(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
  given: Readonly<Record<string, unknown>>,
): { readonly errors: readonly GraphQLError[] } | { readonly coerced: Record<string, unknown> } {
  if (isCrowded(given)) return { errors: [crowded] };
  const read = getVariableValues(schema, variableDefinitions, given, { maxErrors: FAULTS });
  if (!read.errors) return { coerced: read.coerced };
  // Behind the last that is told comes one that says only that there are more.
  const errors = read.errors.slice(0, FAULTS).map(({ message, nodes }) => ({ message: brief(message), nodes }));
  return { errors: errors.map(({ message, nodes }) => new GraphQLError(message, { nodes })) };
}

const brief = (message: string): string => (message.length > LONGEST ? `${message.slice(0, LONGEST)}…` : message);

const crowdedWords = `变量中有对象超过 ${FIELDS} 个字段 · An object among the variables has too many fields`;
const crowded = new GraphQLError(crowdedWords, { extensions: { code: 'BAD_USER_INPUT' } });

/** Asked without recursion, for values may be nested deeper than a stack is. */
function isCrowded(given: unknown): boolean {
  const left: unknown[] = [given];
  while (left.length > 0) {
    const value = left.pop();
    if (typeof value !== 'object' || value === null) continue;
    const inside = Array.isArray(value) ? value : Object.values(value);
    if (inside.length > FIELDS && !Array.isArray(value)) return true;
    for (const each of inside) left.push(each);
  }
  return false;
}
