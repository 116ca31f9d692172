/**
 * A query with everything decided that can be: conditions by their variables, for a plan without them is shorter and
 * fetches together what belongs together; fragments by the types to which they can apply.
 */
import {
  getDirectiveValues,
  getNamedType,
  GraphQLError,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isAbstractType,
  isObjectType,
  Kind,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  visit,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

export type Variables = Readonly<Record<string, unknown>>;

/** Fields of a query with its fragments written out for each type; beyond it lies somebody's mischief. */
const MOST = 10_000;

/** Names of the variables that decide what is skipped or included. */
export function switchesOf(document: DocumentNode): readonly string[] {
  const names = new Set<string>();
  visit(document, {
    Directive: ({ name, arguments: [given] = [] }) => {
      const decides = name.value === 'skip' || name.value === 'include';
      if (decides && given?.value.kind === Kind.VARIABLE) names.add(given.value.name.value);
    },
  });
  return [...names].sort();
}

interface Settling {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly variables: Variables;
  left: number;
}

/**
 * The operation in fields, and fragments on types of objects where the type is open. Throws GraphQLError when a
 * condition is null, or when the query grows beyond all measure.
 */
export function settled(
  schema: GraphQLSchema,
  {
    document,
    operation,
    variables,
  }: { document: DocumentNode; operation: OperationDefinitionNode; variables: Variables },
): OperationDefinitionNode {
  const fragments = new Map(
    document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [])),
  );
  const root = schema.getRootType(operation.operation)!;
  const settling = { schema, fragments, variables, left: MOST };
  return { ...operation, selectionSet: settle(operation.selectionSet, root, settling) };
}

function settle(set: SelectionSetNode, on: GraphQLCompositeType, settling: Settling): SelectionSetNode {
  const kept = set.selections.filter((node) => isKept(node, settling.variables));
  return { kind: Kind.SELECTION_SET, selections: kept.flatMap((node) => decided(node, on, settling)) };
}

const isKept = (node: SelectionNode, variables: Variables): boolean =>
  getDirectiveValues(GraphQLSkipDirective, node, variables)?.['if'] !== true &&
  getDirectiveValues(GraphQLIncludeDirective, node, variables)?.['if'] !== false;

function decided(node: SelectionNode, on: GraphQLCompositeType, settling: Settling): readonly SelectionNode[] {
  if (node.kind === Kind.FIELD) return [field(node, on, settling)];
  const { schema, fragments } = settling;
  const { typeCondition, selectionSet } = node.kind === Kind.FRAGMENT_SPREAD ? fragments.get(node.name.value)! : node;
  const type = (typeCondition ? schema.getType(typeCondition.name.value) : on) as GraphQLCompositeType;
  if (type === on) return settle(selectionSet, on, settling).selections;
  const kinds = kindsOf(type, schema);
  const both = kindsOf(on, schema).filter((kind) => kinds.includes(kind));
  if (isObjectType(on)) return both.length > 0 ? settle(selectionSet, on, settling).selections : [];
  return both.map((kind) => ({
    kind: Kind.INLINE_FRAGMENT,
    typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: kind.name } },
    selectionSet: settle(selectionSet, kind, settling),
  }));
}

const kindsOf = (type: GraphQLCompositeType, schema: GraphQLSchema): readonly GraphQLObjectType[] =>
  isAbstractType(type) ? schema.getPossibleTypes(type) : [type];

function field(node: FieldNode, on: GraphQLCompositeType, settling: Settling): FieldNode {
  settling.left -= 1;
  if (settling.left < 0) throw new GraphQLError('the query is too large', { extensions: { code: 'QUERY_TOO_COSTLY' } });
  const plain = { ...node, directives: [] };
  if (!node.selectionSet) return plain;
  const type = getNamedType(definitionOf(on, node.name.value).type) as GraphQLCompositeType;
  return { ...plain, selectionSet: settle(node.selectionSet, type, settling) };
}

function definitionOf(on: GraphQLCompositeType, name: string) {
  if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
  if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  return (on as GraphQLObjectType).getFields()[name]!;
}
