/** Finds the objects that an agency is to add to, and says each of them once, by its keys. */
import type { RequiresSelection } from '@graphql-hive/router-query-planner';
import { clientKey } from './native-document.ts';
import { isTree, merge, own, rewrite, type Kinship, type Tree } from './native-merge.ts';
import type { Lookup, Way } from './native-steps.ts';

/** A path told from its end, so that walking on costs nothing and only errors are spelled out. */
export interface Place {
  readonly key: string | number;
  readonly before: Place | undefined;
}

export const spelled = (place: Place | undefined): (string | number)[] =>
  place ? [...spelled(place.before), place.key] : [];

export interface Target {
  readonly object: Tree;
  readonly place: Place | undefined;
}

/** What is asked for one lookup: the keys of objects, and for each of these all places where the object stands. */
export interface Gathered {
  readonly lookup: Lookup;
  readonly representations: readonly Tree[];
  readonly targets: readonly (readonly Target[])[];
  /** The ways on which any object was found. */
  readonly ways: readonly Way[];
}

export function gather(lookup: Lookup, data: Tree, kinship: Kinship): Gathered {
  const known = new Map<string, Target[]>();
  const representations: Tree[] = [];
  const keep = (target: Target): boolean => {
    const keys = keysOf(target.object, lookup.requires, kinship);
    if (!keys || typeof keys['__typename'] !== 'string') return false;
    rewrite(keys, lookup.inward, kinship);
    const written = JSON.stringify(keys);
    const same = known.get(written);
    if (same) same.push(target);
    else {
      known.set(written, [target]);
      representations.push(keys);
    }
    return true;
  };
  const ways = lookup.ways.filter((way) => {
    const found: Target[] = [];
    walk({ value: data, place: undefined }, way, { kinship, found });
    return found.filter(keep).length > 0;
  });
  return { lookup, representations, targets: [...known.values()], ways };
}

interface Spot {
  readonly value: unknown;
  readonly place: Place | undefined;
}

interface Walk {
  readonly kinship: Kinship;
  readonly found: Target[];
}

function walk({ value, place }: Spot, way: Way, going: Walk): void {
  if (Array.isArray(value)) {
    const rest = way[0] === '@' ? way.slice(1) : way;
    value.forEach((each, key) => walk({ value: each, place: { key, before: place } }, rest, going));
    return;
  }
  if (!isTree(value)) return;
  const [segment, ...rest] = way;
  if (segment === undefined) going.found.push({ object: value, place });
  else if (segment === '@') return;
  else if ('Field' in segment) {
    const key = segment.Field;
    walk({ value: own(value, key), place: { key, before: place } }, rest, going);
  } else if (isOf(value, segment.TypeCondition, going.kinship)) walk({ value, place }, rest, going);
}

const isOf = (value: Tree, conditions: readonly string[], kinship: Kinship): boolean => {
  const type = value['__typename'];
  return typeof type === 'string' && conditions.some((condition) => kinship.isA(type, condition));
};

/** The keys that a plan requires of an object; undefined when one of them was not to be had. */
function keysOf(object: Tree, requires: readonly RequiresSelection[], kinship: Kinship): Tree | undefined {
  const keys: Tree = {};
  for (const node of requires) {
    if (node.kind === 'Field') {
      const value = keyOf(object, node, kinship);
      if (value === undefined) return undefined;
      keys[node.alias ?? node.name] = value;
    } else if (node.kind === 'InlineFragment' && isOf(object, [node.typeCondition], kinship)) {
      const part = keysOf(object, node.selections, kinship);
      if (!part) return undefined;
      merge(keys, part);
    }
  }
  return keys;
}

type RequiredField = Extract<RequiresSelection, { kind: 'Field' }>;

/** What a plan fetched under a name of its own is handed on under the field's name. */
function keyOf(object: Tree, { name, alias, selections }: RequiredField, kinship: Kinship): unknown {
  const value = own(object, name) ?? (alias ? own(object, alias) : own(object, name));
  if (!selections) return value;
  const part = (each: unknown): unknown =>
    Array.isArray(each) ? each.map(part) : isTree(each) ? keysOf(each, selections, kinship) : each;
  return part(value);
}

/** Up to the first list, for what is missing behind it is missing for every element alike. */
export function cut(way: Way): (string | number)[] {
  const list = way.indexOf('@');
  return (list < 0 ? way : way.slice(0, list)).flatMap((segment) =>
    typeof segment === 'object' && 'Field' in segment ? [clientKey(segment.Field)] : [],
  );
}
