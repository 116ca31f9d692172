/**
 * The answer as the query asked for it: fields in its order, under its names, and null where the schema of the graph
 * allows it. A null where it does not is carried upwards to the next place that may be null.
 */
import {
  GraphQLError,
  isCompositeType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  isSpecifiedScalarType,
  Kind,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import { keyOf, plannedKey } from './native-document.ts';
import { spelled, type Place } from './native-lookup.ts';
import { isTree, own, set, type Tree } from './native-merge.ts';

/** Stands for a null in a place where none may be. */
const NOTHING = Symbol('nothing');

type Complete = (value: unknown, place: Place | undefined, faults: GraphQLError[]) => unknown;

interface Slot {
  readonly key: string;
  readonly from: string;
  /** Left out for `__typename`, which the object's type answers. */
  readonly complete?: Complete;
}

/** Completes what was gathered; says in `faults` what the agencies should not have answered. */
export type Shape = (data: Tree, faults: GraphQLError[]) => Tree | null;

export function shapeOf(schema: GraphQLSchema, root: GraphQLObjectType, selection: SelectionSetNode): Shape {
  const complete = composite({ schema, type: root, selections: [selection] });
  return (data, faults) => {
    const completed = complete(data, undefined, faults);
    return completed === NOTHING ? null : (completed as Tree | null);
  };
}

const fault = (message: string, place: Place | undefined): GraphQLError =>
  new GraphQLError(message, { path: spelled(place), extensions: { code: 'INVALID_GRAPHQL' } });

interface Level<T extends GraphQLOutputType> {
  readonly schema: GraphQLSchema;
  readonly type: T;
  readonly selections: readonly SelectionSetNode[];
}

function completerOf(level: Level<GraphQLOutputType>): Complete {
  const { type } = level;
  if (isNonNullType(type)) return required(completerOf({ ...level, type: type.ofType }), String(type));
  if (isListType(type)) return list(completerOf({ ...level, type: type.ofType }));
  return isCompositeType(type) ? composite({ ...level, type }) : leaf(type as GraphQLLeafType);
}

const required =
  (inner: Complete, type: string): Complete =>
  (value, place, faults) => {
    const before = faults.length;
    const completed = inner(value, place, faults);
    if (completed !== null) return completed;
    if (faults.length === before) faults.push(fault(`Cannot return null for non-nullable ${type}.`, place));
    return NOTHING;
  };

const list =
  (inner: Complete): Complete =>
  (value, place, faults) => {
    if (value === null || value === undefined) return null;
    if (!Array.isArray(value)) return refuse(place, faults);
    const completed = value.map((each, key) => inner(each, { key, before: place }, faults));
    return completed.includes(NOTHING) ? null : completed;
  };

function refuse(place: Place | undefined, faults: GraphQLError[]): null {
  faults.push(fault('An agency answered a value that does not belong here.', place));
  return null;
}

function leaf(type: GraphQLLeafType): Complete {
  const fits = fitting(type);
  return (value, place, faults) => {
    if (value === null || value === undefined) return null;
    return fits(value) ? value : refuse(place, faults);
  };
}

/** Scalars of our own are whatever the agency says; those of GraphQL are checked, since clients rely on them. */
function fitting(type: GraphQLLeafType): (value: unknown) => boolean {
  if (isEnumType(type)) return (value) => typeof value === 'string' && type.getValue(value) !== undefined;
  if (!isSpecifiedScalarType(type)) return () => true;
  if (type.name === 'Boolean') return (value) => typeof value === 'boolean';
  if (type.name === 'Int') return (value) => Number.isInteger(value);
  if (type.name === 'Float') return (value) => Number.isFinite(value);
  if (type.name === 'ID') return (value) => typeof value === 'string' || Number.isInteger(value);
  return (value) => typeof value === 'string';
}

function composite(level: Level<GraphQLCompositeType>): Complete {
  const { schema, type } = level;
  const known = new Map<string, readonly Slot[]>();
  const slotsFor = (runtime: GraphQLCompositeType): readonly Slot[] => {
    const slots = known.get(runtime.name) ?? slotsOf(level, runtime);
    known.set(runtime.name, slots);
    return slots;
  };
  return (value, place, faults) => {
    if (value === null || value === undefined) return null;
    if (!isTree(value)) return refuse(place, faults);
    const runtime = runtimeType(schema, own(value, '__typename'), type);
    return runtime ? fill(value, { runtime, slots: slotsFor(runtime), place }, faults) : refuse(place, faults);
  };
}

/** Undefined for a type that the graph does not show. */
function runtimeType(
  schema: GraphQLSchema,
  name: unknown,
  declared: GraphQLCompositeType,
): GraphQLCompositeType | undefined {
  if (isObjectType(declared) || typeof name !== 'string') return declared;
  const type = schema.getType(name);
  return isCompositeType(type) ? type : undefined;
}

interface Filling {
  readonly runtime: GraphQLCompositeType;
  readonly slots: readonly Slot[];
  readonly place: Place | undefined;
}

function fill(value: Tree, { runtime, slots, place }: Filling, faults: GraphQLError[]): Tree | null {
  // An ordinary object, for one without a prototype takes three times as long to fill and to write.
  const filled: Tree = {};
  for (const { key, from, complete } of slots) {
    if (complete) {
      const completed = complete(own(value, from), { key, before: place }, faults);
      if (completed === NOTHING) return null;
      set(filled, key, completed);
    } else if (isObjectType(runtime)) set(filled, key, runtime.name);
    else return null;
  }
  return filled;
}

/** The fields that are asked for of one type, each once, with everything that is selected below it. */
function slotsOf({ schema, selections }: Level<GraphQLCompositeType>, runtime: GraphQLCompositeType): Slot[] {
  const asked = new Map<string, FieldNode[]>();
  const collect = (set: SelectionSetNode): void => {
    for (const node of set.selections) {
      if (node.kind === Kind.FIELD) asked.set(keyOf(node), [...(asked.get(keyOf(node)) ?? []), node]);
      else if (node.kind === Kind.INLINE_FRAGMENT && node.typeCondition?.name.value === runtime.name)
        collect(node.selectionSet);
    }
  };
  selections.forEach(collect);
  return [...asked].map(([key, nodes]) => {
    const [first] = nodes as [FieldNode];
    if (first.name.value === '__typename') return { key, from: '__typename' };
    const below = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    return {
      key,
      from: plannedKey(first),
      complete: fieldCompleter(schema, { runtime, name: first.name.value, below }),
    };
  });
}

interface Asked {
  readonly runtime: GraphQLCompositeType;
  readonly name: string;
  readonly below: readonly SelectionSetNode[];
}

function fieldCompleter(schema: GraphQLSchema, { runtime, name, below }: Asked): Complete {
  // What is asked about the schema itself was answered whole.
  if (name === SchemaMetaFieldDef.name || name === TypeMetaFieldDef.name) return (value) => value ?? null;
  const field = 'getFields' in runtime ? runtime.getFields()[name] : undefined;
  if (!field) throw new GraphQLError(`${runtime.name}.${name} is not in the graph`);
  return completerOf({ schema, type: field.type, selections: below });
}
