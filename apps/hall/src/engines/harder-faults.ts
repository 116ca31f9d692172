/**
 * Faults of the other engine that show only where there are unions, interfaces and several keys: over the harder graph.
 * A closed list, like that of `known-faults.ts`; here the answer is held against the true one.
 */
import { getNamedType, isAbstractType, isObjectType, Kind, parse, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import type { GraphQLSchema, SelectionSetNode } from 'graphql';
import type { Found } from '../client.ts';
import { aliases, codes, named, switches } from './known-faults.ts';
import type { MadeQuery } from './query-maker.ts';
import { settledBySpecification } from './truth.ts';

export interface HarderFault {
  readonly name: string;
  /** The smallest query that shows it. */
  readonly smallest: MadeQuery;
  /** Whether a query can run into it, and the answer is the true one but for that. */
  explains(made: MadeQuery, told: Found, right: Found): boolean;
}

interface Told {
  readonly path: readonly (string | number)[];
  /** None where it stands for whatever went wrong inside of a null. */
  readonly code?: string;
}

/** Of the engine itself, and of an agency that is asked what makes no sense. */
const REFUSALS = ['INTERNAL', 'AGENCY_UNAVAILABLE'];
const KEYS = ['isbn', 'name', 'shelf', 'code', 'number'];

export const harderFaults = (schema: GraphQLSchema): readonly HarderFault[] => [
  {
    name: 'what goes wrong with some objects of a list is told of as many of its first ones',
    smallest: { query: '{ things { ... on Film { rating } } }', variables: {} },
    explains: (_, told, right) => isSame(told['data'], right['data']) && isSameElsewhere(told, right),
  },
  {
    name: 'a fragment on a narrower type within one on a wider one is left out of an object whose type is clear',
    smallest: { query: '{ reader(name: "r3") { ... on Thing { ... on Reader { born } } } }', variables: {} },
    explains: ({ query }, told, right) =>
      narrowsWithin(query, schema) && isPartOf(told['data'], right['data']) && isSameElsewhere(told, right),
  },
  {
    name: 'what is skipped in any case is asked for within what is on condition, and what goes wrong with it is told',
    smallest: {
      query: 'query($a: Boolean!) { book(id: "b4") @include(if: $a) { size @skip(if: true) genre } }',
      variables: { a: true },
    },
    explains: ({ query }, told, right) => {
      const errors = told['errors']?.filter(({ path = [] }: Found) => isThere(told['data'], path));
      return switches(query).size > 0 && isSame(told['data'], right['data']) && isSameElsewhere({ errors }, right);
    },
  },
  {
    name: 'a variable by the name of representations is taken for its own',
    smallest: {
      query: `query($representations: Int) {
        copy { lentTo { favourite { reviews(least: $representations) { id } } } } }`,
      variables: { representations: 2 },
    },
    explains: ({ query }, told) =>
      query.includes('$representations:') && codes(told).some((code) => REFUSALS.includes(code as string)),
  },
  {
    name: 'an alias by the name of any key and the key are taken for each other',
    smallest: { query: '{ reader(name: "r1") { name: born wrote { id } } }', variables: {} },
    explains: ({ query }) => KEYS.some((key) => aliases(query).has(key)),
  },
];

const withoutPlaces = (path: Told['path'] = []) => path.filter((step) => typeof step === 'string');

/** Whether the errors are the true ones, if it does not matter where in a list they are. */
function isSameElsewhere({ errors = [] }: Found, right: Found): boolean {
  const told = errors.map(({ path, extensions }: Found) => ({ path: withoutPlaces(path), code: extensions?.code }));
  const { errors: texts } = JSON.parse(settledBySpecification(right)) as { errors: string[] };
  const wanted = texts
    .map((text) => JSON.parse(text) as Told)
    .map(({ path, code }) => [withoutPlaces(path), code] as const);
  const fits = (one: Told, [path, code]: (typeof wanted)[number]) =>
    path.every((step, at) => one.path[at] === step) &&
    (!code || (one.code === code && one.path.length === path.length));
  return (
    told.every((one: Told) => wanted.some((each) => fits(one, each))) &&
    wanted.every((each) => told.some((one: Told) => fits(one, each)))
  );
}

/** Whether there is such a place, or a null that stands for it. */
function isThere(data: unknown, [step, ...rest]: Told['path']): boolean {
  if (!isGroup(data) || step === undefined) return true;
  return Object.hasOwn(data, step) && isThere(data[step], rest);
}

/** Whether it is the whole but for fields that are left out. */
function isPartOf(part: unknown, whole: unknown): boolean {
  if (!isGroup(part) || !isGroup(whole)) return part === whole;
  if (Array.isArray(part) && (part as unknown[]).length !== (whole as unknown as unknown[]).length) return false;
  return Object.entries(part).every(([key, value]) => Object.hasOwn(whole, key) && isPartOf(value, whole[key]));
}

const isSame = (one: unknown, other: unknown): boolean => isPartOf(one, other) && isPartOf(other, one);
const isGroup = (value: unknown): value is Found => typeof value === 'object' && value !== null;

/** Whether an object whose type is clear is asked by a fragment within a wider one. */
function narrowsWithin(query: string, schema: GraphQLSchema): boolean {
  const document = parse(query);
  const narrows = ({ selections }: SelectionSetNode, wider?: string): boolean =>
    selections.some((each) => {
      if (each.kind === Kind.FIELD) return false;
      const { typeCondition, selectionSet } =
        each.kind === Kind.INLINE_FRAGMENT ? each : named(document, each.name.value);
      const on = typeCondition?.name.value ?? wider;
      if (wider && on !== wider) return true;
      return narrows(selectionSet, on && isAbstractType(schema.getType(on)) ? on : undefined);
    });
  const types = new TypeInfo(schema);
  let found = false;
  const look = (selected?: SelectionSetNode) =>
    selected && isObjectType(getNamedType(types.getType())) && narrows(selected);
  visit(
    document,
    visitWithTypeInfo(types, { Field: ({ selectionSet }) => void (found ||= look(selectionSet) ?? false) }),
  );
  return found;
}
