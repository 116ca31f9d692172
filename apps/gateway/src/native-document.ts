/**
 * A settled query as the planner is to see it. Names that a client chose are set apart from those of the schema, so
 * that `id: name` does not overwrite the key by which another agency is asked.
 */
import {
  GraphQLError,
  Kind,
  print,
  visit,
  type ASTNode,
  type DocumentNode,
  type FieldNode,
  type IntValueNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type StringValueNode,
} from 'graphql';

/** No name of a schema begins with two underscores. */
const CHOSEN = '__as_';
const GIVEN = 'given_';

export const keyOf = ({ alias, name }: FieldNode): string => (alias ?? name).value;
/** Under which key the agencies answer a field. `id: id` is `id`, and merges with it. */
export const plannedKey = ({ alias, name }: FieldNode): string =>
  alias && alias.value !== name.value ? CHOSEN + alias.value : name.value;
/** The key that the client knows, of one that the agencies answered. */
export const clientKey = (key: string | number): string | number =>
  typeof key === 'string' && key.startsWith(CHOSEN) ? key.slice(CHOSEN.length) : key;
/** The client's variable behind one of the plan. */
export const clientVariable = (name: string): string => name.slice(GIVEN.length);

const isIntrospection = ({ name }: FieldNode): boolean => name.value === '__schema' || name.value === '__type';

/** Fields of the root, also those inside fragments; there is no other root to be inside of. */
function rootFields({ selections }: SelectionSetNode): FieldNode[] {
  return selections.flatMap((node) =>
    node.kind === Kind.FIELD ? [node] : node.kind === Kind.INLINE_FRAGMENT ? rootFields(node.selectionSet) : [],
  );
}

export interface Introspection {
  readonly fields: readonly FieldNode[];
  readonly document: DocumentNode;
}

/** The part of a settled operation about the schema itself, to be answered here. */
export function introspectionIn(operation: OperationDefinitionNode): Introspection | undefined {
  const fields = rootFields(operation.selectionSet).filter(isIntrospection);
  const definition = { ...operation, selectionSet: { kind: Kind.SELECTION_SET, selections: fields } } as const;
  return fields.length > 0 ? { fields, document: { kind: Kind.DOCUMENT, definitions: [definition] } } : undefined;
}

const TYPENAME = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } } as const;

/**
 * What is left for the agencies of a settled operation, as text; undefined when it is nothing. Throws GraphQLError for
 * a number that the planner cannot read.
 */
export function textForPlanner(operation: OperationDefinitionNode): string | undefined {
  const selections = rootFields(operation.selectionSet).filter(({ name }) => !name.value.startsWith('__'));
  if (selections.length === 0) return undefined;
  const asked = {
    ...operation,
    name: undefined,
    directives: [],
    selectionSet: { ...operation.selectionSet, selections },
  };
  const said = { Field: apart, Variable: setApart, IntValue: within, StringValue: onOneLine };
  return print(visit(asked as ASTNode, { ...said, SelectionSet: { leave: neverEmpty } })).replace(ESCAPED, legible);
}

/** The planner reads whole numbers of 64 bits, and a larger one not to its last digit, which may be that of an id. */
function within(node: IntValueNode): undefined {
  if (BigInt.asIntN(64, BigInt(node.value)) === BigInt(node.value)) return;
  throw new GraphQLError(`The number ${node.value} is too large to stand in a query: give it as a variable`, {
    nodes: node,
  });
}

const onOneLine = (node: StringValueNode) => (node.block ? { ...node, block: false } : undefined);

/** The planner takes the short form of a backspace for another sign. Where no text is a block, each `\\` is of one. */
const ESCAPED = /\\./g;
const legible = (escaped: string): string => (escaped === String.raw`\b` ? String.raw`\u0008` : escaped);

/** An object's type is asked for by its own name, for the steps of a plan depend on it. */
function apart(node: FieldNode) {
  const key = node.name.value === '__typename' ? '__typename' : plannedKey(node);
  return node.alias && { ...node, alias: key === node.name.value ? undefined : { ...node.alias, value: key } };
}

const setApart = (node: { readonly name: { readonly value: string } }) => ({
  ...node,
  name: { ...node.name, value: GIVEN + node.name.value },
});

/** A selection of which everything was skipped still asks whether its object is there. */
const neverEmpty = (node: SelectionSetNode) =>
  node.selections.length === 0 ? { ...node, selections: [TYPENAME] } : undefined;
